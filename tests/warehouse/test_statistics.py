"""Known answers and properties of the statistics. Sources stand with the answers."""

import csv
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.statistics import (
    RecentTrend,
    assurance,
    funnel_limits,
    poisson_interval,
    poisson_kolommen,
    recent_trend,
    wilson,
    wilson_kolommen,
    xmr,
)

FIXTURES = Path(__file__).parents[3] / "shared" / "fixtures" / "spc"
needs_fixtures = pytest.mark.skipif(not FIXTURES.is_dir(), reason="../shared is not here")

# Fifteen points around 10 that break no rule; their mean is 10 exactly.
RUSTIG = [10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9]


def lees_json(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def lees_csv(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def gelijk_tot_laatste_cijfer(found: float, given: float) -> bool:
    """Equal when `found` is rounded to the decimals in which the known answer is given."""
    decimals = len(repr(given).partition(".")[2])
    return math.isclose(round(found, decimals), given, rel_tol=1e-14, abs_tol=1e-15)


# XmR chart


def test_xmr_limits_of_the_nist_flow_rate_example() -> None:
    """NIST/SEMATECH e-Handbook §6.3.2.2: mean 50.81, mean moving range 1.8778."""
    chart = xmr([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert chart.mean == pytest.approx(50.81)
    assert chart.upper == pytest.approx(55.8041, abs=5e-5)
    assert chart.lower == pytest.approx(45.8159, abs=5e-5)
    assert not any(chart.signals)


def signalen(values: list[float | None], signal: str) -> list[int]:
    return [point for point, found in enumerate(xmr(values).signals) if signal in found]


def test_a_quiet_series_gives_no_signal() -> None:
    assert not any(xmr(RUSTIG).signals)


def test_a_point_outside_the_limits() -> None:
    assert signalen([*RUSTIG, 20], "beyond") == [15]
    assert signalen([*RUSTIG, 0], "beyond") == [15]


@pytest.mark.parametrize(("lengte", "verwacht"), [(5, []), (6, [10, 11, 12, 13, 14, 15])])
def test_six_on_one_side_of_the_mean_is_a_shift(lengte: int, verwacht: list[int]) -> None:
    high = [13.0, 12.0, 13.0, 12.0, 13.0, 12.0][:lengte]
    assert signalen([11, 9, 11, 9, 8, 11, 9, 11, 9, 8, *high], "shift") == verwacht


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    values: list[float | None] = [8, 9, 8, 9, 8, 9, 12, 11, 12, 10, 11, 12, 11]
    assert xmr(values).mean == 10
    assert signalen(values, "shift") == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(("lengte", "verwacht"), [(5, []), (6, [4, 5, 6, 7, 8, 9])])
def test_six_points_in_a_row_upward_are_a_trend(lengte: int, verwacht: list[int]) -> None:
    values: list[float | None] = [12, 9, 12, 9]
    values += [8, 9, 10, 11, 12, 13][:lengte]
    assert signalen(values, "trend") == verwacht
    mirrored = [None if value is None else 20 - value for value in values]
    assert signalen(mirrored, "trend") == verwacht


def test_equal_neighbours_break_a_trend() -> None:
    assert signalen([12, 9, 12, 9, 8, 9, 10, 10, 11, 12, 13], "trend") == []


def test_two_of_three_near_one_limit() -> None:
    values = [*map(float, RUSTIG), 14.2, 11.0, 14.2]
    chart = xmr(values)
    assert chart.mean + 2 / 3 * (chart.upper - chart.mean) < 14.2 < chart.upper
    assert signalen([*values], "two_of_three") == [15, 17]
    assert signalen([*map(float, RUSTIG), 14.2, 11.0, 5.8], "two_of_three") == []


def test_an_unknown_point_breaks_every_run() -> None:
    rise: list[float | None] = [12, 9, 12, 9, 8, 9, 10, 11, 12, 13]
    gap: list[float | None] = [*rise[:7], None, *rise[7:]]
    assert signalen(gap, "trend") == []
    high: list[float | None] = [11, 9, 11, 9, 8, 11, 9, 8, 8, 13, 12, 13, None, 12, 13, 12]
    assert signalen(high, "shift") == []
    assert signalen([*RUSTIG, 14.2, None, 14.2], "two_of_three") == []
    assert xmr(gap).signals[7] == frozenset()


def test_the_moving_range_does_not_jump_a_gap() -> None:
    chart = xmr([10, 11, None, 30, 31])
    assert chart.upper - chart.mean == pytest.approx(3 / 1.128)


def test_without_variation_there_is_no_signal() -> None:
    chart = xmr([0.1] * 12)
    assert chart.lower == chart.upper == pytest.approx(0.1)
    assert not any(chart.signals)


@pytest.mark.parametrize("values", [[], [None, None], [5.0], [5.0, None, 6.0]])
def test_xmr_needs_two_neighbours(values: list[float | None]) -> None:
    with pytest.raises(ValueError, match="two neighbouring"):
        xmr(values)


@needs_fixtures
def test_xmr_finds_the_golden_signals() -> None:
    """S1: the label of the last point; where several rules hold, the file names the first."""
    names = {"Trend": "trend", "Shift": "shift", "2of3": "two_of_three", "Astro": "beyond"}
    series: dict[str, list[float | None]] = defaultdict(list)
    for row in lees_csv("S1_mdcspc_golden_input.csv"):
        series[row["MetricName"]].append(float(row["Value"]))
    for row in lees_csv("S1_mdcspc_golden_expected.csv"):
        values = series[row["MetricName"]]
        chart = xmr(values)
        found = [signal for signal in names.values() if signal in chart.signals[-1]]
        expected = [] if row["RuleBreakRaw"] == "None" else [names[row["RuleBreakRaw"]]]
        assert found[:1] == expected, row["MetricName"]


@given(st.lists(st.none() | st.integers(0, 50), min_size=2, max_size=30))
def test_xmr_mirrors(values: list[int | None]) -> None:
    """Upside down the same points signal: no rule favours a side."""
    try:
        chart = xmr(values)
    except ValueError:
        return
    mirrored = xmr([None if value is None else -value for value in values])
    assert mirrored.signals == chart.signals
    assert len(chart.signals) == len(values)
    assert chart.lower <= chart.mean <= chart.upper


# Recent trend


def test_recent_trend_fingertips_example() -> None:
    """Fingertips, TrendMarkerCalculatorTest: chi-square 46.77, increasing."""
    trend = recent_trend(
        [24.67, 24.6, 28, 30.2, 30.6],
        [23.16, 23.15, 26.44, 28.63, 28.98],
        [26.25, 26.19, 29.64, 31.9, 32.25],
    )
    assert trend.trend == "stijgt"
    assert trend.chi2 is not None
    assert round(trend.chi2, 2) == 46.77


def test_one_outlier_is_no_trend() -> None:
    """Chi-square is large, but without the last point nothing rises."""
    values = [10.0, 9.9, 9.8, 9.7, 20.0]
    trend = recent_trend(values, [v - 1 for v in values], [v + 1 for v in values])
    assert trend.chi2 is not None
    assert trend.chi2 > 9.5495
    assert trend.trend == "stabiel"


def test_only_the_last_five_points_count() -> None:
    values = [50.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    lower, upper = [v - 0.5 for v in values], [v + 0.5 for v in values]
    assert recent_trend(values, lower, upper).trend == "stijgt"
    assert recent_trend(values, lower, upper) == recent_trend(values[1:], lower[1:], upper[1:])


@pytest.mark.parametrize(
    "values",
    [[], [1.0, 2.0, 3.0, 4.0], [1.0, None, 3.0, 4.0, 5.0], [9.0, 1.0, 2.0, 3.0, 4.0, None]],
)
def test_too_short_for_a_trend(values: list[float | None]) -> None:
    lower = [None if v is None else v - 1 for v in values]
    upper = [None if v is None else v + 1 for v in values]
    assert recent_trend(values, lower, upper) == RecentTrend("te_kort")


def test_a_point_without_interval_is_an_unknown_point() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert recent_trend(values, values, values).trend == "te_kort"
    assert recent_trend(values, [None] * 5, [None] * 5).trend == "te_kort"


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="equally long"):
        recent_trend([1.0], [0.5, 1.0], [2.0])


@needs_fixtures
def test_recent_trend_fingertips_cases() -> None:
    markers = {"increasing": "stijgt", "decreasing and getting worse": "daalt"}
    cases = [c for c in lees_json("F1_Fingertips_recent_trend.json")["cases"] if "value" in c]
    assert len(cases) == 4
    for case in cases:
        trend = recent_trend(case["value"], case["lcl"], case["ucl"])
        assert trend.trend == markers.get(case.get("marker"), "stabiel"), case["id"]
        assert trend.chi2 is not None
        if "expected_chi2_2dp" in case:
            assert round(trend.chi2, 2) == case["expected_chi2_2dp"]


@needs_fixtures
def test_shares_with_their_wilson_intervals_give_the_fingertips_marker() -> None:
    case = next(
        c
        for c in lees_json("F1_Fingertips_recent_trend.json")["cases"]
        if c["id"] == "set1_proportion"
    )
    count, denominator = np.array(case["count"]), np.array(case["denominator"])
    lower, upper = wilson_kolommen(count, denominator)
    trend = recent_trend(list(count / denominator), list(lower), list(upper))
    assert trend.trend == "stijgt"
    # By another method than the file (47.90): the same answer up to a percent.
    assert trend.chi2 == pytest.approx(case["expected_chi2_2dp"], rel=0.02)


# Assurance


@pytest.mark.parametrize(
    ("target", "lower", "upper", "gunstig", "verwacht"),
    [
        (10, 8, 9, "lager", "gehaald"),
        (10, 9, 11, "lager", "wisselend"),
        (10, 11, 12, "lager", "niet_gehaald"),
        (10, 8, 9, "hoger", "niet_gehaald"),
        (10, 9, 11, "hoger", "wisselend"),
        (10, 11, 12, "hoger", "gehaald"),
        # On the target is met (Fingertips, SingleValueTargetComparer).
        (10, 10, 10, "hoger", "gehaald"),
        (10, 10, 10, "lager", "gehaald"),
        (10, 10, 12, "hoger", "gehaald"),
        (10, 10, 12, "lager", "wisselend"),
        (0, -0.1, 0.1, "doel", "gehaald"),
        (0, 0.1, 0.2, "doel", "niet_gehaald"),
        (10, 8, 9, "geen", "geen_streefwaarde"),
        (None, 8, 9, "hoger", "geen_streefwaarde"),
    ],
)
def test_assurance(
    target: float | None, lower: float, upper: float, gunstig: str, verwacht: str
) -> None:
    assert assurance(target, lower, upper, gunstig) == verwacht


def test_assurance_knows_four_directions() -> None:
    with pytest.raises(ValueError, match="unknown direction"):
        assurance(10, 8, 9, "higher")


@needs_fixtures
def test_assurance_golden_icons() -> None:
    """S2: the last target that holds against the limits of the chart."""
    fixture = lees_json("S2_mdcspc_assurance.json")
    names = {
        "none": "geen_streefwaarde",
        "pass": "gehaald",
        "fail": "niet_gehaald",
        "hit_or_miss": "wisselend",
    }
    for metric, expected in fixture["expected_assurance"].items():
        dated = {
            t["EffectiveFrom"]: t["TargetValue"]
            for t in fixture["targets"]
            if t["MetricName"] == metric
        }
        chart = xmr(fixture["series"][metric]["value"])
        gunstig = {"higher": "hoger", "lower": "lager"}[fixture["direction"][metric]]
        target = dated[max(dated)] if dated else None
        assert assurance(target, chart.lower, chart.upper, gunstig) == names[expected], metric


@needs_fixtures
def test_assurance_of_one_value_and_of_an_interval() -> None:
    fixture = lees_json("F2_Fingertips_comparators_targets.json")["single_value_target"]
    names = {"better": "gehaald", "worse": "niet_gehaald", "same": "wisselend"}
    directions = {"low is good": "lager", "high is good": "hoger"}
    for case in fixture["by_value"] + fixture["by_confidence_interval"]:
        lower, upper = case.get("lcl", case.get("value")), case.get("ucl", case.get("value"))
        found = assurance(fixture["limit"], lower, upper, directions[case["polarity"]])
        assert found == names[case["out"]], case


# Wilson


@pytest.mark.parametrize(
    ("x", "n", "level", "lower", "upper"),
    [
        # R prop.test without continuity correction.
        (3, 10, 0.95, 0.1077913, 0.6032219),
        (3, 10, 0.99, 0.07956632, 0.6799753),
        (0, 10, 0.95, 0.0, 0.2775328),
        (10, 10, 0.95, 0.7224672, 1.0),
        # R binom::binom.confint.
        (4, 200, 0.95, 0.00780442641634947, 0.05028708690582643),
    ],
)
def test_wilson(x: int, n: int, level: float, lower: float, upper: float) -> None:
    found = wilson(x, n, level)
    assert gelijk_tot_laatste_cijfer(found[0], lower)
    assert gelijk_tot_laatste_cijfer(found[1], upper)


@needs_fixtures
def test_wilson_against_r() -> None:
    fixture = lees_json("C1_R_binom_wilson_exact.json")
    rows = [row for row in fixture["rows"] if row["method"] == "wilson"]
    rows += fixture["extra_scipy"]["rows"]
    rows.append(fixture["clip"] | {"conf": 0.95})
    assert len(rows) == 13
    for row in rows:
        found = wilson(row["x"], row["n"], row["conf"])
        assert gelijk_tot_laatste_cijfer(found[0], row["lower"]), row
        assert gelijk_tot_laatste_cijfer(found[1], row["upper"]), row


@pytest.mark.parametrize(("x", "n"), [(0, 0), (3, 2), (-1, 5), (1, float("nan"))])
def test_what_is_no_share_has_no_interval(x: float, n: float) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(x, n)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_is_a_probability(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        wilson(1, 2, level)


def test_wilson_columns_leave_the_unknown_unknown() -> None:
    lower, upper = wilson_kolommen([3, np.nan, 0, 5, 2], [10, 10, 0, 4, np.nan])
    assert (lower[0], upper[0]) == wilson(3, 10)
    assert np.isnan(lower[1:]).all()
    assert np.isnan(upper[1:]).all()


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(case: tuple[int, int]) -> None:
    x, n = case
    lower, upper = wilson(x, n)
    assert 0 <= lower <= x / n <= upper <= 1
    assert wilson(n - x, n) == pytest.approx((1 - upper, 1 - lower))


# Poisson


@pytest.mark.parametrize(
    ("x", "lower", "upper"),
    [
        # Exact, R poisson.test.
        (0, 0.0, 3.688879),
        (1, 0.02531781, 5.571643),
        (5, 1.623486, 11.66833),
        (9, 4.115373, 17.08480),
        # Byar; to two decimals also the exact limits in Breslow and Day (1987), table 2.10.
        (100, 81.36, 121.63),
    ],
)
def test_poisson_interval(x: int, lower: float, upper: float) -> None:
    found = poisson_interval(x)
    assert gelijk_tot_laatste_cijfer(found[0], lower)
    assert gelijk_tot_laatste_cijfer(found[1], upper)


def test_byar_takes_over_at_ten() -> None:
    """By hand: 10(1 − 1/90 − 1.96/(3√10))³ and 11(1 − 1/99 + 1.96/(3√11))³."""
    assert poisson_interval(10) == pytest.approx((4.7874, 18.3915), abs=5e-5)


@pytest.mark.parametrize("x", [-1, float("nan")])
def test_what_is_no_count_has_no_interval(x: float) -> None:
    with pytest.raises(ValueError, match="no count"):
        poisson_interval(x)


def test_poisson_columns_leave_the_unknown_unknown() -> None:
    lower, upper = poisson_kolommen([0, 4, 40, np.nan, -1])
    for point, x in enumerate([0, 4, 40]):
        assert (lower[point], upper[point]) == poisson_interval(x)
    assert np.isnan(lower[3:]).all()
    assert np.isnan(upper[3:]).all()


@given(st.integers(0, 2000), st.sampled_from([0.9, 0.95, 0.998]))
def test_poisson_holds_the_count_and_rises_with_it(x: int, level: float) -> None:
    lower, upper = poisson_interval(x, level)
    assert 0 <= lower <= x < upper
    assert lower <= poisson_interval(x + 1, level)[0]
    assert upper < poisson_interval(x + 1, level)[1]


# Funnel


def test_funnel_of_a_share_of_two_percent_among_1000() -> None:
    """By hand: 0.02 ± z × √(0.02 × 0.98 / 1000), z = 1.95996 and 3.09023."""
    assert funnel_limits(0.02, 1000, 0.95) == pytest.approx((0.011323, 0.028677), abs=1e-6)
    assert funnel_limits(0.02, 1000, 0.998) == pytest.approx((0.006319, 0.033681), abs=1e-6)


def test_small_schools_get_the_exact_binomial() -> None:
    """Binomial(100, 0.02): P(X <= 5) = 0.984516, P(X <= 7) = 0.999068 (R pbinom)."""
    assert funnel_limits(0.02, 100, 0.95) == (0.0, 0.05)
    assert funnel_limits(0.02, 100, 0.998) == (0.0, 0.07)
    assert funnel_limits(0.98, 100, 0.95) == pytest.approx((0.95, 1.0))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_funnel_at_the_ends(share: float) -> None:
    assert funnel_limits(share, 50, 0.998) == (share, share)


@pytest.mark.parametrize(("share", "n"), [(0.1, 0), (-0.1, 10), (1.1, 10)])
def test_no_funnel_without_pupils_or_share(share: float, n: int) -> None:
    with pytest.raises(ValueError, match="no funnel"):
        funnel_limits(share, n, 0.95)


@given(
    st.floats(0.001, 0.999),
    st.integers(1, 3000),
    st.sampled_from([0.95, 0.998]),
)
def test_exact_limits_leave_no_more_than_the_tail_outside(
    share: float, n: int, level: float
) -> None:
    lower, upper = funnel_limits(share, n, level)
    assert 0 <= lower <= share + 1 / n
    assert share - 1 / n <= upper <= 1
    if n * share < 5:
        highest = round(upper * n)
        within = sum(
            math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(highest + 1)
        )
        assert 1 - within <= (1 - level) / 2 + 1e-12


@needs_fixtures
def test_funnel_tells_the_units_apart_as_fingertips_does() -> None:
    fixture = lees_json("F2_Fingertips_comparators_targets.json")["spc_for_proportions"]
    for case in fixture["cases"]:
        share, value = case["comparator"] / 100, case["value"] / 100
        for level, expected in ((0.95, case["out95"]), (0.998, case["out998"])):
            lower, upper = funnel_limits(share, case["denominator"], level)
            found = "better" if value < lower else "worse" if value > upper else "same"
            assert found == expected, (case["id"], level)
