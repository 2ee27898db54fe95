"""What a publication holds, as objects: the rows of its tables, one frozen dataclass per table.

Reading them is left to `data`, showing them to the pages.
"""

from dataclasses import dataclass
from datetime import date, datetime

REGIO = "regio"


@dataclass(frozen=True)
class Inzage:
    """What one visitor looks at: a publication, as far as a role may see it. Key of every cache."""

    publicatie: str
    rol: str
    bestand: str


@dataclass(frozen=True)
class Publicatie:
    publicatie: str
    swv: str
    swv_naam: str
    profiel: str
    gemaakt_op: datetime
    bekend_op: date
    software_versie: str
    voorbeeldgegevens: bool


@dataclass(frozen=True)
class Kengetal:
    """A definition as published: how the figure is named, made, judged and looked after."""

    kengetal: str
    titel: str
    onderwerp: str
    sectie: str
    volgorde: int
    vraag: str
    soort: str
    eenheid: str
    eenheid_enkelvoud: str | None
    decimalen: int
    periode: list[str]
    reeks: str | None
    peildatum: str | None
    teller: str
    noemer: str | None
    niet: str
    grain: list[str]
    gunstig: str
    waarom: str
    let_op: list[str]
    bronnen: list[str]
    eigenaar: str
    controleur: str
    herzien: date
    doelstelling: list[int]
    beweging: list[str]
    vragen: list[str]
    sql: str
    voorbeeld: str
    trendbreuk: str | None
    grenzen: str | None
    definitie_versie: str


@dataclass(frozen=True)
class Punt:
    """One published figure: a unit of a grain in a period. `eenheid` holds a code per dimension."""

    kengetal: str
    periode: str
    periode_soort: str
    periode_datum: date
    reeks: str
    grain: str
    eenheid: tuple[str, ...]
    teller: float | None
    noemer: float | None
    waarde: float | None
    waarde_min: float | None
    waarde_max: float | None
    symbool: str | None
    ontbreekt: int | None
    n: float | None
    p25: float | None
    mediaan: float | None
    p75: float | None
    p90: float | None
    onder: float | None
    boven: float | None
    xmr_midden: float | None
    xmr_onder: float | None
    xmr_boven: float | None
    signaal: str | None
    is_onvolledig: bool | None
    status: str | None
    trend: str | None
    streefwaarde: float | None
    landelijk: float | None
    bevroren: date | None = None

    @property
    def reekscode(self) -> str:
        """Stable code of the series that this point belongs to; series are never mixed."""
        return self.reeks or self.periode_soort

    @property
    def signalen(self) -> tuple[str, ...]:
        """The rules of the XmR chart that this point breaks."""
        return tuple((self.signaal or "").split("|")) if self.signaal else ()


@dataclass(frozen=True)
class Duiding:
    """The last point of one series, judged and put in a sentence."""

    kengetal: str
    periode_soort: str
    reeks: str
    grain: str
    eenheid: tuple[str, ...]
    periode: str
    waarde: float | None
    vorige_periode: str | None
    vorige_waarde: float | None
    trend: str | None
    status: str | None
    zin: str


@dataclass(frozen=True)
class Referentie:
    kengetal: str
    soort: str
    periode: str
    periode_datum: date
    waarde: float | None
    signaalwaarde: float | None
    bron: str | None
    definitie: str | None
    vergelijkbaar: bool | None
    voorlopig: bool | None
    toelichting: str | None

    @property
    def is_anders_geteld(self) -> bool:
        """Whether a reader must not lay this figure beside ours; `definitie` says why."""
        return self.vergelijkbaar is False


@dataclass(frozen=True)
class Gebeurtenis:
    """What happened outside the figures; without `kengetallen` it is about all of them."""

    datum: date
    titel: str
    soort: str
    kengetallen: list[str]
    gemeente: str | None
    bron: str

    @property
    def is_breuk(self) -> bool:
        """Whether what follows is counted differently from what came before."""
        return self.soort == "trendbreuk"


@dataclass(frozen=True)
class Dekking:
    """Of one bron and period: how many units should be counted, and which are missing."""

    kengetal: str
    periode: str
    bron: str
    eenheid: str
    verwacht: int
    geleverd: int
    ontbreekt: list[str]  # by name, as far as this audience may know them

    @property
    def tekort(self) -> int:
        """How many are missing."""
        return self.verwacht - self.geleverd


