"""Sankey, in and out, and lichtingen against the kengetallen: 200 random registers of each kind."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import duckdb
import polars as pl
import pytest

from app.dossier import Dossier, Toestand, stand_op, stroom
from pipelines.contract import load_contracten
from tests.pipelines.lezen import PROFIEL
from tests.pipelines.magazijn import BRONNEN
from tests.warehouse.proefregisters import ONTVANGEN, PEILDATA, register
from tests.warehouse.tweede_mening import willekeurig
from warehouse import periode
from warehouse.build import CORE, Bron, Deel, bouw, bouw_leeg, maak_core
from warehouse.casus import CASUSSEN
from warehouse.cohorten import Lichting, bereken, rijen_voor
from warehouse.oprollen import maak_waarden
from warehouse.overleving import terug_binnen
from warehouse.register import KENGETALLEN, laad_kengetal

AANTAL = 200
Rij = dict[str, Any]


def _lees(verbinding: duckdb.DuckDBPyConnection, sql: str) -> list[Rij]:
    antwoord = verbinding.execute(sql)
    namen = [kolom[0] for kolom in antwoord.description]
    return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]


def _vul(verbinding: duckdb.DuckDBPyConnection, tabel: str, rijen: list[Rij]) -> None:
    verbinding.execute(f"delete from {tabel}")
    if rijen:
        verbinding.register("_rijen", pl.DataFrame(rijen, infer_schema_length=None))
        verbinding.execute(f"insert into {tabel} by name from _rijen")
        verbinding.unregister("_rijen")


# --- Thuiszitters: any day, in and out ------------------------------------------------------------

REGISTERS = {f"R{nummer:04d}": register(nummer) for nummer in range(AANTAL)}


@pytest.fixture(scope="module")
def thuiszitters(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Figures of all registers, each under a swv of its own, and the rows of the case file."""
    map_ = tmp_path_factory.mktemp("registers")
    rijen = {
        "thuiszitters": [casus for casussen, _ in REGISTERS.values() for casus in casussen],
        "thuiszitters_verloop": [rij for _, verloop in REGISTERS.values() for rij in verloop],
    }
    delen = []
    for nummer, (bron, van_bron) in enumerate(rijen.items(), start=1):
        pad = map_ / f"{bron}.parquet"
        met_rij = [rij | {"rij": plek} for plek, rij in enumerate(van_bron, start=1)]
        pl.DataFrame(met_rij, infer_schema_length=None).write_parquet(pad)
        delen.append(Deel(nummer, ONTVANGEN, bron, pad))
    bouw(map_ / "werk.duckdb", PROFIEL, {}, BRONNEN, delen)
    with duckdb.connect(str(map_ / "werk.duckdb")) as verbinding:
        _per_register(verbinding)
        verbinding.execute("drop table waarde")
        verbinding.execute("drop table atoom")
        namen = ("thuiszitters_eigen", "thuiszitters_landelijk", "thuiszitters_stroom")
        maak_waarden(verbinding, {n: laad_kengetal(KENGETALLEN / n) for n in namen})
        yield verbinding


def _per_register(verbinding: duckdb.DuckDBPyConnection) -> None:
    """Every register becomes a region, with the test's own peildata."""
    dagen = [{"swv": PROFIEL.swv, "soort": "thuiszitters", "datum": dag} for dag in PEILDATA]
    _vul(verbinding, "peildatum", dagen)
    for pad in CORE.glob("*.sql"):
        verbinding.execute(f"drop table {pad.stem}")
    maak_core(verbinding)
    for tabel in ("thuiszitter", "thuiszitter_stand", "thuiszitter_tijd", "thuiszitter_open"):
        verbinding.execute(f"update {tabel} set swv = left(casus, 5)")
    gevuld = [{"swv": naam} for naam in REGISTERS]
    verbinding.register("_swv", pl.DataFrame(gevuld))
    for tabel in (
        *("tijdvak", "register_bereik", "thuiszitter_peildatum", "thuiszitter_gebied"),
        *("norm", "gemeente"),
    ):
        verbinding.execute(
            f"create or replace table {tabel} as"
            f" select _swv.swv, {tabel}.* exclude (swv) from {tabel} cross join _swv"
        )


@pytest.fixture(scope="module")
def dossiers(thuiszitters: duckdb.DuckDBPyConnection) -> dict[str, list[Dossier]]:
    """The cases of every register, as the app reads them from the case file."""
    standen: dict[str, list[Toestand]] = defaultdict(list)
    for rij in _lees(thuiszitters, _casus("thuiszitter_stand")):
        standen[rij["casus"]].append(Toestand(**rij))
    per: dict[str, list[Dossier]] = {naam: [] for naam in REGISTERS}
    for rij in _lees(thuiszitters, _casus("thuiszitter")):
        dossier = Dossier(**rij, standen=tuple(sorted(standen[rij["casus"]], key=_vanaf)))
        per[rij["casus"][:5]].append(dossier)
    return per


