"""Definities: what every kengetal means and who looks after it, and the glossary."""

import streamlit as st
from markupsafe import Markup

from app import data, zoekmachine
from app.components import blok, definitie, herkomst, permalink, stand
from app.inhoud import Inzage, Kengetal
from warehouse import opmaak

_DELEN = {"kengetallen": "Kengetallen", "begrippen": "Begrippen"}


def toon() -> None:
    """The page: one kengetal when the URL names one, else the list or the glossary."""
    inzage = permalink.inzage()
    register = data.kengetallen(inzage)
    gevraagd = st.query_params.get("kengetal")
    if gevraagd in register:
        permalink.leg_vast(inzage, kengetal=gevraagd)
        _toon_kengetal(inzage, register[gevraagd])
        return
    blok.toon(
        blok.kop("Definities", "Wat elk cijfer betekent, hoe het is gemaakt en wie erover gaat.")
    )
    if gevraagd:
        blok.toon(
            blok.melding(f"Het kengetal '{gevraagd}' bestaat niet in deze publicatie.", "oranje")
        )
    links, rechts = st.columns([1, 2])
    with links:
        deel = permalink.kies("deel", "Onderdeel", list(_DELEN), "kengetallen", _DELEN.__getitem__)
    with rechts:
        gezocht = permalink.zoek("zoek", "Zoeken", "bijvoorbeeld teldatum")
    permalink.leg_vast(inzage, deel=deel, zoek=gezocht)
    if deel == "begrippen":
        _toon_begrippen(inzage, gezocht)
    else:
        _toon_lijst(inzage, gezocht)


def _toon_lijst(inzage: Inzage, gezocht: str) -> None:
    gevonden = [k for k in data.kengetallen(inzage).values() if _past(k, gezocht)]
    if not gevonden:
        blok.toon(blok.melding("Geen kengetal past bij dit woord."))
    for sectie in dict.fromkeys(k.sectie for k in gevonden):
        paren = [
            (
                k.titel,
                blok.verwijzing(
                    k.titel, permalink.adres("definities", inzage, kengetal=k.kengetal)
                ),
                k.vraag,
            )
            for k in gevonden
            if k.sectie == sectie
        ]
        regels = [
            Markup("<li>{}<span>{}</span></li>").format(naam, vraag) for _, naam, vraag in paren
        ]
        lijst = Markup('<ul class="lijst">{}</ul>').format(blok.voeg(regels))
        blok.toon(blok.tussenkop(sectie) + lijst)


def _past(kengetal: Kengetal, gezocht: str) -> bool:
    tekst = f"{kengetal.titel} {kengetal.onderwerp} {kengetal.vraag} {kengetal.kengetal}"
    return zoekmachine.past(tekst, gezocht)


def _toon_begrippen(inzage: Inzage, gezocht: str) -> None:
    gevonden = [
        b for b in data.begrippen(inzage) if zoekmachine.past(f"{b.term} {b.uitleg}", gezocht)
    ]
    if not gevonden:
        blok.toon(blok.melding("Geen begrip past bij dit woord."))
        return
    gevonden.sort(key=lambda b: opmaak.sorteersleutel(b.term))
    paren = []
    for begrip in gevonden:
        bron = Markup('<br><span class="stil klein">Bron: {}</span>').format(begrip.bron)
        uitleg = Markup.escape(begrip.uitleg) + (bron if begrip.bron else Markup(""))
        paren.append((begrip.term, uitleg))
    blok.toon(blok.omschrijvingen(paren, "begrippen"))


def _toon_kengetal(inzage: Inzage, kengetal: Kengetal) -> None:
    kruimels = blok.kruimelpad(
        (
            ("Definities", permalink.adres("definities", inzage)),
            (kengetal.titel, None),
        )
    )
    adres = permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal)
    cijfers = blok.verwijzing("Bekijk de cijfers", adres) + " · " if adres else blok.LEEG
    blok.toon(
        blok.kop(kengetal.titel, kruimels=kruimels)
        + Markup('<p class="klein meer">{}<code>{}</code></p>').format(cijfers, kengetal.kengetal)
        + definitie.volledig(inzage, kengetal)
    )
    blok.toon(definitie.rekenvoorbeeld(kengetal) + definitie.sql(kengetal))
    blok.toon(_herkomst(inzage, kengetal))


def _herkomst(inzage: Inzage, kengetal: Kengetal) -> Markup:
    """The deliveries of the newest figure."""
    periode = stand.stand(inzage, kengetal).periode
    if not periode:
        return blok.tussenkop("Waar komt het vandaan?") + blok.melding("Er is nog geen cijfer.")
    uitleg = f"De leveringen onder het nieuwste cijfer, {opmaak.periode(periode)}."
    kop = blok.tussenkop("Waar komt het vandaan?", uitleg)
    return kop + herkomst.leveringen(inzage, kengetal, periode)


toon()
