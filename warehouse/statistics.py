"""Signal or noise: the statistics behind every trend word, interval and funnel.

Pure functions on numbers. Which series gets which method, and how that reads in a sentence, is
left to `duiding`; what may be shown of it to whom, to `protect`. An unknown point is `None` and
breaks a run; an interval is `(lower, upper)`.

Sources: XmR chart and rules: NHS England, Making Data Count (shift 6, trend 6, two of three);
recent trend and the comparison with a target: Fingertips, OHID technical guidance; Wilson and
Byar: APHO Technical Briefing 3; funnel: Spiegelhalter, Statistics in Medicine 24 (2005).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, gammaincinv, ndtri, stdtrit

Signal = Literal["beyond", "shift", "trend", "two_of_three"]
Trend = Literal["stijgt", "daalt", "stabiel", "te_kort"]
Oordeel = Literal["gehaald", "niet_gehaald", "wisselend", "geen_streefwaarde"]
Interval = tuple[float, float]
Kolom = NDArray[np.float64]

RUN = 6  # points in a shift or a trend
MR_TO_SIGMA = 1.128  # mean moving range of normal noise, in standard deviations
TREND_POINTS = 5
TREND_CHI2 = 9.54953570608324  # chi-square, 1 degree of freedom, p = 0.002
WIDTH_95 = 3.92  # width of a 95% interval in standard errors, as Fingertips takes it
EXACT_POISSON_BELOW = 10
EXACT_BINOMIAL_BELOW = 5  # expected number in the smaller of the two parts


@dataclass(frozen=True)
class Xmr:
    """Centre line, limits and, for each point, the rules that it breaks."""

    mean: float
    lower: float
    upper: float
    signals: tuple[frozenset[Signal], ...]


@dataclass(frozen=True)
class RecentTrend:
    """Direction over the last five points, with the slope per point and its chi-square.

    `slope` and `chi2` are None when the series is too short.
    """

    trend: Trend
    slope: float | None = None
    chi2: float | None = None


def xmr(values: Sequence[float | None]) -> Xmr:
    """XmR chart of a flow series, oldest point first.

    Limits are mean ± 3 / 1.128 × the mean moving range of neighbouring known points; no point is
    screened out. The limits are not cut off at zero. Without any variation there is no signal.
    A chart says something from ten points on: that is for the caller to keep.

    Raises ValueError when no two neighbouring points are known.
    """
    known = [value for value in values if value is not None]
    moves = [abs(b - a) for a, b in _neighbours(values)]
    if not moves:
        raise ValueError("an XmR chart needs two neighbouring known points")
    mean = float(np.mean(known))
    reach = 3 / MR_TO_SIGMA * float(np.mean(moves))
    signals: list[set[Signal]] = [set() for _ in values]
    if reach > 0:
        _mark_beyond(signals, values, mean, reach)
        _mark_shift(signals, values, mean, reach)
        _mark_trend(signals, values)
        _mark_two_of_three(signals, values, mean, reach)
    return Xmr(mean, mean - reach, mean + reach, tuple(frozenset(found) for found in signals))


def recent_trend(
    values: Sequence[float | None],
    lower: Sequence[float | None],
    upper: Sequence[float | None],
) -> RecentTrend:
    """Trend over the last five points by regression weighted with their 95% intervals.

    A trend is real when chi-square passes 9.5495 and the slope keeps its sign with each of the
    five points left out in turn. Too short: fewer than five points, or an unknown one (or one
    without an interval of some width) among the last five.
    """
    if not len(values) == len(lower) == len(upper):
        raise ValueError("values, lower and upper must be equally long")
    recent = [
        (value, low, high)
        for value, low, high in list(zip(values, lower, upper, strict=True))[-TREND_POINTS:]
        if value is not None and low is not None and high is not None and high > low
    ]
    if len(recent) < TREND_POINTS:
        return RecentTrend("te_kort")
    y, low, high = (np.array(column, dtype=float) for column in zip(*recent, strict=True))
    weight = (WIDTH_95 / (high - low)) ** 2
    slope, spread = _weighted_slope(y, weight)
    chi2 = slope**2 * spread
    signs = {float(np.sign(slope))} | {
        float(
            np.sign(_weighted_slope(y, np.where(np.arange(TREND_POINTS) == left_out, 0, weight))[0])
        )
        for left_out in range(TREND_POINTS)
    }
    if chi2 <= TREND_CHI2 or len(signs) > 1:
        return RecentTrend("stabiel", slope, chi2)
    return RecentTrend("stijgt" if slope > 0 else "daalt", slope, chi2)


def assurance(target: float | None, lower: float, upper: float, gunstig: str) -> Oordeel:
    """Will the target be met? Compares it with the limits of an XmR chart or with an interval.

    gunstig `hoger` or `lager`: `gehaald` when everything between the limits meets the target (on
    the target is met), `niet_gehaald` when nothing does, else `wisselend`. gunstig `doel`:
    `gehaald` when the target lies between the limits, else `niet_gehaald`. Without a target or a
    direction (`geen`) there is no judgement. A single figure: the same value as both limits.
    """
    if gunstig not in ("hoger", "lager", "doel", "geen"):
        raise ValueError(f"unknown direction: {gunstig!r}")
    if target is None or gunstig == "geen":
        return "geen_streefwaarde"
    if gunstig == "doel":
        return "gehaald" if lower <= target <= upper else "niet_gehaald"
    meets: Callable[[float], bool] = (
        (lambda value: value >= target) if gunstig == "hoger" else (lambda value: value <= target)
    )
    if meets(lower) and meets(upper):
        return "gehaald"
    return "wisselend" if meets(lower) or meets(upper) else "niet_gehaald"


def wilson(x: float, n: float, level: float = 0.95) -> Interval:
    """Wilson interval of the share x / n. ValueError unless 0 <= x <= n and n > 0."""
    if not (n > 0 and 0 <= x <= n):
        raise ValueError(f"no share: {x} of {n}")
    lower, upper = wilson_kolommen([x], [n], level)
    return float(lower[0]), float(upper[0])


def wilson_kolommen(x: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Kolom, Kolom]:
    """`wilson` for whole columns; NaN where x or n is unknown or does not make a share."""
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    known = (n > 0) & (x >= 0) & (x <= n)
    x, n = np.where(known, x, np.nan), np.where(known, n, np.nan)
    z2 = _z(level) ** 2
    centre = (x + z2 / 2) / (n + z2)
    reach = np.sqrt(z2) / (n + z2) * np.sqrt(x * (n - x) / n + z2 / 4)
    # At the ends the formula gives 0 and 1 up to the last bit of the float only.
    lower = np.where(x == 0, 0.0, centre - reach)
    upper = np.where(x == n, 1.0, centre + reach)
    return lower, upper


def poisson_interval(x: float, level: float = 0.95) -> Interval:
    """Interval of a count: exact below 10, Byar from 10 on. Divide by the noemer for a rate."""
    if not x >= 0:
        raise ValueError(f"no count: {x}")
    lower, upper = poisson_kolommen([x], level)
    return float(lower[0]), float(upper[0])


def poisson_kolommen(x: ArrayLike, level: float = 0.95) -> tuple[Kolom, Kolom]:
    """`poisson_interval` for a whole column; NaN where x is unknown or negative."""
    x = np.asarray(x, dtype=float)
    x = np.where(x >= 0, x, np.nan)
    z, tail = _z(level), (1 - level) / 2
    exact = x < EXACT_POISSON_BELOW
    small = np.where(exact, x, 0.0)
    large = np.where(exact, float(EXACT_POISSON_BELOW), x)
    exact_lower = np.where(small > 0, gammaincinv(np.maximum(small, 1e-300), tail), 0.0)
    exact_upper = gammaincinv(small + 1, 1 - tail)
    above = large + 1
    byar_lower = large * (1 - 1 / (9 * large) - z / (3 * np.sqrt(large))) ** 3
    byar_upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return np.where(exact, exact_lower, byar_lower), np.where(exact, exact_upper, byar_upper)


def gemiddelde_kolommen(
    som: ArrayLike, n: ArrayLike, kwadraten: ArrayLike, level: float = 0.95
) -> tuple[Kolom, Kolom]:
    """Student's t interval of means, from the sum and the sum of squares of `n` answers.

    NaN where fewer than two answers were given or the squares are unknown.
    """
    total, size, squares = (np.asarray(kolom, dtype=float) for kolom in (som, n, kwadraten))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / size
        variance = np.where(size > 1, (squares - total * mean) / (size - 1), np.nan)
        reach = stdtrit(size - 1, (1 + level) / 2) * np.sqrt(np.maximum(variance, 0) / size)
    return mean - reach, mean + reach


def funnel_limits(share: float, n: int, level: float) -> Interval:
    """Limits within which a unit of size n stays by chance when its true share is `share`.

    p ± z√(p(1−p)/n), cut off at 0 and 1; exact binomial when fewer than five are expected on
    either side. A unit stands out when its share lies strictly beyond a limit.
    """
    if not (n > 0 and 0 <= share <= 1):
        raise ValueError(f"no funnel for a share of {share} and {n} pupils")
    if n * min(share, 1 - share) < EXACT_BINOMIAL_BELOW:
        return _binomial_limits(share, n, level)
    reach = _z(level) * float(np.sqrt(share * (1 - share) / n))
    return max(0.0, share - reach), min(1.0, share + reach)


def _z(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    return float(ndtri((1 + level) / 2))


def _neighbours(values: Sequence[float | None]) -> list[tuple[float, float]]:
    return [(a, b) for a, b in pairwise(values) if a is not None and b is not None]


def _mark_beyond(
    signals: list[set[Signal]], values: Sequence[float | None], mean: float, reach: float
) -> None:
    for point, value in enumerate(values):
        if value is not None and abs(value - mean) > reach:
            signals[point].add("beyond")


def _mark_shift(
    signals: list[set[Signal]], values: Sequence[float | None], mean: float, reach: float
) -> None:
    # A point on the mean lies on neither side, also when the float is a bit off.
    noise = 1e-12 * max(abs(mean), reach)
    sides = [
        None if value is None or abs(value - mean) <= noise else int(value > mean)
        for value in values
    ]
    for start, end in _runs(sides):
        if end - start >= RUN:
            _mark(signals, range(start, end), "shift")


def _mark_trend(signals: list[set[Signal]], values: Sequence[float | None]) -> None:
    steps = [None if a is None or b is None or a == b else int(b > a) for a, b in pairwise(values)]
    for start, end in _runs(steps):
        # n equal steps join n + 1 points.
        if end - start >= RUN - 1:
            _mark(signals, range(start, end + 1), "trend")


def _mark_two_of_three(
    signals: list[set[Signal]], values: Sequence[float | None], mean: float, reach: float
) -> None:
    for start in range(len(values) - 2):
        window = values[start : start + 3]
        if None in window:
            continue
        for side in (1, -1):
            far = [
                start + i
                for i, value in enumerate(window)
                if value is not None and side * (value - mean) > 2 / 3 * reach
            ]
            if len(far) >= 2:
                _mark(signals, far, "two_of_three")


def _mark(signals: list[set[Signal]], points: Sequence[int], signal: Signal) -> None:
    for point in points:
        signals[point].add(signal)


def _runs(marks: Sequence[int | None]) -> list[tuple[int, int]]:
    """Half-open stretches of the same known mark."""
    edges = [0, *(i for i in range(1, len(marks)) if marks[i] != marks[i - 1]), len(marks)]
    return [
        (start, end) for start, end in pairwise(edges) if start < end and marks[start] is not None
    ]


def _weighted_slope(y: Kolom, weight: Kolom) -> tuple[float, float]:
    """Slope of a weighted regression on 1, 2, 3, …, and the reciprocal of its variance."""
    t = np.arange(1, len(y) + 1)
    from_centre = t - np.average(t, weights=weight)
    spread = float(np.sum(weight * from_centre**2))
    return float(np.sum(weight * from_centre * y)) / spread, spread


def _binomial_limits(share: float, n: int, level: float) -> Interval:
    tail = (1 - level) / 2
    counts = np.arange(n + 1)
    rarest = min(share, 1 - share)
    cumulative = bdtr(counts, n, rarest)
    # The smallest counts that are reached with probability `tail` and `1 - tail`.
    low, high = (int(np.searchsorted(cumulative, q)) / n for q in (tail, 1 - tail))
    return (low, high) if share <= 0.5 else (1 - high, 1 - low)
