"""Handleiding: how to read and do things, by audience."""

from pathlib import Path

from markupsafe import Markup

from app import handleiding, toegang
from app.components import blok, opmaaktekst, permalink
from app.handleiding import Hoofdstuk


def toon() -> None:
    """The page."""
    hoofdstukken = handleiding.voor(toegang.bezoeker().rol)
    codes = [h.code for h in hoofdstukken]
    gekozen = permalink.lees("deel", codes, codes[0])
    permalink.leg_vast(None, deel=gekozen)
    hoofdstuk = next(h for h in hoofdstukken if h.code == gekozen)
    adressen = {h.pad.resolve(): _adres(h) for h in hoofdstukken}

    def adres_van(pad: Path) -> str:
        return adressen.get(pad, "")

    titel, inhoud = opmaaktekst.html(hoofdstuk.pad, adres_van)
    blok.toon(blok.kop(titel) + _keuze(hoofdstukken, gekozen) + inhoud)


def _keuze(hoofdstukken: list[Hoofdstuk], gekozen: str) -> Markup:
    """The chapters, when there is more than one."""
    if len(hoofdstukken) == 1:
        return blok.LEEG
    return blok.tabs(
        ((h.titel, _adres(h), h.code == gekozen) for h in hoofdstukken), "Hoofdstukken"
    )


def _adres(hoofdstuk: Hoofdstuk) -> str:
    return permalink.adres("handleiding", None, deel=hoofdstuk.code)


toon()
