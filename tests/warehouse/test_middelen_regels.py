"""The rules of money by themselves: known answers, properties, and the same figures as the SQL."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.test_middelen import IKC_TARIEF, TARIEVEN, ikc_rijen, werk, willekeurig
from warehouse.middelen import regels
from warehouse.middelen.regels import Schoolcijfers, Tarieven, schoolbudget, som

T2024 = Tarieven(
    leerlingbedrag=450,
    plaatsbedrag=6635,
    dws=1350,
    instroom=8000,
    terugplaatsing=8000,
    sbo=regels.sbo_tarief(8525.67, 12938.34, 0.3),
    ikc=8525.67,
    so_1=12938.34,
    so_2=21053.23,
    so_3=31419.53,
)
SCHOOL = st.builds(
    Schoolcijfers,
    leerlingen=st.integers(0, 900),
    plaatsingen=st.integers(0, 40),
    dws_plaatsen=st.integers(0, 12),
    tlv_op_bao=st.integers(0, 90_000),
    maanden_terugplaatsing=st.integers(0, 48),
    maanden_instroom=st.integers(0, 48),
)
DAGEN = st.dates(dt.date(2018, 1, 1), dt.date(2026, 12, 31))


def test_the_known_answers_of_the_plan() -> None:
    sbo = regels.sbo_tarief(8525.67, 12938.34, 0.3)
    assert round(sbo, 4) == 6634.5257
    assert round(8525.67 - sbo, 4) == 1891.1443
    volume = regels.volumebekostiging(620, 8525.67, sbo)
    assert round(volume, 2) == 1_172_509.46
    assert volume == pytest.approx(1_172_511, abs=5)
    assert round(regels.volumebekostiging(109, 8525.67, sbo), 2) == 206_134.73
    assert round(regels.weerstandsvermogen(1_797_043, 0, 18_812_002) * 100, 2) == 9.55
    assert regels.signaleringswaarde(5_000_000, 0.035, 250_000) == 250_000


@pytest.mark.parametrize(
    ("baten", "resultaat", "waarde", "procent"),
    [
        (18_680_066, -301_422, 653_802, -1.61),
        (19_412_806, -762_957, 679_448, -3.93),
        (19_245_938, -585_334, 673_608, -3.04),
        (18_793_799, -508_013, 657_783, -2.70),
        (18_672_534, -89_615, 653_539, -0.48),
        (18_551_921, -790, 649_317, -0.00),
    ],
)
def test_six_signaleringswaarden_and_six_rentabiliteiten(
    baten: int, resultaat: int, waarde: int, procent: float
) -> None:
    assert regels.signaleringswaarde(baten, 0.035, 250_000) == pytest.approx(waarde, abs=1)
    assert round(regels.rentabiliteit(resultaat, baten) * 100, 2) == procent


def test_the_floor_of_the_amount_per_pupil_holds_in_its_years() -> None:
    bedragen = [regels.leerlingbedrag(365, jaar, 400, 2023, 2026) for jaar in range(2022, 2028)]
    assert bedragen == [365, 400, 400, 400, 400, 365]


@pytest.mark.parametrize(
    ("aantal", "bekostigd"),
    [(638, (620, 620)), (639, (620, 639)), (602, (620, 620)), (601, (601, 620))],
)
def test_the_band_of_three_percent(aantal: int, bekostigd: tuple[int, int]) -> None:
    assert regels.bekostigd_aantal(aantal, 620, 0.03) == bekostigd


def test_the_limits_belong_to_the_band() -> None:
    assert regels.bekostigd_aantal(618, 600, 0.03) == (600, 600)
    assert regels.bekostigd_aantal(582, 600, 0.03) == (600, 600)


def test_the_vangnet_pays_growth_that_is_larger_than_before_the_teldatum() -> None:
    assert regels.vangnet_so3(2, 3, 30_000) == 90_000
    assert [regels.vangnet_so3(n, v, 30_000) for n, v in ((3, 3), (-4, 0), (-2, -1))] == [0] * 3


def test_a_placement_costs_the_school_one_amount_and_all_the_rest() -> None:
    kosten = {k.soort: (k.school, round(k.samen, 2)) for k in regels.kosten_verwijzing(T2024)}
    assert kosten["ikc"] == (6635, 1890.67)
    assert kosten["so_3"] == (6635, 24784.53)


# --- Properties ----------------------------------------------------------------------------------


@given(SCHOOL)
def test_one_more_changes_exactly_what_it_should(cijfers: Schoolcijfers) -> None:
    stuk = {"leerlingen": 450, "plaatsingen": -6635, "dws_plaatsen": -1350, "tlv_op_bao": 1}
    stuk |= {"maanden_terugplaatsing": 8000 / 12, "maanden_instroom": 8000 / 12}
    voor = som(schoolbudget(cijfers, T2024))
    for veld, bedrag in stuk.items():
        meer = Schoolcijfers(**(vars(cijfers) | {veld: getattr(cijfers, veld) + 1}))
        assert som(schoolbudget(meer, T2024)) - voor == pytest.approx(bedrag, abs=1e-6)


@given(st.lists(SCHOOL, min_size=1, max_size=30))
def test_the_budgets_of_all_schools_are_the_line_of_the_region(
    scholen: list[Schoolcijfers],
) -> None:
    samen = Schoolcijfers(
        **{veld: sum(getattr(s, veld) for s in scholen) for veld in vars(scholen[0])}
    )
    per_school = sum(som(schoolbudget(school, T2024)) for school in scholen)
    assert per_school == pytest.approx(som(schoolbudget(samen, T2024)))


@given(DAGEN, st.one_of(st.none(), DAGEN))
def test_the_months_of_all_years_are_the_whole(dag: dt.date, vertrek: dt.date | None) -> None:
    if vertrek is not None and vertrek <= dag:
        vertrek = None
    per_jaar = [regels.steunmaanden(dag, vertrek, jaar, 24) for jaar in range(2017, 2030)]
    betaald = [
        (jaar, maand)
        for jaar in range(2017, 2030)
        for maand in range(1, 13)
        if dt.date(jaar, maand, 1) > dag and (vertrek is None or dt.date(jaar, maand, 1) < vertrek)
    ]
    assert sum(per_jaar) == min(len(betaald), 24)
    assert all(0 <= maanden <= 12 for maanden in per_jaar)
    heel = Schoolcijfers(0, maanden_terugplaatsing=12)
    assert som(schoolbudget(heel, T2024)) == pytest.approx(8000)


def test_a_tariff_that_is_missing_is_no_zero() -> None:
    with pytest.raises(ValueError, match="dws"):
        schoolbudget(Schoolcijfers(100, dws_plaatsen=1), Tarieven(leerlingbedrag=450))
    stappen = schoolbudget(Schoolcijfers(100), Tarieven(leerlingbedrag=450))
    assert som(stappen) == 45_000


# --- At the edges --------------------------------------------------------------------------------


def test_who_leaves_on_the_first_has_no_claim_to_that_month() -> None:
    inschrijving = dt.date(2023, 8, 1)  # from September
    maanden = {
        vertrek: regels.steunmaanden(inschrijving, vertrek, 2024, 24)
        for vertrek in (dt.date(2024, 3, 1), dt.date(2024, 3, 2), dt.date(2024, 3, 31))
    }
    assert list(maanden.values()) == [2, 3, 3]
    assert [regels.steunmaanden(inschrijving, None, j, 24) for j in range(2022, 2027)] == [
        0,
        4,
        12,
        8,
        0,
    ]


def test_two_years_to_the_day_and_never_a_verwijzing_on_the_day_of_the_move() -> None:
    wissel = dt.date(2021, 10, 10)
    gevallen = {dt.date(2023, 10, 10): True, dt.date(2023, 10, 11): False, wissel: False}
    assert {d: regels.is_verantwoordelijk(wissel, d, 24) for d in gevallen} == gevallen


def test_a_schooljaar_begins_in_august_and_weighs_two_years_later() -> None:
    assert [regels.schooljaar(dt.date(2024, m, 1)) for m in (1, 7, 8, 12)] == [
        2023,
        2023,
        2024,
        2024,
    ]
    begin, einde = dt.date(2022, 10, 3), dt.date(2025, 2, 1)
    assert regels.betaalde_jaren(begin, einde, True) == [2024, 2025, 2026]
    assert regels.betaalde_jaren(begin, einde, False) == [2024]


def test_growth_by_one_pupil_is_growth() -> None:
    assert regels.vangnet_so3(0, 1, 31_419.53) == 31_419.53
    assert regels.vangnet_so3(-2, 0, 31_419.53) == 0


def test_fixed_assets_are_no_weerstandsvermogen() -> None:
    assert regels.weerstandsvermogen(1_000_000, 250_000, 15_000_000) == 0.05


def test_tariffs_as_delivered_with_the_sbo_tarief_unrounded() -> None:
    """What a school pays is the delivered SBO-tarief; what a place costs, the one that follows."""
    geleverd = TARIEVEN | {"so 2": 21_053.23}
    assert Tarieven.uit_levering(geleverd, 0.3) == T2024
    zonder_sbo = {naam: bedrag for naam, bedrag in geleverd.items() if naam != "sbo"}
    assert Tarieven.uit_levering(zonder_sbo, 0.3) == T2024
    alleen_sbo = Tarieven.uit_levering({"sbo": 6635, "ikc": 8525.67}, 0.3)
    assert alleen_sbo == Tarieven(plaatsbedrag=6635, sbo=6635, ikc=8525.67)
    assert alleen_sbo.volumebedrag == pytest.approx(1890.67)
    assert Tarieven.uit_levering({"so 1": 12_938.34}, 0.3) == Tarieven(so_1=12_938.34)
    assert Tarieven.uit_levering({}, 0.3).volumebedrag is None


def test_every_step_has_its_name_number_and_price() -> None:
    cijfers = Schoolcijfers(200, 3, 2, 15_000, 6, 18)
    stappen = {s.opbouw: (s.bedrag, s.aantal, s.prijs) for s in schoolbudget(cijfers, T2024)}
    per_maand = pytest.approx(8000 / 12)
    assert stappen == {
        "leerlingen": (90_000, 200, 450),
        "verwijzingen": (-19_905, 3, -6635),
        "dws": (-2_700, 2, -1350),
        "tlv_bao": (15_000, None, None),
        "terugplaatsing": (pytest.approx(4_000), 6, per_maand),
        "instroom": (pytest.approx(12_000), 18, per_maand),
    }
    leeg = schoolbudget(Schoolcijfers(0), Tarieven())
    assert [(s.bedrag, s.aantal, s.prijs) for s in leeg if s.opbouw != "tlv_bao"] == [
        (0, 0, None)
    ] * 5


@pytest.mark.parametrize("stap", ["plaatsingen", "maanden_terugplaatsing", "maanden_instroom"])
def test_a_missing_tariff_is_named(stap: str) -> None:
    naam = {"plaatsingen": "verwijzingen"}.get(stap, stap.removeprefix("maanden_"))
    with pytest.raises(ValueError, match=f"^Voor {naam} is geen tarief geleverd\\.$"):
        schoolbudget(Schoolcijfers(100, **{stap: 1}), Tarieven(leerlingbedrag=450))


def test_without_a_price_of_a_place_there_are_no_costs_to_tell() -> None:
    assert regels.kosten_verwijzing(Tarieven(ikc=8525.67)) == []


# --- The same figures as the published ones ------------------------------------------------------

_TARIEF = Tarieven(
    leerlingbedrag=TARIEVEN["bedrag per leerling"],
    plaatsbedrag=TARIEVEN["sbo"],
    dws=TARIEVEN["dws"],
    instroom=TARIEVEN["instroom"],
    terugplaatsing=TARIEVEN["terugplaatsing"],
)
_VELD = {
    "leerlingen": "leerlingen",
    "verwijzingen": "plaatsingen",
    "dws": "dws_plaatsen",
    "terugplaatsing": "maanden_terugplaatsing",
    "instroom": "maanden_instroom",
}


@pytest.mark.parametrize("zaad", range(3))
def test_the_rules_give_the_budgets_that_the_sql_gives(zaad: int) -> None:
    """Of every school in every year with the SQL's own counts; and the counts from the moves."""
    elk = zaad % 2 == 0
    with werk(willekeurig(Random(zaad)), {"verwijzing_per_schooljaar": float(elk)}) as verbinding:
        rijen = verbinding.sql(
            "select jaar, school_code, opbouw, aantal, bedrag from school_budget order by all"
        ).fetchall()
        plaatsingen = verbinding.sql(
            "select school_code, begin, schooljaar_van, schooljaar_tot from plaatsing"
        ).fetchall()
        maanden = verbinding.sql(
            """
            select steunmaand.jaar, aantal_maanden, overstap.datum, min(later.datum)
            from steunmaand
            join overstap using (overstap_id)
            join staging_overstappen as bron using (overstap_id)
            left join staging_overstappen as later
                on later.leerling = bron.leerling and later.datum > bron.datum
            group by all
            """
        ).fetchall()
    scholen: dict[tuple[int, str], dict[str, tuple[float | None, float]]] = {}
    for jaar, school, stap, aantal, bedrag in rijen:
        scholen.setdefault((jaar, school), {})[stap] = (aantal, bedrag)
    getoetst = 0
    for stappen in scholen.values():
        if any(bedrag is None for _, bedrag in stappen.values()):
            continue  # the register does not know who made the verwijzing: a range
        cijfers = {_VELD[stap]: float(stappen[stap][0] or 0) for stap in _VELD}
        eigen = schoolbudget(Schoolcijfers(**cijfers, tlv_op_bao=stappen["tlv_bao"][1]), _TARIEF)
        assert {s.opbouw: s.bedrag for s in eigen} == pytest.approx(
            {stap: bedrag for stap, (_, bedrag) in stappen.items()}
        )
        getoetst += 1
    assert getoetst > 10
    for _, begin, van, tot in plaatsingen:
        if tot is not None:
            jaren = regels.betaalde_jaren(begin, dt.date(tot + 1, 7, 31), elk)
            assert jaren == list(range(van + 2, tot + 3))
    for jaar, aantal, inschrijving, vertrek in maanden:
        assert regels.steunmaanden(inschrijving, vertrek, jaar, 24) == aantal