def _vanaf(stand: Toestand) -> dt.date:
    return stand.vanaf


def _casus(tabel: str) -> str:
    return (CASUSSEN / f"{tabel}.sql").read_text("utf-8")


def _regio(verbinding: duckdb.DuckDBPyConnection, kengetal: str) -> dict[tuple[str, str], Rij]:
    sql = f"select * from waarde where kengetal = '{kengetal}' and grain = 'regio'"
    return {(rij["swv"], rij["periode"]): rij for rij in _lees(verbinding, sql)}


def test_any_day_gives_the_figure_of_a_peildatum(
    thuiszitters: duckdb.DuckDBPyConnection, dossiers: dict[str, list[Dossier]]
) -> None:
    eigen = _regio(thuiszitters, "thuiszitters_eigen")
    landelijk = _regio(thuiszitters, "thuiszitters_landelijk")
    vergeleken = 0
    for (swv, code), rij in eigen.items():
        stand = stand_op(dossiers[swv], dt.date.fromisoformat(code))
        assert stand.eigen == rij["waarde"], (swv, code)
        grenzen = landelijk[swv, code]
        assert stand.landelijk == (grenzen["waarde_min"], grenzen["waarde_max"]), (swv, code)
        vergeleken += stand.eigen > 0
    assert vergeleken > AANTAL


def test_in_and_out_agree_with_the_stock_between_any_two_peildata(
    dossiers: dict[str, list[Dossier]],
) -> None:
    for swv, van_register in dossiers.items():
        for van, tot in itertools.pairwise(PEILDATA):
            gevonden = stroom(van_register, van, tot)
            assert gevonden.klopt, (swv, van)
            assert gevonden.begin == stand_op(van_register, van).eigen
            assert gevonden.eind == stand_op(van_register, tot).eigen


def test_the_flow_of_a_schooljaar_is_that_of_its_cases(
    thuiszitters: duckdb.DuckDBPyConnection, dossiers: dict[str, list[Dossier]]
) -> None:
    sql = "select * from waarde where kengetal = 'thuiszitters_stroom' and grain = 'stroom'"
    per: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for rij in _lees(thuiszitters, sql):
        per[rij["swv"], rij["periode"]][rij["stroom"]] = rij["waarde"]
    assert len(per) > AANTAL
    for (swv, code), gevonden in per.items():
        einde = min(periode.einde(code), ONTVANGEN)
        met_de_hand = stroom(dossiers[swv], periode.begin(code), einde)
        verwacht = {"erbij": met_de_hand.erbij, "eraf": met_de_hand.eraf, "eind": met_de_hand.eind}
        assert gevonden == verwacht, (swv, code)
        vorige = per.get((swv, f"{int(code[:4]) - 1}-{code[:4]}"))
        if vorige:
            assert vorige["eind"] + gevonden["erbij"] - gevonden["eraf"] == gevonden["eind"]


# --- Flows into and out of the GO, and lichtingen -------------------------------------------------

STAND = dt.date(2024, 6, 20)
STROMEN = (
    *("verwijzingen", "onderinstroom", "terugplaatsingen", "verblijfsduur_go"),
    *("instroom_go", "uitstroom_go", "terug_na_plaatsing"),
)


