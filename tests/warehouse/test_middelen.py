"""Money: the known answers of the plan, the rules of the budget by hand, and a second opinion.

A few seeds in ``make test``, many more in ``make test-all``.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

import duckdb
import pytest

from pipelines.contract import load_contracten
from tests.steekproef import keren
from tests.warehouse.tweede_mening import middelen
from warehouse.build import CORE, Bron, bouw_leeg, maak_core
from warehouse.oprollen import maak_waarden
from warehouse.profiel import laad_profiel
from warehouse.register import KENGETALLEN, laad_kengetal

ZADEN = range(keren(6, 100))
STAND = dt.date(2026, 11, 20)
IKC = "IKC Focus"
IKC_TARIEF = {"ikc": 8525.67, "so 1": 12938.34}
TARIEVEN = {
    "bedrag per leerling": 450,
    "sbo": 6635,
    "dws": 1350,
    "instroom": 8000,
    "terugplaatsing": 8000,
    "so 3": 31419.53,
} | IKC_TARIEF
Rijen = Sequence[Mapping[str, Any]]
Staging = dict[str, list[dict[str, Any]]]


@contextmanager
def werk(
    staging: Mapping[str, Rijen], norm: Mapping[str, float] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The core tables that follow from these staging rows, all received on STAND."""
    with duckdb.connect() as verbinding:
        bronnen = [
            Bron(naam, contract.sql_kolommen, contract.scope, contract.staging_sql)
            for naam, contract in load_contracten().items()
        ]
        bouw_leeg(verbinding, laad_profiel("zuid-kennemerland"), bronnen)
        for bron, rijen in staging.items():
            verbinding.execute("insert into bron_stand values (?, ?)", [bron, STAND])
            verbinding.execute("insert into levering_deel values (1, ?, ?)", [STAND, bron])
            for rij in rijen:
                _voeg_toe(verbinding, f"staging_{bron}", rij)
        for naam, waarde in (norm or {}).items():
            verbinding.execute("update norm set waarde = ? where naam = ?", [waarde, naam])
        for pad in CORE.glob("*.sql"):
            verbinding.execute(f"drop table {pad.stem}")
        maak_core(verbinding)
        yield verbinding


def _voeg_toe(verbinding: duckdb.DuckDBPyConnection, tabel: str, rij: Mapping[str, Any]) -> None:
    vol = {"levering": 1, "rij": 1, **rij}
    verbinding.execute(
        f"insert into {tabel} ({', '.join(vol)}) values ({', '.join('?' * len(vol))})",
        list(vol.values()),
    )


def school(code: str, soort: str = "bao", naam: str = "", **anders: Any) -> dict[str, Any]:
    return {
        "schooljaar": 2014,
        "lijst": "eigen",
        "geldig_vanaf": dt.date(2014, 8, 1),
        "school_code": code,
        "school_naam": naam or f"School {code}",
        "bestuur_code": "90001",
        "schoolsoort": soort,
        "gemeente": "Haarlem",
        "is_lid": True,
    } | anders


def telling(jaar: int, code: str, aantal: int, **anders: Any) -> dict[str, Any]:
    """Own pupils on 1 February of a year."""
    return {
        "teldatum": dt.date(jaar, 2, 1),
        "school_code": code,
        "onderwijssoort": "bao",
        "swv_herkomst": "PO2704",
        "aantal": aantal,
        "aantal_min": aantal,
        "aantal_max": aantal,
    } | anders


def overstap(
    nummer: int, leerling: str, dag: dt.date, van: str, naar: str, **anders: Any
) -> dict[str, Any]:
    """A move; a side is written as soort:code."""
    van_soort, _, van_code = van.partition(":")
    naar_soort, _, naar_code = naar.partition(":")
    return {
        "overstap_id": f"O-{nummer:04}",
        "leerling": leerling,
        "datum": dag,
        "swv_herkomst": "PO2704",
        "van_soort": van_soort,
        "van_code": van_code or "onbekend",
        "naar_soort": naar_soort,
        "naar_code": naar_code or "onbekend",
        "tlv_nummer": None,
        "betaald_door": "school" if naar_soort in ("sbo", "so") else None,
        "is_zorgleerling": False,
    } | anders


