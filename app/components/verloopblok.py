"""One kengetal of the whole region as a block of a page: figure, sentence, chart, table, files."""

from dataclasses import dataclass

import plotly.graph_objects as go
from markupsafe import Markup

from app import data
from app.components import beeld as beelden
from app.components import (
    blok,
    cijfer,
    grafiek,
    inverslag,
    leeswijzer,
    palet,
    permalink,
    stand,
    tabel,
    verlooptabel,
)
from app.components.beeld import Beeld
from app.components.keuze import Keuze
from app.inhoud import Inzage, Kengetal
from app.onthouden import onthoud
from warehouse import opmaak


def bestaat(inzage: Inzage, naam: str) -> bool:
    """Whether this region has the kengetal, with at least one figure."""
    return naam in data.kengetallen(inzage) and naam in data.regiocijfers(inzage)


@dataclass(frozen=True)
class Verloop:
    """What a block shows; without a chart `uitleg` says why, and there is no table."""

    kop: Markup
    gekozen: Keuze
    uitleg: Markup
    figuur: go.Figure | None = None
    alt: str = ""
    rijen: tabel.Tabel | None = None


def toon(inzage: Inzage, naam: str) -> None:
    """The course of a kengetal over its main series; nothing for a region without it."""
    if not bestaat(inzage, naam):
        return
    verloop = _maak(inzage, naam, palet.huidig())
    blok.toon(verloop.kop)
    if verloop.figuur is not None:
        grafiek.toon(verloop.figuur, f"verloop_{naam}", verloop.alt)
    blok.toon(verloop.uitleg)
    if verloop.rijen is not None:
        blok.toon(blok.uitklap("Tabel bij de grafiek", tabel.html(verloop.rijen)))
        tabel.downloads(verloop.rijen, f"verloop_{naam}", inverslag.verloop(verloop.gekozen))


@onthoud(300)
def _maak(inzage: Inzage, naam: str, kleuren: palet.Palet) -> Verloop:
    k = data.kengetallen(inzage)[naam]
    nu = stand.stand(inzage, k)
    gekozen = Keuze(k, stand.reekscode(k), "", (), nu.periode, nu, [])
    kop = blok.deelkop(_titel(inzage, k, nu), nu.duiding.zin if nu.duiding else k.vraag)
    beeld = Beeld(
        k,
        nu.punten,
        nu.periode,
        nu.periode,
        data.landelijk(inzage).get(naam, []),
        [g for g in data.gebeurtenissen(inzage) if beelden.raakt(g, k, None, is_regio=True)],
    )
    if beeld.is_leeg:
        zin = f"Er is geen cijfer te tonen: {cijfer.van_punt(k, nu.punt)}."
        return Verloop(kop, gekozen, blok.melding(zin))
    return Verloop(
        kop,
        gekozen,
        leeswijzer.toon(inzage, beeld, nu.punt),
        grafiek.trend(beeld, kleuren),
        grafiek.alternatief(beeld),
        verlooptabel.maak(inzage, gekozen, beeld),
    )


def _titel(inzage: Inzage, kengetal: Kengetal, nu: stand.Stand) -> Markup:
    adres = permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal)
    waarde = cijfer.van_punt(kengetal, nu.punt, beknopt=True)
    wanneer = f" {opmaak.wanneer(nu.periode)}" if nu.periode else ""
    return Markup("{}: {}{}").format(blok.verwijzing(kengetal.titel, adres), waarde, wanneer)