def _overstappen(rng: Random, aantal: int) -> list[Rij]:
    """Random moves, of few enough pupils that many have several."""
    rijen = [
        rij | {"leerling": f"L{rng.randint(1, aantal // 2)}"}
        for rij in willekeurig.overstappen(rng, aantal)
    ]
    # And some who go there and come back, or go on: else hardly anybody ever does.
    for plaats in range(aantal // 3):
        heen = {"van_soort": rng.choice(["bao", "geen"]), "naar_soort": rng.choice(["sbo", "so"])}
        heen |= {"naar_code": rng.choice(willekeurig.CODES[4:]), "begin_go": None}
        rij = rijen[plaats] = rijen[plaats] | heen
        later = rij["datum"] + dt.timedelta(days=rng.randint(1, 900))
        terug = {"van_soort": heen["naar_soort"], "van_code": rij["naar_code"]}
        terug |= {"naar_soort": rng.choice(["bao", "bao", "vo", "elders"])}
        terug |= {"naar_code": rng.choice(willekeurig.CODES[:4]), "datum": min(later, STAND)}
        rijen.append(rij | terug | {"overstap_id": f"T{plaats}", "begin_go": rij["datum"]})
    return rijen


@dataclass(frozen=True)
class Wereld:
    """Of one random register: the stays, the figures by kengetal, and the lichtingen."""

    verblijven: list[Rij]
    per: dict[str, list[Rij]]
    waarden: pl.DataFrame
    lichtingen: list[Lichting]


@pytest.fixture(scope="module")
def werelden() -> list[Wereld]:
    """200 random registers, computed in one database: each is a region of its own."""
    with duckdb.connect() as verbinding:
        bronnen = [
            Bron(naam, contract.sql_kolommen, contract.scope, contract.staging_sql)
            for naam, contract in load_contracten().items()
        ]
        bouw_leeg(verbinding, PROFIEL, bronnen)
        _vul_werelden(verbinding)
        maak_waarden(verbinding, {naam: laad_kengetal(KENGETALLEN / naam) for naam in STROMEN})
        waarden = verbinding.sql("select * from waarde").pl()
        verblijven = verbinding.sql("select * from go_verblijf").pl()
    return [_wereld(f"{zaad:03d}", waarden, verblijven) for zaad in range(AANTAL)]


def _vul_werelden(verbinding: duckdb.DuckDBPyConnection) -> None:
    scholen: list[Rij] = []
    overstappen: list[Rij] = []
    for zaad in range(AANTAL):
        rng, merk = Random(zaad), f"{zaad:03d}"
        scholen += [
            rij | {"school_code": merk + rij["school_code"]} for rij in willekeurig.scholen(rng)
        ]
        codes = ("overstap_id", "leerling", "van_code", "naar_code")
        overstappen += [
            rij | {c: merk + rij[c] for c in codes if rij[c] != "onbekend"}
            for rij in _overstappen(rng, rng.choice((40, 90)))
        ]
    _vul(verbinding, "staging_scholen", scholen)
    _vul(verbinding, "staging_overstappen", overstappen)
    _vul(verbinding, "bron_stand", [{"bron": "overstappen", "datum": STAND}])
    for pad in CORE.glob("*.sql"):
        verbinding.execute(f"drop table {pad.stem}")
    maak_core(verbinding)
    verbinding.execute("update overstap set swv = left(overstap_id, 3)")
    verbinding.execute("update school_tijdvak set swv = left(school_code, 3)")
    merken = pl.DataFrame([{"swv": f"{zaad:03d}"} for zaad in range(AANTAL)])
    verbinding.register("_swv", merken)
    for tabel in ("tijdvak", "register_bereik"):
        verbinding.execute(
            f"create or replace table {tabel} as"
            f" select _swv.swv, {tabel}.* exclude (swv) from {tabel} cross join _swv"
        )
    verblijf = (CORE / "go_verblijf.sql").read_text("utf-8")
    verbinding.execute(f"create or replace table go_verblijf as {verblijf}")


def _wereld(swv: str, waarden: pl.DataFrame, verblijven: pl.DataFrame) -> Wereld:
    eigen, stukken = (frame.filter(pl.col("swv") == swv) for frame in (waarden, verblijven))
    per: dict[str, list[Rij]] = defaultdict(list)
    for rij in eigen.iter_rows(named=True):
        per[rij["kengetal"]].append(rij)
    with duckdb.connect() as verbinding:
        verbinding.register("go_verblijf", stukken)
        lichtingen = bereken(verbinding, eigen)
    return Wereld(list(stukken.iter_rows(named=True)), per, eigen, lichtingen)


def _van(rijen: list[Rij], grain: str, *codes: str) -> dict[Any, Rij]:
    return {
        (rij["periode"], *(rij[code] for code in codes)): rij
        for rij in rijen
        if rij["grain"] == grain and rij["periode_soort"] == "schooljaar"
    }


def test_the_lanes_of_the_sankey_are_the_kengetallen(
    werelden: list[Wereld],
) -> None:
    gezien = 0
    for per in (wereld.per for wereld in werelden):
        lanen = {
            "verwijzingen": ("instroom_go", "afkomst", "bao"),
            "onderinstroom": ("instroom_go", "afkomst", "onderinstroom"),
            "terugplaatsingen": ("uitstroom_go", "bestemming", "bao"),
        }
        for kengetal, (stroom_, grain, code) in lanen.items():
            delen = _van(per[stroom_], grain, grain)
            for (jaar,), rij in _van(per[kengetal], "regio").items():
                assert delen[jaar, code]["waarde"] == rij["waarde_min"], (kengetal, jaar)
                gezien += rij["waarde_min"] > 0
        for stroom_, grain in (("instroom_go", "afkomst"), ("uitstroom_go", "bestemming")):
            som: dict[str, float] = defaultdict(float)
            for (jaar, _), rij in _van(per[stroom_], grain, grain).items():
                som[jaar] += rij["waarde"]
            totalen = {jaar: rij["waarde"] for (jaar,), rij in _van(per[stroom_], "regio").items()}
            assert dict(som) == totalen
        for (jaar,), rij in _van(per["verblijfsduur_go"], "regio").items():
            weg = _van(per["uitstroom_go"], "regio")[jaar,]["waarde"]
            assert rij["n"] + rij["ontbreekt"] == weg
    assert gezien > AANTAL


def test_a_lichting_holds_the_returns_of_the_kengetal(
    werelden: list[Wereld],
) -> None:
    """No return is counted that is no terugplaatsing, and those within a term are the teller."""
    gezien = 0
    for wereld in werelden:
        verblijven, per, lichtingen = wereld.verblijven, wereld.per, wereld.lichtingen
        terug = defaultdict(int)
        for verblijf in verblijven:
            if verblijf["is_terug"]:
                terug[periode.schooljaar_van(verblijf["einde"])] += 1
        regio = _van(per["terugplaatsingen"], "regio")
        for jaar, aantal in terug.items():
            assert aantal <= regio[jaar,]["waarde_min"], jaar
            gezien += aantal
        for (jaar, termijn), rij in _van(per["terug_na_plaatsing"], "termijn", "termijn").items():
            eigen = [v for v in verblijven if v["periode"] == jaar]
            binnen = [v for v in eigen if v["is_terug"] and v["verblijfsduur"] <= int(termijn)]
            assert (rij["teller"], rij["noemer"]) == (len(binnen), len(eigen)), (jaar, termijn)
        for lichting in lichtingen:
            if len(lichting.perioden) == 1:
                rij = _van(per["terug_na_plaatsing"], "termijn", "termijn")[
                    lichting.lichting, lichting.termijn
                ]
                assert lichting.schatting.terug == rij["teller"]
                assert lichting.schatting.n == rij["noemer"]
                assert lichting.schatting.aandeel >= rij["waarde"] - 1e-9
    assert gezien > AANTAL


def test_a_hidden_lichting_goes_to_nobody_else(
    werelden: list[Wereld],
) -> None:
    weg = 0
    for wereld in werelden:
        waarden, lichtingen = wereld.waarden, wereld.lichtingen
        verborgen = waarden.with_columns(pl.lit("x").alias("symbool"))
        bloot = waarden.with_columns(pl.lit(None, dtype=pl.String).alias("symbool"))
        assert rijen_voor(lichtingen, verborgen, is_bloot=False) == []
        assert len(rijen_voor(lichtingen, bloot, is_bloot=True)) == len(lichtingen)
        for rij in rijen_voor(lichtingen, bloot, is_bloot=False):
            assert round(rij["aandeel"], 2) == rij["aandeel"]
        weg += len(lichtingen)
    assert weg > AANTAL / 2


def test_kaplan_meier_as_worked_out_by_hand() -> None:
    """Ten pupils: one back after half a year; two leave after one; of seven one is back after 1,5.

    Staying: 9/10, then 9/10 × 6/7 = 0,7714. Back: 10% within one year, 22,86% within two.
    """
    jaren = [0.5, 1.0, 1.0, 1.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5]
    terug = [True, False, False, True] + [False] * 6
    een, twee = (terug_binnen(jaren, terug, termijn) for termijn in (1, 2))
    assert (een.n, een.terug) == (10, 1)
    assert een.aandeel == pytest.approx(0.1)
    assert twee.aandeel == pytest.approx(1 - 0.9 * 6 / 7)
    # Greenwood: variance of log S is 1/(10·9) + 1/(7·6); the interval is on log(-log S).
    fout = (1 / 90 + 1 / 42) ** 0.5
    blijft = 0.9 * 6 / 7
    keer = 2.718281828459045 ** (1.959963984540054 * fout / abs(-0.2595111954850846))
    assert twee.onder == pytest.approx(1 - blijft ** (1 / keer), abs=1e-6)
    assert twee.boven == pytest.approx(1 - blijft**keer, abs=1e-6)


def test_nobody_back_is_zero_with_room_above_it() -> None:
    schatting = terug_binnen([3.0] * 20, [False] * 20, 3)
    assert (schatting.aandeel, schatting.onder) == (0.0, 0.0)
    assert 0.1 < schatting.boven < 0.2


def test_the_case_file_has_no_pseudonym() -> None:
    for query in CASUSSEN.glob("*.sql"):
        assert "leerling," not in query.read_text("utf-8"), query.name
