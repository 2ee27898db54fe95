"""How a figure of a kengetal reads: its text, or the sign that stands where a figure is absent.

Numbers themselves are formatted by `warehouse.opmaak`; this module knows which of its functions
a kengetal needs, and never lets an absent figure look like a zero or a blank.
"""

from dataclasses import replace
from functools import cache

from markupsafe import Markup

from app.components import teken
from app.inhoud import Kengetal, Punt
from warehouse import opmaak
from warehouse.paths import Thuis
from warehouse.profiel import profiel_van

_GRAINS = {
    "regio": ("regio", "hele regio"),
    "swv": ("samenwerkingsverband", "samenwerkingsverbanden"),
    "gemeente": ("gemeente", "gemeenten"),
    "bestuur": ("bestuur", "besturen"),
    "vestiging": ("school", "scholen"),
    "schoolsoort": ("schoolsoort", "schoolsoorten"),
    "soort": ("soort", "soorten"),
}


@cache
def _gebied(thuis: Thuis) -> tuple[str, str]:
    """What this region calls the level between gemeente and school: one of them, and several."""
    eigen = profiel_van(thuis)
    return eigen.gebied, eigen.gebieden


# The rules of an XmR chart: beside a point, and in full.
SIGNAALWOORDEN = {
    "beyond": "buiten de grens",
    "shift": "verschoven",
    "trend": "loopt door",
    "two_of_three": "dicht bij de grens",
}
SIGNALEN = {
    "beyond": "buiten de grenzen",
    "shift": "zes kwartalen aan één kant van het gemiddelde",
    "trend": "zes kwartalen op rij omhoog of omlaag",
    "two_of_three": "twee van drie dicht bij een grens",
}


def tekst(kengetal: Kengetal, waarde: float | None) -> str:
    """A figure as this kengetal writes it: "21.747", "3,23%", "€ 1.797.043"."""
    return opmaak.waarde(waarde, kengetal.soort, kengetal.eenheid, kengetal.decimalen)


def kort(kengetal: Kengetal, waarde: float | None) -> str:
    """The same for a card or an axis: large amounts in millions."""
    if kengetal.soort == "bedrag" and kengetal.eenheid == "€":
        return opmaak.bedrag_kort(waarde)
    return tekst(kengetal, waarde)


def kaal(kengetal: Kengetal, waarde: float | None) -> str:
    """The number without the words behind it: "33" for "33 dagen"."""
    eenheid = "€" if kengetal.eenheid.startswith("€") else ""
    return opmaak.waarde(waarde, kengetal.soort, eenheid, kengetal.decimalen)


def achter(kengetal: Kengetal, waarde: float | None) -> str:
    """The words that `kaal` left off: "dagen", "per 1.000 leerlingen"."""
    return tekst(kengetal, waarde).removeprefix(kaal(kengetal, waarde)).strip()


def onder_titel(kengetal: Kengetal) -> Kengetal:
    """The same where its title says per what: "0,22" for "0,22 per 1.000 leerlingen"."""
    return replace(kengetal, eenheid="") if kengetal.soort == "promille" else kengetal


def as_(kengetal: Kengetal, waarde: float) -> str:
    """A figure along an axis: bare, for the line under the chart says what it is."""
    if kengetal.soort == "bedrag" and kengetal.eenheid == "€":
        return opmaak.bedrag_kort(waarde)
    return kaal(kengetal, waarde)


def fijner(kengetal: Kengetal) -> Kengetal:
    """The same with one decimal more: for a mean of counts, which is no count itself."""
    return replace(kengetal, decimalen=kengetal.decimalen + 1)


def met_eenheid(kengetal: Kengetal, waarde: float | None) -> str:
    """A figure with its noun: "21.747 leerlingen"; amounts and percentages carry their own."""
    if kengetal.soort == "aantal":
        enkelvoud = kengetal.eenheid_enkelvoud or kengetal.eenheid
        return opmaak.aantal_met_eenheid(waarde, enkelvoud, kengetal.eenheid)
    return tekst(kengetal, waarde)


def afwezig(punt: Punt | None) -> teken.Teken | None:
    """Why there is no figure; None when there is one (also when only its bounds are known)."""
    if punt is None:
        return teken.NIET_GELEVERD
    if punt.symbool == "x":
        return teken.VERBORGEN
    if punt.symbool or punt.waarde is not None or punt.waarde_min:
        return None
    if punt.waarde_min is not None and punt.waarde_max is not None:
        return None
    return teken.NIET_VAN_TOEPASSING if punt.noemer == 0 else teken.ONBEKEND


def van_punt(kengetal: Kengetal, punt: Punt | None, beknopt: bool = False) -> str:
    """A published figure in text: a number, a range, `<5`, or the word for its absence."""
    reden = afwezig(punt)
    if reden or punt is None:
        return (reden or teken.NIET_GELEVERD).woord
    if punt.symbool:
        return punt.symbool
    schrijf = kort if beknopt else tekst
    if punt.waarde is not None:
        getal = schrijf(kengetal, punt.waarde)
        return f"minstens {getal}" if is_ondergrens(punt) else getal
    van = schrijf(kengetal, punt.waarde_min)
    if punt.waarde_max is None:
        return f"minstens {van}"
    return f"{van} tot {schrijf(kengetal, punt.waarde_max)}"


def is_ondergrens(punt: Punt) -> bool:
    """Whether a count is of what was delivered, while other counts are still missing."""
    return bool(punt.ontbreekt) and punt.waarde_min is not None and punt.waarde_max is None


def cel(kengetal: Kengetal, punt: Punt | None) -> Markup:
    """A published figure in a table: the number, or the sign of its absence."""
    reden = afwezig(punt)
    return teken.regel(reden) if reden else Markup.escape(van_punt(kengetal, punt))


def verschil(kengetal: Kengetal, nieuw: float | None, oud: float | None) -> str | None:
    """The change between two figures as a reader would work it out from what is shown.

    None when one of them is not known.
    """
    if nieuw is None or oud is None:
        return None
    soort, decimalen = kengetal.soort, kengetal.decimalen
    delta = opmaak.getoond(nieuw, soort, decimalen) - opmaak.getoond(oud, soort, decimalen)
    if not delta:
        return "gelijk"
    teken_ = "+" if delta > 0 else opmaak.MIN
    if soort == "bedrag":
        return f"€ {teken_}{opmaak.bedrag_kort(abs(delta)).removeprefix('€ ')}"
    achter = " procentpunt" if soort == "aandeel" else ""
    return f"{teken_}{opmaak.getal(abs(delta), decimalen)}{achter}"


def eenheid(kengetal: Kengetal) -> str:
    """What the numbers on the axis are: "Leerlingen", "Aandeel in procenten"."""
    vast = {"aandeel": "Aandeel in procenten", "bedrag": "Bedrag in euro's"}
    if kengetal.soort in vast:
        return vast[kengetal.soort] + kengetal.eenheid.removeprefix("€").removeprefix("%")
    return kengetal.eenheid[:1].upper() + kengetal.eenheid[1:]


def grain(code: str, meervoud: bool = False) -> str:
    """What a grain is called: "school en schoolsoort"; plural for a choice."""
    grains = _GRAINS | {"kerngebied": _gebied(Thuis.uit_omgeving())}
    namen = [grains.get(deel, (deel, deel))[1 if meervoud else 0] for deel in code.split(",")]
    return " en ".join(namen)


def grain_in_bestandsnaam(code: str) -> str:
    """What a grain is called, in the name of a file."""
    return grain(code).replace(" ", "_")
