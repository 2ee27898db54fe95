"""Everything the app knows: reads one audience's file of one publication.

The only module with queries. A publication never changes, so every answer is cached under its
file; what to show of it and how is left to the pages, how a figure reads to `warehouse.opmaak`.
"""

from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import streamlit as st

from app.inhoud import (
    REGIO,
    Begrip,
    Bevinding,
    Beweging,
    Doelstelling,
    Duiding,
    Eenheid,
    Herkomst,
    Inzage,
    Kengetal,
    Levering,
    Publicatie,
    Punt,
    Referentie,
    Toets,
    Vraag,
)
from app.toegang import Rol, publicatiebestand
from warehouse.connection import open_publicatie
from warehouse.paths import Thuis

# The order in which the plan speaks of them; an unknown sectie comes last.
SECTIES = (
    "Leerlingen",
    "Toelaatbaarheidsverklaringen",
    "Leerlingstromen",
    "Thuiszitters en verzuim",
    "Begaafdheid",
    "Jeugdhulp, samenwerking, kansen",
    "Middelen",
)


def open_inzage(thuis: Thuis, rol: Rol, gevraagd: str | None = None) -> Inzage | None:
    """Look into the publication asked for, else the current one; None when that does not exist."""
    publicatie = gevraagd or thuis.huidige()
    if not publicatie:
        return None
    bestand = publicatiebestand(thuis, publicatie, rol)
    return Inzage(publicatie, rol.code, str(bestand)) if bestand else None


@st.cache_data(show_spinner=False)
def publicatie(inzage: Inzage) -> Publicatie:
    """The publication itself: whose figures, made when, known on which date."""
    return _lees(inzage, Publicatie, "select * from publicatie")[0]


@st.cache_data(show_spinner=False)
def kengetallen(inzage: Inzage) -> dict[str, Kengetal]:
    """All definitions by id, in the order of the sections and their own `volgorde`."""
    gelezen = _lees(inzage, Kengetal, "select * from kengetal")
    return {k.kengetal: k for k in sorted(gelezen, key=_plaats)}


@st.cache_data(show_spinner=False)
def regiocijfers(inzage: Inzage) -> dict[str, list[Punt]]:
    """The figures of the whole region by kengetal, oldest first."""
    per_kengetal: dict[str, list[Punt]] = {}
    for punt in _punten(inzage, "where grain = $grain", {"grain": REGIO}):
        per_kengetal.setdefault(punt.kengetal, []).append(punt)
    return per_kengetal


@st.cache_data(show_spinner=False, max_entries=500)
def cijfers(inzage: Inzage, kengetal: str, grain: str) -> list[Punt]:
    """All figures of one kengetal at one grain, every unit and series, oldest first."""
    keuze = "where kengetal = $kengetal and grain = $grain"
    return _punten(inzage, keuze, {"kengetal": kengetal, "grain": grain})


@st.cache_data(show_spinner=False)
def duidingen(inzage: Inzage, grain: str = REGIO) -> list[Duiding]:
    """The judged last point of every series at one grain."""
    rijen = _rijen(
        inzage,
        "select * from duiding where grain = $grain order by kengetal, periode_datum desc",
        {"grain": grain},
    )
    return [_maak(Duiding, rij | {"eenheid": _eenheid(rij)}) for rij in rijen]


@st.cache_data(show_spinner=False)
def referenties(inzage: Inzage, kengetal: str) -> list[Referentie]:
    """Targets and national figures of one kengetal, oldest first."""
    return _lees(
        inzage,
        Referentie,
        "select * from referentie where kengetal = $kengetal order by soort, periode_datum",
        {"kengetal": kengetal},
    )


@st.cache_data(show_spinner=False)
def eenheden(inzage: Inzage) -> dict[tuple[str, str], Eenheid]:
    """Every unit by dimension and code, with its name and what it is part of."""
    gelezen = _lees(inzage, Eenheid, "select * from eenheid order by grain, volgorde, naam")
    return {(e.grain, e.code): e for e in gelezen}


def bronnaam(inzage: Inzage, bron: str) -> str:
    """What readers call a bron: the name that was published for it, else its code."""
    eenheid = eenheden(inzage).get(("bron", bron))
    return eenheid.naam if eenheid else bron.replace("financien", "financiën")