def tarieven(*jaren: int) -> list[dict[str, Any]]:
    return [
        {"jaar": jaar, "tarief": naam, "bedrag": bedrag}
        for jaar in jaren
        for naam, bedrag in TARIEVEN.items()
    ]


# --- Known answers ------------------------------------------------------------------------------

PLAN = {  # jaar: baten, rijksbijdragen, resultaat, eigen vermogen
    2023: (18680066, 18036536, -301422, 2560000),
    2024: (19412806, 18812002, -762957, 1797043),
    2025: (19245938, 18692192, -585334, 1211709),
    2026: (18793799, 18561426, -508013, 703696),
    2027: (18672534, 18443661, -89615, 614081),
    2028: (18551921, 18328048, -790, 613292),
}
RENTABILITEIT = (-1.61, -3.93, -3.04, -2.70, -0.48, -0.00)
SIGNALERINGSWAARDE = (653802, 679448, 673608, 657783, 653539, 649317)


def test_the_plan_gives_the_known_shares_and_amounts() -> None:
    codes = ("totaal_baten", "totaal_rijksbijdragen", "resultaat", "eigen_vermogen")
    rijen = [
        {"jaar": jaar, "soort": "begroting", "moment": "begroting", "bedrag": bedrag, "post": code}
        | {"rubriek": "balans" if code == "eigen_vermogen" else "totaal"}
        for jaar, bedragen in PLAN.items()
        for code, bedrag in zip(codes, bedragen, strict=True)
    ]
    ids = ("rentabiliteit", "signaleringswaarde", "weerstandsvermogen")
    with werk({"financien": rijen}) as verbinding:
        maak_waarden(verbinding, {i: laad_kengetal(KENGETALLEN / i) for i in ids})
        waarde = {
            (kengetal, int(periode)): getal
            for kengetal, periode, getal in verbinding.execute(
                "select kengetal, periode, waarde from waarde where grain = 'regio'"
            ).fetchall()
        }
    for jaar, procent, bedrag in zip(PLAN, RENTABILITEIT, SIGNALERINGSWAARDE, strict=True):
        assert round(waarde["rentabiliteit", jaar] * 100, 2) == procent
        assert waarde["signaleringswaarde", jaar] == pytest.approx(bedrag, abs=1)
    assert round(waarde["weerstandsvermogen", 2024] * 100, 2) == 9.55


def ikc_rijen(aantallen: Mapping[int, tuple[int, int]]) -> Staging:
    """By year of the teldatum the own IKC pupils and those of another SWV; a sbo that is no IKC."""
    leerlingen = []
    for jaar, (eigen, ander) in aantallen.items():
        leerlingen.append(telling(jaar, "91AA00", eigen, onderwijssoort="sbo"))
        leerlingen.append(
            telling(jaar, "91AA00", ander, onderwijssoort="sbo", swv_herkomst="PO2711")
        )
        leerlingen.append(telling(jaar, "91AD00", 40, onderwijssoort="sbo"))
    scholen = [school("91AA00", "sbo", IKC), school("91AD00", "sbo", "SBO De Hildebrand")]
    return {
        "scholen": scholen,
        "leerlingen": leerlingen,
        "tarieven": tarieven(*(jaar + 1 for jaar in aantallen)),
    }


