"""Verdieping: one kengetal explained: a sentence, its course, its parts, meaning and origin."""

import json

import streamlit as st
from markupsafe import Markup

from app import data
from app.components import (
    blok,
    celwaarde,
    cijfer,
    definitie,
    grafiek,
    keuze,
    palet,
    permalink,
    stand,
    tabel,
    teken,
    uitsplitsing,
)
from app.components.keuze import Keuze
from app.inhoud import REGIO, Inzage, Kengetal, Punt
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
    if gekozen.per:
        uitsplitsing.toon(inzage, gekozen)
    blok.toon(_betekenis(inzage, gekozen))
    blok.toon(_herkomst(inzage, gekozen))


# The head: where we are, the figure, the judgement in a sentence.


def _kop(inzage: Inzage, gekozen: Keuze) -> Markup:
    k, punt = gekozen.kengetal, gekozen.punt
    kop = blok.kop(_titel(inzage, gekozen), kruimels=_kruimels(inzage, gekozen))
    zin = Markup('<p class="zin">{}</p>').format(_zin(gekozen))
    tekens: tuple[teken.Teken, ...] = ()
    duiding = gekozen.nu.duiding
    if duiding and duiding.periode == gekozen.periode:
        tekens = stand.tekens(k, duiding, punt)
    plaatjes = blok.voeg(teken.plaatje(t) for t in tekens)
    return kop + zin + Markup('<p class="tekens">{}</p>').format(plaatjes)


def _kruimels(inzage: Inzage, gekozen: Keuze) -> Markup:
    k = gekozen.kengetal
    hier: list[tuple[str, str | None]] = [
        ("Kengetallen", permalink.adres("kengetallen", inzage)),
        (k.titel, keuze.adres(inzage, gekozen, eenheid=None) if gekozen.eenheid else None),
    ]
    if gekozen.eenheid:
        naam = keuze.eenheidsnaam(inzage, gekozen.per, gekozen.eenheid)
        hier += [*_ouder(inzage, gekozen), (naam, None)]
    return blok.kruimelpad(hier)


def _ouder(inzage: Inzage, gekozen: Keuze) -> list[tuple[str, str | None]]:
    """The unit above the chosen one, when this kengetal is published for it."""
    eenheid = data.eenheden(inzage).get((gekozen.per, gekozen.eenheid[0]))
    if not eenheid or not eenheid.ouder_grain or eenheid.ouder_grain == REGIO:
        return []
    if eenheid.ouder_grain not in gekozen.kengetal.grain or not eenheid.ouder_code:
        return []
    naam = keuze.eenheidsnaam(inzage, eenheid.ouder_grain, (eenheid.ouder_code,))
    adres = keuze.adres(inzage, gekozen, per=eenheid.ouder_grain, eenheid=eenheid.ouder_code)
    return [(naam, adres)]


def _titel(inzage: Inzage, gekozen: Keuze) -> str:
    naam = gekozen.kengetal.titel
    if gekozen.eenheid:
        naam += f", {keuze.eenheidsnaam(inzage, gekozen.per, gekozen.eenheid)}"
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
    if gekozen.is_vooruitblik:
        slot = "Dit is een vooruitblik; een oordeel staat bij het nieuwste cijfer."
    verschil = cijfer.verschil(k, punt.waarde, vorige.waarde) if punt and vorige else None
    if verschil is None or vorige is None:
        return slot
    return f"Verschil met {opmaak.periode(vorige.periode)}: {verschil}. {slot}"


# The course of the figure.


def _toon_verloop(inzage: Inzage, gekozen: Keuze) -> None:
    k, punten = gekozen.kengetal, gekozen.punten
    blok.toon(blok.tussenkop(_verlooptitel(gekozen)))
    breuken = [
        grafiek.Trendbreuk(celwaarde.als_datum(b["datum"]), b["reden"])
        for b in json.loads(k.trendbreuk or "[]")
    ]
    figuur = grafiek.trend(k, punten, gekozen.periode, gekozen.nu.periode, breuken, palet.huidig())
    st.plotly_chart(
        figuur,
        theme=None,
        config=grafiek.CONFIG,
        key="verloop",
        alt=grafiek.alternatief(k, punten),
    )
    blok.toon(_bronregel(inzage, gekozen))
    rijen = _verlooptabel(inzage, gekozen)
    blok.toon(blok.uitklap("Tabel bij de grafiek", tabel.html(rijen)))
    tabel.downloads(rijen, "verloop")


