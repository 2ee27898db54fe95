"""Another engine gives the same figures: the same SQL on DuckDB and on Spark, on the demo."""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.warehouse.reken import reken
from warehouse import build
from warehouse.motor import MOTOR, open_motor
from warehouse.paths import Thuis
from warehouse.profiel import profiel_van
from warehouse.register import laad_register, voor_profiel
from warehouse.spark import in_spark
from warehouse.strikt import DefinitieFout

ZONDER = "Java of PySpark ontbreekt; tests/warehouse/spark.sh en make setup zetten ze neer"


@pytest.mark.slow
def test_spark_en_duckdb_geven_dezelfde_cijfers(demo_thuis: Thuis, tmp_path: Path) -> None:
    if not (shutil.which("java") and find_spec("pyspark")):
        assert not os.environ.get("CI"), ZONDER
        pytest.skip(ZONDER)
    subprocess.run(
        [sys.executable, "-m", "tests.warehouse.reken", demo_thuis.wortel, tmp_path / "spark"],
        env=os.environ | {MOTOR: "spark"},
        check=True,
        cwd=Path(__file__).parents[2],
    )
    spark, ons = pl.read_parquet(tmp_path / "spark"), reken(demo_thuis, tmp_path / "werk.duckdb")
    assert set(ons["kengetal"]) == set(voor_profiel(laad_register(), profiel_van(demo_thuis)))
    sleutel = [kolom for kolom, soort in ons.schema.items() if soort != pl.Float64]
    assert_frame_equal(
        spark.sort(sleutel), ons.sort(sleutel), check_exact=False, rel_tol=1e-12, abs_tol=0
    )


def test_een_tekst_gaat_ongewijzigd_naar_spark_tenzij_die_iets_anders_spelt() -> None:
    for pad in (*build.CORE.glob("*.sql"), *build.CORE.parent.glob("kengetallen/*/view.sql")):
        tekst = pad.read_text("utf-8")
        anders = {"unnest", "date_diff"} & set(re.findall(r"\w+", re.sub("--.*", "", tekst)))
        assert (in_spark(tekst) != tekst) == bool(anders), pad


def test_een_motor_die_niet_bestaat_wordt_geweigerd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MOTOR, "hadoop")
    with pytest.raises(DefinitieFout, match="kies uit duckdb, spark"), open_motor():
        pass
