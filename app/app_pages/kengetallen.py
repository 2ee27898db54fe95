"""Kengetallen: every figure of the region as a row, by section; a row leads to Verdieping."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from app import data, zoekmachine
from app.components import blok, kengetaltabel, permalink, tabel
from app.inhoud import Inzage, Kengetal
from warehouse import opmaak

_ALLE = "alle"


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    blok.toon(blok.kop("Kengetallen", "De cijfers van de hele regio. Een rij opent de verdieping."))
    doel, gezocht = _keuzes(inzage)
    permalink.leg_vast(inzage, doelstelling=None if doel == _ALLE else doel, zoek=gezocht)
    gekozen = _selectie(inzage, doel, gezocht)
    if not gekozen:
        blok.toon(blok.melding("Geen kengetal past bij deze keuze. Kies een ander doel of woord."))
        return
    secties = list(dict.fromkeys(k.sectie for k in gekozen))
    blok.toon(_sprong(secties))
    for plaats, sectie in enumerate(secties):
        rijen = [k for k in gekozen if k.sectie == sectie]
        kop = Markup('<h2 id="{}">{}</h2>').format(_anker(plaats), sectie)
        codes = tuple(k.kengetal for k in rijen)
        blok.toon(kop + kengetaltabel.html(inzage, sectie, codes, date.today()))
    codes = tuple(k.kengetal for k in gekozen)
    tabel.downloads(kengetaltabel.als_tabel(inzage, codes), "kengetallen")
    blok.toon(_bronregel(inzage))


def _keuzes(inzage: Inzage) -> tuple[str, str]:
    titels = {str(d.nummer): f"{d.nummer}. {d.titel}" for d in data.doelstellingen(inzage)}
    links, rechts = st.columns([3, 2])
    with links:
        doel = permalink.kies(
            "doelstelling",
            "Doelstelling",
            [_ALLE, *titels],
            _ALLE,
            lambda code: titels.get(code, "Alle doelstellingen"),
        )
    with rechts:
        gezocht = permalink.zoek("zoek", "Zoeken", "bijvoorbeeld thuiszitters")
    return doel, gezocht


def _selectie(inzage: Inzage, doel: str, gezocht: str) -> list[Kengetal]:
    gekozen = []
    for k in data.kengetallen(inzage).values():
        tekst = " ".join((k.titel, k.onderwerp, k.sectie, k.vraag, k.kengetal))
        past = not gezocht or zoekmachine.past(tekst, gezocht)
        if past and (doel == _ALLE or int(doel) in k.doelstelling):
            gekozen.append(k)
    return gekozen


def _sprong(secties: Sequence[str]) -> Markup:
    """Ways down a long page: a link per section."""
    links = [
        Markup('<a href="#{}">{}</a>').format(_anker(plaats), sectie)
        for plaats, sectie in enumerate(secties)
    ]
    naar = Markup('<nav class="sprong" aria-label="Naar een onderdeel">{}</nav>')
    return naar.format(blok.voeg(links)) if len(links) > 1 else blok.LEEG


def _anker(plaats: int) -> str:
    return f"onderdeel-{plaats + 1}"


def _bronregel(inzage: Inzage) -> Markup:
    publicatie = data.publicatie(inzage)
    tekst = (
        f"Hele regio, {publicatie.swv_naam}. Zoals bekend op {opmaak.datum(publicatie.bekend_op)}."
    )
    return Markup('<p class="bronregel">{}</p>').format(tekst)


toon()
