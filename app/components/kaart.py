"""A card: one doelstelling (or the state of the data) at a glance, the whole of it a link."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.components import blok, teken


@dataclass(frozen=True)
class Kaart:
    """What stands on a card; without a figure, `tekort` says what has yet to be delivered.

    Attributes:
        uitleg: what the figure is, and when.
        eerder: what it was before.
    """

    boven: str
    titel: str
    adres: str | None
    getal: str = ""
    uitleg: str = ""
    eerder: str = ""
    tekens: tuple[teken.Teken, ...] = ()
    tekort: str = ""


def html(kaart: Kaart) -> Markup:
    """One card."""
    titel = blok.verwijzing(kaart.titel, kaart.adres) if kaart.adres else kaart.titel
    if kaart.tekort:
        kern = Markup('<p class="tekort">{}</p>').format(kaart.tekort)
    else:
        eerder = Markup('<span class="eerder">{}</span>').format(_heel(kaart.eerder))
        kern = Markup('<p class="cijfer">{}</p><p class="uitleg">{}{}</p>').format(
            kaart.getal, _heel(kaart.uitleg), eerder if kaart.eerder else blok.LEEG
        )
    return Markup(
        '<article class="kaart{}"><p class="boven">{}</p><h3>{}</h3>{}'
        '<p class="tekens">{}</p></article>'
    ).format(
        " klikbaar" if kaart.adres else "",
        kaart.boven,
        titel,
        kern,
        blok.voeg(teken.plaatje(t) for t in kaart.tekens),
    )


def _heel(tekst: str) -> Markup:
    """A text in which a schooljaar is not torn apart at its hyphen."""
    return Markup(re.sub(r"\d{4}-\d{4}", r'<span class="heel">\g<0></span>', str(escape(tekst))))


def rooster(kaarten: list[Kaart]) -> Markup:
    """Cards side by side, as many as fit."""
    return Markup('<div class="rooster">{}</div>').format(blok.voeg(html(k) for k in kaarten))
