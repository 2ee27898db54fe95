"""How DuckDB is opened: writing for a build, locked down for whoever reads a publication.

A publication is attached to an in-memory database: a second ``duckdb.connect`` to a path that
was replaced would hand out the old file again within one process, an ATTACH does not.
"""

from pathlib import Path

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
    return duckdb.connect(
        str(pad),
        config={
            "python_enable_replacements": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": "4GB",
        },
    )


def voeg_bij(verbinding: duckdb.DuckDBPyConnection, naam: str, pad: Path) -> None:
    """Attach another database file, read-only, under a name of ours."""
    verbinding.execute(f"attach {_literal(pad)} as {naam} (read_only)")


def _literal(pad: Path) -> str:
    return "'" + str(pad).replace("'", "''") + "'"
