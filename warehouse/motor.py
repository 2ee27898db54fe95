"""The engine that runs the heavy SQL: every core table, and the view of every kengetal.

DuckDB does it itself, inside the work database. Another engine gets the tables that a query names,
runs the same text and hands back the rows: what comes after it does not know the difference.
Which one is a setting of the installation (``PEILSTOK_MOTOR``); Spark itself is in ``spark``.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import duckdb

from warehouse.strikt import DefinitieFout

MOTOR = "PEILSTOK_MOTOR"
_MOTOREN = ("duckdb", "spark")


class Motor(Protocol):
    """What an engine can do."""

    def maak(
        self,
        verbinding: duckdb.DuckDBPyConnection,
        naam: str,
        sql: str,
        *,
        tijdelijk: bool = False,
    ) -> None:
        """Make the table ``naam`` of a SELECT in the work database.

        Args:
            verbinding: the work database, with every table that the SELECT names.
            naam: of the new table.
            sql: one SELECT of ours, in what DuckDB and Spark both know.
            tijdelijk: for this connection alone.
        """


class DuckDBMotor:
    """Runs everything where it stands."""

    def maak(
        self,
        verbinding: duckdb.DuckDBPyConnection,
        naam: str,
        sql: str,
        *,
        tijdelijk: bool = False,
    ) -> None:
        soort = "temp table" if tijdelijk else "table"
        verbinding.execute(f"create {soort} {naam} as {sql}")


DUCKDB = DuckDBMotor()


@contextmanager
def open_motor() -> Iterator[Motor]:
    """The engine of this installation, for one build.

    Raises:
        DefinitieFout: an engine that we do not know, or that is not installed.
    """
    gekozen = os.environ.get(MOTOR) or "duckdb"
    if gekozen not in _MOTOREN:
        raise DefinitieFout(f"{MOTOR}={gekozen} bestaat niet; kies uit {', '.join(_MOTOREN)}")
    if gekozen == "duckdb":
        yield DUCKDB
        return
    from warehouse.spark import open_spark  # noqa: PLC0415 - only where it is chosen

    with open_spark() as motor:
        yield motor