def _verlooptitel(gekozen: Keuze) -> str:
    """What the line shows, in words."""
    nu = gekozen.nu.periode
    bekend = [p for p in gekozen.punten if p.waarde is not None and p.periode <= nu]
    if len(bekend) < 2:
        return "Verloop"
    van, tot = bekend[0], bekend[-1]
    k = gekozen.kengetal
    titel = (
        f"Van {cijfer.kort(k, van.waarde)} {opmaak.wanneer(van.periode)} "
        f"naar {cijfer.kort(k, tot.waarde)} {opmaak.wanneer(tot.periode)}"
    )
    return f"{titel}, met vooruitblik" if gekozen.punten[-1].periode > nu else titel


def _bronregel(inzage: Inzage, gekozen: Keuze) -> Markup:
    """Unit, measuring moment, source, n and on which date all this was known."""
    k, punt = gekozen.kengetal, gekozen.punt
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    delen = [cijfer.eenheid(k)]
    if punt:
        delen.append(f"{punt.periode_soort} {opmaak.periode(punt.periode)}")
    delen.append(f"bron: {definitie.bronnen(inzage, k)}")
    if punt and punt.n is not None:
        delen.append(f"n = {opmaak.getal(punt.n)}")
    delen.append(f"zoals bekend op {bekend}")
    extra = []
    if any(p.onder is not None for p in gekozen.punten):
        extra.append("Grijze band: 95%-interval.")
    if gekozen.punten[-1].periode > gekozen.nu.periode:
        extra.append(f"Gestippeld: vooruitblik na {opmaak.periode(gekozen.nu.periode)}.")
    if not grafiek.begint_bij_nul(k, gekozen.punten):
        extra.append("De as begint niet bij nul.")
    tekst = " · ".join(delen) + ". " + " ".join(extra)
    return Markup('<p class="bronregel">{}</p>').format(tekst.strip())


def _verlooptabel(inzage: Inzage, gekozen: Keuze) -> tabel.Tabel:
    k = gekozen.kengetal
    soort = gekozen.punten[-1].periode_soort.capitalize()
    kolommen = [tabel.Kolom(soort), tabel.getalkolom("Waarde", k)]
    if k.noemer:
        kolommen += [tabel.Kolom("Teller", True), tabel.Kolom("Noemer", True)]
    kolommen += [tabel.getalkolom("Streefwaarde", k), tabel.getalkolom("Landelijk", k)]
    titel = f"{k.titel}, {keuze.eenheidsnaam(inzage, gekozen.per, gekozen.eenheid)}"
    bestand = "_".join((k.kengetal, *gekozen.eenheid))
    rijen = [_verlooprij(k, punt) for punt in reversed(gekozen.punten)]
    return tabel.Tabel(titel, tuple(kolommen), rijen, bestand, definitie.bij_download(inzage, k))


def _verlooprij(kengetal: Kengetal, punt: Punt) -> tuple[tabel.Cel, ...]:
    rij = [
        tabel.Cel(opmaak.periode(punt.periode)),
        tabel.Cel(cijfer.cel(kengetal, punt), punt.waarde),
    ]
    if kengetal.noemer:
        rij += [tabel.aantal(punt.teller), tabel.aantal(punt.noemer)]
    rij += [tabel.cijfercel(kengetal, w) for w in (punt.streefwaarde, punt.landelijk)]
    return tuple(rij)


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
    rijen = data.herkomst(inzage, gekozen.kengetal.kengetal, gekozen.periode)
    if not rijen:
        return kop + blok.melding("Voor deze periode is geen levering vastgelegd.")
    kolommen = ("Bestand", "Bron", "Geleverd", "Door")
    cellen = [
        (
            tabel.Cel(h.bestand),
            tabel.Cel(data.bronnaam(inzage, h.bron)),
            tabel.Cel(opmaak.datum(h.datum)),
            tabel.Cel(h.door or "onbekend"),
            tabel.aantal(h.rijen),
            tabel.Cel(Markup('<code title="{}">{}</code>').format(h.sha256, h.sha256[:10])),
        )
        for h in rijen
    ]
    return kop + tabel.html(
        tabel.Tabel(
            "Leveringen onder dit cijfer",
            (
                *(tabel.Kolom(naam) for naam in kolommen),
                tabel.Kolom("Rijen gebruikt", True),
                tabel.Kolom("Kenmerk"),
            ),
            cellen,
        )
    )


toon()
