"""How DuckDB is opened: writing for a build, locked down for whoever reads a publication.

A publication is attached to an in-memory database: a second ``duckdb.connect`` to a path that
was replaced would hand out the old file again within one process, an ATTACH does not.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

_LEZEN: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "true",  # ATTACH needs it; shut below, once the file is in
}


def open_publicatie(pad: Path) -> duckdb.DuckDBPyConnection:
    """Open a publication file read-only; it is the default catalogue, named ``w``.

    Afterwards the connection can open no other file and its settings are locked.
    A ``cursor()`` of it starts outside the catalogue: run ``use w`` on it first.

    Raises:
        FileNotFoundError: when there is no such file.
    """
    if not pad.is_file():
        raise FileNotFoundError(pad)
    verbinding = duckdb.connect(config=_LEZEN)
    voeg_bij(verbinding, "w", pad)
    verbinding.execute("set enable_external_access = false")
    verbinding.execute("set lock_configuration = true")
    verbinding.execute("use w")
    return verbinding


def open_bouw(pad: Path) -> duckdb.DuckDBPyConnection:
    """Open (or make) a database for a build, with UTC clocks and no replacement scans."""
    verbinding = duckdb.connect(
        str(pad),
        config={
            "python_enable_replacements": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": "4GB",
            "default_block_size": "32768",
        },
    )
    verbinding.execute("set enable_progress_bar = false")  # it would write among our own output
    return verbinding


def voeg_bij(verbinding: duckdb.DuckDBPyConnection, naam: str, pad: Path) -> None:
    """Attach another database file, read-only, under a name of ours."""
    verbinding.execute(f"attach {_literal(pad)} as {naam} (read_only)")


def voeg_toe(
    verbinding: duckdb.DuckDBPyConnection, tabel: str, rijen: Iterable[Mapping[str, Any]]
) -> None:
    """Insert rows that all have the same columns."""
    import polars as pl  # noqa: PLC0415 - who only reads does without

    rijen = list(rijen)
    if not rijen:
        return
    frame = pl.DataFrame(rijen, infer_schema_length=None)
    verbinding.register("_rijen", frame)
    verbinding.execute(f"insert into {tabel} by name from _rijen")
    verbinding.unregister("_rijen")


def _literal(pad: Path) -> str:
    return "'" + str(pad).replace("'", "''") + "'"
