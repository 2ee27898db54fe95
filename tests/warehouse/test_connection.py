"""Whoever reads a publication reads that file and nothing else, whatever is asked of it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.connection import open_bouw, open_publicatie

GEHEIM = "dit-mag-niemand-lezen"


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """A publication, and beside it a file, a database and a Parquet file that are not its own."""
    for naam in ("publicatie", "ander"):
        with open_bouw(tmp_path / f"{naam}.duckdb") as db:
            db.execute("create table waarde as select 1 as teller")
    (tmp_path / "geheim.csv").write_text(f"a\n{GEHEIM}\n", "utf-8")
    duckdb.sql(f"select '{GEHEIM}' as a").write_parquet(str(tmp_path / "geheim.parquet"))
    return tmp_path


@pytest.fixture
def verbinding(map_: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_publicatie(map_ / "publicatie.duckdb") as db:
        yield db


def test_its_own_figures_can_be_read(verbinding: duckdb.DuckDBPyConnection) -> None:
    assert verbinding.execute("select teller from waarde").fetchall() == [(1,)]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('{map}/geheim.csv')",
        "select * from '{map}/geheim.csv'",
        "select * from read_text('{map}/geheim.csv')",
        "select * from read_blob('{map}/geheim.csv')",
        "select * from read_parquet('{map}/geheim.parquet')",
        "select * from '{map}/geheim.parquet'",
        "select * from glob('{map}/*')",
        "attach '{map}/ander.duckdb' as ander",
        "attach '{map}/nieuw.duckdb' as nieuw",
        "copy (select 1) to '{map}/uit.csv'",
        "copy waarde to '{map}/uit.parquet' (format parquet)",
        "export database '{map}/uit'",
        "import database '{map}'",
        "install httpfs",
        "install '{map}/x.duckdb_extension'",
        "load httpfs",
        "load '{map}/x.duckdb_extension'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set memory_limit = '99GB'",
        "set autoinstall_known_extensions = true",
        "set temp_directory = '{map}'",
        "pragma enable_profiling",
        "pragma memory_limit = '99GB'",
        "reset lock_configuration",
        "create table w.erbij (a integer)",
        "insert into waarde values (2)",
        "update waarde set teller = 2",
        "delete from waarde",
        "drop table waarde",
    ],
)
def test_everything_else_is_refused(
    verbinding: duckdb.DuckDBPyConnection, map_: Path, sql: str
) -> None:
    voor = sorted(pad.name for pad in map_.iterdir())
    with pytest.raises(duckdb.Error):
        verbinding.execute(sql.format(map=map_)).fetchall()
    assert sorted(pad.name for pad in map_.iterdir()) == voor
    assert verbinding.execute("select teller from waarde").fetchall() == [(1,)]


def test_a_python_variable_is_no_table(verbinding: duckdb.DuckDBPyConnection) -> None:
    geheimen = duckdb.sql(f"select '{GEHEIM}' as a").pl()  # noqa: F841 - the query asks for it
    with pytest.raises(duckdb.CatalogException):
        verbinding.execute("select * from geheimen")