@given(st.integers(1, 9999))
def test_who_pays_is_settled_by_two_years_to_the_day(dagen: int) -> None:
    wissel = dt.date(2021, 10, 10)
    verwijzing = wissel + dt.timedelta(days=dagen)
    binnen = verwijzing <= dt.date(2023, 10, 10)
    assert regels.is_verantwoordelijk(wissel, verwijzing, 24) == binnen
    assert not regels.is_verantwoordelijk(verwijzing, wissel, 24)


@pytest.mark.parametrize("aantal", [601, 602, 620, 638, 639, 700])
def test_the_volumebekostiging_is_that_of_the_sql(aantal: int) -> None:
    with werk(ikc_rijen({2024: (aantal, 31)})) as verbinding:
        onder, boven, ander = map(
            float,
            verbinding.sql("select bedrag_min, bedrag_max, bedrag_ander from ikc_jaar").fetchall()[
                0
            ],
        )
    sbo = regels.sbo_tarief(IKC_TARIEF["ikc"], IKC_TARIEF["so 1"], 0.3)
    bereik = regels.bekostigd_aantal(aantal + 31, 620, 0.03)
    eigen = [regels.volumebekostiging(n, IKC_TARIEF["ikc"], sbo) for n in (*bereik, 31)]
    assert eigen == pytest.approx([onder, boven, ander], abs=0.01)
