"""A block of a page as a figure of a report: its table and charts, as its readers see them."""

from dataclasses import replace

from app import data
from app.components import tabel
from app.components.vangst import Blok, Grafiek
from app.inhoud import Inzage
from app.verslag import naloop
from app.verslag.figuur import Figuur, Uitleg
from app.verslag.mandje import Onderdeel
from app.verslag.tekening import van_tabel
from warehouse import opmaak

_BEKEND = "zoals bekend op"


def maak(inzage: Inzage, onderdeel: Onderdeel) -> list[Figuur]:
    """A figure per chart, or one of the table alone; none when the page has no such block."""
    blok = naloop.blokken(inzage, onderdeel.pagina, onderdeel.keuzes).get(onderdeel.blok)
    if blok is None or not blok.tabel.rijen:
        return []
    grafieken: tuple[Grafiek | None, ...] = blok.grafieken or (None,)
    figuren = [_figuur(inzage, onderdeel, blok, grafiek) for grafiek in grafieken]
    if len(figuren) > 1 and onderdeel.titel:  # the author's words are about the block as a whole
        figuren[1:] = [replace(f, titel=_kop(blok, g)) for f, g in _rest(figuren, grafieken)]
    return figuren


def _rest(
    figuren: list[Figuur], grafieken: tuple[Grafiek | None, ...]
) -> list[tuple[Figuur, Grafiek | None]]:
    return list(zip(figuren[1:], grafieken[1:], strict=True))


def _kop(blok: Blok, grafiek: Grafiek | None) -> str:
    return (grafiek.kop if grafiek else "") or blok.kop or blok.tabel.titel


def _figuur(inzage: Inzage, onderdeel: Onderdeel, blok: Blok, grafiek: Grafiek | None) -> Figuur:
    titel = onderdeel.titel or _kop(blok, grafiek)
    tekening = None
    if grafiek and grafiek.kolommen:
        tekening = van_tabel(blok.tabel, grafiek.kolommen, grafiek.alternatief)
    return Figuur(
        naam=f"{onderdeel.pagina}_{onderdeel.blok}",
        onderdeel=onderdeel,
        titel=titel,
        zin=grafiek.zin if grafiek else blok.zin,
        boodschap=titel,
        tabel=_smaller(blok.tabel, grafiek),
        bron=_bron(inzage, blok),
        begrip=Uitleg(blok.tabel.titel, tuple(blok.tabel.toelichting)) if _legt_uit(blok) else None,
        tekening=tekening,
        plaat=(lambda: grafiek.figuur) if grafiek else None,
        alternatief=grafiek.alternatief if grafiek else "",
    )


def _legt_uit(blok: Blok) -> bool:
    return bool(blok.tabel.toelichting)


def _smaller(inhoud: tabel.Tabel, grafiek: Grafiek | None) -> tabel.Tabel:
    """Of a table below several charts the columns of this one."""
    if grafiek is None or not grafiek.kolommen:
        return inhoud
    namen = {inhoud.kolommen[0].titel, *grafiek.kolommen}
    plaatsen = [i for i, k in enumerate(inhoud.kolommen) if k.titel in namen or not k.getal]
    return replace(
        inhoud,
        kolommen=tuple(inhoud.kolommen[i] for i in plaatsen),
        rijen=[tuple(rij[i] for i in plaatsen) for rij in inhoud.rijen],
    )


def _bron(inzage: Inzage, blok: Blok) -> str:
    """The line of the page itself; that it was known on a day is always said."""
    if _BEKEND in blok.bron.lower():
        return blok.bron
    bekend = f"Zoals bekend op {opmaak.datum(data.publicatie(inzage).bekend_op)}."
    return f"{blok.bron} {bekend}".strip()
