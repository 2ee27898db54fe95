"""The delivered amounts side by side: begroting, MARAP and jaarrekening, post by post.

What a difference does to the resultaat, which differences deserve a word, and the plan that a
scenario starts from. Rows come from table ``geldpost`` of a publication.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.middelen.plan import BATEN, Plan, Planpost
from warehouse.middelen.regels import Tarieven

GEEN_POST = ("totaal", "balans")
_VOLGORDE = ("begroting", "marap mei", "marap september", "jaarrekening")
AFRONDING = 3.0  # euros that a printed total may differ from its posts without a word


@dataclass(frozen=True)
class Geldpost:
    """One delivered amount; in rubriek totaal and balans `post` is a code.

    Attributes:
        onderdeel: a detail of the post, which it adds up to; empty for the post itself.
        drijver: what the post follows in a scenario; empty for nothing.
        volgorde: its place in the delivery.
    """

    jaar: int
    soort: str
    moment: str
    rubriek: str
    post: str
    onderdeel: str
    bedrag: float
    drijver: str
    volgorde: int


@dataclass(frozen=True)
class Moment:
    """What amounts speak of: the begroting of 2026, the MARAP of September 2026."""

    jaar: int
    soort: str
    moment: str

    @property
    def code(self) -> str:
        """Stable code for an address: ``2026-marap-september``."""
        return f"{self.jaar}-{self.moment.replace(' ', '-')}"

    @property
    def naam(self) -> str:
        """As a reader says it: "MARAP september 2026"."""
        return f"{self.moment.replace('marap', 'MARAP')} {self.jaar}"

    @property
    def is_uitkomst(self) -> bool:
        return self.soort != "begroting"

    @property
    def plaats(self) -> tuple[int, int]:
        """For sorting: by year, and in a year from plan to outcome."""
        rang = _VOLGORDE.index(self.moment) if self.moment in _VOLGORDE else -1
        return self.jaar, rang


@dataclass(frozen=True)
class Verandering:
    """A post at two moments; `effect` is what the difference does to the resultaat."""

    rubriek: str
    post: str
    van: float
    naar: float

    @property
    def effect(self) -> float:
        verschil = self.naar - self.van
        return verschil if self.rubriek in BATEN else -verschil


def momenten(posten: Sequence[Geldpost]) -> list[Moment]:
    """Every moment of which there are amounts, oldest first."""
    alle = {Moment(p.jaar, p.soort, p.moment) for p in posten}
    return sorted(alle, key=lambda m: m.plaats)


def van_moment(posten: Sequence[Geldpost], moment: Moment) -> list[Geldpost]:
    """The posts of a moment, without totals, balance and details."""
    return [p for p in _van(posten, moment) if p.rubriek not in GEEN_POST and not p.onderdeel]


def onderdelen(posten: Sequence[Geldpost], moment: Moment, post: str) -> list[Geldpost]:
    """The details of a post."""
    return [p for p in _van(posten, moment) if p.post == post and p.onderdeel]


def _van(posten: Sequence[Geldpost], moment: Moment) -> list[Geldpost]:
    sleutel = (moment.jaar, moment.soort, moment.moment)
    gekozen = [p for p in posten if (p.jaar, p.soort, p.moment) == sleutel]
    return sorted(gekozen, key=lambda p: p.volgorde)


def gedrukt(posten: Sequence[Geldpost], moment: Moment, code: str) -> float | None:
    """A printed total or a line of the balance."""
    gevonden = [p.bedrag for p in _van(posten, moment) if p.rubriek in GEEN_POST and p.post == code]
    return gevonden[0] if gevonden else None


def som(posten: Sequence[Geldpost], moment: Moment, baten: bool) -> float:
    """All income, or all expense, as the posts add up."""
    eigen = van_moment(posten, moment)
    return sum(p.bedrag for p in eigen if (p.rubriek in BATEN) == baten)


def resultaat(posten: Sequence[Geldpost], moment: Moment) -> float:
    """The printed resultaat, else income less expense."""
    printed = gedrukt(posten, moment, "resultaat")
    eigen = som(posten, moment, True) - som(posten, moment, False)
    return eigen if printed is None else printed


def vergelijk(posten: Sequence[Geldpost], van: Moment, naar: Moment) -> list[Verandering]:
    """Every post at two moments, in the order of the newest.

    The effects add up to the change of the resultaat. Where a printed resultaat is not what its
    posts come to, the difference is a line of its own.
    """
    toen = {(p.rubriek, p.post): p.bedrag for p in van_moment(posten, van)}
    nu = {(p.rubriek, p.post): p.bedrag for p in van_moment(posten, naar)}
    regels = [Verandering(*sleutel, toen.get(sleutel, 0.0), nu.get(sleutel, 0.0))
              for sleutel in dict.fromkeys([*nu, *toen])]  # fmt: skip
    rest = [
        resultaat(posten, m) - som(posten, m, True) + som(posten, m, False) for m in (van, naar)
    ]
    if any(abs(r) > AFRONDING for r in rest):
        regels.append(Verandering("totaal", NIET_IN_POSTEN, -rest[0], -rest[1]))
    return regels


def per_rubriek(posten: Sequence[Geldpost], van: Moment, naar: Moment) -> list[Verandering]:
    """Every rubriek as a whole at two moments, and the resultaat: its effect is its change."""
    toen, nu = van_moment(posten, van), van_moment(posten, naar)
    uit = []
    for rubriek in dict.fromkeys(p.rubriek for p in (*nu, *toen)):
        van_, naar_ = (sum(p.bedrag for p in m if p.rubriek == rubriek) for m in (toen, nu))
        uit.append(Verandering(rubriek, f"{rubriek}, samen", van_, naar_))
    eind = (resultaat(posten, van), resultaat(posten, naar))
    return [*uit, Verandering(BATEN[0], "resultaat", *eind)]


NIET_IN_POSTEN = "verschil tussen de posten en het gedrukte resultaat"


def verdient_woord(verandering: Verandering, norm: Mapping[str, float]) -> bool:
    """Whether a deviation from the begroting is large enough to be explained.

    From an amount on always; from a share of what was budgeted, if it is not a trifle. The three
    thresholds are norms of the profile.
    """
    omvang = abs(verandering.effect)
    if omvang >= norm["afwijking_euro"]:
        return True
    deel = norm["afwijking_aandeel"] * abs(verandering.van)
    return omvang >= norm["afwijking_vanaf_euro"] and omvang >= deel


def maak_plan(
    posten: Sequence[Geldpost],
    vanuit: Moment,
    leerlingen: float,
    leerlingbedrag: Mapping[int, float],
    tarieven: Tarieven,
    norm: Mapping[str, float],
) -> Plan | None:
    """The plan that a scenario from this moment is laid beside: the begroting of later years.

    None without a reserve to start from, or without a begroting for any later year. Earlier years
    of the begroting only tell how a post grows.
    """
    reserve = gedrukt(posten, vanuit, "eigen_vermogen")
    begroot: dict[tuple[str, str], dict[int, float]] = {}
    drijver: dict[tuple[str, str], str] = {}
    plaats: dict[tuple[str, str], int] = {}
    for p in sorted(posten, key=lambda p: (p.jaar, p.volgorde)):
        if p.soort == "begroting" and p.rubriek not in GEEN_POST and not p.onderdeel:
            begroot.setdefault((p.rubriek, p.post), {})[p.jaar] = p.bedrag
            drijver[p.rubriek, p.post] = p.drijver
            plaats[p.rubriek, p.post] = p.volgorde  # as in the newest year that has it
    if reserve is None or not any(max(jaren) > vanuit.jaar for jaren in begroot.values()):
        return None
    basis = {(p.rubriek, p.post): p.bedrag for p in van_moment(posten, vanuit)}
    return Plan(
        jaar=vanuit.jaar,
        posten=[
            Planpost(*sleutel, basis.get(sleutel, 0.0), bedragen, drijver[sleutel])
            for sleutel, bedragen in sorted(begroot.items(), key=lambda b: plaats[b[0]])
        ],
        reserve=reserve,
        leerlingen=leerlingen,
        leerlingbedrag=leerlingbedrag,
        tarieven=tarieven,
        minimum=norm["leerlingbedrag_minimum"],
        minimum_vanaf=int(norm["leerlingbedrag_minimum_vanaf"]),
        minimum_tot=int(norm["leerlingbedrag_minimum_tot"]),
    )
