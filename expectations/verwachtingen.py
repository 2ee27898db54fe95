"""From a check to an expectation of Great Expectations, and from its result to a count and rows.

Great Expectations' own expectations where they fit; ``sql`` and ``uniek`` are SELECTs of the rows
that are wrong. Its compound-unique joins on equality and so loses rows with a null in the key:
``uniek`` counts with a window instead, where nulls are equal. Opening the database is left to
``gx_duckdb``, what an outcome means to ``poort``.
"""

import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import duckdb

from expectations.gx_duckdb import DuckDBDatasource, DuckDBExecutionEngine, gx, verwacht
from expectations.toets import KRITIEK, Toets

VOORBEELDEN = 20
"""Failing rows kept per check: enough to recognise what is wrong, small enough to publish."""


@dataclass(frozen=True)
class Meting:
    """What Great Expectations measured: how many rows fail and which, or why it could not tell."""

    aantal: int = 0
    voorbeelden: tuple[dict[str, object], ...] = ()
    fout: str = ""


def meet(bron: DuckDBDatasource, toetsen: Sequence[Toets]) -> dict[str, Meting]:
    """Carry out checks, in one suite per table (and condition).

    Args:
        bron: the opened database.
        toetsen: checks whose table is there and, but for ``rijen`` and ``kolommen``, has rows.

    Returns:
        A measurement per check id. An error in one check does not touch the others.
    """
    groepen: dict[str, list[Toets]] = {}
    for toets in toetsen:
        # The SQL of a check narrows by itself: one batch per table will do, and a batch takes time.
        rijen = replace(toets, waar="") if toets.regel == "sql" else toets
        groepen.setdefault(rijen_van(rijen), []).append(toets)
    metingen = {toets.id: Meting(fout="Great Expectations gaf geen uitslag") for toets in toetsen}
    for nummer, (select, groep) in enumerate(groepen.items(), 1):
        try:
            metingen |= _meet_groep(bron, f"groep_{nummer}", select, groep)
        except Exception as fout:  # the whole suite; never swallowed: each check says why
            metingen |= {toets.id: Meting(fout=kort(fout)) for toets in groep}
    return metingen


def rijen_van(toets: Toets) -> str:
    """SELECT of the rows that a check judges; one empty row for SQL about no single table."""
    if not toets.tabel:
        return "select null as leeg"
    waar = f" where {toets.waar}" if toets.waar else ""
    return f"select * from {noem(toets.tabel)}{waar}"


def foute_rijen(toets: Toets, groep: str) -> str:
    """SELECT of the rows that fail, on the same condition that the expectation counts.

    Args:
        toets: a check of any rule but ``rijen`` and ``kolommen``, which are not about rows.
        groep: view of the rows judged.

    Raises:
        ValueError: the SQL of the check is not exactly one SELECT.
    """
    if toets.regel == "sql":
        return _een_select(toets.sql)
    if toets.regel == "uniek":
        sleutel = ", ".join(map(noem, toets.kolommen))
        dubbel = f"count(*) over (partition by {sleutel}) > 1"
        return f"select * from {groep} qualify {dubbel} order by {sleutel}"
    kolom = noem(toets.kolommen[0])
    if toets.regel == "gevuld":
        return f"select * from {groep} where {kolom} is null"
    if toets.regel == "codes":
        codes = ", ".join("'" + code.replace("'", "''") + "'" for code in toets.waarden)
        return f"select * from {groep} where {kolom} not in ({codes})"
    laag, hoog = _grenzen(toets)
    binnen = f"{kolom} >= {laag!r}::double and {kolom} <= {hoog!r}::double"
    return f"select * from {groep} where not ({binnen})"


def verwachting(toets: Toets, fout: str) -> Any:
    """The expectation of one check, with its severity, and its id as meta.

    Args:
        toets: the check.
        fout: view of the failing rows, for ``sql`` and ``uniek``.
    """
    ernst = "critical" if toets.ernst == KRITIEK else "warning"
    return _MAKERS[toets.regel](toets, fout)(severity=ernst, meta={"toets": toets.id})


def kort(fout: Exception | str) -> str:
    """The line of an error that says what is wrong, without module names and the query."""
    melding = str(fout)
    gevonden = re.search(r"\(_?duckdb\.\w+\) (.+)", melding)
    return (gevonden.group(1) if gevonden else melding.strip().partition("\n")[0]).strip()


def _meet_groep(
    bron: DuckDBDatasource, groep: str, select: str, toetsen: Sequence[Toets]
) -> dict[str, Meting]:
    """One suite on one batch; ``groep`` names both, and the view behind them."""
    motor = bron.motor()
    motor.maak_view(groep, select)
    batch = bron.add_query_asset(groep, f"select * from {groep}")
    metingen: dict[str, Meting] = {}
    verwachtingen: dict[str, Any] = {}
    fout_van: dict[str, str] = {}
    for nummer, toets in enumerate(toetsen, 1):
        try:
            fout_van[toets.id] = _bereid_voor(motor, toets, groep, f"{groep}_fout_{nummer}")
            verwachtingen[toets.id] = verwachting(toets, f"{groep}_fout_{nummer}")
        except Exception as fout:  # SQL that does not bind, bounds that the library refuses
            metingen[toets.id] = Meting(fout=kort(fout))
    per_id = {toets.id: toets for toets in toetsen}
    alles = batch.add_batch_definition_whole_table("alles").get_batch()
    for id_, uitslag in _valideer(alles, groep, verwachtingen):
        metingen[id_] = _lees(motor, per_id[id_], uitslag, fout_van[id_])
    return metingen


