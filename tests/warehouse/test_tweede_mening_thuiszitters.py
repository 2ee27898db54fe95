"""Thuiszitters on any date, against a slow second implementation: a thousand random registers.

All registers are computed in one database. They are delivered together; after the core tables are
made, each gets a swv of its own, so that the views see a thousand regions.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.pipelines.lezen import PROFIEL
from tests.pipelines.magazijn import BRONNEN
from tests.warehouse.proefregisters import ONTVANGEN, PEILDATA, register
from tests.warehouse.tweede_mening import thuiszitters as mening
from warehouse.build import CORE, Deel, bouw, maak_core
from warehouse.oprollen import maak_waarden
from warehouse.register import KENGETALLEN, laad_kengetal

AANTAL = 1000
VERHUISD = dt.date(2024, 2, 29)  # the school comes under another kerngebied
LEERLINGEN = {dt.date(2022, 2, 1): 2000, dt.date(2024, 2, 1): 2500}
OP_PEILDATUM: dict[str, Callable[[mening.Boek, dt.date], mening.Telling]] = {
    "thuiszitters_landelijk": mening.landelijk,
    "thuiszitters_eigen": mening.eigen,
    "thuiszitters_reden": mening.reden,
    "thuiszitters_duur": mening.duur,
    "vangnet_fase": mening.vangnet_fase,
}
AANDELEN: dict[str, Callable[[mening.Boek], dict[Any, mening.Aandeel]]] = {
    "aanbod_binnen_3_maanden": mening.aanbod_binnen_3_maanden,
    "vangnet_intake": mening.vangnet_intake,
    "vangnet_opvang": mening.vangnet_opvang,
}
KENGETAL = (*OP_PEILDATUM, *AANDELEN, "weken_tot_aanbod", "thuiszitters_per_1000")
DIMS = ("gemeente", "kerngebied", "soort", "hoofdreden", "duurklasse", "fase")

REGISTERS = {f"R{nummer:04d}": register(nummer) for nummer in range(AANTAL)}


def boek(naam: str) -> mening.Boek:
    casussen, verloop = REGISTERS[naam]
    return mening.Boek(
        casussen,
        verloop,
        ONTVANGEN,
        frozenset(PROFIEL.gemeenten),
        {
            "99AA00": ((dt.date.min, "Haarlem-Noord"), (VERHUISD, "Haarlem-Oost")),
            "99AB00": ((dt.date.min, "buiten regio"),),
        },
    )


def _scholen() -> list[dict[str, Any]]:
    basis = {"schooljaar": 2023, "lijst": "eigen", "schoolsoort": "bao", "gemeente": "Haarlem"}
    basis |= {"naam": "School", "bestuursnummer": "99901", "bestuur": "Bestuur"}
    lid = basis | {"school": "99AA00", "lid_swv": True}
    return [
        lid | {"geldig_vanaf": dt.date(2022, 8, 1), "kerngebied": "Haarlem-Noord"},
        lid | {"geldig_vanaf": VERHUISD, "kerngebied": "Haarlem-Oost"},
        basis
        | {"school": "99AB00", "lid_swv": False, "kerngebied": "Haarlem-Oost"}
        | {"geldig_vanaf": dt.date(2022, 8, 1)},
    ]


def _leerlingen() -> list[dict[str, Any]]:
    return [
        {"teldatum": dag, "school": "99AA00", "onderwijssoort": "bao", "swv_herkomst": PROFIEL.swv}
        | {"aantal": aantal, "aantal_min": aantal, "aantal_max": aantal}
        for dag, aantal in LEERLINGEN.items()
    ]


@pytest.fixture(scope="module")
def verbinding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Table ``waarde`` of all registers, each under a swv of its own."""
    map_ = tmp_path_factory.mktemp("registers")
    rijen = {
        "thuiszitters": [casus for casussen, _ in REGISTERS.values() for casus in casussen],
        "thuiszitters_verloop": [rij for _, verloop in REGISTERS.values() for rij in verloop],
        "scholen": _scholen(),
        "leerlingen": _leerlingen(),
    }
    delen = []
    for nummer, (bron, inhoud) in enumerate(rijen.items(), start=1):
        frame = pl.DataFrame(inhoud, infer_schema_length=None).with_row_index("rij", offset=2)
        frame.with_columns(pl.col("rij").cast(pl.Int64)).write_parquet(map_ / f"{bron}.parquet")
        delen.append(Deel(nummer, ONTVANGEN, bron, map_ / f"{bron}.parquet"))
    pad = Path(map_) / "werk.duckdb"
    bouw(pad, PROFIEL, {}, BRONNEN, delen)
    with duckdb.connect(str(pad)) as db:
        _zet_peildata(db)
        _splits(db)
        kengetallen = {naam: laad_kengetal(KENGETALLEN / naam) for naam in KENGETAL}
        db.execute("drop table waarde")
        db.execute("drop table atoom")
        maak_waarden(db, kengetallen)
        yield db


