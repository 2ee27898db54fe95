"""The gate: carries out every check on a database and says in Dutch what came of it.

Import this where it is used, not at the top of a module: Great Expectations takes seconds to
load. Whether an outcome stops a publication, and where outcomes are kept, is left to the caller.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import duckdb

from expectations import zinnen
from expectations.gx_duckdb import VEILIG, open_bron, stil
from expectations.toets import (
    FOUT,
    GEEN_KOLOM,
    GEEN_RIJEN,
    GEEN_TABEL,
    GESLAAGD,
    GEZAKT,
    NIET_UITGEVOERD,
    Toets,
    Uitslag,
)
from expectations.verwachtingen import Meting, kort, meet, noem, rijen_van


def toets_alles(werk: Path, toetsen: Sequence[Toets]) -> list[Uitslag]:
    """Carry out all checks; one outcome per check, in the order given.

    The database is opened read-only, twice after one another (to look around, to measure), and
    no handle is left. Close your own writing connection first: DuckDB refuses two kinds of
    connection to one file in a process. Not for two threads at once: warnings and logging of the
    library are set aside for the whole process meanwhile.

    Raises:
        ValueError: two checks with the same id.
        duckdb.Error: the file cannot be opened. An error in a check is an outcome, never raised.
    """
    dubbel = [naam for naam, keren in Counter(toets.id for toets in toetsen).items() if keren > 1]
    if dubbel:
        raise ValueError(f"Elke toets heeft een eigen id; dubbel: {', '.join(dubbel)}.")
    with _lees(werk) as db:
        rijen, uitslagen = _verken(db, toetsen)
    uitvoerbaar = [toets for toets in toetsen if toets.id not in uitslagen]
    metingen: dict[str, Meting] = {}
    if uitvoerbaar:
        with stil(), open_bron(werk) as bron:
            metingen = meet(bron, uitvoerbaar)
    for toets in uitvoerbaar:
        uitslagen[toets.id] = _oordeel(toets, metingen[toets.id], rijen.get(toets.id, 0))
    return [uitslagen[toets.id] for toets in toetsen]


def _verken(
    db: duckdb.DuckDBPyConnection, toetsen: Sequence[Toets]
) -> tuple[dict[str, int], dict[str, Uitslag]]:
    """Per check id the rows that it judges, or the outcome when it cannot be carried out."""
    kolommen = _kolommen(db)
    tellingen = _tel_samen(db, toetsen, kolommen)
    rijen: dict[str, int] = {}
    uitslagen: dict[str, Uitslag] = {}
    for toets in toetsen:
        if not toets.tabel:
            continue
        if bezwaar := _ontbreekt(toets, kolommen):
            uitslagen[toets.id] = bezwaar
            continue
        deel = (toets.tabel, toets.waar)
        try:
            if deel not in tellingen:
                tellingen[deel] = _tel(db, toets)
        except duckdb.Error as fout:
            uitslagen[toets.id] = _niet(toets, FOUT, zinnen.meld_fout(kort(fout)))
            continue
        rijen[toets.id] = tellingen[deel]
        if not rijen[toets.id] and toets.regel not in ("kolommen", "rijen"):
            melding = zinnen.meld_geen_rijen(toets.tabel, hiervoor=bool(toets.waar))
            uitslagen[toets.id] = _niet(toets, GEEN_RIJEN, melding)
        elif bezwaar := _ontbreekt_ook(db, toets, kolommen):
            uitslagen[toets.id] = bezwaar
    return rijen, uitslagen


def _ontbreekt(toets: Toets, kolommen: dict[str, set[str]]) -> Uitslag | None:
    """The outcome when the table or a column that the check needs is not there."""
    if toets.tabel not in kolommen:
        return _niet(toets, GEEN_TABEL, zinnen.meld_geen_tabel(toets.tabel))
    if toets.regel == "kolommen":
        return None
    weg = [kolom for kolom in toets.kolommen if kolom not in kolommen[toets.tabel]]
    return _niet(toets, GEEN_KOLOM, zinnen.meld_geen_kolom(toets, weg)) if weg else None


def _ontbreekt_ook(
    db: duckdb.DuckDBPyConnection, toets: Toets, kolommen: dict[str, set[str]]
) -> Uitslag | None:
    """The outcome when one of the tables to compare with is not there or has no rows."""
    for tabel in toets.ook:
        if tabel not in kolommen:
            return _niet(toets, GEEN_TABEL, zinnen.meld_geen_tabel(tabel))
        if not db.execute(f"select 1 from {tabel} limit 1").fetchall():
            return _niet(toets, GEEN_RIJEN, zinnen.meld_geen_rijen(tabel))
    return None


def _oordeel(toets: Toets, meting: Meting, rijen: int) -> Uitslag:
    """From a measurement to an outcome, in words."""
    if meting.fout:
        return _niet(toets, FOUT, zinnen.meld_fout(meting.fout))
    if not meting.aantal:
        return Uitslag(toets, GESLAAGD, 0, zinnen.meld_geslaagd(toets, rijen))
    melding = zinnen.meld_gezakt(toets, meting.aantal, rijen, meting.voorbeelden)
    return Uitslag(toets, GEZAKT, meting.aantal, melding, meting.voorbeelden)


def _niet(toets: Toets, reden: str, melding: str) -> Uitslag:
    return Uitslag(toets, NIET_UITGEVOERD, 0, melding, reden=reden)


def _kolommen(db: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The columns of every table and view, by table name."""
    gevonden = db.execute(
        """
        select table_name, list(column_name)
        from duckdb_columns()
        where database_name = current_database() and schema_name = 'main'
        group by table_name
        """
    )
    return {tabel: set(kolommen) for tabel, kolommen in gevonden.fetchall()}


def _tel_samen(
    db: duckdb.DuckDBPyConnection, toetsen: Sequence[Toets], kolommen: dict[str, set[str]]
) -> dict[tuple[str, str], int]:
    """Rows per table and condition, each table scanned once; without those of an SQL that fails."""
    voorwaarden: dict[str, dict[str, None]] = {}
    for toets in toetsen:
        if toets.tabel in kolommen:
            voorwaarden.setdefault(toets.tabel, {})[toets.waar] = None
    tellingen: dict[tuple[str, str], int] = {}
    for tabel, waren in voorwaarden.items():
        tel = ", ".join(f"count(*) filter (where {waar or 'true'})" for waar in waren)
        try:
            geteld = db.execute(f"select {tel} from {noem(tabel)}").fetchall()[0]
        except duckdb.Error:
            continue  # one condition is wrong: each is then counted, or fails, by itself
        tellingen |= {(tabel, waar): int(n) for waar, n in zip(waren, geteld, strict=True)}
    return tellingen


def _tel(db: duckdb.DuckDBPyConnection, toets: Toets) -> int:
    geteld = db.execute(f"select count(*) from ({rijen_van(toets)})").fetchone()
    return int(geteld[0]) if geteld else 0


def _lees(werk: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(werk), read_only=True, config=VEILIG)
