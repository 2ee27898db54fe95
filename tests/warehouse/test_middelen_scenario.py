"""The scenario: the plan's own lines, an amount that is solved, limits, a band from the past."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.demo import financien
from warehouse.middelen.plan import Aannames, Jaar, Plan
from warehouse.middelen.posten import (
    Geldpost,
    Moment,
    gedrukt,
    maak_plan,
    resultaat,
    som,
    verdient_woord,
    vergelijk,
)
from warehouse.middelen.regels import Tarieven
from warehouse.middelen.scenario import (
    Verleden,
    bedrag_bij_nul,
    jaar_onder,
    jaargroei,
    onzekerheid,
    reken_door,
)
from warehouse.profiel import laad_profiel

PROFIEL = laad_profiel("zuid-kennemerland")
NORM = {naam: float(waarde) for naam, waarde in PROFIEL.normen.model_dump().items()}
DRIJVER = {p.post: p.volgt for p in PROFIEL.scenariopost}
BEDRAG = {2024: 450.0, 2025: 430.0, 2026: 420.0, 2027: 385.0, 2028: 365.0}
TARIEVEN = Tarieven(plaatsbedrag=6635, ikc=8525.67, terugplaatsing=8000)
BEGROTING = [Moment(jaar, "begroting", "begroting") for jaar in range(2023, 2029)]
BALANS = ("eigen_vermogen", "weerstandsvermogen", "bestemmingsreserve", "signaleringswaarde")


def _posten() -> list[Geldpost]:
    """The plan of the region, as delivered."""
    rubriek = financien.rubrieken()
    return [
        Geldpost(
            jaar,
            "begroting",
            "begroting",
            rubriek.get(post, "balans" if post in BALANS else "totaal"),
            post,
            "",
            float(bedrag),
            DRIJVER.get(post, ""),
            plaats,
        )
        for jaar, bedragen in financien.plan().items()
        for plaats, (post, bedrag) in enumerate(bedragen.items())
    ]


POSTEN = _posten()


@pytest.fixture
def plan() -> Plan:
    gemaakt = maak_plan(POSTEN, BEGROTING[1], 21_747, BEDRAG, TARIEVEN, NORM)
    assert gemaakt
    return gemaakt


def lijn(uitkomst: list[Jaar], post: str) -> list[float]:
    return [r.bedrag for jaar in uitkomst for r in jaar.regels if r.post == post]


# --- The plan ------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", BEGROTING, ids=lambda m: str(m.jaar))
def test_the_totals_of_the_plan_add_up_but_for_the_one_that_is_reported(moment: Moment) -> None:
    """Of 2023 the terugplaatsingsondersteuning is listed, and in no total."""
    weg = 30_000 if moment.jaar == 2023 else 0
    baten, lasten = som(POSTEN, moment, True), som(POSTEN, moment, False)
    assert baten == pytest.approx(gedrukt(POSTEN, moment, "totaal_baten"), abs=1)
    assert lasten - weg == pytest.approx(gedrukt(POSTEN, moment, "totaal_lasten"), abs=1.5)
    assert baten - lasten + weg == pytest.approx(resultaat(POSTEN, moment), abs=2)


def test_the_effects_of_the_posts_are_the_change_of_the_resultaat() -> None:
    """Also from 2023, where the difference with the printed total is a line of its own."""
    for van, naar in ((BEGROTING[0], BEGROTING[1]), (BEGROTING[1], BEGROTING[4])):
        effect = sum(v.effect for v in vergelijk(POSTEN, van, naar))
        assert effect == pytest.approx(resultaat(POSTEN, naar) - resultaat(POSTEN, van), abs=2)


def test_a_deviation_deserves_a_word_by_its_size_or_its_share() -> None:
    bedragen = {v.post: v for v in vergelijk(POSTEN, BEGROTING[1], BEGROTING[2])}
    assert verdient_woord(bedragen["ondersteuningsbedrag bao"], NORM)
    assert not verdient_woord(bedragen["Gentiaan"], NORM)
    klein = replace(bedragen["Gentiaan"], naar=65_000 - NORM["afwijking_vanaf_euro"])
    assert verdient_woord(klein, NORM)
    assert not verdient_woord(replace(klein, van=1_000_000, naar=985_000), NORM)


# --- The scenario --------------------------------------------------------------------------------


def test_the_plan_grows_by_two_four_and_minus_seven_tenths_of_a_percent(plan: Plan) -> None:
    assert plan.aannames == Aannames(ikc=0.02, so=0.04, leerlingen=-0.007)


def test_with_the_plans_growth_a_scenario_gives_the_plans_lines(plan: Plan) -> None:
    uitkomst = reken_door(plan, Aannames(ikc=0.02, so=0.04, leerlingen=-0.007))
    assert [jaar.jaar for jaar in uitkomst] == [2025, 2026, 2027, 2028]
    for post in (p.post for p in plan.posten):
        gepland = [financien.plan()[jaar].get(post, 0) for jaar in range(2025, 2029)]
        assert lijn(uitkomst, post) == pytest.approx(gepland, rel=0.001, abs=1), post
    verwacht = [-585_334, -508_013, -89_615, -790]
    assert [j.resultaat for j in uitkomst] == pytest.approx(verwacht, abs=500)
    assert uitkomst[-1].reserve == pytest.approx(613_292, abs=1_000)


def test_beyond_the_plan_a_scenario_goes_on(plan: Plan) -> None:
    uitkomst = reken_door(plan, replace(plan.aannames, jaren=8))
    assert uitkomst[-1].jaar == 2032
    sbo = lijn(uitkomst, "sbo: bekostiging via DUO")
    assert sbo[-1] == pytest.approx(3_881_194 * 1.02**8)
    assert lijn(uitkomst, "lichte ondersteuning")[-1] < 7_535_035
    # With the plan's growth every post is as the plan would have gone on.
    for regel in uitkomst[-1].regels:
        assert regel.bedrag == pytest.approx(regel.gepland, rel=0.002, abs=1), regel.post


def test_each_assumption_moves_what_it_should(plan: Plan) -> None:
    basis = plan.aannames
    eerst = reken_door(plan, basis)[0]

    def anders(**wat: object) -> Jaar:
        return reken_door(plan, replace(basis, **wat))[0]  # type: ignore[arg-type]

    assert anders(korting=0.01).baten == pytest.approx(eerst.baten - 0.01 * 18_692_192, abs=1)
    duurder = anders(leerlingbedrag=431.0).lasten - eerst.lasten
    assert duurder == pytest.approx(21_747 * 0.993)
    # More pupils in so cost all, and the schools that send them a part of it.
    meer = anders(so=0.05)
    so = 3_230_518 * 0.01
    bao = lijn([meer], "ondersteuningsbedrag bao")[0] - lijn([eerst], "ondersteuningsbedrag bao")[0]
    assert bao < 0
    assert meer.lasten - eerst.lasten == pytest.approx(so + bao)


def test_a_terugplaatsing_is_paid_for_two_years_and_leaves_a_place_empty(plan: Plan) -> None:
    basis = replace(plan.aannames, terugplaatsingen=0, jaren=5)
    zonder = reken_door(plan, basis)
    met = reken_door(plan, replace(basis, terugplaatsingen=3))
    post = "terugplaatsingsondersteuning"
    extra = [m - z for m, z in zip(lijn(met, post), lijn(zonder, post), strict=True)]
    assert extra[:4] == pytest.approx([3 * 8000 * deel / 12 for deel in (4, 16, 24, 24)])
    plaatsen = [
        sum(d.aantal or 0 for r in jaar.regels for d in r.delen if "terugplaatsing" in d.naam)
        for jaar in met
    ]
    assert plaatsen[0] == 3 * 4  # months of support only: the place is still paid for


def test_the_floor_holds_in_its_years_or_for_good(plan: Plan) -> None:
    laag = replace(plan.aannames, leerlingbedrag=300.0)
    bedragen = {
        bodem: [j.leerlingbedrag for j in reken_door(plan, replace(laag, bodem=bodem))]
        for bodem in ("afspraak", "altijd", "geen")
    }
    assert bedragen == {
        "afspraak": [400, 400, 300, 300],
        "altijd": [400] * 4,
        "geen": [300] * 4,
    }


@given(
    ikc=st.floats(-0.02, 0.08),
    so=st.floats(-0.02, 0.08),
    leerlingen=st.floats(-0.03, 0.02),
    korting=st.floats(0, 0.05),
    terug=st.integers(0, 30),
    jaren=st.integers(4, 8),
)
def test_the_amount_at_which_the_result_is_nothing_makes_it_nothing(
    ikc: float, so: float, leerlingen: float, korting: float, terug: int, jaren: int
) -> None:
    plan_ = maak_plan(POSTEN, BEGROTING[1], 21_747, BEDRAG, TARIEVEN, NORM)
    assert plan_
    aannames = Aannames(
        ikc, so, leerlingen, korting=korting, terugplaatsingen=terug, jaren=jaren, bodem="geen"
    )
    for jaar in (None, 2027):
        bedrag = bedrag_bij_nul(plan_, aannames, jaar)
        assert bedrag
        uitkomst = reken_door(plan_, replace(aannames, leerlingbedrag=bedrag))
        over = sum(j.resultaat for j in uitkomst if jaar in (None, j.jaar))
        assert abs(over) < 0.001 * 22_000 * jaren
        for regel in (r for j in uitkomst for r in j.regels):
            assert sum(d.bedrag for d in regel.delen) == pytest.approx(regel.bedrag)
            for deel in regel.delen:
                if deel.prijs is not None and deel.aantal is not None:
                    assert deel.aantal * deel.prijs == pytest.approx(deel.bedrag)


def test_the_year_in_which_the_reserve_goes_below_a_limit(plan: Plan) -> None:
    uitkomst = reken_door(plan, plan.aannames)
    assert jaar_onder(uitkomst, 650_000) == 2027
    assert jaar_onder(uitkomst, 100_000) is None
    assert jaar_onder(reken_door(plan, replace(plan.aannames, so=0.08)), 650_000) == 2026


# --- The band ------------------------------------------------------------------------------------


def test_growth_is_between_years_that_follow_on_each_other() -> None:
    assert jaargroei({2020: 100, 2021: 110, 2023: 50, 2024: 25}) == pytest.approx([0.1, -0.5])


def test_the_band_lies_around_the_scenario_and_widens(plan: Plan) -> None:
    verleden = Verleden(so=[0.01, 0.07, 0.04, 0.02, 0.06])
    band = onzekerheid(plan, plan.aannames, verleden)
    assert band
    reserves = [jaar.reserve for jaar in reken_door(plan, plan.aannames)]
    breedte = [boven - onder for onder, boven in zip(band.onder, band.boven, strict=True)]
    assert all(o < r < b for o, r, b in zip(band.onder, reserves, band.boven, strict=True))
    assert breedte == sorted(breedte)
    assert band == onzekerheid(plan, plan.aannames, verleden)


def test_without_enough_of_a_past_there_is_no_band(plan: Plan) -> None:
    assert onzekerheid(plan, plan.aannames, Verleden(so=[0.01, 0.07, 0.04])) is None


def test_a_past_that_never_wavered_gives_no_width(plan: Plan) -> None:
    band = onzekerheid(plan, plan.aannames, Verleden(so=[0.04] * 6))
    assert band
    assert band.onder == pytest.approx(band.boven)
