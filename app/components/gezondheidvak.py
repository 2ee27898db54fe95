"""Is all well here: the judgement that a monitor gets, the last back-up, and what must go when."""

from datetime import UTC, datetime, timedelta

import streamlit as st
from markupsafe import Markup

from app.components import blok, permalink
from warehouse import gezondheid, logboek, opmaak
from warehouse.backupbon import lees_backupbon
from warehouse.geheugen import Geheugen
from warehouse.gezondheid import Blik
from warehouse.paths import Thuis
from warehouse.profiel import profiel_van
from warehouse.versie import VERSIE

_JAAR = 366  # days of the log in which the last purge is looked for


@st.cache_resource(show_spinner=False)
def _geheugen(wortel: str) -> Geheugen:  # noqa: ARG001 - one per home
    return Geheugen()


def html(thuis: Thuis) -> Markup:
    """The three parts under each other."""
    return blok.voeg((_gezond(thuis), _backup(thuis), _bewaren(thuis)))


def _gezond(thuis: Thuis) -> Markup:
    klachten = gezondheid.kijk(Blik(thuis, _geheugen(str(thuis.wortel))))
    vrij = opmaak.getal(gezondheid.schijf_vrij(thuis) / 1024**3)
    kop = blok.tussenkop("Is alles in orde?", f"Peilstok {VERSIE}; {vrij} GB vrij op de schijf.")
    if not klachten:
        return kop + blok.melding("Alles is in orde.", "blauw")
    zinnen = [f"{klacht.zin[:1].upper()}{klacht.zin[1:]}." for klacht in klachten]
    return kop + blok.voeg(blok.melding(zin, "oranje") for zin in zinnen)


def _backup(thuis: Thuis) -> Markup:
    uitleg = Markup(
        "Een back-up maakt u op de server met <code>peilstok backup BESTAND</code>; {}."
    ).format(_handleiding("hoe, en hoe u hem terugzet"))
    kop = blok.tussenkop("Back-up", uitleg)
    bon = lees_backupbon(thuis)
    if bon is None:
        return kop + blok.melding("Er is hier nog geen back-up gemaakt.", "oranje")
    gemaakt = bon.gemaakt_op.astimezone()
    zin = (
        f"De laatste is van {opmaak.datum(gemaakt.date())} om {gemaakt:%H:%M}, "
        f"{opmaak.getal(bon.omvang / 1024**2, 1)} MB."
    )
    if bon.is_oud(datetime.now(UTC)):
        return kop + blok.melding(f"{zin} Dat is langer dan een week geleden.", "oranje")
    return kop + blok.melding(zin, "blauw")


def _bewaren(thuis: Thuis) -> Markup:
    jaren = profiel_van(thuis).bewaren.jaren
    uitleg = Markup(
        "Rijen over leerlingen gaan {} na het einde van de zaak weg, ook uit bewaarde bestanden: "
        "draai elke maand <code>peilstok purge</code>. Regels in het logboek blijven {} maanden."
    ).format(opmaak.aantal_met_eenheid(jaren, "jaar", "jaar"), opmaak.getal(logboek.BEWAAR_MAANDEN))
    vandaag = datetime.now(UTC).date()
    gedaan = [
        regel.tijd.astimezone().date()
        for regel in logboek.lees(thuis, vandaag - timedelta(days=_JAAR), vandaag)
        if regel.wat == "opgeschoond"
    ]
    zin = "Het laatste jaar is er niet opgeschoond."
    if gedaan:
        zin = f"Voor het laatst opgeschoond op {opmaak.datum(gedaan[-1])}."
    return blok.tussenkop("Bewaartermijn", uitleg) + blok.melding(zin)


def _handleiding(tekst: str) -> Markup:
    return blok.verwijzing(tekst, permalink.adres("handleiding", None, deel="beheer"))