def _zet_peildata(db: duckdb.DuckDBPyConnection) -> None:
    """Any date may be a peildatum: the core tables are made again with ours."""
    db.execute("delete from peildatum where soort = 'thuiszitters'")
    db.executemany(
        "insert into peildatum values (?, 'thuiszitters', ?)", [[PROFIEL.swv, d] for d in PEILDATA]
    )
    for pad in CORE.glob("*.sql"):
        db.execute(f"drop table {pad.stem}")
    maak_core(db)


def _splits(db: duckdb.DuckDBPyConnection) -> None:
    for tabel in ("thuiszitter", "thuiszitter_open"):
        db.execute(f"update {tabel} set swv = split_part(casus, '-', 1)")
    for tabel in ("norm", "gemeente", "tijdvak", "thuiszitter_peildatum", "leerling_school"):
        db.execute(
            f"insert into {tabel} select * replace (register.swv as swv) from {tabel}"
            " cross join (select distinct swv from thuiszitter) as register"
        )


def gerekend(db: duckdb.DuckDBPyConnection, kengetal: str) -> dict[str, dict[Any, Any]]:
    """swv → (periode, grain, code) → the row of ``waarde``."""
    dims = [d for d in DIMS if d in {rij[0] for rij in db.sql("describe waarde").fetchall()}]
    uit: dict[str, dict[Any, Any]] = {naam: {} for naam in REGISTERS}
    rijen = db.sql(
        f"select *, coalesce({', '.join(dims)}, '') as eenheid from waarde"
        f" where kengetal = '{kengetal}' and swv <> '{PROFIEL.swv}'"
    ).pl()
    for rij in rijen.iter_rows(named=True):
        uit[rij["swv"]][rij["periode"], rij["grain"], rij["eenheid"]] = rij
    return uit


@pytest.mark.parametrize("kengetal", OP_PEILDATUM)
def test_a_count_on_any_date_is_that_of_the_second_opinion(
    verbinding: duckdb.DuckDBPyConnection, kengetal: str
) -> None:
    for naam, rijen in gerekend(verbinding, kengetal).items():
        bereik = {
            sleutel: (rij["waarde_min"], rij["waarde_max"])
            for sleutel, rij in rijen.items()
            if rij["waarde_max"] != 0
        }
        verwacht = {
            (dag.isoformat(), grain, code): aantal
            for dag in PEILDATA
            for (grain, code), aantal in OP_PEILDATUM[kengetal](boek(naam), dag).items()
        }
        assert bereik == verwacht, naam


@pytest.mark.parametrize("kengetal", AANDELEN)
def test_a_share_is_that_of_the_second_opinion(
    verbinding: duckdb.DuckDBPyConnection, kengetal: str
) -> None:
    for naam, rijen in gerekend(verbinding, kengetal).items():
        verwacht = {
            (jaar, "gemeente" if gemeente else "regio", gemeente): (minst / n, meest / n, n)
            for (jaar, gemeente), (minst, meest, n) in AANDELEN[kengetal](boek(naam)).items()
        }
        gevonden = {
            sleutel: (rij["waarde_min"], rij["waarde_max"], rij["noemer"])
            for sleutel, rij in rijen.items()
        }
        assert gevonden.keys() == verwacht.keys(), naam
        for sleutel, aandeel in verwacht.items():
            assert gevonden[sleutel] == pytest.approx(aandeel), (naam, sleutel)


