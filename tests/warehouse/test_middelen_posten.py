"""The delivered amounts side by side, and opened: the parts are always the whole."""

import pytest

from warehouse.middelen import delen
from warehouse.middelen.delen import Aantallen
from warehouse.middelen.plan import BATEN, Deel, Planpost
from warehouse.middelen.posten import Geldpost, Moment, maak_plan, momenten, vergelijk
from warehouse.middelen.regels import Tarieven

BEGROTING = Moment(2026, "begroting", "begroting")
MARAP = Moment(2026, "marap", "marap september")
VORIG = Moment(2025, "jaarrekening", "jaarrekening")
BAAT, LAST = BATEN[0], "personeelslasten"
TARIEVEN = Tarieven(plaatsbedrag=6635, ikc=8525.67, terugplaatsing=8000)


def post(moment: Moment, rubriek: str, naam: str, bedrag: float, **anders: str) -> Geldpost:
    onderdeel, drijver = anders.get("onderdeel", ""), anders.get("drijver", "")
    wanneer = (moment.jaar, moment.soort, moment.moment)
    return Geldpost(*wanneer, rubriek, naam, onderdeel, bedrag, drijver, 0)


def test_a_moment_is_named_as_people_say_it_and_sorted_from_plan_to_outcome() -> None:
    vreemd = Moment(2026, "overig", "bijstelling")
    posten = [post(m, BAAT, "a", 1) for m in (MARAP, vreemd, BEGROTING, VORIG, MARAP)]
    assert momenten(posten) == [VORIG, vreemd, BEGROTING, MARAP]
    assert (MARAP.code, MARAP.naam) == ("2026-marap-september", "MARAP september 2026")
    assert [m.is_uitkomst for m in (BEGROTING, MARAP, VORIG)] == [False, True, True]


@pytest.mark.parametrize("rest", [0.0, 250.0])
def test_a_post_with_details_is_opened_to_those_and_what_is_not_split(rest: float) -> None:
    geheel = post(BEGROTING, LAST, "formatie", 1000 + rest)
    details = [
        post(BEGROTING, LAST, "formatie", bedrag, onderdeel=naam)
        for naam, bedrag in (("consulenten", 600), ("directie", 400))
    ]
    stukken = delen.van_post([geheel, *details], BEGROTING, geheel, {}, TARIEVEN, Aantallen())
    assert stukken[:2] == [Deel("consulenten", 600), Deel("directie", 400)]
    assert stukken[2:] == ([Deel("niet uitgesplitst", 250.0)] if rest else [])


def test_a_post_of_which_the_budget_knows_no_step_is_not_opened() -> None:
    instroom = post(BEGROTING, LAST, "instroom", 5000, drijver="instroom")
    assert delen.van_post([instroom], BEGROTING, instroom, {}, TARIEVEN, Aantallen()) == []


@pytest.mark.parametrize(
    ("gedrukt", "rest"),
    [
        (None, []),
        (402.0, [Deel("afronding", 2.0)]),
        (350.0, [Deel("verschil met de posten", -50.0)]),
    ],
)
def test_the_resultaat_is_opened_by_rubriek_with_what_does_not_add_up(
    gedrukt: float | None, rest: list[Deel]
) -> None:
    posten = [post(BEGROTING, BAAT, "a", 1000), post(BEGROTING, LAST, "b", 600)]
    if gedrukt is not None:
        posten.append(post(BEGROTING, "totaal", "resultaat", gedrukt))
    stukken = delen.van_resultaat(posten, BEGROTING)
    assert stukken == [Deel(BAAT, 1000), Deel(LAST, -600), *rest]


def test_the_reserve_is_that_of_the_year_before_and_the_resultaat() -> None:
    posten = [
        post(VORIG, "balans", "eigen_vermogen", 500),
        post(MARAP, "balans", "eigen_vermogen", 620),
        post(MARAP, "totaal", "resultaat", 100),
    ]
    assert delen.van_vermogen(posten, MARAP, VORIG) == [
        Deel("eigen vermogen eind 2025 (jaarrekening)", 500),
        Deel("resultaat van 2026", 100),
        Deel("andere stand van het jaar ervoor, of afronding", 20),
    ]
    assert delen.van_vermogen(posten, MARAP, BEGROTING) == []


@pytest.mark.parametrize(("minimum", "rest"), [(100_000.0, []), (250_000.0, [200_000.0])])
def test_the_signaleringswaarde_is_lifted_to_the_minimum(minimum: float, rest: list[float]) -> None:
    eerste, *meer = delen.van_signaleringswaarde(4_000_000, 0.035, minimum)
    assert (eerste.bedrag, eerste.aantal, eerste.prijs) == (140_000, 4_000_000, 0.035)
    assert [deel.bedrag for deel in meer] == [minimum - 140_000 for _ in rest]


def test_a_resultaat_that_is_not_what_its_posts_come_to_is_a_line_of_its_own() -> None:
    posten = [post(m, BAAT, "a", 100) for m in (BEGROTING, MARAP)]
    posten.append(post(MARAP, "totaal", "resultaat", 90))
    gelijk, verschil = vergelijk(posten, BEGROTING, MARAP)
    assert gelijk.effect == 0
    assert verschil.post == "verschil tussen de posten en het gedrukte resultaat"
    assert verschil.effect == -10


@pytest.mark.parametrize("mist", ["reserve", "latere begroting"])
def test_without_a_reserve_or_a_later_begroting_there_is_no_plan(mist: str) -> None:
    posten = [post(Moment(2027, "begroting", "begroting"), BAAT, "a", 100)]
    posten += [post(BEGROTING, "balans", "eigen_vermogen", 500)]
    vanuit = BEGROTING
    if mist == "reserve":
        posten.pop()
    else:
        posten.pop(0)
    assert maak_plan(posten, vanuit, 100, {}, TARIEVEN, {}) is None


@pytest.mark.parametrize(
    ("gepland", "groei"), [({2026: 100.0, 2027: 105.0}, 0.05), ({2026: 100.0}, 0), ({}, 0)]
)
def test_a_post_grows_as_in_the_last_planned_year(gepland: dict[int, float], groei: float) -> None:
    assert Planpost(BAAT, "a", 100, gepland, "").groei == pytest.approx(groei)
