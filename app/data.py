"""Everything the app knows: reads one audience's file of one publication.

The only module with queries. A publication never changes, so every answer is cached under its
file and shared between visitors: an answer is looked at, never changed. What to show of it and how
is left to the pages, how a figure reads to `warehouse.opmaak`.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb

from app.inhoud import (
    REGIO,
    Begrip,
    Bevinding,
    Beweging,
    Budgetdeel,
    Budgetspreiding,
    Dekking,
    Doelstelling,
    Duiding,
    Eenheid,
    Gebeurtenis,
    Herkomst,
    Inzage,
    Kengetal,
    Levering,
    Levermoment,
    Ligging,
    Publicatie,
    Punt,
    Referentie,
    Toets,
    Trechterpunt,
    Vraag,
)
from app.toegang import Rol, publicatiebestand
from warehouse.connection import open_publicatie
from warehouse.middelen.posten import Geldpost
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

# Publication files whose answers are kept: the newest of every audience, some 22, and a few that
# old links lead to.
PUBLICATIES = 32
_GRAINS = 240  # answers on one grain of a publication
_CIJFERS = 1_000  # answers on one kengetal

Vraag_ = TypeVar("Vraag_", bound=Callable[..., Any])
Soort = TypeVar("Soort")


def bewaar(aantal: int) -> Callable[[Vraag_], Vraag_]:
    """Keep answers as they are: copying them for every question costs more than the question.

    By Streamlit's own cache every question would be hashed anew: a quarter of a page with tables.
    """

    def maak(vraag: Vraag_) -> Vraag_:
        return cast(Vraag_, lru_cache(maxsize=aantal)(vraag))

    return maak


def open_inzage(thuis: Thuis, rol: Rol, gevraagd: str | None = None) -> Inzage | None:
    """Look into the publication asked for, else the current one; None when that does not exist."""
    publicatie = gevraagd or thuis.huidige()
    if not publicatie:
        return None
    bestand = publicatiebestand(thuis, publicatie, rol)
    return Inzage(publicatie, rol.code, str(bestand)) if bestand else None


@bewaar(PUBLICATIES)
def publicatie(inzage: Inzage) -> Publicatie:
    """The publication itself: whose figures, made when, known on which date."""
    return lees(inzage, Publicatie, "select * from publicatie")[0]


@bewaar(PUBLICATIES)
def vorige(inzage: Inzage) -> str | None:
    """The publication that came before this one, as it says itself."""
    naam: str | None = vraag_rijen(inzage, "select vorige from publicatie")[0]["vorige"]
    return naam


@bewaar(PUBLICATIES)
def kengetallen(inzage: Inzage) -> dict[str, Kengetal]:
    """All definitions by id, in the order of the sections and their own `volgorde`."""
    gelezen = lees(inzage, Kengetal, "select * from kengetal")
    return {k.kengetal: k for k in sorted(gelezen, key=_plaats)}


@bewaar(PUBLICATIES)
def regiocijfers(inzage: Inzage) -> dict[str, list[Punt]]:
    """The figures of the whole region by kengetal, oldest first."""
    per_kengetal: dict[str, list[Punt]] = {}
    for punt in _punten(inzage, "where grain = $grain", {"grain": REGIO}):
        per_kengetal.setdefault(punt.kengetal, []).append(punt)
    return per_kengetal


@bewaar(_CIJFERS)
def cijfers(inzage: Inzage, kengetal: str, grain: str) -> list[Punt]:
    """All figures of one kengetal at one grain, every unit and series, oldest first."""
    keuze = "where kengetal = $kengetal and grain = $grain"
    return _punten(inzage, keuze, {"kengetal": kengetal, "grain": grain})


@bewaar(_GRAINS)
def duidingen(inzage: Inzage, grain: str = REGIO) -> list[Duiding]:
    """The judged last point of every series at one grain."""
    rijen = vraag_rijen(
        inzage,
        "select * from duiding where grain = $grain order by kengetal, periode_datum desc",
        {"grain": grain},
    )
    return [maak(Duiding, rij | {"eenheid": _eenheid(rij)}) for rij in rijen]


@bewaar(_GRAINS)
def oordelen(inzage: Inzage, grain: str = REGIO) -> dict[tuple[str, tuple[str, ...], str], Duiding]:
    """The same by kengetal, unit and series."""
    gevonden: dict[tuple[str, tuple[str, ...], str], Duiding] = {}
    for d in duidingen(inzage, grain):
        gevonden.setdefault((d.kengetal, d.eenheid, d.reeks or d.periode_soort), d)
    return gevonden


@bewaar(PUBLICATIES)
def landelijk(inzage: Inzage) -> dict[str, list[Referentie]]:
    """National figures by kengetal, oldest first."""
    per_kengetal: dict[str, list[Referentie]] = {}
    sql = "select * from referentie where soort = 'landelijk' order by periode_datum"
    for cijfer in lees(inzage, Referentie, sql):
        per_kengetal.setdefault(cijfer.kengetal, []).append(cijfer)
    return per_kengetal


@bewaar(PUBLICATIES)
def gebeurtenissen(inzage: Inzage) -> list[Gebeurtenis]:
    """What happened outside the figures, oldest first."""
    return lees(inzage, Gebeurtenis, "select * from gebeurtenis order by datum, titel")


@bewaar(PUBLICATIES)
def dekkingen(inzage: Inzage) -> dict[tuple[str, str], list[Dekking]]:
    """Per kengetal and period, by bron: which units should be counted and which are."""
    per_cijfer: dict[tuple[str, str], list[Dekking]] = {}
    for dekking in lees(inzage, Dekking, "select * from dekking order by bron"):
        per_cijfer.setdefault((dekking.kengetal, dekking.periode), []).append(dekking)
    return per_cijfer


@bewaar(PUBLICATIES)
def eenheden(inzage: Inzage) -> dict[tuple[str, str], Eenheid]:
    """Every unit by dimension and code, with its name and what it is part of."""
    gelezen = lees(inzage, Eenheid, "select * from eenheid order by grain, volgorde, naam")
    return {(e.grain, e.code): e for e in gelezen}


@bewaar(PUBLICATIES)
def liggingen(inzage: Inzage) -> list[Ligging]:
    """Where every school stands; a publication of before this was kept has none."""
    return lees(inzage, Ligging, "select * from ligging") if heeft(inzage, "ligging") else []


@bewaar(_CIJFERS)
def trechter(inzage: Inzage, kengetal: str, grain: str) -> list[Trechterpunt]:
    """The funnels of one kengetal over besturen or schools, each from small to large."""
    if not heeft(inzage, "trechter"):
        return []
    sql = "select * from trechter where kengetal = $kengetal and grain = $grain order by periode, n"
    return lees(inzage, Trechterpunt, sql, {"kengetal": kengetal, "grain": grain})


@bewaar(PUBLICATIES)
def opvallende_eenheden(inzage: Inzage) -> list[Trechterpunt]:
    """Every bestuur and school that differs from the region by more than chance explains."""
    if not heeft(inzage, "trechter"):
        return []
    sql = "select * from trechter where oordeel in ('boven', 'onder') order by grain, waarde desc"
    return lees(inzage, Trechterpunt, sql)


def bronnaam(inzage: Inzage, bron: str) -> str:
    """What readers call a bron: the name that was published for it, else its code."""
    eenheid = eenheden(inzage).get(("bron", bron))
    return eenheid.naam if eenheid else bron.replace("financien", "financiën").replace("_", " ")


@bewaar(PUBLICATIES)
def toetsen(inzage: Inzage) -> list[Toets]:
    """Every check with its outcome."""
    return lees(inzage, Toets, "select * from toets order by bron, kengetal, id")


@bewaar(PUBLICATIES)
def leveringen(inzage: Inzage) -> list[Levering]:
    """Every delivery, newest first."""
    return lees(inzage, Levering, "select * from levering order by bron, datum desc, levering desc")


@bewaar(PUBLICATIES)
def nieuwste_leveringen(inzage: Inzage) -> dict[str, Levering]:
    """Per bron the newest delivery that counts."""
    nieuwste: dict[str, Levering] = {}
    for levering in leveringen(inzage):
        if levering.in_gebruik:
            nieuwste.setdefault(levering.bron, levering)
    return nieuwste


@bewaar(PUBLICATIES)
def bevindingen(inzage: Inzage) -> list[Bevinding]:
    """What was found in the deliveries that stand."""
    return lees(inzage, Bevinding, "select * from bevinding order by bron, levering, regel, rij")


@bewaar(_CIJFERS)
def herkomst(inzage: Inzage, kengetal: str, periode: str) -> list[Herkomst]:
    """The deliveries that feed one figure, with the number of rows that each gave."""
    return lees(
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


@bewaar(PUBLICATIES)
def doelstellingen(inzage: Inzage) -> list[Doelstelling]:
    """The doelstellingen of the plan."""
    return lees(inzage, Doelstelling, "select * from doelstelling order by nummer")


@bewaar(PUBLICATIES)
def vragen(inzage: Inzage) -> list[Vraag]:
    """The reflectievragen and toetsingsvragen of the doelstellingen, and those of the AV last."""
    sql = "select * from vraag order by doelstelling, soort = 'av_vraag', code"
    # Publications of before November 2026 do not say what is drawn first.
    return [maak(Vraag, {"beeld": []} | rij) for rij in vraag_rijen(inzage, sql)]


@bewaar(PUBLICATIES)
def bewegingen(inzage: Inzage) -> list[Beweging]:
    """The gewenste bewegingen of the JOP-monitor."""
    return lees(inzage, Beweging, "select * from beweging order by code")


@bewaar(PUBLICATIES)
def levermomenten(inzage: Inzage) -> dict[str, Levermoment]:
    """By bron: when it is due and from whom; empty in a publication of before it was kept."""
    if not heeft(inzage, "levermoment"):
        return {}
    return {m.bron: m for m in lees(inzage, Levermoment, "select * from levermoment")}


@bewaar(PUBLICATIES)
def geldposten(inzage: Inzage) -> list[Geldpost]:
    """Delivered amounts of every jaar and moment; none in a publication that lacks them."""
    return _als_er(inzage, Geldpost, "geldpost", "order by jaar, moment, volgorde")


@bewaar(PUBLICATIES)
def tarieven(inzage: Inzage) -> dict[int, dict[str, float]]:
    """By year the delivered tariffs, by name."""
    per_jaar: dict[int, dict[str, float]] = {}
    if heeft(inzage, "tarief"):
        for rij in vraag_rijen(inzage, "select * from tarief order by jaar"):
            per_jaar.setdefault(rij["jaar"], {})[rij["tarief"]] = rij["bedrag"]
    return per_jaar


@bewaar(PUBLICATIES)
def budgetdelen(inzage: Inzage) -> list[Budgetdeel]:
    """The steps of the budgets that this audience may see."""
    return _als_er(inzage, Budgetdeel, "budgetdeel", "order by jaar, grain, code")


@bewaar(PUBLICATIES)
def budgetspreidingen(inzage: Inzage) -> list[Budgetspreiding]:
    """How far schools and besturen lie apart, year by year."""
    return _als_er(inzage, Budgetspreiding, "budgetspreiding", "order by jaar, niveau desc")


@bewaar(PUBLICATIES)
def normen(inzage: Inzage) -> dict[str, float]:
    """The norms of the profile with which the figures were made."""
    if not heeft(inzage, "norm"):
        return {}
    return {rij["naam"]: rij["waarde"] for rij in vraag_rijen(inzage, "select * from norm")}


@bewaar(PUBLICATIES)
def begrippen(inzage: Inzage) -> list[Begrip]:
    """The glossary."""
    return lees(inzage, Begrip, "select * from begrip")


# How it is read.


@bewaar(PUBLICATIES)
def _verbinding(bestand: str) -> duckdb.DuckDBPyConnection:
    """One locked-down, read-only connection per publication file."""
    return open_publicatie(Path(bestand))


def vraag_rijen(
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


def heeft(inzage: Inzage, tabel: str) -> bool:
    """Whether a publication holds a table: an older one may not."""
    sql = "select 1 from duckdb_tables() where database_name = 'w' and table_name = $tabel"
    return bool(vraag_rijen(inzage, sql, {"tabel": tabel}))


def maak(soort: type[Soort], rij: dict[str, Any]) -> Soort:
    """An object of the columns that its class names; an older publication may lack a new one."""
    aanwezig = {
        veld.name: rij[veld.name]
        for veld in fields(soort)  # type: ignore[arg-type]
        if veld.name in rij or veld.default is MISSING
    }
    return soort(**aanwezig)


def lees(
    inzage: Inzage, soort: type[Soort], sql: str, waarden: dict[str, object] | None = None
) -> list[Soort]:
    return [maak(soort, rij) for rij in vraag_rijen(inzage, sql, waarden)]


def _als_er(inzage: Inzage, soort: type[Soort], tabel: str, volgorde: str) -> list[Soort]:
    """The rows of a table that older publications lack."""
    return lees(inzage, soort, f"from {tabel} {volgorde}") if heeft(inzage, tabel) else []


def _punten(inzage: Inzage, keuze: str, waarden: dict[str, object]) -> list[Punt]:
    rijen = vraag_rijen(inzage, f"select * from waarde {keuze} order by periode_datum", waarden)
    return [maak(Punt, rij | {"eenheid": _eenheid(rij)}) for rij in rijen]


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