def test_the_volumebekostiging_of_2024_is_that_of_the_plan() -> None:
    with werk(ikc_rijen({2023: (511, 109)})) as verbinding:
        rij = verbinding.execute("select aantal, bedrag, bedrag_ander from ikc_jaar").fetchall()[0]
        volumebedrag, plaatsbedrag = verbinding.sql(
            "select volumebedrag, plaatsbedrag from tarief where jaar = 2024"
        ).fetchall()[0]
    assert [float(getal) for getal in rij] == [620, 1172509.46, 206134.73]
    assert round(8525.67 - volumebedrag, 4) == 6634.5257
    assert plaatsbedrag == 6635
    assert float(rij[1]) == pytest.approx(1172511, abs=5)


@pytest.mark.parametrize(
    ("aantal", "blijft"), [(638, True), (639, False), (602, True), (601, False)]
)
def test_within_three_percent_of_the_agreed_620_the_amount_stays(aantal: int, blijft: bool) -> None:
    with werk(ikc_rijen({2024: (aantal, 0)})) as verbinding:
        rij = verbinding.execute("select bedrag_min, bedrag_max from ikc_jaar").fetchall()[0]
    onder, boven = map(float, rij)
    assert (onder == boven == 1172509.46) is blijft
    assert 1172509.46 in (onder, boven)


def test_the_limits_of_the_band_belong_to_it() -> None:
    for aantal, blijft in ((618, True), (619, False), (582, True), (581, False)):
        with werk(ikc_rijen({2024: (aantal, 0)})) as verbinding:
            verbinding.execute("update ikc_afspraak set aantal = 600")
            verbinding.execute("drop table ikc_jaar")
            sql = (CORE / "ikc_jaar.sql").read_text("utf-8")
            verbinding.execute(f"create table ikc_jaar as {sql}")
            assert (verbinding.sql("select bedrag from ikc_jaar").fetchall()[0][0] is not None) is (
                blijft
            )


# --- The budget by hand -------------------------------------------------------------------------

BASIS: Staging = {
    "scholen": [school("99AA00"), school("99AB00"), school("99AC00"), school("91AA00", "sbo")],
    "leerlingen": [telling(2024, "99AA00", 200), telling(2024, "99AB00", 100)],
    "tarieven": tarieven(2025),
    "overstappen": [overstap(1, "begin", dt.date(2017, 8, 1), "elders", "bao:99AC00")],
    "tlv": [],
    "dws": [],
}


def stappen(staging: Staging, **norm: float) -> dict[tuple[int, str, str], float]:
    """(Jaar, school, step) → amount, where it is not zero."""
    with werk(staging, norm) as verbinding:
        rijen = verbinding.sql("select jaar, school_code, opbouw, bedrag from school_budget")
        return {(j, s, o): round(b, 2) for j, s, o, b in rijen.fetchall() if b}


def met(**bronnen: list[dict[str, Any]]) -> Staging:
    return BASIS | {bron: [*BASIS[bron], *rijen] for bron, rijen in bronnen.items()}


def test_pupils_of_february_the_year_before_times_the_amount() -> None:
    assert stappen(met()) == {
        (2025, "99AA00", "leerlingen"): 90_000,
        (2025, "99AB00", "leerlingen"): 45_000,
    }


def test_a_placement_costs_one_amount_every_schooljaar_or_once() -> None:
    staging = met(
        overstappen=[overstap(2, "L1", dt.date(2022, 10, 3), "bao:99AA00", "sbo:91AA00")],
        leerlingen=[telling(2023, "99AA00", 210)],
        tarieven=tarieven(2024),
    )
    post = "99AA00", "verwijzingen"
    elk = stappen(staging)
    assert (elk[2024, *post], elk[2025, *post]) == (-6635, -6635)
    een_keer = stappen(staging, verwijzing_per_schooljaar=0)
    assert een_keer[2024, *post] == -6635
    assert (2025, *post) not in een_keer


@pytest.mark.parametrize(
    ("dag", "betaler"),
    [(dt.date(2023, 10, 10), "99AB00"), (dt.date(2023, 10, 11), "99AA00")],
)
def test_the_sending_school_pays_for_two_years(dag: dt.date, betaler: str) -> None:
    staging = met(
        overstappen=[
            overstap(
                2, "L1", dt.date(2021, 10, 10), "bao:99AB00", "bao:99AA00", is_zorgleerling=True
            ),
            overstap(3, "L1", dag, "bao:99AA00", "sbo:91AA00"),
        ]
    )
    assert stappen(staging)[2025, betaler, "verwijzingen"] == -6635


