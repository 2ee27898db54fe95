"""The contract with Great Expectations 1.24.1: which private parts are leaned on, and still hold.

An upgrade that breaks one of these breaks the gate, if only by a count that no longer comes.
"""

import importlib.metadata
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from expectations import Toets
from expectations.gx_duckdb import DuckDBDatasource, gx, open_bron, stil
from expectations.verwachtingen import foute_rijen, meet, verwachting

GEZAKT = [
    ("gevuld", {"kolommen": ("aantal",)}),
    ("codes", {"kolommen": ("onderwijssoort",), "waarden": ("bao", "sbo")}),
    ("bereik", {"kolommen": ("aantal",), "minimum": 0, "maximum": 1500}),
    ("bereik", {"kolommen": ("index_cijfer",), "maximum": 0.75}),
    ("uniek", {"kolommen": ("school_code", "onderwijssoort")}),
    ("sql", {"sql": "select * from leerlingen where aantal < 100"}),
]


def toets(regel: str, ernst: str = "kritiek", **anders: object) -> Toets:
    return Toets(regel, "leerlingen", regel, ernst, "Titel", "Oplossing", **anders)  # type: ignore[arg-type]


@pytest.fixture
def bron(werk: Path) -> Iterator[DuckDBDatasource]:
    with stil(), open_bron(werk) as geopend:
        yield geopend


def test_the_versions_are_the_ones_that_were_tried() -> None:
    assert importlib.metadata.version("great_expectations") == "1.24.1"
    assert importlib.metadata.version("duckdb_engine") == "0.17.0"
    assert importlib.metadata.version("sqlalchemy").startswith("2.0.")


def test_the_engine_still_has_what_we_override() -> None:
    assert isinstance(DuckDBDatasource.__mro__[1].execution_engine_type, property)
    gx_motor = gx.execution_engine.SqlAlchemyExecutionEngine
    bron = inspect.getsource(gx_motor)
    assert "self._connection: sqlalchemy.Connection | None = None" in bron
    assert "with self.get_connection() as connection:" in bron
    assert callable(gx_motor.close)


def test_one_connection_serves_the_whole_run(bron: DuckDBDatasource) -> None:
    motor = bron.motor()
    with motor.get_connection() as eerste:
        pass
    with motor.get_connection() as tweede:
        assert eerste is tweede
    assert bron.motor() is motor


def test_a_view_of_ours_is_known_where_columns_are_inspected(bron: DuckDBDatasource) -> None:
    bron.motor().maak_view("groep", "select 'a:b {c}' as x from leerlingen")
    batch = bron.add_query_asset("q", "select * from groep").add_batch_definition_whole_table("q")
    kolommen = gx.expectations.ExpectTableColumnsToMatchSet(column_set=["x"])
    assert batch.get_batch().validate(kolommen).success
    assert bron.motor().haal_rijen("select * from groep limit 1") == ({"x": "a:b {c}"},)


def test_the_source_is_read_only_and_fetches_nothing(bron: DuckDBDatasource) -> None:
    with bron.motor().get_connection() as verbinding:
        instellingen = dict(
            verbinding.exec_driver_sql(
                "select name, value from duckdb_settings() where name like 'auto%extensions'"
                " or name = 'access_mode'"
            ).fetchall()
        )
    assert instellingen["access_mode"].lower() == "read_only"
    assert instellingen["autoinstall_known_extensions"] == "false"
    assert instellingen["autoload_known_extensions"] == "false"


@pytest.mark.parametrize(("regel", "velden"), GEZAKT)
def test_the_rows_shown_are_the_rows_counted(
    bron: DuckDBDatasource, werk: Path, regel: str, velden: dict[str, object]
) -> None:
    een = toets(regel, **velden)
    meting = meet(bron, [een])[regel]
    assert not meting.fout
    with duckdb.connect(":memory:") as db:
        db.execute("attach '" + str(werk).replace("'", "''") + "' as w (read_only)")
        db.execute("use w")
        rijen = db.execute(foute_rijen(een, "leerlingen")).fetchall()
    assert len(rijen) == len(meting.voorbeelden) == meting.aantal > 0


@pytest.mark.parametrize(
    ("ernst", "severity"), [("kritiek", "critical"), ("waarschuwing", "warning")]
)
@pytest.mark.parametrize(("regel", "velden"), GEZAKT)
def test_severity_and_id_travel_with_the_expectation(
    ernst: str, severity: str, regel: str, velden: dict[str, object]
) -> None:
    een = verwachting(toets(regel, ernst, **velden), "fout")
    assert een.severity == severity
    assert een.configuration.meta == {"toets": regel}


def test_its_own_unique_expectation_still_loses_nulls(bron: DuckDBDatasource) -> None:
    """The reason that ``uniek`` is a SELECT of ours; if this fails, use theirs."""
    batch = bron.add_query_asset("u", "select * from leerlingen where onderwijssoort is null")
    sleutel = ["school_code", "onderwijssoort"]
    uitslag = (
        batch.add_batch_definition_whole_table("alles")
        .get_batch()
        .validate(gx.expectations.ExpectCompoundColumnsToBeUnique(column_list=sleutel))
    )
    assert uitslag.success


def test_a_suite_that_breaks_as_a_whole_is_retried_check_by_check(
    bron: DuckDBDatasource, monkeypatch: pytest.MonkeyPatch
) -> None:
    echt = gx.ExpectationSuite

    def kieskeurig(name: str, expectations: list[object]) -> object:
        if len(expectations) > 1 or "stuk" in str(expectations):
            raise RuntimeError("de suite is stuk")
        return echt(name=name, expectations=expectations)

    monkeypatch.setattr(gx, "ExpectationSuite", kieskeurig)
    goed = toets("gevuld", kolommen=("aantal",))
    stuk = Toets("stuk", "leerlingen", "rijen", "kritiek", "Titel", "Oplossing", minimum=1)
    metingen = meet(bron, [goed, stuk])
    assert metingen["gevuld"].aantal == 2
    assert metingen["stuk"].fout == "de suite is stuk"


def test_a_run_is_silent_under_strict_warnings_up_to_the_exit(werk: Path) -> None:
    """Also without the leak report that DuckDB prints at exit, and without any network."""
    script = f"""
import socket
def geen_net(*args, **kwargs):
    raise AssertionError("netwerk")
socket.getaddrinfo = socket.socket.connect = geen_net
from pathlib import Path
from expectations import Toets
from expectations.poort import toets_alles
een = Toets("a", "leerlingen", "gevuld", "kritiek", "T", "O", kolommen=("aantal",))
print(toets_alles(Path({str(werk)!r}), [een])[0].aantal)
"""
    klaar = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (klaar.returncode, klaar.stdout, klaar.stderr) == (0, "2\n", "")


def test_usage_reporting_is_off() -> None:
    assert os.environ["GX_ANALYTICS_ENABLED"] == "False"
