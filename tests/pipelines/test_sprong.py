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
    """A database with the tables that the check reads."""
    db = duckdb.connect()
    db.execute(
        "create table waarde (swv varchar, kengetal varchar, periode varchar,"
        " periode_soort varchar, periode_datum date, reeks varchar, grain varchar, waarde double,"
        " is_onvolledig boolean)"
    )
    db.execute("create table norm (swv varchar, naam varchar, waarde double)")
    db.execute("insert into norm values ('PO2704', 'sprong', 0.25)")
    yield db
    db.close()


def zet(
    db: duckdb.DuckDBPyConnection, soort: str, reeks: str = "", **waarden: float | None
) -> None:
    for code, waarde in waarden.items():
        naam = code.removeprefix("p").replace("_", "-")
        db.execute(
            "insert into waarde values"
            " ('PO2704', 'leerlingen_regulier', ?, ?, ?, ?, 'regio', ?, false)",
            [naam, soort, periode.begin(naam), reeks, waarde],
        )


def gesprongen(db: duckdb.DuckDBPyConnection, kengetal: Kengetal = LEERLINGEN) -> list[Any]:
    return [(rij[0], rij[2]) for rij in db.execute(sprongtoets(kengetal).sql).fetchall()]


def test_een_sprong_boven_de_norm_noemt_beide_perioden_en_cijfers(
    db: duckdb.DuckDBPyConnection,
) -> None:
    zet(db, "teldatum", "1 februari", p2022_02_01=1000, p2023_02_01=1250, p2024_02_01=930)
    toets = sprongtoets(LEERLINGEN)
    [rij] = db.execute(toets.sql).fetchall()
    namen = [kolom[0] for kolom in db.execute(toets.sql).description or ()]
    assert meld_rij(toets, dict(zip(namen, rij, strict=True))) == (
        "1 februari 2024: 930, dat is 25,6% minder dan 1.250 (1 februari 2023)."
    )
    assert toets.titel == (
        "Leerlingen in het regulier onderwijs: geen sprong van meer dan 25% ten opzichte van de"
        " vorige keer"
    )


def test_onder_de_twintig_en_over_een_onbekend_punt_heen(db: duckdb.DuckDBPyConnection) -> None:
    zet(db, "schooljaar", p2020_2021=19, p2021_2022=60, p2022_2023=None, p2023_2024=120)
    assert gesprongen(db) == [("2023-2024", "2021-2022")]


def test_wat_toeval_verklaart_is_geen_sprong(db: duckdb.DuckDBPyConnection) -> None:
    """25 and 50 differ by less than 3 × √75 = 26,0; 25 and 52 by more than 3 × √77 = 26,3."""
    zet(db, "schooljaar", p2020_2021=25, p2021_2022=50)
    assert gesprongen(db) == []
    db.execute("update waarde set waarde = 52 where periode = '2021-2022'")
    assert gesprongen(db) == [("2021-2022", "2020-2021")]


def test_een_peildatum_staat_naast_dezelfde_dag_van_een_jaar_eerder(
    db: duckdb.DuckDBPyConnection,
) -> None:
    zet(db, "peildatum", p2022_10_01=40, p2023_07_01=130, p2023_10_01=42, p2024_07_01=60)
    assert gesprongen(db) == [("2024-07-01", "2023-07-01")]


def test_wat_oploopt_zonder_toeval_springt_alleen_omlaag(db: duckdb.DuckDBPyConnection) -> None:
    zet(db, "schooljaar", p2022_2023=40, p2023_2024=90)
    db.execute("update waarde set kengetal = 'hb_experts'")
    assert gesprongen(db, REGISTER["hb_experts"]) == []
    db.execute("update waarde set waarde = 25 where periode = '2023-2024'")
    assert gesprongen(db, REGISTER["hb_experts"]) == [("2023-2024", "2022-2023")]


def test_teldata_van_twee_reeksen_worden_niet_vergeleken(db: duckdb.DuckDBPyConnection) -> None:
    zet(db, "teldatum", "1 februari", p2023_02_01=100)
    zet(db, "teldatum", "1 oktober", p2023_10_01=300)
    assert gesprongen(db) == []


def test_een_kwartaal_staat_naast_hetzelfde_kwartaal_van_een_jaar_eerder(
    db: duckdb.DuckDBPyConnection,
) -> None:
    zet(db, "kwartaal", p2022_K1=100, p2022_K2=40, p2023_K1=110, p2023_K2=90)
    assert gesprongen(db) == [("2023-K2", "2022-K2")]


def test_een_onvolledige_periode_kan_alleen_te_hoog_zijn(db: duckdb.DuckDBPyConnection) -> None:
    zet(db, "schooljaar", p2022_2023=500, p2023_2024=500, p2024_2025=300)
    db.execute("update waarde set is_onvolledig = true where periode = '2024-2025'")
    assert gesprongen(db) == []
    db.execute("update waarde set waarde = 650 where periode = '2024-2025'")
    assert gesprongen(db) == [("2024-2025", "2023-2024")]
    db.execute("update waarde set waarde = 300, is_onvolledig = false where periode = '2024-2025'")
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