def test_what_the_swv_pays_is_not_deducted() -> None:
    dag = dt.date(2023, 10, 2)
    heen = overstap(2, "L1", dag, "bao:99AA00", "sbo:91AA00", betaald_door="swv")
    assert (2025, "99AA00", "verwijzingen") not in stappen(met(overstappen=[heen]))


def test_a_terugplaatsing_at_another_school_is_paid_per_month_until_the_pupil_leaves() -> None:
    heen = overstap(2, "L1", dt.date(2021, 8, 1), "bao:99AC00", "sbo:91AA00")
    terug = overstap(3, "L1", dt.date(2024, 8, 1), "sbo:91AA00", "bao:99AB00")
    weg = overstap(4, "L1", dt.date(2025, 3, 10), "bao:99AB00", "elders")
    post = 2025, "99AB00", "terugplaatsing"
    assert stappen(met(overstappen=[heen, terug]))[post] == 8000
    assert stappen(met(overstappen=[heen, terug, weg]))[post] == 2000
    eigen = terug | {"naar_code": "99AC00"}
    assert not [s for s in stappen(met(overstappen=[heen, eigen])) if s[2] == "terugplaatsing"]


def test_a_year_without_a_tariff_that_is_needed_has_no_budget() -> None:
    staging = met(overstappen=[overstap(2, "L1", dt.date(2023, 9, 4), "bao:99AA00", "sbo:91AA00")])
    staging["tarieven"] = [r for r in staging["tarieven"] if r["tarief"] == "bedrag per leerling"]
    assert stappen(staging) == {}


# --- A second opinion ---------------------------------------------------------------------------

BAO = [f"99A{letter}00" for letter in "ABCDE"]
DAGEN = [dt.date(jaar, maand, dag) for jaar in range(2017, 2026) for maand, dag in
         ((1, 31), (2, 1), (3, 14), (7, 31), (8, 1), (10, 2), (12, 31))]  # fmt: skip


def willekeurig(rng: Random) -> Staging:
    """Five regular schools, one of them no member, and pupils who move to and fro among them."""
    scholen = [school(code, is_lid=code != BAO[-1]) for code in BAO]
    scholen += [school("91AA00", "sbo"), school("91BA00", "so", cluster=3)]
    jaren = range(2018, 2026)
    overstappen = [overstap(0, "begin", dt.date(2017, 1, 9), "elders", f"bao:{BAO[0]}")]
    tlv: list[dict[str, Any]] = []
    for leerling in range(rng.randint(5, 25)):
        dagen = sorted(rng.sample(DAGEN, rng.randint(1, 5)))
        soort, code = rng.choice([("bao", rng.choice(BAO[:-1])), ("geen", ""), ("elders", "")])
        for dag in dagen:
            van = f"{soort}:{code}"
            soort = rng.choice(["bao", "bao", "sbo", "so", "elders"])
            code = {"bao": rng.choice(BAO), "sbo": "91AA00", "so": "91BA00"}.get(soort, "")
            nummer = f"PO2704-{dag.year}-{len(tlv):05}"
            if rng.random() < 0.6:
                tlv.append(_tlv(rng, len(tlv), f"L{leerling}", dag, nummer))
            overstappen.append(
                overstap(len(overstappen), f"L{leerling}", dag, van, f"{soort}:{code}")
                | {"betaald_door": rng.choice(["school", "school", "swv"])}
                | {"is_zorgleerling": rng.random() < 0.6, "tlv_nummer": nummer}
            )
    return {
        "scholen": scholen,
        "leerlingen": [telling(jaar, code, rng.randint(50, 400)) for jaar in jaren for code in BAO],
        "tarieven": tarieven(*range(2019, 2027)),
        "overstappen": overstappen,
        "tlv": tlv,
        "dws": [_dws(rng, nummer, jaar) for jaar in range(2019, 2027) for nummer in range(4)],
    }


