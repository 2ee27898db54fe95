"""Build the work database: deliveries → the rows that stand → staging → core → kengetallen.

The work database is made anew beside the old one and holds everything that publication needs.
Which deliveries count, and what their columns mean, is the caller's; what may be published is
decided by the checks; rolling up to grains is left to ``oprollen``.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from warehouse import periode
from warehouse.bevroren import Bevroren, zet_bevroren, zet_bewaargrens
from warehouse.connection import open_bouw, voeg_toe
from warehouse.motor import DUCKDB, Motor, open_motor
from warehouse.oprollen import maak_waarden
from warehouse.paths import PAKKET
from warehouse.profiel import Profiel
from warehouse.register import Kengetal

CORE = PAKKET / "core"

# The years whose periods and peildata exist as rows, for core tables to choose from.
_JAREN = range(2000, 2061)


@dataclass(frozen=True)
class Bron:
    """What the warehouse must know of a bron: its columns, its scope and its staging query."""

    naam: str
    kolommen: Mapping[str, str]  # column → SQL type, without levering and rij
    scope: tuple[str, ...]  # columns that a meting covers; empty for a register
    staging_sql: str


@dataclass(frozen=True)
class Deel:
    """The rows that one delivery brings to one bron."""

    levering: int
    datum: dt.date
    bron: str
    parquet: Path


def bouw(
    pad: Path,
    profiel: Profiel,
    register: Mapping[str, Kengetal],
    bronnen: Sequence[Bron],
    delen: Iterable[Deel],
    bevroren: Sequence[Bevroren] = (),
) -> None:
    """Write the whole work database to a new file.

    Args:
        pad: the file; it must not exist.
        profiel: the region, whose number, norms and questions become tables.
        register: the kengetallen to compute.
        bronnen: every bron, delivered or not: one without deliveries is an empty table.
        delen: the deliveries that count.
        bevroren: what purges left, oldest first: figures of periods whose rows are gone.
    """
    verbinding = open_bouw(pad)
    try:
        # One transaction: nobody reads it before it is whole, and each commit waits for the disk.
        verbinding.begin()
        with open_motor() as motor:
            _maak_tot_core(verbinding, profiel, bronnen, list(delen), bevroren, motor)
            maak_waarden(verbinding, register, motor)
        zet_bevroren(verbinding, register, bevroren)
        verbinding.commit()
        verbinding.execute("checkpoint")
    finally:
        verbinding.close()


def bouw_leeg(
    verbinding: duckdb.DuckDBPyConnection, profiel: Profiel, bronnen: Sequence[Bron]
) -> None:
    """Make every core table without a row: the ground for worked examples and for templates."""
    _maak_tot_core(verbinding, profiel, bronnen, [])


def _maak_tot_core(
    verbinding: duckdb.DuckDBPyConnection,
    profiel: Profiel,
    bronnen: Sequence[Bron],
    delen: Sequence[Deel],
    bevroren: Sequence[Bevroren] = (),
    motor: Motor = DUCKDB,
) -> None:
    _zet_profiel(verbinding, profiel)
    zet_bewaargrens(verbinding, bevroren)
    zet_geldig(verbinding, bronnen, delen)
    for bron in bronnen:
        verbinding.execute(f"create table staging_{bron.naam} as {bron.staging_sql}")
    maak_core(verbinding, motor=motor)


def zet_geldig(
    verbinding: duckdb.DuckDBPyConnection, bronnen: Sequence[Bron], delen: Sequence[Deel]
) -> None:
    """Put every delivered row in ``levering_<bron>``, and those that stand in ``geldig_<bron>``."""
    _zet_leveringen(verbinding, bronnen, delen)
    for bron in bronnen:
        _maak_geldig(verbinding, bron)
    verbinding.execute("create table bron_stand (bron varchar, datum date)")
    for bron in bronnen:  # the day on which what stands was received: a register reaches so far
        staat = f"and levering in (select levering from geldig_{bron.naam})" if bron.scope else ""
        verbinding.execute(
            f"""
            insert into bron_stand
            select '{bron.naam}', max(datum)
            from levering_deel
            where bron = '{bron.naam}' {staat}
            having count(*) > 0
            """
        )


def maak_core(
    verbinding: duckdb.DuckDBPyConnection, map_: Path = CORE, motor: Motor = DUCKDB
) -> None:
    """Make the core tables, each file after the files whose tables it reads."""
    teksten = {pad.stem: pad.read_text("utf-8") for pad in sorted(map_.glob("*.sql"))}
    for naam in volgorde(teksten):
        motor.maak(verbinding, naam, teksten[naam])


def volgorde(teksten: Mapping[str, str]) -> list[str]:
    """Table names so that each comes after the tables that its SQL names."""
    gebruikt = {
        naam: {woord for woord in re.findall(r"\w+", _zonder_commentaar(sql)) if woord in teksten}
        - {naam}
        for naam, sql in teksten.items()
    }
    return list(TopologicalSorter(gebruikt).static_order())


def _zonder_commentaar(sql: str) -> str:
    return re.sub(r"--[^\n]*", "", sql)


def _zet_profiel(verbinding: duckdb.DuckDBPyConnection, profiel: Profiel) -> None:
    verbinding.execute("create table regio (swv varchar, regio_naam varchar)")
    verbinding.execute("insert into regio values (?, ?)", [profiel.swv, profiel.kort])
    verbinding.execute("create table norm (swv varchar, naam varchar, waarde double)")
    normen = [(profiel.swv, naam, waarde) for naam, waarde in profiel.normen.model_dump().items()]
    verbinding.executemany("insert into norm values (?, ?, ?)", normen)
    verbinding.execute("create table gemeente (swv varchar, naam varchar, is_deel boolean)")
    for gemeente in profiel.gemeente:  # is_deel: only a part of it belongs to the region
        verbinding.execute(
            "insert into gemeente values (?, ?, ?)",
            [profiel.swv, gemeente.naam, bool(gemeente.deel)],
        )
    verbinding.execute("create table ikc_locatie (swv varchar, naam varchar)")
    for locatie in profiel.ikc_locatie:
        verbinding.execute("insert into ikc_locatie values (?, ?)", [profiel.swv, locatie.naam])
    verbinding.execute("create table ikc_afspraak (swv varchar, jaar integer, aantal bigint)")
    for afspraak in profiel.ikc_afspraak:
        verbinding.execute(
            "insert into ikc_afspraak values (?, ?, ?)",
            [profiel.swv, afspraak.jaar, afspraak.leerlingen],
        )
    verbinding.execute("create table hoofdreden (swv varchar, code varchar)")
    for reden in profiel.hoofdreden:
        verbinding.execute("insert into hoofdreden values (?, ?)", [profiel.swv, reden.code])
    verbinding.execute(
        "create table evaluatievraag (swv varchar, doelgroep varchar, code varchar, soort varchar)"
    )
    for vraag in profiel.evaluatievraag:
        verbinding.execute(
            "insert into evaluatievraag values (?, ?, ?, ?)",
            [profiel.swv, vraag.doelgroep, vraag.code, vraag.soort],
        )

    _zet_kalender(verbinding, profiel)


def _zet_kalender(verbinding: duckdb.DuckDBPyConnection, profiel: Profiel) -> None:
    """Every schooljaar, kwartaal and jaar with its days, and every peildatum of the profile."""
    verbinding.execute(
        "create table kalender (soort varchar, periode varchar, begin date, einde date)"
    )
    voeg_toe(
        verbinding,
        "kalender",
        [
            dict(zip(("soort", "periode", "begin", "einde"), rij, strict=True))
            for rij in _kalender()
        ],
    )
    verbinding.execute("create table peildatum (swv varchar, soort varchar, datum date)")
    peildata = profiel.peildata
    dagen = {
        "teldatum": (peildata.teldatum,),
        "go": peildata.go,
        "thuiszitters": peildata.thuiszitters,
    }
    rijen = [
        {"swv": profiel.swv, "soort": soort, "datum": dt.date.fromisoformat(f"{jaar}-{maand_dag}")}
        for soort, maanddagen in dagen.items()
        for maand_dag in maanddagen
        for jaar in _JAREN
    ]
    voeg_toe(verbinding, "peildatum", rijen)


def _kalender() -> Iterator[tuple[str, str, dt.date, dt.date]]:
    """Kind, code, first day and the day after the last of every period."""
    for jaar in _JAREN:
        codes = [f"{jaar}", f"{jaar}-{jaar + 1}", *(f"{jaar}-K{nummer}" for nummer in range(1, 5))]
        for code in codes:
            yield periode.soort(code), code, periode.begin(code), periode.einde(code)


def _zet_leveringen(
    verbinding: duckdb.DuckDBPyConnection, bronnen: Sequence[Bron], delen: Sequence[Deel]
) -> None:
    verbinding.execute("create table levering_deel (levering integer, datum date, bron varchar)")
    for deel in delen:
        verbinding.execute(
            "insert into levering_deel values (?, ?, ?)", [deel.levering, deel.datum, deel.bron]
        )
    for bron in bronnen:
        kolommen = ", ".join(f"{naam} {soort}" for naam, soort in bron.kolommen.items())
        verbinding.execute(
            f"create table levering_{bron.naam} (levering integer, rij bigint, {kolommen})"
        )
    for deel in delen:
        verbinding.execute(
            f"insert into levering_{deel.bron} by name"
            " select cast(? as integer) as levering, * from read_parquet(?)",
            [deel.levering, str(deel.parquet)],
        )


def _maak_geldig(verbinding: duckdb.DuckDBPyConnection, bron: Bron) -> None:
    """Keep what stands: of each scope the newest delivery, of a register the newest altogether.

    A register stands when all of its rows are gone as well: an older one does not come back.
    """
    if not bron.scope:
        verbinding.execute(
            f"""
            create table geldig_{bron.naam} as
            select rijen.*
            from levering_{bron.naam} as rijen
            where rijen.levering = (
                select levering
                from levering_deel
                where bron = '{bron.naam}'
                order by datum desc, levering desc
                limit 1
            )
            """
        )
        return
    verbinding.execute(
        f"""
        create table geldig_{bron.naam} as
        with geordend as (
            select
                rijen.*,
                dense_rank() over (
                    partition by {", ".join(bron.scope)}
                    order by levering_deel.datum desc, rijen.levering desc
                ) as plaats
            from levering_{bron.naam} as rijen
            join levering_deel
                on levering_deel.levering = rijen.levering
                and levering_deel.bron = '{bron.naam}'
        )
        select * exclude (plaats) from geordend where plaats = 1
        """
    )
