"""What a scenario starts from and what may be moved: the plan, the assumptions, the outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from warehouse.middelen.regels import Tarieven

BATEN = ("rijksbijdragen", "overige baten")
DRIJVERS = ("ikc", "ikc_ander", "so", "bao", "terugplaatsing")
LOOPTIJD = range(4, 9)  # years that a scenario may run


@dataclass(frozen=True)
class Planpost:
    """A post: what it was in the year of departure, and what the plan says of later years.

    Attributes:
        drijver: one of DRIJVERS; empty when it goes as planned.
    """

    rubriek: str
    post: str
    basis: float
    plan: Mapping[int, float] = field(default_factory=dict)
    drijver: str = ""

    @property
    def is_baat(self) -> bool:
        return self.rubriek in BATEN

    @property
    def groei(self) -> float:
        """How it changes in the last planned year."""
        jaren = sorted(self.plan)[-2:]
        if len(jaren) < 2 or not self.plan[jaren[0]]:
            return 0.0
        return self.plan[jaren[1]] / self.plan[jaren[0]] - 1

    def gepland(self, jaar: int, groei: float = 0.0) -> float:
        """The plan's amount; after the last planned year that of then, with this growth."""
        if jaar in self.plan:
            return self.plan[jaar]
        laatste = max(self.plan, default=jaar)
        bedrag = self.plan.get(laatste, self.basis)
        return bedrag * (1 + groei) ** max(jaar - laatste, 0)


@dataclass(frozen=True)
class Plan:
    """Where a scenario starts, and the plan that it is laid beside.

    Attributes:
        jaar: the year of departure; the scenario begins in the year after it.
        reserve: eigen vermogen at the end of it.
        leerlingen: pupils of regular schools with whom its budget was made.
        leerlingbedrag: amount per pupil by year, before deductions.
        tarieven: of the year of departure, or the last ones known.
        minimum, minimum_vanaf, minimum_tot: the agreed floor of the amount per pupil.
    """

    jaar: int
    posten: Sequence[Planpost]
    reserve: float
    leerlingen: float
    leerlingbedrag: Mapping[int, float]
    tarieven: Tarieven
    minimum: float = 0.0
    minimum_vanaf: int = 0
    minimum_tot: int = 0

    def van(self, drijver: str) -> list[Planpost]:
        """The posts that follow this driver."""
        return [post for post in self.posten if post.drijver == drijver]

    def planbedrag(self, jaar: int) -> float:
        """The plan's amount per pupil; after its last year that of then."""
        bekend = [j for j in sorted(self.leerlingbedrag) if j <= jaar]
        return self.leerlingbedrag[bekend[-1]] if bekend else 0.0

    @cached_property
    def aannames(self) -> "Aannames":
        """The growth that the plan itself counts with: that of its last year, to 0,1%."""
        return Aannames(
            ikc=_gemiddeld(self.van("ikc")),
            so=_gemiddeld(self.van("so")),
            leerlingen=_gemiddeld([p for p in self.posten if p.rubriek == "rijksbijdragen"][:1]),
        )


def _gemiddeld(posten: Sequence[Planpost]) -> float:
    gewicht = sum(post.basis for post in posten)
    som = sum(post.basis * post.groei for post in posten)
    return round(som / gewicht, 3) if gewicht else 0.0


@dataclass(frozen=True)
class Aannames:
    """What may be moved.

    Attributes:
        ikc, so, leerlingen: growth a year.
        tarieven: growth a year of what is paid for a place, on top of the plan.
        korting: share that OCW takes off the rijksbijdragen.
        leerlingbedrag: one amount per pupil for all years; None follows the plan.
        bodem: the floor: ``afspraak`` (in its years), ``altijd`` or ``geen``.
        terugplaatsingen: pupils a year more than the plan counts with.
        jaren: how many years.
    """

    ikc: float = 0.0
    so: float = 0.0
    leerlingen: float = 0.0
    tarieven: float = 0.0
    korting: float = 0.0
    leerlingbedrag: float | None = None
    bodem: str = "afspraak"
    terugplaatsingen: int = 0
    jaren: int = 4


@dataclass(frozen=True)
class Deel:
    """A part of an amount: a number × a price where there is one."""

    naam: str
    bedrag: float
    aantal: float | None = None
    prijs: float | None = None


@dataclass(frozen=True)
class Regel:
    """An amount in one year of a scenario, with the parts that it is the sum of."""

    rubriek: str
    post: str
    bedrag: float
    gepland: float
    delen: tuple[Deel, ...] = ()


@dataclass(frozen=True)
class Jaar:
    """The outcome of one year; what the plan said of it beside it."""

    jaar: int
    regels: tuple[Regel, ...]
    leerlingbedrag: float
    reserve: float

    @property
    def baten(self) -> float:
        return sum(regel.bedrag for regel in self.regels if regel.rubriek in BATEN)

    @property
    def lasten(self) -> float:
        return sum(regel.bedrag for regel in self.regels if regel.rubriek not in BATEN)

    @property
    def resultaat(self) -> float:
        return self.baten - self.lasten