def test_the_weeks_to_an_offer_are_those_of_the_second_opinion(
    verbinding: duckdb.DuckDBPyConnection,
) -> None:
    for naam, rijen in gerekend(verbinding, "weken_tot_aanbod").items():
        verwacht = mening.weken_tot_aanbod(boek(naam))
        assert {jaar for jaar, _, _ in rijen} == set(verwacht), naam
        for (jaar, _, _), rij in rijen.items():
            gevonden = (rij["n"], rij["p25"], rij["mediaan"], rij["p75"], rij["p90"])
            assert gevonden == pytest.approx(verwacht[jaar]), (naam, jaar)


def test_per_thousand_pupils_is_the_national_count_over_the_last_teldatum(
    verbinding: duckdb.DuckDBPyConnection,
) -> None:
    for naam, rijen in gerekend(verbinding, "thuiszitters_per_1000").items():
        for dag in PEILDATA:
            aantal = mening.landelijk(boek(naam), dag).get(("regio", ""))
            if aantal is not None:
                rij = rijen[dag.isoformat(), "regio", ""]
                leerlingen = LEERLINGEN[max(teldag for teldag in LEERLINGEN if teldag <= dag)]
                gevonden = (rij["waarde_min"], rij["waarde_max"], rij["noemer"])
                verwacht = (*(1000 * n / leerlingen for n in aantal), leerlingen)
                assert gevonden == pytest.approx(verwacht), (naam, dag)


def _komt_voor(toets: Callable[[dict[str, Any], dt.date], bool]) -> int:
    """How many open cases on a peildatum are such a case."""
    return sum(
        toets(dict(casus), dag)
        for naam in REGISTERS
        for dag in PEILDATA
        for casus in boek(naam).open_op(dag)
    )


def _verzuimt(dagen: int) -> Callable[[dict[str, Any], dt.date], bool]:
    return lambda casus, dag: casus["begin_verzuim"] == dag - dt.timedelta(days=dagen)


def _wordt(jaren: int) -> Callable[[dict[str, Any], dt.date], bool]:
    """Whether the birthday is this very month: a year older from the first of the next."""
    return lambda casus, dag: casus["geboortemaand"] == dag.replace(year=dag.year - jaren, day=1)


GRENZEN: dict[str, Callable[[dict[str, Any], dt.date], bool]] = {
    "28 dagen": _verzuimt(28),
    "29 dagen": _verzuimt(29),
    "wordt 5": _wordt(5),
    "wordt 18": _wordt(18),
    "open einde": lambda casus, _: casus["einde_verzuim"] is None,
    "gemeld op de peildatum": lambda casus, dag: casus["melding"] == dag,
    "eindigt een dag later": lambda casus, dag: casus["einde_verzuim"] == dag + mening.DAG,
    "gemeld op een schrikkeldag": lambda casus, _: casus["melding"] == dt.date(2024, 2, 29),
    "op een schrikkeldag": lambda _, dag: dag == dt.date(2024, 2, 29),
    "drie maanden": lambda casus, dag: mening.maanden_later(casus["melding"], 3) == dag,
    "begin onbekend": lambda casus, _: casus["begin_verzuim"] is None,
    "geboortemaand onbekend": lambda casus, _: casus["geboortemaand"] is None,
}


@pytest.mark.parametrize("grens", GRENZEN)
def test_the_registers_hold_every_boundary_often(grens: str) -> None:
    assert _komt_voor(GRENZEN[grens]) >= 20


def test_changes_fall_on_the_peildatum_and_twice_on_a_day() -> None:
    verloop = [rij for _, rijen in REGISTERS.values() for rij in rijen]
    dagen = [(rij["casus"], rij["vanaf"]) for rij in verloop]
    assert len(dagen) - len(set(dagen)) >= 20
    assert sum(rij["vanaf"] in PEILDATA for rij in verloop) >= 100


@pytest.mark.parametrize(
    ("dag", "aantal", "later"),
    [
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-05-31", 6, "2024-11-30"),
        ("2024-10-31", 3, "2025-01-31"),
    ],
)
def test_calendar_months_end_on_the_last_day_of_a_short_month(
    dag: str, aantal: int, later: str
) -> None:
    assert mening.maanden_later(dt.date.fromisoformat(dag), aantal).isoformat() == later
