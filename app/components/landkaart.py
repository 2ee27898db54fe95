"""A map without map tiles: circles on a plane, laid out in HTML. What they mean is the caller's.

Places are (breedtegraad, lengtegraad); sizes are per cent of the width of the map.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.components import blok

Plaats = tuple[float, float]
_SMALST, _HOOGST = 1.15, 2.2  # width against height
_AARDE = 6371.0  # km, its radius


@dataclass(frozen=True)
class Vak:
    """The piece of the earth that is drawn, flat: a degree of longitude is shorter up north."""

    west: float
    noord: float
    breedte: float
    hoogte: float
    smaller: float

    @classmethod
    def om(cls, plaatsen: Sequence[Plaats], rand: float) -> "Vak":
        """Around these places, with a margin: a share of width and height on either side."""
        noord, zuid = max(p[0] for p in plaatsen), min(p[0] for p in plaatsen)
        oost, west = max(p[1] for p in plaatsen), min(p[1] for p in plaatsen)
        smaller = math.cos(math.radians((noord + zuid) / 2))
        breedte = max((oost - west) * smaller, 0.005) * (1 + 2 * rand)
        hoogte = max(noord - zuid, 0.005) * (1 + 2 * rand)
        breedte = max(breedte, hoogte * _SMALST)
        hoogte = max(hoogte, breedte / _HOOGST)
        midden_w, midden_n = (oost + west) / 2, (noord + zuid) / 2
        return cls(
            midden_w - breedte / smaller / 2, midden_n + hoogte / 2, breedte, hoogte, smaller
        )

    @property
    def verhouding(self) -> float:
        """Width against height."""
        return self.breedte / self.hoogte

    def plek(self, plaats: Plaats) -> tuple[str, str]:
        """Per cent from the left and from the top."""
        links = (plaats[1] - self.west) * self.smaller / self.breedte
        boven = (self.noord - plaats[0]) / self.hoogte
        return f"{100 * links:.2f}", f"{100 * boven:.2f}"


def vel(vak: Vak, delen: Iterable[Markup], alternatief: str) -> Markup:
    """The map itself, with what is drawn on it; the alternative is for who cannot see it."""
    return Markup(
        '<div class="landkaart" role="img" aria-label="{}" style="aspect-ratio:{}">{}</div>'
    ).format(alternatief, f"{vak.verhouding:.3f}", blok.voeg(delen))


def stip(vak: Vak, plaats: Plaats, klasse: str, breedte_: float, uitleg: str) -> Markup:
    """A circle; `klasse` is its look in the stylesheet."""
    links, boven = vak.plek(plaats)
    return Markup(
        '<span class="stip {}" style="left:{}%;top:{}%;width:{}%" title="{}"></span>'
    ).format(klasse, links, boven, f"{breedte_:.2f}", uitleg)


def plaatsnaam(vak: Vak, naam: str, plaats: Plaats) -> Markup:
    """A name written on the map."""
    return Markup('<span class="plaatsnaam" style="left:{}%;top:{}%">{}</span>').format(
        *vak.plek(plaats), naam
    )


def breedte(deel: float, groot: float, klein: float) -> float:
    """The width of a circle whose area is a share of the largest one."""
    return max(klein, groot * math.sqrt(deel))


def legenda(merken: Iterable[tuple[str, str]], zin: str) -> Markup:
    """What every look of a circle means, and a sentence."""
    delen = [
        Markup('<span class="merk"><span class="stip {}"></span>{}</span>').format(klasse, tekst)
        for klasse, tekst in merken
    ]
    return Markup('<p class="legenda">{}<span>{}</span></p>').format(blok.voeg(delen), zin)


def kilometers(van: Plaats, naar: Plaats) -> float:
    """As the crow flies."""
    (noord, oost), (noord_, oost_) = ((math.radians(g) for g in p) for p in (van, naar))
    half = math.sin((noord - noord_) / 2) ** 2
    half += math.cos(noord) * math.cos(noord_) * math.sin((oost - oost_) / 2) ** 2
    return 2 * _AARDE * math.asin(math.sqrt(half))