def _tlv(rng: Random, nummer: int, leerling: str, dag: dt.date, tlv_nummer: str) -> dict[str, Any]:
    is_bao = rng.random() < 0.3
    return {
        "aanvraag_id": f"A-{nummer:04}",
        "tlv_nummer": tlv_nummer,
        "leerling": leerling,
        "formulier": rng.choice("ABD"),
        "categorie": "BAO" if is_bao else rng.choice(["SBO", "I", "III"]),
        "bekostiger": "school",
        "school_code": rng.choice(BAO[:-1]) if is_bao else "91AA00",
        "aanvraagdatum": dag - dt.timedelta(days=40),
        "besluitdatum": dag - dt.timedelta(days=5),
        "besluit": rng.choice(["toegekend", "toegekend", "afgewezen"]),
        "ingangsdatum": dag,
        "einddatum": dt.date(dag.year + rng.randint(1, 4), 7, 31),
        "swv_herkomst": "PO2704",
        "bedrag": rng.randint(9, 45) * 1000 if is_bao else None,
    }


def _dws(rng: Random, nummer: int, jaar: int) -> dict[str, Any]:
    einde = rng.choice([None, None, dt.date(jaar, 1, 30), dt.date(jaar, 2, 1), dt.date(jaar, 6, 3)])
    return {
        "jaar": jaar,
        "leerling": f"D{nummer}",
        "school_code": rng.choice(BAO[:-1]),
        "leerjaar": 6,
        "status": "uitgestroomd" if einde else "deelnemer",
        "groep": "Noord 1",
        "begin": rng.choice([dt.date(jaar, 1, 8), dt.date(jaar, 2, 1), dt.date(jaar, 3, 1)]),
        "einde": einde if einde is None else max(einde, dt.date(jaar, 1, 30)),
    }


@pytest.mark.parametrize("zaad", ZADEN)
def test_the_budget_of_every_school_is_that_of_a_second_opinion(zaad: int) -> None:
    staging = willekeurig(Random(zaad))
    elk = zaad % 2 == 0
    with werk(staging, {"verwijzing_per_schooljaar": float(elk)}) as verbinding:
        rijen = verbinding.sql(
            "select jaar, school_code, opbouw, bedrag_min, bedrag_max from school_budget"
        ).fetchall()
    assert {rij[0] for rij in rijen} == set(range(2019, 2027))
    for jaar in range(2019, 2027):
        verwacht = middelen.budget(jaar, staging, elk_schooljaar=elk)
        eigen = {(s, o): (onder, boven) for j, s, o, onder, boven in rijen if j == jaar}
        assert set(verwacht) <= set(eigen)
        for sleutel, bereik in eigen.items():
            assert bereik == pytest.approx(verwacht.get(sleutel, (0, 0)), abs=0.01), (jaar, sleutel)


@pytest.mark.parametrize("zaad", ZADEN)
def test_the_volumebekostiging_is_that_of_a_second_opinion(zaad: int) -> None:
    rng = Random(zaad)
    aantallen = {jaar: (rng.randint(480, 560), rng.randint(80, 120)) for jaar in range(2019, 2026)}
    with werk(ikc_rijen(aantallen)) as verbinding:
        rijen = verbinding.sql("select jaar, bedrag_min, bedrag_max from ikc_jaar").fetchall()
    assert len(rijen) == len(aantallen)
    for jaar, onder, boven in rijen:
        verwacht = middelen.volumebekostiging(
            jaar, sum(aantallen[jaar - 1]), IKC_TARIEF, {2024: 620}
        )
        assert (float(onder), float(boven)) == pytest.approx(verwacht, abs=0.01), jaar
