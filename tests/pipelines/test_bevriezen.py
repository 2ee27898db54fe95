"""Keeping figures as they are before a purge: what is chosen is kept, and nothing else."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.bevriezen import Keuze, schrijf
from warehouse.bevroren import Bevroren

DAG = dt.date(2026, 6, 1)
REGISTER: dict[str, Any] = {"tlv": SimpleNamespace(versie="a1")}


@pytest.fixture
def voor(tmp_path: Path) -> Path:
    """A work database with figures of two periods."""
    pad = tmp_path / "voor.duckdb"
    with duckdb.connect(str(pad)) as db:
        for tabel in ("waarde", "atoom"):
            db.execute(f"create table {tabel} (kengetal varchar, periode varchar, waarde double)")
            db.execute(f"insert into {tabel} values ('tlv', '2020', 7.0), ('tlv', '2021', 8.0)")
    return pad


@pytest.fixture
def publicatie(tmp_path: Path) -> Path:
    """The last publication with the rows of before."""
    pad = tmp_path / "medewerker.duckdb"
    with duckdb.connect(str(pad)) as db:
        db.execute(
            "create table herkomst (kengetal varchar, periode varchar, bron varchar,"
            " levering integer, rijen bigint)"
        )
        db.execute("insert into herkomst values ('tlv', '2020', 'tlv', 4, 7)")
        db.execute("insert into herkomst values ('tlv', '2021', 'tlv', 5, 8)")
    return pad


def bevroren_in(map_: Path) -> Bevroren:
    return Bevroren(map_ / "p", DAG)


@pytest.mark.parametrize("met", [True, False])
def test_only_the_chosen_figures_are_kept_with_where_they_came_from(
    tmp_path: Path, voor: Path, publicatie: Path, met: bool
) -> None:
    doel = bevroren_in(tmp_path / "bevroren")
    keuze = Keuze(frozenset({("tlv", "2020")}), frozenset())
    schrijf(doel, voor, keuze, REGISTER, DAG, publicatie if met else None)
    [rij] = pl.read_parquet(tmp_path / "bevroren" / "p-waarde.parquet").rows(named=True)
    assert (rij["kengetal"], rij["periode"], rij["waarde"]) == ("tlv", "2020", 7.0)
    assert (rij["bevroren"], rij["definitie_versie"]) == (DAG, "a1")
    herkomst = pl.read_parquet(tmp_path / "bevroren" / "p-herkomst.parquet")
    assert herkomst["levering"].to_list() == ([4] if met else [])


def test_a_choice_of_nothing_leaves_nothing_behind(tmp_path: Path, voor: Path) -> None:
    doel = bevroren_in(tmp_path / "bevroren")
    schrijf(doel, voor, Keuze(frozenset(), frozenset({("tlv", "2021")})), REGISTER, DAG, None)
    assert not (tmp_path / "bevroren").exists()


def test_a_work_database_without_atoms_keeps_the_figures_all_the_same(
    tmp_path: Path, voor: Path
) -> None:
    with duckdb.connect(str(voor)) as db:
        db.execute("drop table atoom")
    doel = bevroren_in(tmp_path / "bevroren")
    schrijf(doel, voor, Keuze(frozenset({("tlv", "2020")}), frozenset()), REGISTER, DAG, None)
    bestanden = sorted(pad.stem for pad in (tmp_path / "bevroren").iterdir())
    assert bestanden == ["p-herkomst", "p-waarde"]
