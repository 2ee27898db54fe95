"""The check on jumps: a count of the region that is far from the previous one of its series."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from expectations.toets import Toets
from expectations.zinnen import meld_rij
from pipelines.toetsen import maak_toetsen
from tests.pipelines.lezen import PROFIEL
from warehouse import periode
from warehouse.register import Kengetal, Trendbreuk, laad_register

REGISTER = laad_register()
LEERLINGEN = REGISTER["leerlingen_regulier"]


def sprongtoets(kengetal: Kengetal) -> Toets:
    alle = maak_toetsen({}, {kengetal.id: kengetal}, PROFIEL)
    return next(toets for toets in alle if toets.id == f"{kengetal.id}.sprong")


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the tables that the check reads; the last delivery came on 1 March 2025."""
    db = duckdb.connect()
    db.execute(
        "create table waarde (swv varchar, kengetal varchar, periode varchar,"
        " periode_soort varchar, periode_datum date, reeks varchar, grain varchar, waarde double)"
    )
    db.execute("create table norm (swv varchar, naam varchar, waarde double)")
    db.execute("insert into norm values ('PO2704', 'sprong', 0.25)")
    db.execute("create table levering_deel (datum date)")
    db.execute("insert into levering_deel values ('2025-03-01')")
    yield db
    db.close()


def zet(
    db: duckdb.DuckDBPyConnection, soort: str, reeks: str = "", **waarden: float | None
) -> None:
    for code, waarde in waarden.items():
        naam = code.removeprefix("p").replace("_", "-")
        db.execute(
            "insert into waarde values ('PO2704', 'leerlingen_regulier', ?, ?, ?, ?, 'regio', ?)",
            [naam, soort, periode.begin(naam), reeks, waarde],
        )


def gesprongen(db: duckdb.DuckDBPyConnection, kengetal: Kengetal = LEERLINGEN) -> list[Any]:
    return [(rij[0], rij[2]) for rij in db.execute(sprongtoets(kengetal).sql).fetchall()]


def test_een_sprong_boven_de_norm_noemt_beide_perioden_en_cijfers(
    db: duckdb.DuckDBPyConnection,
) -> None:
    zet(db, "teldatum", "1 februari", p2022_02_01=100, p2023_02_01=125, p2024_02_01=93)
    toets = sprongtoets(LEERLINGEN)
    [rij] = db.execute(toets.sql).fetchall()
    namen = [kolom[0] for kolom in db.execute(toets.sql).description or ()]
    assert meld_rij(toets, dict(zip(namen, rij, strict=True))) == (
        "1 februari 2024: 93, dat is 25,6% minder dan 125 (1 februari 2023)."
        " Het profiel laat 25,0% toe."
    )


def test_onder_de_twintig_en_over_een_onbekend_punt_heen(db: duckdb.DuckDBPyConnection) -> None:
    zet(db, "peildatum", p2023_10_01=19, p2024_01_01=60, p2024_04_01=None, p2024_07_01=90)
    assert gesprongen(db) == [("2024-07-01", "2024-01-01")]


def test_teldata_van_twee_reeksen_worden_niet_vergeleken(db: duckdb.DuckDBPyConnection) -> None:
    zet(db, "teldatum", "1 februari", p2023_02_01=100)
    zet(db, "teldatum", "1 oktober", p2023_10_01=300)
    assert gesprongen(db) == []


def test_een_kwartaal_staat_naast_hetzelfde_kwartaal_van_een_jaar_eerder(
    db: duckdb.DuckDBPyConnection,
) -> None:
    zet(db, "kwartaal", p2022_K1=100, p2022_K2=40, p2023_K1=110, p2023_K2=80)
    assert gesprongen(db) == [("2023-K2", "2022-K2")]


def test_een_lopende_periode_kan_alleen_te_hoog_zijn(db: duckdb.DuckDBPyConnection) -> None:
    zet(db, "schooljaar", p2022_2023=100, p2023_2024=100, p2024_2025=60)
    assert gesprongen(db) == []
    db.execute("update waarde set waarde = 130 where periode = '2024-2025'")
    assert gesprongen(db) == [("2024-2025", "2023-2024")]
    db.execute("update waarde set waarde = 60 where periode = '2024-2025'")
    db.execute("insert into levering_deel values ('2025-08-01')")
    assert gesprongen(db) == [("2024-2025", "2023-2024")]


def test_over_een_trendbreuk_wordt_niet_vergeleken(db: duckdb.DuckDBPyConnection) -> None:
    zet(db, "teldatum", "1 februari", p2022_02_01=100, p2023_02_01=200)
    breuk = Trendbreuk(datum=date(2022, 8, 1), reden="De telling is veranderd.")
    definitie = LEERLINGEN.definitie.model_copy(update={"trendbreuk": (breuk,)})
    assert gesprongen(db) == [("2023-02-01", "2022-02-01")]
    assert gesprongen(db, LEERLINGEN.model_copy(update={"definitie": definitie})) == []


def test_alleen_aantallen_springen() -> None:
    ids = {toets.id for toets in maak_toetsen({}, REGISTER, PROFIEL) if toets.id.endswith("sprong")}
    aantallen = {k.id for k in REGISTER.values() if k.definitie.soort == "aantal"}
    assert ids == {f"{naam}.sprong" for naam in aantallen}
