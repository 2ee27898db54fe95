"""Whatever order deliveries and corrections arrive in, the figures are the same.

Now, and as they were known on any past day. The dates of receipt decide; the receipt number only
settles two deliveries of one day, so every delivery here has a day of its own.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contract import load_contracten
from pipelines.leveringen import Deel as Bondeel
from pipelines.leveringen import Levering, geldend
from tests.steekproef import keren
from warehouse.build import Bron, Deel, zet_geldig

VOORBEELDEN = keren(100, 500)
JAREN = (2021, 2022, 2023)
CONTRACT = load_contracten()["leerlingen"]
BRON = Bron("leerlingen", CONTRACT.sql_kolommen, CONTRACT.scope, CONTRACT.staging_sql)


@dataclass(frozen=True)
class Telling:
    """A count of one or more teldata, received on a day."""

    dag: dt.date
    aantallen: tuple[tuple[int, int], ...]  # year → pupils


def rijen(telling: Telling) -> pl.DataFrame:
    kolommen: dict[str, list[object]] = {naam: [] for naam in ("rij", *CONTRACT.sql_kolommen)}
    for rij, (jaar, aantal) in enumerate(telling.aantallen, start=2):
        vast = {
            "rij": rij,
            "teldatum": dt.date(jaar, 2, 1),
            "school": "90AA00",
            "onderwijssoort": "bao",
            "swv_herkomst": "PO2704",
            "aantal": aantal,
            "aantal_min": aantal,
            "aantal_max": aantal,
        }
        for naam, waarden in kolommen.items():
            waarden.append(vast.get(naam))
    return pl.DataFrame(kolommen)


@st.composite
def tellingen(draw: st.DrawFn) -> list[Telling]:
    dagen = draw(st.lists(st.integers(0, 400), min_size=1, max_size=7, unique=True))
    jaren = st.lists(st.sampled_from(JAREN), min_size=1, max_size=3, unique=True)
    return [
        Telling(
            dt.date(2024, 1, 1) + dt.timedelta(days=dag),
            tuple((jaar, draw(st.integers(0, 500))) for jaar in draw(jaren)),
        )
        for dag in dagen
    ]


def stand(map_: Path, ontvangen: Sequence[Telling], op: dt.date) -> dict[int, int]:
    """What stands on a day, by the warehouse, when the deliveries came in in this order."""
    delen = []
    for nummer, telling in enumerate(ontvangen, start=1):
        if telling.dag <= op:
            pad = map_ / f"{telling.dag}.parquet"
            if not pad.exists():
                rijen(telling).write_parquet(pad)
            delen.append(Deel(nummer, telling.dag, "leerlingen", pad))
    with duckdb.connect() as verbinding:
        zet_geldig(verbinding, [BRON], delen)
        return dict(
            verbinding.execute(
                "select year(teldatum), sum(aantal)::int from geldig_leerlingen group by 1"
            ).fetchall()
        )


def verwacht(bekend: Sequence[Telling], op: dt.date) -> dict[int, int]:
    """The obvious way: day by day, each delivery writes its teldata over the earlier ones."""
    uitkomst: dict[int, int] = {}
    for telling in sorted(bekend, key=lambda t: t.dag):
        if telling.dag <= op:
            uitkomst |= dict(telling.aantallen)
    return uitkomst


@settings(max_examples=VOORBEELDEN)
@given(data=st.data(), bekend=tellingen())
def test_any_order_gives_the_same_figures_now_and_then(
    data: st.DataObject, bekend: list[Telling], tmp_path_factory: pytest.TempPathFactory
) -> None:
    map_ = tmp_path_factory.mktemp("v")
    ontvangen = data.draw(st.permutations(bekend))
    dagen = sorted(telling.dag for telling in bekend)
    for op in (dagen[-1], data.draw(st.sampled_from(dagen)), dagen[0] - dt.timedelta(days=1)):
        assert stand(map_, ontvangen, op) == verwacht(bekend, op)


@settings(max_examples=VOORBEELDEN)
@given(data=st.data(), bekend=tellingen())
def test_the_receipts_and_the_warehouse_agree_on_what_stands(
    data: st.DataObject, bekend: list[Telling]
) -> None:
    ontvangen = data.draw(st.permutations(bekend))
    bonnen = [bon(nummer, telling) for nummer, telling in enumerate(ontvangen, start=1)]
    geldt = {scope: levering.datum for (_, scope), levering in geldend(bonnen).items()}
    laatste: dict[str, dt.date] = {}
    for telling in sorted(bekend, key=lambda t: t.dag):
        laatste |= {f"teldatum {jaar}": telling.dag for jaar, _ in telling.aantallen}
    assert geldt == laatste


def bon(nummer: int, telling: Telling) -> Levering:
    return Levering(
        nummer=nummer,
        bestand=f"{nummer}.csv",
        sha256=str(nummer),
        omvang=1,
        ontvangen=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        datum=telling.dag,
        door="iemand",
        gekozen_bron=None,
        kolommen=None,
        delen=(
            Bondeel(
                bron="leerlingen",
                rijen=len(telling.aantallen),
                scope=tuple(f"teldatum {jaar}" for jaar, _ in telling.aantallen),
            ),
        ),
        bevindingen=(),
        aannames=(),
    )
