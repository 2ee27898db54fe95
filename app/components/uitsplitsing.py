"""The parts of a figure in Verdieping: which forms there are, and which one is shown.

Bars, courses side by side, a funnel and two moments each are a module of their own; here are the
heading over them and the links between them.
"""

from collections.abc import Callable

from markupsafe import Markup

from app import data
from app.components import blok, cijfer, keuze, momenten, rangorde, trechter, velden
from app.components.keuze import Keuze
from app.inhoud import Inzage

_VORMEN: dict[str, tuple[str, Callable[[Inzage, Keuze], None]]] = {
    keuze.STAVEN: ("Rangorde", rangorde.toon),
    keuze.VELDEN: ("Verloop naast elkaar", velden.toon),
    keuze.TRECHTER: ("Trechter", trechter.toon),
    keuze.MOMENTEN: ("Twee momenten", momenten.toon),
}


def toon(inzage: Inzage, gekozen: Keuze) -> None:
    """Heading, links to the forms that make sense here, and the form that was chosen."""
    mogelijk = _mogelijk(inzage, gekozen)
    vorm = gekozen.vorm if gekozen.vorm in mogelijk else keuze.STAVEN
    kop = blok.tussenkop(f"Per {cijfer.grain(gekozen.per)}{_waar(inzage, gekozen)}")
    blok.toon(kop + _binnen(inzage, gekozen) + _tabs(inzage, gekozen, mogelijk, vorm))
    _VORMEN[vorm][1](inzage, gekozen)


def _mogelijk(inzage: Inzage, gekozen: Keuze) -> list[str]:
    """The forms for which there are figures."""
    perioden = {p.periode for p in gekozen.delen}
    vormen = [keuze.STAVEN]
    if len(perioden) > 1:
        vormen.append(keuze.VELDEN)
    if data.trechter(inzage, gekozen.kengetal.kengetal, gekozen.per):
        vormen.append(keuze.TRECHTER)
    if len(perioden) > 1:
        vormen.append(keuze.MOMENTEN)
    return vormen


def _tabs(inzage: Inzage, gekozen: Keuze, mogelijk: list[str], vorm: str) -> Markup:
    if len(mogelijk) < 2:
        return blok.LEEG
    return blok.tabs(
        (
            (_VORMEN[code][0], keuze.adres(inzage, gekozen, vorm=code, naast=None), code == vorm)
            for code in mogelijk
        ),
        "Vormen",
    )


def _waar(inzage: Inzage, gekozen: Keuze) -> str:
    """Within which unit the parts lie: " in Haarlem", " van Stichting Spaarnesant"."""
    if not gekozen.pad:
        return ""
    stap = gekozen.pad[-1]
    naam = keuze.eenheidsnaam(inzage, stap.grain, (stap.code,))
    return f" {'van' if stap.grain == 'bestuur' else 'in'} {naam}"


def _binnen(inzage: Inzage, gekozen: Keuze) -> Markup:
    """What the path narrows: which units are listed, never what is counted of them."""
    gebied = next((s for s in gekozen.pad if s.grain in ("gemeente", "kerngebied")), None)
    if gebied is None:
        return blok.LEEG
    naam = keuze.eenheidsnaam(inzage, gebied.grain, (gebied.code,))
    zin = f"Alleen {cijfer.grain(gekozen.per, meervoud=True)} die in {naam} staan."
    if gekozen.per == "bestuur":
        zin = (
            f"Alleen besturen met een school in {naam}. Het cijfer is van het hele bestuur, ook "
            "van scholen elders."
        )
    return Markup('<p class="onderkop">{}</p>').format(zin)
