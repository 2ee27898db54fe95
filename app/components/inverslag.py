"""The basket of a report: what this visit put in it, and the button beside every table and chart.

What stands in a report for a figure is said here; making it is left to `app.verslag`.
"""

from typing import TYPE_CHECKING

import streamlit as st

from app import inzien, navigation, toegang
from app.components import permalink
from app.inhoud import REGIO
from app.verslag.keuzetekst import als_tekst
from app.verslag.mandje import Mandje, Onderdeel
from warehouse import opmaak

if TYPE_CHECKING:
    from app.components.keuze import Keuze
    from app.inhoud import Kengetal, Vraag

PAGINA = "bestuursverslag"
_MANDJE = "mandje"


def mandje() -> Mandje:
    """What is in the basket of this visit."""
    inhoud = st.session_state.get(_MANDJE)
    return inhoud if isinstance(inhoud, Mandje) else Mandje()


def zet(nieuw: Mandje) -> None:
    """From here on the basket holds this."""
    st.session_state[_MANDJE] = nieuw


def is_begonnen() -> bool:
    """Whether this visit has a basket already."""
    return _MANDJE in st.session_state


# What stands in a report for what is on the screen.


def verloop(gekozen: "Keuze") -> Onderdeel:
    """The course of a figure; the newest one keeps up with the year of the report."""
    k = gekozen.kengetal
    return Onderdeel(
        kengetal=k.kengetal,
        hoofdstuk=k.sectie,
        reeks=gekozen.reeks,
        periode=_vast(gekozen),
        grain=gekozen.grain if gekozen.codes else REGIO,
        eenheid=",".join(gekozen.codes),
        naam=k.titel,
    )


def regio(kengetal: "Kengetal") -> Onderdeel:
    """The course of a kengetal of the whole region."""
    return Onderdeel(kengetal=kengetal.kengetal, hoofdstuk=kengetal.sectie, naam=kengetal.titel)


def uitsplitsing(gekozen: "Keuze") -> Onderdeel | None:
    """A breakdown of the whole region; None of a part of it: that is taken from the page."""
    if gekozen.pad or gekozen.eenheid:
        return None
    k = gekozen.kengetal
    return Onderdeel(
        kengetal=k.kengetal,
        hoofdstuk=k.sectie,
        reeks=gekozen.reeks,
        periode=_vast(gekozen),
        per=gekozen.per,
        naam=k.titel,
    )


def oordeel(vraag: "Vraag") -> Onderdeel:
    """The verdicts that meetings gave on a question."""
    return Onderdeel(
        vraag=vraag.id, hoofdstuk=f"Doelstelling {vraag.doelstelling}", naam=vraag.tekst
    )


def scenario(code: str) -> Onderdeel:
    """A scenario of page Middelen; `code` is what its address says."""
    return Onderdeel(scenario=code, hoofdstuk="Middelen", naam="Scenario")


def _vast(gekozen: "Keuze") -> str:
    return "" if gekozen.periode == gekozen.nu.periode else gekozen.periode


def van_pagina(sleutel: str, titel: str) -> Onderdeel | None:
    """A table as the page in view shows it; None on a page that works on the home itself."""
    pagina = navigation.zoek(str(st.session_state.get(inzien.PAGINA, "")))
    if pagina.bestand != st.session_state.get(inzien.PAGINA) or pagina.beheert:
        return None
    keuzes = als_tekst(st.query_params.to_dict(), zonder=permalink.PUBLICATIE)
    return Onderdeel(
        pagina=pagina.bestand, blok=sleutel, keuzes=keuzes, hoofdstuk=pagina.titel, naam=titel
    )


# The button.


def knop(onderdeel: Onderdeel | None, sleutel: str) -> None:
    """Put it into the basket; nothing for who makes no reports."""
    if onderdeel is None or not toegang.huidige_rol().mag(PAGINA):
        return
    if st.button(
        "In verslag",
        key=f"in_verslag_{sleutel}",
        type="tertiary",
        icon=":material/add_notes:",
        help="Zet dit klaar voor het bestuursverslag",
    ):
        nu = mandje()
        publicatie = nu.publicatie or permalink.inzage().publicatie
        zet(nu.model_copy(update={"publicatie": publicatie}).met(onderdeel))
        aantal = opmaak.aantal_met_eenheid(len(mandje().onderdeel), "onderdeel", "onderdelen")
        st.toast(f"Staat in het verslag, dat nu {aantal} heeft.", icon=":material/check:")
