"""Middelen: the reserve, the budget and the schools' share of it, and what happens if."""

from app.components import blok, permalink
from app.components.middelen import begroting, reserve, scholen, verwijzing, vooruit
from app.components.middelen.boek import Boek

_DELEN = {
    "reserve": ("Reserve", reserve.toon),
    "begroting": ("Baten en lasten", begroting.toon),
    "scholen": ("Budget van scholen", scholen.toon),
    "verwijzing": ("Een verwijzing", verwijzing.toon),
    "scenario": ("Scenario", vooruit.toon),
}


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    deel = permalink.lees("deel", list(_DELEN), "reserve")
    tabs = blok.tabs(
        (naam, permalink.adres("middelen", inzage, deel=code), code == deel)
        for code, (naam, _) in _DELEN.items()
    )
    inleiding = "Waar het geld heen gaat, wat dat drijft, en wat een keuze kost."
    blok.toon(blok.kop("Middelen", inleiding) + tabs)
    _DELEN[deel][1](Boek(inzage))


toon()
