"""Verdieping: one kengetal explained: a sentence, its course, its parts, meaning and origin."""

import streamlit as st
from markupsafe import Markup

from app import data
from app.components import (
    afdalen,
    blok,
    cijfer,
    definitie,
    grafiek,
    herkomst,
    inverslag,
    keuze,
    kwaliteit,
    leeswijzer,
    palet,
    permalink,
    stand,
    tabel,
    teken,
    uitsplitsing,
    verlooptabel,
)
from app.components import beeld as beelden
from app.components.beeld import Beeld
from app.components.keuze import Keuze
from app.inhoud import Inzage, Punt
from warehouse import opmaak


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    kop = st.container()
    gekozen = keuze.kies(inzage)
    with kop:
        blok.toon(_kop(inzage, gekozen))
    if not gekozen.punten:
        blok.toon(
            blok.melding("Voor deze keuze is nog niets geleverd. Kies een andere eenheid of reeks.")
        )
    else:
        _toon_verloop(inzage, gekozen)
    blok.toon(afdalen.melding(inzage, gekozen))
    if gekozen.per and not afdalen.stopt(gekozen):
        uitsplitsing.toon(inzage, gekozen)
    if gekozen.periode:
        blok.toon(kwaliteit.uitvoerig(inzage, gekozen.kengetal, gekozen.periode))
    blok.toon(_betekenis(inzage, gekozen))
    blok.toon(_herkomst(inzage, gekozen))


# The head: where we are, the figure, the judgement in a sentence.


def _kop(inzage: Inzage, gekozen: Keuze) -> Markup:
    k, punt = gekozen.kengetal, gekozen.punt
    kop = blok.kop(_titel(inzage, gekozen), kruimels=_kruimels(inzage, gekozen))
    zin = Markup('<p class="zin">{}</p>').format(_zin(gekozen))
    tekens: tuple[teken.Teken, ...] = ()
    duiding = gekozen.nu.duiding
    if punt and punt.is_onvolledig:
        tekens = (teken.ONVOLLEDIG,)
    elif duiding and duiding.periode == gekozen.periode:
        tekens = stand.tekens(k, duiding, punt)
    if not gekozen.codes:
        mist = kwaliteit.teken_mist(kwaliteit.van(inzage, k, gekozen.periode))
        tekens += (mist,) if mist else ()
    plaatjes = blok.voeg(teken.plaatje(t) for t in tekens)
    return kop + zin + Markup('<p class="tekens">{}</p>').format(plaatjes) + _bevroren(punt)


def _bevroren(punt: Punt | None) -> Markup:
    """That a figure is kept as it was, since the rows behind it were removed."""
    if punt is None or punt.bevroren is None:
        return blok.LEEG
    zin = (
        f"Dit cijfer is bevroren: de rijen over leerlingen zijn op {opmaak.datum(punt.bevroren)} "
        "verwijderd omdat de bewaartermijn voorbij was. Het cijfer is dat van vlak daarvoor en "
        "verandert niet meer."
    )
    return Markup('<p class="bronregel">{}</p>').format(zin)


def _kruimels(inzage: Inzage, gekozen: Keuze) -> Markup:
    k, stappen = gekozen.kengetal, afdalen.kruimels(inzage, gekozen)
    hier: list[tuple[str, str | None]] = [
        ("Kengetallen", permalink.adres("kengetallen", inzage)),
        (k.titel, afdalen.naar_regio(inzage, gekozen) if stappen else None),
    ]
    return blok.kruimelpad(hier + stappen)


def _titel(inzage: Inzage, gekozen: Keuze) -> str:
    naam = gekozen.kengetal.titel
    if gekozen.codes:
        naam += f", {keuze.naam(inzage, gekozen)}"
    if not gekozen.periode:
        return naam
    waarde = cijfer.van_punt(gekozen.kengetal, gekozen.punt, beknopt=True)
    return f"{naam}: {waarde} {opmaak.wanneer(gekozen.periode)}"