@st.cache_data(show_spinner=False)
def toetsen(inzage: Inzage) -> list[Toets]:
    """Every check with its outcome."""
    return _lees(inzage, Toets, "select * from toets order by bron, kengetal, id")


@st.cache_data(show_spinner=False)
def leveringen(inzage: Inzage) -> list[Levering]:
    """Every delivery, newest first."""
    return _lees(
        inzage, Levering, "select * from levering order by bron, datum desc, levering desc"
    )


@st.cache_data(show_spinner=False)
def bevindingen(inzage: Inzage) -> list[Bevinding]:
    """What was found in the deliveries that stand."""
    return _lees(inzage, Bevinding, "select * from bevinding order by bron, levering, regel, rij")


@st.cache_data(show_spinner=False, max_entries=500)
def herkomst(inzage: Inzage, kengetal: str, periode: str) -> list[Herkomst]:
    """The deliveries that feed one figure, with the number of rows that each gave."""
    return _lees(
        inzage,
        Herkomst,
        """
        select h.levering, l.bron, l.bestand, l.sha256, l.datum, l.door, h.rijen,
            l.voorbeeldgegevens
        from herkomst h
        join levering l on l.levering = h.levering
        where h.kengetal = $kengetal and h.periode = $periode
        order by l.bron, l.datum, h.levering
        """,
        {"kengetal": kengetal, "periode": periode},
    )


@st.cache_data(show_spinner=False)
def doelstellingen(inzage: Inzage) -> list[Doelstelling]:
    """The doelstellingen of the plan."""
    return _lees(inzage, Doelstelling, "select * from doelstelling order by nummer")


@st.cache_data(show_spinner=False)
def vragen(inzage: Inzage) -> list[Vraag]:
    """The reflectievragen and toetsingsvragen under the doelstellingen."""
    return _lees(inzage, Vraag, "select * from vraag order by doelstelling, code")


@st.cache_data(show_spinner=False)
def bewegingen(inzage: Inzage) -> list[Beweging]:
    """The gewenste bewegingen of the JOP-monitor."""
    return _lees(inzage, Beweging, "select * from beweging order by code")


@st.cache_data(show_spinner=False)
def begrippen(inzage: Inzage) -> list[Begrip]:
    """The glossary."""
    return _lees(inzage, Begrip, "select * from begrip")


# How it is read.

Soort = TypeVar("Soort")


@st.cache_resource(show_spinner=False, max_entries=8)
def _verbinding(bestand: str) -> duckdb.DuckDBPyConnection:
    """One locked-down, read-only connection per publication file."""
    return open_publicatie(Path(bestand))


def _rijen(
    inzage: Inzage, sql: str, waarden: dict[str, object] | None = None
) -> list[dict[str, Any]]:
    """Rows as dictionaries by column name."""
    cursor = _verbinding(inzage.bestand).cursor()
    try:
        cursor.execute("use w")
        cursor.execute(sql, waarden or {})
        kolommen = [kolom[0] for kolom in cursor.description or []]
        return [dict(zip(kolommen, rij, strict=True)) for rij in cursor.fetchall()]
    finally:
        cursor.close()


def _maak(soort: type[Soort], rij: dict[str, Any]) -> Soort:
    """An object of the columns that its class names."""
    return soort(**{veld.name: rij[veld.name] for veld in fields(soort)})  # type: ignore[arg-type]


def _lees(
    inzage: Inzage, soort: type[Soort], sql: str, waarden: dict[str, object] | None = None
) -> list[Soort]:
    return [_maak(soort, rij) for rij in _rijen(inzage, sql, waarden)]


def _punten(inzage: Inzage, keuze: str, waarden: dict[str, object]) -> list[Punt]:
    rijen = _rijen(inzage, f"select * from waarde {keuze} order by periode_datum", waarden)
    return [_maak(Punt, rij | {"eenheid": _eenheid(rij)}) for rij in rijen]


def _eenheid(rij: dict[str, Any]) -> tuple[str, ...]:
    """The codes of the unit, one per dimension of the grain; empty for the whole region."""
    if rij["grain"] == REGIO:
        return ()
    return tuple(str(rij[dimensie]) for dimensie in rij["grain"].split(","))


def _plaats(kengetal: Kengetal) -> tuple[int, int, str]:
    sectie = kengetal.sectie
    return (
        SECTIES.index(sectie) if sectie in SECTIES else len(SECTIES),
        kengetal.volgorde,
        kengetal.kengetal,
    )
