"""Every amount of the plan opened: numbers × prices that add up to it, rubriek by rubriek."""

import pytest

from tests.warehouse.test_middelen_regels import T2024
from tests.warehouse.test_middelen_scenario import BEGROTING, POSTEN
from warehouse.middelen import delen
from warehouse.middelen.delen import Aantallen
from warehouse.middelen.plan import Deel
from warehouse.middelen.posten import Geldpost, per_rubriek, resultaat, van_moment
from warehouse.middelen.regels import Schoolcijfers, schoolbudget

PLAN_2024 = BEGROTING[1]
AANTALLEN = Aantallen(leerlingen=21_747, ikc=620, ikc_ander=109, so=183)
# What the plan's own line of 2024 leaves room for: 247 placements beside the DWS.
BUDGET = {
    s.opbouw: s for s in schoolbudget(Schoolcijfers(21_747, 247, 126, 630_000, 75, 150), T2024)
}
POST = {p.post: p for p in van_moment(POSTEN, PLAN_2024)}


def open_(naam: str, aantallen: Aantallen = AANTALLEN) -> list[Deel]:
    return delen.van_post(POSTEN, PLAN_2024, POST[naam], BUDGET, T2024, aantallen)


@pytest.mark.parametrize("post", POST.values(), ids=lambda p: p.post)
def test_the_parts_of_a_post_are_the_post(post: Geldpost) -> None:
    stukken = open_(post.post)
    if stukken:
        assert delen.som(stukken) == pytest.approx(post.bedrag, abs=0.01)
    for deel in stukken:
        if deel.aantal is not None and deel.prijs is not None:
            assert deel.aantal * deel.prijs == pytest.approx(deel.bedrag)


def test_the_line_for_schools_is_pupils_times_amount_less_places_times_tariffs() -> None:
    eerste, tweede, derde, rest = open_("ondersteuningsbedrag bao")
    assert (eerste.aantal, eerste.prijs) == (21_747, 450)
    assert (tweede.aantal, tweede.prijs) == (247, -6635)
    assert (derde.aantal, derde.prijs) == (126, -1350)
    assert rest == Deel("verschil met wat uit de leveringen volgt", pytest.approx(608))


def test_the_volumebekostiging_is_620_pupils_times_the_difference_of_two_tariffs() -> None:
    eigen, rest = open_("sbo: aanvulling volumebekostiging")
    assert eigen.aantal == 620
    assert eigen.bedrag == pytest.approx(1_172_509.46, abs=0.01)
    assert rest.bedrag == pytest.approx(1.54, abs=0.01)
    ander, _ = open_("volumebekostiging IKC ander swv")
    assert ander.bedrag == pytest.approx(206_134.73, abs=0.01)
    [zonder] = open_("sbo: aanvulling volumebekostiging", Aantallen())
    assert zonder.naam.startswith("komt overeen met leerlingen op het IKC")
    assert zonder.aantal == pytest.approx(620, abs=0.01)


def test_what_the_state_pays_and_what_so_costs_is_shown_per_pupil() -> None:
    [licht] = open_("lichte ondersteuning")
    assert (licht.aantal, licht.prijs) == (21_747, pytest.approx(356.36, abs=0.005))
    [so] = open_("so: bekostiging via DUO")
    assert (so.aantal, so.prijs) == (183, pytest.approx(17_653.10, abs=0.005))
    [sbo] = open_("sbo: bekostiging via DUO")
    assert sbo.prijs == T2024.sbo
    for naam in ("lichte ondersteuning", "so: bekostiging via DUO"):
        assert open_(naam, Aantallen()) == []
    assert open_("Gentiaan") == []
    assert open_("subsidie HB") == []


def test_the_rubrieken_are_their_posts_and_the_result_is_all_of_them() -> None:
    van, naar = BEGROTING[1], BEGROTING[2]
    *rubrieken, slot = per_rubriek(POSTEN, van, naar)
    assert [v.rubriek for v in rubrieken] == [
        "rijksbijdragen",
        "overige baten",
        "overdrachten",
        "organisatie",
        "uitvoering",
    ]
    assert rubrieken[0].naar == pytest.approx(18_692_192, abs=1)
    assert (slot.van, slot.naar) == (resultaat(POSTEN, van), resultaat(POSTEN, naar))
    assert sum(v.effect for v in rubrieken) == pytest.approx(slot.effect, abs=3)


def test_the_plan_withholds_for_247_placements() -> None:
    """7.977.813 = 21.747 × 450 − 126 × 1.350 − 247 × 6.635, but for € 608."""
    plaatsen = delen.begrote_plaatsingen(7_977_813, BUDGET)
    assert plaatsen == pytest.approx(246.9, abs=0.05)
    zonder = {naam: stap for naam, stap in BUDGET.items() if naam != "dws"}
    assert delen.begrote_plaatsingen(7_977_813, zonder) == pytest.approx(272.5, abs=0.06)
    assert delen.begrote_plaatsingen(7_977_813, {}) is None