def _zin(gekozen: Keuze) -> str:
    """The published sentence for the current figure; for another one only what it was."""
    duiding = gekozen.nu.duiding
    if duiding and duiding.periode == gekozen.periode:
        return duiding.zin
    k, punt, vorige = gekozen.kengetal, gekozen.punt, gekozen.vorige
    reden = cijfer.afwezig(punt)
    if reden:
        return f"Geen cijfer: {reden.woord}. {reden.uitleg}"
    slot = "Een oordeel staat alleen bij het nieuwste cijfer."
    if punt and punt.is_onvolledig:
        return "Dit tijdvak is nog niet compleet: het cijfer is een tussenstand, geen oordeel."
    if gekozen.is_vooruitblik:
        slot = "Dit is een vooruitblik; een oordeel staat bij het nieuwste cijfer."
    verschil = cijfer.verschil(k, punt.waarde, vorige.waarde) if punt and vorige else None
    if verschil is None or vorige is None:
        return slot
    return f"Verschil met {opmaak.periode(vorige.periode)}: {verschil}. {slot}"


# The course of the figure.


def _toon_verloop(inzage: Inzage, gekozen: Keuze) -> None:
    beeld = _beeld(inzage, gekozen)
    blok.toon(blok.tussenkop(_verlooptitel(beeld)))
    if beeld.is_leeg:
        zin = (
            f"Er is geen enkel cijfer te tonen: {cijfer.van_punt(gekozen.kengetal, gekozen.punt)}."
        )
        blok.toon(blok.melding(zin))
    else:
        grafiek.toon(grafiek.trend(beeld, palet.huidig()), "verloop", grafiek.alternatief(beeld))
        blok.toon(leeswijzer.toon(inzage, beeld, gekozen.punt))
    rijen = verlooptabel.maak(inzage, gekozen, beeld)
    blok.toon(blok.uitklap("Tabel bij de grafiek", tabel.html(rijen)))
    tabel.downloads(rijen, "verloop", inverslag.verloop(gekozen))


def _beeld(inzage: Inzage, gekozen: Keuze) -> Beeld:
    """The chart of this choice: national figures are about the region, events about the unit."""
    k, is_regio = gekozen.kengetal, not gekozen.codes
    gemeente = keuze.gemeente(gekozen)
    return Beeld(
        k,
        gekozen.punten,
        gekozen.periode,
        gekozen.nu.periode,
        data.landelijk(inzage).get(k.kengetal, []) if is_regio else [],
        [g for g in data.gebeurtenissen(inzage) if beelden.raakt(g, k, gemeente, is_regio)],
    )


def _verlooptitel(beeld: Beeld) -> str:
    """What the line shows, in words: from the first to the current figure that are established."""
    k = beeld.kengetal
    bekend = [p for p in beeld.bekend if not beeld.is_open(p)]
    if len(bekend) < 2:
        return "Verloop"
    van, tot = bekend[0], bekend[-1]
    titel = (
        f"Van {cijfer.kort(k, van.waarde)} {opmaak.wanneer(van.periode)} "
        f"naar {cijfer.kort(k, tot.waarde)} {opmaak.wanneer(tot.periode)}"
    )
    return f"{titel}, met vooruitblik" if beeld.heeft_vooruitblik else titel


# What it means and where it comes from.


def _betekenis(inzage: Inzage, gekozen: Keuze) -> Markup:
    k = gekozen.kengetal
    meer = blok.verwijzing(
        "De hele definitie, met rekenvoorbeeld en SQL",
        permalink.adres("definities", inzage, kengetal=k.kengetal),
    )
    return (
        blok.tussenkop("Wat betekent dit getal?")
        + definitie.kort(k)
        + Markup('<p class="klein meer">{}</p>').format(meer)
    )


def _herkomst(inzage: Inzage, gekozen: Keuze) -> Markup:
    """The deliveries that feed the figure of this period."""
    kop = blok.tussenkop(
        "Waar komt dit getal vandaan?",
        f"De leveringen waaruit {opmaak.periode(gekozen.periode)} is berekend."
        if gekozen.periode
        else "",
    )
    return kop + herkomst.leveringen(inzage, gekozen.kengetal, gekozen.periode)


toon()
