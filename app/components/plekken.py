"""The gemeenten and gebieden of the region: which there are, and the figure that each has.

A place has a code of its own in the URL, for a gemeente and a gebied may share a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app import data
from app.components import cijfer, stand, teken
from app.inhoud import REGIO, Inzage, Kengetal, Punt

GEMEENTE, GEBIED = "gemeente", "kerngebied"
GRAINS = (GEMEENTE, GEBIED)
_IN_ADRES = {GEMEENTE: "gemeente", GEBIED: "gebied"}


@dataclass(frozen=True)
class Plek:
    """A gemeente or gebied of the region.

    Attributes:
        plaats: where it is drawn, as (breedtegraad, lengtegraad); None when no school tells.
    """

    grain: str
    code: str
    naam: str
    plaats: tuple[float, float] | None = None

    @property
    def sleutel(self) -> str:
        """Its stable code in an address."""
        return f"{_IN_ADRES[self.grain]}:{self.code}"

    @property
    def in_zin(self) -> str:
        """Its name with what it is, within a sentence: "gemeente Zandvoort"."""
        return f"{cijfer.grain(self.grain)} {self.naam}"

    @property
    def voluit(self) -> str:
        """Its name with what it is: "Gemeente Zandvoort"."""
        return f"{cijfer.grain(self.grain).capitalize()} {self.naam}"


@dataclass(frozen=True)
class Deel:
    """The figure of one place.

    Attributes:
        telt_mee: whether this place ever had a figure; of a gemeente of which only a part belongs
            to the region many do not exist.
    """

    plek: Plek
    punt: Punt | None
    telt_mee: bool

    @property
    def waarde(self) -> float | None:
        return self.punt.waarde if self.punt else None

    @property
    def afwezig(self) -> teken.Teken | None:
        """Why there is no figure; None when there is one."""
        if self.punt is None and not self.telt_mee:
            return teken.NIET_VAN_TOEPASSING
        return cijfer.afwezig(self.punt)

    def cel(self, kengetal: Kengetal) -> Markup:
        """The figure, or the sign of its absence."""
        reden = self.afwezig
        return teken.regel(reden) if reden else cijfer.cel(kengetal, self.punt)

    def tekst(self, kengetal: Kengetal) -> str:
        """The same in a file."""
        reden = self.afwezig
        return reden.woord if reden else cijfer.van_punt(kengetal, self.punt)


def van(inzage: Inzage, grain: str) -> list[Plek]:
    """The places of one grain in the order of the profile; not who lives elsewhere."""
    eenheden = data.eenheden(inzage).values()
    eigen = [e for e in eenheden if e.grain == grain and e.ouder_grain == REGIO]
    return [
        Plek(
            grain,
            e.code,
            e.naam,
            (e.breedtegraad, e.lengtegraad)
            if e.breedtegraad is not None and e.lengtegraad is not None
            else None,
        )
        for e in sorted(eigen, key=lambda e: e.volgorde or 0)
    ]


def alle(inzage: Inzage) -> dict[str, Plek]:
    """Every place by its code in an address: gemeenten first."""
    return {plek.sleutel: plek for grain in GRAINS for plek in van(inzage, grain)}


def cijfers(inzage: Inzage, kengetal: Kengetal, grain: str, periode: str) -> list[Deel]:
    """What every place of a grain has in one period of the main series."""
    if grain not in kengetal.grain:
        return []
    reeks = stand.reekscode(kengetal)
    alle_ = [p for p in data.cijfers(inzage, kengetal.kengetal, grain) if p.reekscode == reeks]
    ooit = {p.eenheid[0] for p in alle_}
    punten = {p.eenheid[0]: p for p in alle_ if p.periode == periode}
    return [Deel(p, punten.get(p.code), p.code in ooit) for p in van(inzage, grain)]


def bekende(delen: Sequence[Deel]) -> list[float]:
    """The values that are known among the figures of places."""
    return [deel.waarde for deel in delen if deel.waarde is not None]
