"""Great Expectations on DuckDB: the datasource that 1.24 lacks, opened quietly and closed fully.

The only module that imports great_expectations. Its own ``sql`` source cannot read DuckDB: it
fetches rows after the pooled connection went back, and the rollback that follows empties them
(fivetran/great_expectations#10738). The engine below keeps one connection for the whole run. It
leans on private parts of Great Expectations and of duckdb-engine: the versions are pinned, and
``tests/expectations/test_gx_duckdb.py`` is the contract that an upgrade must pass. What is
checked is left to ``verwachtingen``, in what order to ``poort``.
"""

import atexit
import contextlib
import logging
import os
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, cast

os.environ["GX_ANALYTICS_ENABLED"] = "False"  # read at import
with warnings.catch_warnings():
    # great_expectations/datasource/fluent/data_connector/file_path_data_connector.py, 1.24.1
    warnings.filterwarnings("ignore", "module 'sre_", DeprecationWarning)
    import great_expectations as gx
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
    from great_expectations.execution_engine.sqlalchemy_execution_engine import (
        SqlAlchemyExecutionEngine,
    )
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from sqlalchemy.pool import StaticPool

__all__ = ["VEILIG", "DuckDBDatasource", "gx", "open_bron", "stil", "verwacht"]

verwacht: Any = gx.expectations
"""The expectations themselves; the package does not export them to a type checker."""

VEILIG: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""No network, and no Python variable taken for a table."""


class DuckDBExecutionEngine(SqlAlchemyExecutionEngine):
    """Runs every query on one connection, so that rows stay readable."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # One connection in the pool as well: columns are inspected past get_connection(), and our
        # views are known to the connection that made them only.
        super().__init__(*args, poolclass=StaticPool, **kwargs)
        # Makes Great Expectations write regexp_matches() and LIKE, which DuckDB knows.
        self.dialect_module: Any = types.SimpleNamespace(DremioDialect=object)

    @contextlib.contextmanager
    def get_connection(self) -> Iterator[Any]:
        """The one connection; after an error it is rolled back, or every later query fails too."""
        if not self._connection:
            self._connection = self.engine.connect()
        try:
            yield self._connection
        except Exception:
            self._connection.rollback()
            raise

    def maak_view(self, naam: str, select: str) -> None:
        """Name a SELECT for the length of this connection; nothing is written to the file.

        Great Expectations and SQLAlchemy both read SQL as a template ({batch}, :parameter). With
        the text behind a view they never see it.
        """
        with self.get_connection() as verbinding:
            verbinding.exec_driver_sql(f"create or replace temp view {naam} as {select}")
            verbinding.commit()  # or the rollback after an error elsewhere takes the view along

    def haal_rijen(self, select: str) -> tuple[dict[str, object], ...]:
        """The rows of a SELECT, each with its column names."""
        with self.get_connection() as verbinding:
            gevonden = verbinding.exec_driver_sql(select)
            namen = list(gevonden.keys())
            return tuple(dict(zip(namen, rij, strict=True)) for rij in gevonden.fetchall())

    def close(self) -> None:
        """Give the file free."""
        if self._connection:
            self._connection.close()
            self._connection = None
        self.engine.dispose()


class DuckDBDatasource(SQLDatasource):
    """Defining this class registers ``data_sources.add_duckdb``."""

    type: Literal["duckdb"] = "duckdb"  # type: ignore[assignment]

    @property
    def execution_engine_type(self) -> Any:
        return DuckDBExecutionEngine

    def motor(self) -> DuckDBExecutionEngine:
        """The engine that runs the queries of this source; one and the same for all."""
        return cast(DuckDBExecutionEngine, self.get_execution_engine())


@contextlib.contextmanager
def open_bron(pad: Path) -> Iterator[DuckDBDatasource]:
    """Open a database read-only as a source; afterwards no handle on the file is left.

    Without network: DuckDB may not fetch extensions, Great Expectations may not report usage.
    """
    context: Any = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}
    # It lives in memory: do not write all of it out as YAML with every table that is looked at.
    context._save_project_config = lambda *_, **__: None
    bron: DuckDBDatasource = context.data_sources.add_duckdb(
        name="werk",
        connection_string=f"duckdb:///{pad.resolve()}",
        kwargs={"connect_args": {"read_only": True, "config": VEILIG}},
    )
    try:
        with _onthoudend():
            yield bron
    finally:
        # Two SQLAlchemy engines: one of the datasource, one of its execution engine.
        bron.motor().close()
        bron.get_engine().dispose()


@contextlib.contextmanager
def _onthoudend() -> Iterator[None]:
    """Let an expectation and its configuration make each other once, not some forty times a check.

    Half of the time that the library takes for a check goes there. What was made is handed out
    again only as long as what it was made from is the same.
    """
    verwachting: Any = Expectation
    configuratie: Any = ExpectationConfiguration
    eigen = (verwachting.configuration, configuratie.to_domain_obj)
    verwachting.configuration = property(_eenmalig(eigen[0].fget, lambda zelf: dict(vars(zelf))))
    configuratie.to_domain_obj = _eenmalig(eigen[1], lambda zelf: dict(zelf.kwargs))
    try:
        yield
    finally:
        verwachting.configuration, configuratie.to_domain_obj = eigen


def _eenmalig(maak: Callable[[Any], Any], stand: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A method that makes something once per object, as long as that stays as it was."""
    gemaakt: dict[int, tuple[Any, Any, Any]] = {}

    def eenmalig(zelf: Any) -> Any:
        bekend = gemaakt.get(id(zelf))
        nu = stand(zelf)
        if bekend is None or bekend[0] is not zelf or bekend[1] != nu:
            gemaakt[id(zelf)] = bekend = (zelf, nu, maak(zelf))
        return bekend[2]

    return eenmalig


@contextlib.contextmanager
def stil() -> Iterator[None]:
    """Keep the library's log lines off the screen; what went wrong is in the outcome itself."""
    logboek = logging.getLogger("great_expectations")
    niveau = logboek.level
    logboek.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logboek.setLevel(niveau)


def _vergeet() -> None:
    """Drop the library before the interpreter does.

    At exit its modules outlive DuckDB's, and DuckDB then prints a hundred lines about leaked
    instances on standard error. Harmless, but not what someone should read after a load.
    """
    for naam in [naam for naam in sys.modules if naam.partition(".")[0] == "great_expectations"]:
        del sys.modules[naam]


atexit.register(_vergeet)