def _bereid_voor(motor: DuckDBExecutionEngine, toets: Toets, groep: str, view: str) -> str:
    """SELECT of the failing rows; what is not a condition on a column gets a view."""
    if toets.regel in ("rijen", "kolommen"):
        return ""
    fout = foute_rijen(toets, groep)
    if toets.regel not in ("uniek", "sql"):
        return fout
    motor.maak_view(view, fout)
    return f"select * from {view}"


def _valideer(batch: Any, naam: str, verwachtingen: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Result per check id; when a suite breaks as a whole, check by check."""
    if not verwachtingen:
        return
    try:
        suite = gx.ExpectationSuite(name=naam, expectations=list(verwachtingen.values()))
        resultaten = batch.validate(suite, result_format="BASIC").results
    except Exception as fout:
        if len(verwachtingen) == 1:
            yield next(iter(verwachtingen)), fout
            return
        for id_, een in verwachtingen.items():
            yield from _valideer(batch, naam, {id_: een})
        return
    for uitslag in resultaten:
        yield uitslag.expectation_config.meta["toets"], uitslag


def _lees(motor: DuckDBExecutionEngine, toets: Toets, uitslag: Any, fout: str) -> Meting:
    """The count of one result, and its failing rows."""
    if reden := _uitzondering(uitslag):
        return Meting(fout=reden)
    if uitslag.success:
        return Meting()
    gemeten = uitslag.result
    if toets.regel == "kolommen":
        ontbreekt = gemeten["details"]["mismatched"]["missing"]
        return Meting(len(ontbreekt), tuple({"kolom": naam} for naam in ontbreekt))
    if toets.regel == "rijen":
        rijen = int(gemeten["observed_value"])
        return Meting(_afstand(toets, rijen), ({"rijen": rijen},))
    aantal = gemeten["observed_value" if toets.regel in ("uniek", "sql") else "unexpected_count"]
    try:
        return Meting(int(aantal), motor.haal_rijen(f"{fout} limit {VOORBEELDEN}"))
    except Exception as geen_rijen:
        return Meting(fout=kort(geen_rijen))


def _uitzondering(uitslag: Any) -> str:
    """The first error, or '': the library gives one, or one per metric that it needed."""
    if isinstance(uitslag, Exception):
        return kort(uitslag)
    info = uitslag.exception_info or {}
    for een in (info, *(deel for deel in info.values() if isinstance(deel, Mapping))):
        if een.get("raised_exception"):
            return kort(een.get("exception_message") or "fout zonder melding")
    return ""


def _afstand(toets: Toets, rijen: int) -> int:
    """How many rows too few or too many."""
    minimum, maximum = _hele_grenzen(toets)
    if minimum is not None and rijen < minimum:
        return minimum - rijen
    return rijen - (maximum or 0)


def _hele_grenzen(toets: Toets) -> tuple[int | None, int | None]:
    return (
        None if toets.minimum is None else math.ceil(toets.minimum),
        None if toets.maximum is None else math.floor(toets.maximum),
    )


def _grenzen(toets: Toets) -> tuple[float, float]:
    """Both bounds, the open one as wide as a float goes: NaN and infinity are never in range."""
    wijd = sys.float_info.max
    laag = -wijd if toets.minimum is None else float(toets.minimum)
    return laag, wijd if toets.maximum is None else float(toets.maximum)


def _een_select(sql: str) -> str:
    soorten = [opdracht.type for opdracht in duckdb.extract_statements(sql)]
    if soorten != [duckdb.StatementType.SELECT]:
        raise ValueError("de SQL van een toets is precies één SELECT")
    return sql


def noem(naam: str) -> str:
    """A name of a table or column as SQL takes it."""
    return '"' + naam.replace('"', '""') + '"'


Maker = Callable[..., Any]


def _kolommen(toets: Toets, _: str) -> Maker:
    return partial(
        verwacht.ExpectTableColumnsToMatchSet, column_set=list(toets.kolommen), exact_match=False
    )


def _rijen(toets: Toets, _: str) -> Maker:
    minimum, maximum = _hele_grenzen(toets)
    return partial(verwacht.ExpectTableRowCountToBeBetween, min_value=minimum, max_value=maximum)


def _gevuld(toets: Toets, _: str) -> Maker:
    return partial(verwacht.ExpectColumnValuesToNotBeNull, column=toets.kolommen[0])


def _codes(toets: Toets, _: str) -> Maker:
    codes = list(toets.waarden)
    return partial(verwacht.ExpectColumnValuesToBeInSet, column=toets.kolommen[0], value_set=codes)


def _bereik(toets: Toets, _: str) -> Maker:
    laag, hoog = _grenzen(toets)
    return partial(
        verwacht.ExpectColumnValuesToBeBetween,
        column=toets.kolommen[0],
        min_value=laag,
        max_value=hoog,
    )


def _select(_: Toets, fout: str) -> Maker:
    # The batch has rows, so the condition always holds; without {batch} in the query the library
    # prints a warning on standard output.
    query = f"select * from {fout} where exists (select 1 from {{batch}})"
    return partial(verwacht.UnexpectedRowsExpectation, unexpected_rows_query=query)


_MAKERS: Mapping[str, Callable[[Toets, str], Maker]] = {
    "kolommen": _kolommen,
    "rijen": _rijen,
    "gevuld": _gevuld,
    "codes": _codes,
    "bereik": _bereik,
    "uniek": _select,
    "sql": _select,
}
