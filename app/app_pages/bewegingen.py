"""Bewegingen: the JOP-monitor. One gewenste beweging at a time, with the figures of all places."""

import datetime as dt

import streamlit as st
from markupsafe import Markup

from app import data
from app.components import (
    beeld as beelden,
)
from app.components import (
    blok,
    grafiek,
    inverslag,
    keuze,
    leeswijzer,
    monitor,
    palet,
    partners,
    permalink,
    plekken,
    stand,
    tabel,
    verlooptabel,
)
from app.components.beeld import Beeld
from app.components.keuze import Keuze
from app.components.monitor import Indicator
from app.inhoud import REGIO, Beweging, Inzage

_REGIO = "regio"


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    bewegingen = {b.code: b for b in data.bewegingen(inzage)}
    if not bewegingen:
        blok.toon(blok.kop("Bewegingen") + blok.melding("Deze regio heeft geen bewegingen."))
        return
    code = permalink.lees("beweging", list(bewegingen), next(iter(bewegingen)))
    # As on the screen: those with figures per place first.
    indicatoren = sorted(monitor.van(inzage, code), key=lambda i: not i.delen)
    blok.toon(_kop(inzage, bewegingen, code, indicatoren))
    if not indicatoren:
        permalink.leg_vast(inzage, beweging=code)
        blok.toon(blok.melding("Voor deze beweging zijn er nog geen cijfers."))
        return
    blok.toon(
        blok.tussenkop("Het verhaal in cijfers", monitor.UITLEG)
        + monitor.lijst(inzage, indicatoren, code)
    )
    titel = f"{bewegingen[code].titel}: regio, gemeenten en gebieden"
    tabel.downloads(monitor.als_tabel(inzage, titel, indicatoren), "monitor")
    _toon_verloop(inzage, code, indicatoren)
    blok.toon(_partners(inzage, indicatoren))


def _kop(
    inzage: Inzage, bewegingen: dict[str, Beweging], code: str, indicatoren: list[Indicator]
) -> Markup:
    tabs = [
        Markup('<a href="{}" data-intern="ja"{}>{}</a>').format(
            permalink.adres("bewegingen", inzage, beweging=ander),
            Markup(' aria-current="page"') if ander == code else "",
            b.titel,
        )
        for ander, b in bewegingen.items()
    ]
    duidingen = [i.nu.duiding for i in indicatoren if i.nu.duiding]
    zin = stand.samenvatting(duidingen, "indicator", "indicatoren")
    return (
        blok.kop(bewegingen[code].titel, bewegingen[code].tekst or "")
        + Markup('<nav class="tabs" aria-label="Bewegingen">{}</nav>').format(blok.voeg(tabs))
        + Markup('<p class="zin">{}</p>').format(zin)
    )


# The course of one indicator.


def _toon_verloop(inzage: Inzage, code: str, indicatoren: list[Indicator]) -> None:
    namen = {i.kengetal.kengetal: i for i in indicatoren}
    blok.toon(blok.tussenkop("Verloop", "Kies een indicator, en de regio of een deel ervan."))
    with st.container(horizontal=True, gap="small", key="keuzes"):
        gekozen = permalink.kies(
            "indicator",
            "Indicator",
            list(namen),
            next(iter(namen)),
            lambda k: namen[k].kengetal.titel,
        )
        indicator = namen[gekozen]
        delen = [deel for lijst in indicator.delen.values() for deel in lijst if deel.telt_mee]
        waar = {deel.plek.sleutel: deel.plek for deel in delen}
        plek = permalink.kies(
            "plek",
            "Waar",
            [_REGIO, *waar],
            _REGIO,
            lambda p: waar[p].voluit if p in waar else "Hele regio",
        )
    permalink.leg_vast(inzage, beweging=code, indicator=gekozen, plek=plek)
    _toon_grafiek(inzage, _keuze(inzage, indicator, waar.get(plek)))


def _keuze(inzage: Inzage, indicator: Indicator, plek: plekken.Plek | None) -> Keuze:
    k = indicator.kengetal
    grain, eenheid = (plek.grain, (plek.code,)) if plek else (REGIO, ())
    nu = stand.stand(inzage, k, grain=grain, eenheid=eenheid)
    per = plek.grain if plek else ""
    return Keuze(k, stand.reekscode(k), per, eenheid, nu.periode, nu, [])


def _toon_grafiek(inzage: Inzage, gekozen: Keuze) -> None:
    k, waar = gekozen.kengetal, "hele regio"
    if gekozen.eenheid:
        waar = keuze.eenheidsnaam(inzage, gekozen.per, gekozen.eenheid)
    if not gekozen.punten:
        blok.toon(blok.melding("Voor deze keuze is nog niets geleverd."))
        return
    beeld = Beeld(
        k,
        gekozen.punten,
        gekozen.periode,
        gekozen.nu.periode,
        data.landelijk(inzage).get(k.kengetal, []),
        [
            g
            for g in data.gebeurtenissen(inzage)
            if beelden.raakt(g, k, keuze.gemeente(gekozen), not gekozen.eenheid)
        ],
    )
    zin = gekozen.nu.duiding.zin if gekozen.nu.duiding else k.vraag
    blok.toon(Markup('<h3>{}, {}</h3><p class="zin">{}</p>').format(k.titel, waar, zin))
    figuur = grafiek.trend(beeld, palet.huidig())
    grafiek.toon(figuur, "verloop", grafiek.alternatief(beeld))
    blok.toon(leeswijzer.toon(inzage, beeld, gekozen.punt))
    rijen = verlooptabel.maak(inzage, gekozen, beeld)
    blok.toon(blok.uitklap("Tabel bij de grafiek", tabel.html(rijen)))
    tabel.downloads(rijen, "verloop", inverslag.verloop(gekozen))


def _partners(inzage: Inzage, indicatoren: list[Indicator]) -> Markup:
    vandaag = dt.datetime.now().astimezone().date()
    bijdragen = partners.bijdragen(inzage, [i.kengetal for i in indicatoren], vandaag)
    return blok.tussenkop("Wie levert wat", partners.zin(bijdragen)) + partners.html(
        inzage, bijdragen
    )


toon()
