"""One kengetal of the whole region as a block of a page: figure, sentence, chart, table, files."""

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
from warehouse import opmaak


def bestaat(inzage: Inzage, naam: str) -> bool:
    """Whether this region has the kengetal, with at least one figure."""
    return naam in data.kengetallen(inzage) and naam in data.regiocijfers(inzage)


def toon(inzage: Inzage, naam: str) -> None:
    """The course of a kengetal over its main series; nothing for a region without it."""
    if not bestaat(inzage, naam):
        return
    k = data.kengetallen(inzage)[naam]
    nu = stand.stand(inzage, k)
    gekozen = Keuze(k, stand.reekscode(k), "", (), nu.periode, nu, [])
    blok.toon(blok.deelkop(_titel(inzage, k, nu), nu.duiding.zin if nu.duiding else k.vraag))
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
        blok.toon(blok.melding(zin))
        return
    grafiek.toon(
        grafiek.trend(beeld, palet.huidig()), f"verloop_{naam}", grafiek.alternatief(beeld)
    )
    blok.toon(leeswijzer.toon(inzage, beeld, nu.punt))
    rijen = verlooptabel.maak(inzage, gekozen, beeld)
    blok.toon(blok.uitklap("Tabel bij de grafiek", tabel.html(rijen)))
    tabel.downloads(rijen, f"verloop_{naam}", inverslag.verloop(gekozen))


def _titel(inzage: Inzage, kengetal: Kengetal, nu: stand.Stand) -> Markup:
    adres = permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal)
    waarde = cijfer.van_punt(kengetal, nu.punt, beknopt=True)
    wanneer = f" {opmaak.wanneer(nu.periode)}" if nu.periode else ""
    return Markup("{}: {}{}").format(blok.verwijzing(kengetal.titel, adres), waarde, wanneer)
