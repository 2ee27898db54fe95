"""An amount that can be opened: folded it is one line, unfolded the parts that it is the sum of."""

from collections.abc import Sequence

from markupsafe import Markup

from app.components import blok
from warehouse import opmaak
from warehouse.middelen import delen as delen_
from warehouse.middelen.plan import Deel


def bedrag(naam: str, som: float | None, delen: Sequence[Deel], onder: str = "") -> Markup:
    """A line with an amount that opens to its parts; without parts it is a line and no more.

    Args:
        naam: what it is.
        som: the amount; the parts add up to it.
        delen: its parts.
        onder: what else to know of it, shown under the parts.
    """
    kop = Markup('<span class="naam">{}</span><span class="som">{}</span>').format(
        naam, opmaak.bedrag(som)
    )
    uitleg = Markup('<p class="klein stil">{}</p>').format(onder) if onder else Markup("")
    if not delen or som is None:
        return Markup('<div class="opengevouwen plat"><p>{}</p>{}</div>').format(kop, uitleg)
    return Markup('<details class="opengevouwen"><summary>{}</summary>{}{}</details>').format(
        kop, _tabel(naam, som, delen), uitleg
    )


def _tabel(naam: str, som: float, delen: Sequence[Deel]) -> Markup:
    telt = any(deel.prijs is not None for deel in delen)
    koppen = ["Onderdeel", *(["Aantal", "Prijs"] if telt else []), "Bedrag"]
    kop = blok.voeg(
        Markup('<th scope="col" class="{}">{}</th>').format("getal" if i else "", k)
        for i, k in enumerate(koppen)
    )
    rijen = [_rij(deel, telt) for deel in delen]
    leeg = Markup("<td></td><td></td>") if telt else Markup("")
    totaal = _cel("Bedrag", opmaak.bedrag(delen_.som(delen)))
    slot = Markup('<tr class="som"><th scope="row">Samen</th>{}{}</tr>').format(leeg, totaal)
    return Markup(
        '<div class="tabelvak"><table class="smal delen"><caption>{}: {}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody><tfoot>{}</tfoot></table></div>"
    ).format(naam, opmaak.bedrag(som), kop, blok.voeg(rijen), slot)


def _rij(deel: Deel, telt: bool) -> Markup:
    cellen = [Markup('<th scope="row">{}</th>').format(deel.naam)]
    if telt:
        heeft = deel.prijs is not None and deel.aantal is not None
        cellen += [
            _cel("Aantal", aantal(deel.aantal) if heeft else ""),
            _cel("Prijs", prijs(deel.prijs) if heeft else ""),
        ]
    cellen.append(_cel("Bedrag", opmaak.bedrag(deel.bedrag)))
    return Markup("<tr>{}</tr>").format(blok.voeg(cellen))


def _cel(kop: str, tekst: str) -> Markup:
    return Markup('<td class="getal" data-kop="{}">{}</td>').format(kop, tekst)


def aantal(getal: float | None) -> str:
    """A number of pupils, places or months; one that follows from an amount has a decimal."""
    if getal is None:
        return opmaak.ONBEKEND
    heel = abs(getal - round(getal)) < 1e-6
    return opmaak.getal(getal, 0 if heel else 1)


def prijs(waarde: float | None) -> str:
    """A price to the cent where there are cents; a share as a percentage."""
    if waarde is None:
        return opmaak.ONBEKEND
    if 0 < abs(waarde) < 1:
        return opmaak.procent(waarde)
    heel = abs(waarde - round(waarde)) < 0.005
    return opmaak.bedrag(waarde, 0 if heel else 2)
