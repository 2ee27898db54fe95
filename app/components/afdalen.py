"""Where a unit leads: a step down the path, or no further and why.

A unit of which the figure is hidden or very small is where the path stops: its parts are smaller
still. What may be shown was settled at publication; here only where a reader is sent.
"""

from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from markupsafe import Markup

from app.components import blok, cijfer, keuze
from app.components import pad as paden
from app.components.keuze import Keuze
from app.components.pad import Stap
from app.inhoud import Inzage, Punt
from warehouse import opmaak

# Codes of who is in no unit: it cannot be looked up, lies elsewhere, or is all of them together.
RESTCODES = frozenset(("onbekend", "buiten regio", "totaal"))

_VERBORGEN = (
    "Het cijfer van {naam} {wanneer} is verborgen, zodat niemand een kind kan herkennen. "
    "Per {dieper} zou het alsnog te zien zijn."
)
_KLEIN = (
    "{naam} telt {wanneer} minder dan vijf. Per {dieper} zou te zien zijn om welk kind het gaat."
)


def adres(inzage: Inzage, gekozen: Keuze, eenheid: tuple[str, ...], punt: Punt | None) -> str:
    """The address of a unit in the breakdown: its parts when the path goes on, else itself."""
    dieper = paden.volgend(gekozen.kengetal, gekozen.per)
    if dieper is None or RESTCODES & set(eenheid) or _is_dicht(punt):
        return keuze.adres(inzage, gekozen, eenheid=",".join(eenheid))
    pad = (*gekozen.pad, Stap(gekozen.per, eenheid[0]))
    if not paden.eenheden(inzage, pad, dieper):
        return keuze.adres(inzage, gekozen, eenheid=",".join(eenheid))
    return keuze.adres(inzage, gekozen, per=dieper, pad=paden.als_tekst(pad), eenheid=None)


def ga_naar(link: str) -> None:
    """Make the view of an address the one that is shown next; for a click in a chart."""
    if link:
        st.query_params.from_dict(dict(parse_qsl(urlsplit(link).query)))


def kruimels(inzage: Inzage, gekozen: Keuze) -> list[tuple[str, str | None]]:
    """The steps from the region down to the unit that is looked at; the last has no address."""
    stappen = list(gekozen.pad)
    if gekozen.eenheid:
        stappen = stappen or _boven(inzage, gekozen)
    grains = [stap.grain for stap in stappen] + [gekozen.per]
    delen: list[tuple[str, str | None]] = []
    for plaats, stap in enumerate(stappen):
        hier = tuple(stappen[: plaats + 1])
        link = keuze.adres(
            inzage, gekozen, per=grains[plaats + 1], pad=paden.als_tekst(hier), eenheid=None
        )
        delen.append((keuze.eenheidsnaam(inzage, stap.grain, (stap.code,)), link))
    if gekozen.eenheid:
        delen.append((keuze.naam(inzage, gekozen), None))
    elif delen:
        delen[-1] = (delen[-1][0], None)
    return delen


def naar_regio(inzage: Inzage, gekozen: Keuze) -> str:
    """The address of the same view for the whole region."""
    per = gekozen.pad[0].grain if gekozen.pad else gekozen.per
    return keuze.adres(inzage, gekozen, per=per, pad=None, eenheid=None)


def stopt(gekozen: Keuze) -> bool:
    """Whether the path goes no further than the unit that is looked at, as it is hidden."""
    return bool(gekozen.codes) and not gekozen.eenheid and _is_dicht(gekozen.punt)


def melding(inzage: Inzage, gekozen: Keuze) -> Markup:
    """Below the chart of a unit: why the path stops here, or the way further down."""
    if not gekozen.codes:
        return blok.LEEG
    dieper = paden.volgend(gekozen.kengetal, gekozen.grain)
    if dieper is None:
        return blok.LEEG
    punt = gekozen.punt
    if punt and _is_dicht(punt):
        zin = (_KLEIN if punt.symbool != "x" else _VERBORGEN).format(
            naam=keuze.naam(inzage, gekozen),
            wanneer=opmaak.wanneer(gekozen.periode),
            dieper=cijfer.grain(dieper),
        )
        terug = blok.verwijzing("Terug naar de hele regio", naar_regio(inzage, gekozen))
        return blok.melding(
            Markup("<strong>Hier stopt het pad.</strong> {} {}").format(zin, terug), "paars"
        )
    if not gekozen.eenheid:
        return blok.LEEG
    link = adres(inzage, gekozen, gekozen.eenheid, punt)
    if link == keuze.adres(inzage, gekozen):
        return blok.LEEG
    tekst = (
        f"Verder naar de {cijfer.grain(dieper, meervoud=True)} van {keuze.naam(inzage, gekozen)}"
    )
    return Markup('<p class="klein meer">{}</p>').format(blok.verwijzing(tekst, link))


def _is_dicht(punt: Punt | None) -> bool:
    return punt is not None and punt.symbool is not None


def _boven(inzage: Inzage, gekozen: Keuze) -> list[Stap]:
    """Of a school that was opened without a path: the bestuur that it stands under."""
    ouder = keuze.ouder(inzage, gekozen)
    return [ouder] if ouder else []