@dataclass(frozen=True)
class Eenheid:
    grain: str
    code: str
    naam: str
    ouder_grain: str | None
    ouder_code: str | None
    volgorde: int | None
    breedtegraad: float | None = None
    lengtegraad: float | None = None


@dataclass(frozen=True)
class Ligging:
    """Where a school stands and of which bestuur it is; None: in no area of the region."""

    vestiging: str
    bestuur: str
    gemeente: str | None
    kerngebied: str | None

    def van(self, grain: str) -> str | None:
        """The unit of a grain that the school belongs to."""
        code: str | None = getattr(self, grain)
        return code


@dataclass(frozen=True)
class Trechterpunt:
    """A unit in a funnel with its limits; without `eenheid` a point of the curves."""

    kengetal: str
    periode_soort: str
    reeks: str
    grain: str
    periode: str
    eenheid: str | None
    n: float
    waarde: float | None
    midden: float
    onder_95: float
    boven_95: float
    onder_998: float
    boven_998: float
    oordeel: str | None

    @property
    def reekscode(self) -> str:
        """Stable code of the series, as of a figure."""
        return self.reeks or self.periode_soort

    @property
    def valt_op(self) -> bool:
        """Whether it differs from the region by more than chance explains."""
        return self.oordeel in ("boven", "onder")


@dataclass(frozen=True)
class Lichting:
    """Of who was placed in a schooljaar (`samen`: in several), the share back within a term."""

    lichting: str
    perioden: list[str]
    termijn: str
    n: int
    aandeel: float
    onder: float
    boven: float


@dataclass(frozen=True)
class Toets:
    id: str
    bron: str | None
    kengetal: str | None
    ernst: str
    uitkomst: str
    aantal: int | None
    titel: str
    melding: str | None
    oplossing: str | None
    voorbeeld: str | None


@dataclass(frozen=True)
class Levering:
    levering: int
    bron: str
    bestand: str
    sha256: str
    datum: date
    ontvangen: datetime
    door: str | None
    rijen: int
    scope: str | None
    in_gebruik: bool
    voorbeeldgegevens: bool


@dataclass(frozen=True)
class Bevinding:
    levering: int
    bron: str
    ernst: str
    rij: int | None
    kolom: str | None
    waarde: str | None
    regel: str
    melding: str
    oplossing: str | None


@dataclass(frozen=True)
class Herkomst:
    """How many rows of one delivery went into a figure."""

    levering: int
    bron: str
    bestand: str
    sha256: str
    datum: date
    door: str | None
    rijen: int
    voorbeeldgegevens: bool


@dataclass(frozen=True)
class Doelstelling:
    nummer: int
    titel: str
    doel: str
    hoofdkengetal: str | None


@dataclass(frozen=True)
class Vraag:
    """A question under a doelstelling; `beeld` names the kengetallen that are drawn first."""

    doelstelling: int
    code: str
    soort: str
    tekst: str
    bewijs: str | None
    beeld: list[str]

    @property
    def id(self) -> str:
        """Its code within the plan: "3.R1"."""
        return f"{self.doelstelling}.{self.code}"


@dataclass(frozen=True)
class Beweging:
    code: str
    titel: str
    tekst: str | None


@dataclass(frozen=True)
class Levermoment:
    """When a bron is due, and which partner delivers it."""

    bron: str
    partner: str
    door: str
    ritme: str
    uiterlijk: list[str]


@dataclass(frozen=True)
class Budgetdeel:
    """A step of the budget of the region, a bestuur or a school: a number × a price.

    A deduction has a negative price; where amounts differ from case to case there is none.
    """

    jaar: int
    grain: str
    code: str
    opbouw: str
    aantal: float | None
    prijs: float | None
    bedrag: float | None
    bedrag_min: float | None
    bedrag_max: float | None
    is_onvolledig: bool


@dataclass(frozen=True)
class Budgetspreiding:
    """How far budgets per pupil lie apart, in whole euros; `niveau` is bestuur or vestiging."""

    jaar: int
    niveau: str
    aantal: int
    laagste: float
    p25: float
    mediaan: float
    p75: float
    hoogste: float


@dataclass(frozen=True)
class Begrip:
    term: str
    uitleg: str
    bron: str | None
