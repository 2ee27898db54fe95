"""Statistics at their edges: on a limit, just past it, at a gap; with known answers by hand."""

import math

import numpy as np
import pytest
from scipy.special import gammaincinv
from scipy.stats import norm, t

from warehouse.statistics import (
    RecentTrend,
    assurance,
    funnel_limits,
    gemiddelde_kolommen,
    poisson_interval,
    poisson_kolommen,
    recent_trend,
    wilson,
    wilson_kolommen,
    xmr,
)

RUSTIG = [1.0, -1.0] * 10  # mean 0, moving range 2: limits at about 5,3, two thirds at 3,5


def signaal(values: list[float | None], soort: str) -> list[int]:
    return [i for i, gevonden in enumerate(xmr(values).signals) if soort in gevonden]


def test_the_errors_say_what_is_needed() -> None:
    with pytest.raises(ValueError, match=r"^an XmR chart needs two neighbouring known points$"):
        xmr([1.0, None, 2.0])
    with pytest.raises(ValueError, match=r"^values, lower and upper must be equally long$"):
        recent_trend([1.0], [1.0], [])


def test_shares_have_limits_and_signals_as_counts_have() -> None:
    """A reach below one is a reach."""
    assert signaal([w / 100 for w in (*RUSTIG, 20.0)], "beyond") == [20]


def test_two_of_three_looks_on_both_sides_and_from_two_thirds_on() -> None:
    for kant in (1, -1):
        assert signaal([*RUSTIG, kant * 5.0, 0.0, kant * 5.0], "two_of_three") == [20, 22]
        assert signaal([*RUSTIG, kant * 3.5, 0.0, kant * 3.5], "two_of_three") == []
    assert signaal([*RUSTIG, 5.0, 0.0, -5.0], "two_of_three") == []
    assert signaal([*RUSTIG, 5.0, 0.0, 0.0, 5.0], "two_of_three") == []


def test_two_of_three_needs_three_known_points_and_looks_on_after_a_gap() -> None:
    assert signaal([*RUSTIG, None, 4.5, 4.5], "two_of_three") == []
    assert signaal([1.0, None, *RUSTIG, 4.5, 4.5], "two_of_three") == [22, 23]


def test_a_shift_begins_where_the_side_changes() -> None:
    laag, hoog = [-1.0], [1.0] * 6
    staart = [-1.0, 1.0] * 4 + [-1.0] * 5
    assert signaal([*laag, *hoog, *staart], "shift") == [1, 2, 3, 4, 5, 6]


def test_six_unknown_points_are_no_shift() -> None:
    assert signaal([*RUSTIG, *[None] * 6], "shift") == []


def test_a_point_on_a_large_mean_lies_on_neither_side() -> None:
    """The mean of tenths is a bit off as a float, and no point may fall beside it for that."""
    reeks = [1028.1, 1028.3] * 5 + [1028.2] * 6
    assert float(np.mean(reeks)) != 1028.2
    assert signaal([*reeks], "shift") == []


def test_a_fall_is_a_trend_with_its_slope_by_hand() -> None:
    """Weights 3,92² each; the sum of squares around the middle is ten."""
    chi2 = 3.92**2 * 10
    dalend = [10.0, 9.0, 8.0, 7.0, 6.0]
    onder, boven = [w - 0.5 for w in dalend], [w + 0.5 for w in dalend]
    assert recent_trend(dalend, onder, boven) == RecentTrend(
        "daalt", pytest.approx(-1), pytest.approx(chi2)
    )
    gespiegeld = [-w for w in dalend]
    stijgend = recent_trend(gespiegeld, [-w for w in boven], [-w for w in onder])
    assert stijgend == RecentTrend("stijgt", pytest.approx(1), pytest.approx(chi2))


def test_what_wavers_is_stable_and_still_has_its_slope() -> None:
    reeks = [5.0, 5.0, 5.0, 5.0, 6.0]
    gevonden = recent_trend(reeks, [w - 5 for w in reeks], [w + 5 for w in reeks])
    chi2 = 0.2**2 * 0.392**2 * 10
    assert gevonden == RecentTrend("stabiel", pytest.approx(0.2), pytest.approx(chi2))


@pytest.mark.parametrize("target", [10, 12])
def test_a_target_on_a_limit_lies_between_them(target: float) -> None:
    assert assurance(target, 10, 12, "doel") == "gehaald"
    assert assurance(target + 3, 10, 12, "doel") == "niet_gehaald"


def test_a_column_with_an_unknown_has_no_interval_there() -> None:
    for x, n in (([None, 3], [10, 10]), ([3, 3], [None, 10])):
        onder, boven = wilson_kolommen(x, n)  # type: ignore[arg-type]
        assert math.isnan(onder[0])
        assert math.isnan(boven[0])
        assert (onder[1], boven[1]) == wilson(3, 10)
    onder, boven = poisson_kolommen([None, 12], 0.8)  # type: ignore[list-item]
    assert math.isnan(onder[0])
    assert (onder[1], boven[1]) == poisson_interval(12, 0.8)


def test_the_level_reaches_the_interval() -> None:
    smal, breed = poisson_interval(12, 0.8), poisson_interval(12)
    assert breed[0] < smal[0] < 12 < smal[1] < breed[1]
    z = float(norm.ppf(0.9))
    assert smal[0] == pytest.approx(12 * (1 - 1 / 108 - z / (3 * math.sqrt(12))) ** 3)


def test_half_a_count_has_the_exact_interval_of_its_gamma() -> None:
    assert poisson_interval(0.5) == pytest.approx(
        (gammaincinv(0.5, 0.025), gammaincinv(1.5, 0.975))
    )


def test_the_mean_has_students_interval_by_hand() -> None:
    """Three answers 2, 4 and 6: mean 4, variance 4, two degrees of freedom."""
    reikwijdte = float(t.ppf(0.975, 2)) * math.sqrt(4 / 3)
    onder, boven = gemiddelde_kolommen([12.0, 4.0, 5.0], [3, 1, 2], [56.0, 16.0, 12.5])
    assert (onder[0], boven[0]) == pytest.approx((4 - reikwijdte, 4 + reikwijdte))
    assert np.isnan([onder[1], boven[1]]).all()  # one answer has no spread
    assert (onder[2], boven[2]) == pytest.approx((2.5, 2.5))  # twice the same
    smal, _ = gemiddelde_kolommen([12.0], [3], [56.0], 0.8)
    assert smal[0] == pytest.approx(4 - float(t.ppf(0.9, 2)) * math.sqrt(4 / 3))
    leeg, _ = gemiddelde_kolommen([None, 12.0], [3, 3], [56.0, None])  # type: ignore[list-item]
    assert np.isnan(leeg).all()
    # Squares that rounding left a bit too small are a spread of nothing, not an error.
    assert gemiddelde_kolommen([3.0], [3], [2.999999])[0][0] == pytest.approx(1)


def test_five_expected_is_enough_for_the_ordinary_limits() -> None:
    reikwijdte = float(norm.ppf(0.975)) * math.sqrt(0.05 * 0.95 / 100)
    assert funnel_limits(0.05, 100, 0.95) == pytest.approx((0.05 - reikwijdte, 0.05 + reikwijdte))
    hoog = funnel_limits(0.98, 100, 0.95)
    assert hoog == pytest.approx(tuple(1 - w for w in reversed(funnel_limits(0.02, 100, 0.95))))
    assert hoog[1] <= 1
