"""From delivered rows to figures: a real work database with a few bronnen and kengetallen."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl

from tests.pipelines.lezen import CONTRACTEN, PROFIEL
from tests.pipelines.magazijn import BRONNEN
from warehouse.build import Deel, bouw
from warehouse.register import KENGETALLEN, laad_kengetal

Rijen = Sequence[Mapping[str, Any]] | pl.DataFrame


@contextmanager
def werk(
    leveringen: Mapping[str, Rijen], kengetallen: Sequence[str], stand: dt.date
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The work database of these deliveries, all received on one day.

    Args:
        leveringen: bron → rows, with the columns that its staging query reads (what is left out is
            unknown), or a delivery as it was read.
        kengetallen: which figures to compute.
        stand: the day of delivery.
    """
    register = {naam: laad_kengetal(KENGETALLEN / naam) for naam in kengetallen}
    with TemporaryDirectory() as map_:
        delen = []
        for nummer, (bron, rijen) in enumerate(leveringen.items(), start=1):
            pad = Path(map_) / f"{bron}.parquet"
            _frame(bron, rijen).write_parquet(pad)
            delen.append(Deel(nummer, stand, bron, pad))
        bouw(Path(map_) / "werk.duckdb", PROFIEL, register, BRONNEN, delen)
        with duckdb.connect(str(Path(map_) / "werk.duckdb"), read_only=True) as verbinding:
            yield verbinding


def reken(
    leveringen: Mapping[str, Rijen], kengetallen: Sequence[str], stand: dt.date
) -> list[dict[str, Any]]:
    """Every row of ``waarde`` that follows from these deliveries."""
    with werk(leveringen, kengetallen, stand) as verbinding:
        return verbinding.sql("select * from waarde order by all").pl().to_dicts()


def school(code: str, bestuur: str = "90001", **anders: Any) -> dict[str, Any]:
    """A regular member school in Haarlem, on the own list of 2016-2017."""
    return {
        "schooljaar": 2016,
        "school": code,
        "naam": f"School {code}",
        "bestuursnummer": bestuur,
        "bestuur": f"Bestuur {bestuur}",
        "schoolsoort": "bao",
        "gemeente": "Haarlem",
        "lid_swv": True,
        "lijst": "eigen",
    } | anders


def aantal(naam: str, getal: int | None) -> dict[str, int | None]:
    """A count with its range, as reading gives it; None is unknown."""
    return {naam: getal, f"{naam}_min": getal or 0, f"{naam}_max": getal}


def _frame(bron: str, rijen: Rijen) -> pl.DataFrame:
    if isinstance(rijen, pl.DataFrame):
        return rijen
    frame = pl.DataFrame(list(rijen), infer_schema_length=None).with_row_index("rij", offset=2)
    vreemd = set(frame.columns) - {"rij", *CONTRACTEN[bron].sql_kolommen}
    assert not vreemd, f"{bron}: {vreemd}"
    return frame.with_columns(pl.col("rij").cast(pl.Int64))
