"""Kwartalen of a school year: is there a season, and what stands out beside it?"""

import random
from collections.abc import Sequence

import pytest

from warehouse.duiding import Punt, duid
from warehouse.seizoen import heeft_seizoen, maak_kaart
from warehouse.statistics import xmr

VERWIJZINGEN = (10, 11, 4, 110)  # most pupils move in summer


class Verwijzingen:
    onderwerp, soort, eenheid = "het aantal verwijzingen", "aantal", "verwijzingen"
    decimalen, gunstig = 0, "lager"


def trek(verwacht: Sequence[float], jaren: int, seed: int, laatste: float = 1.0) -> list[float]:
    """Counts as chance gives them, the last kwartaal so many times the usual."""
    toeval = random.Random(seed)
    reeks = [*verwacht] * jaren
    reeks[-1] *= laatste
    return [float(sum(toeval.random() < x / 1000 for _ in range(1000))) for x in reeks]


def punten(aantallen: Sequence[float | None]) -> list[Punt]:
    return [Punt(f"{2015 + i // 4}-K{i % 4 + 1}", x, x, x) for i, x in enumerate(aantallen)]


def test_a_season_shows_in_three_years_and_growth_is_none() -> None:
    assert heeft_seizoen([*VERWIJZINGEN] * 3)
    assert not heeft_seizoen([*VERWIJZINGEN] * 2)
    assert not heeft_seizoen([10, 20, 15, 12, 30, 32, 38, 31, 70, 65, 66, 68])
    assert not heeft_seizoen([9] * 40)


def test_a_year_with_an_unknown_kwartaal_says_nothing() -> None:
    assert heeft_seizoen([10, None, 4, 110, *[*VERWIJZINGEN] * 3])
    assert not heeft_seizoen([10, None, 4, 110, *[*VERWIJZINGEN] * 2])


def test_without_a_season_the_chart_is_the_plain_one() -> None:
    reeks = [8.0, 10, 9, 7, 9, 10, 8, 9, 7, 8, None, 10, 8, 25]
    kaart, gewoon = maak_kaart(reeks, is_aantal=True), xmr(reeks)
    assert not kaart.heeft_seizoen
    assert set(kaart.midden) == {gewoon.mean}
    assert (set(kaart.onder), set(kaart.boven)) == ({gewoon.lower}, {gewoon.upper})
    assert kaart.signals == gewoon.signals


def test_only_counts_have_a_season() -> None:
    assert not maak_kaart([*VERWIJZINGEN] * 4, is_aantal=False).heeft_seizoen


def test_each_kwartaal_has_lines_of_its_own() -> None:
    kaart = maak_kaart(trek(VERWIJZINGEN, 9, seed=1), is_aantal=True)
    assert kaart.heeft_seizoen
    midden, breedte = (
        kaart.midden[-4:],
        [b - m for b, m in zip(kaart.boven, kaart.midden, strict=True)],
    )
    assert midden[3] == pytest.approx(110, rel=0.1)
    assert midden[2] == pytest.approx(4, rel=0.5)
    # Of 110 more is usual than of 4, by the square root.
    assert breedte[-1] / breedte[-2] == pytest.approx((midden[3] / midden[2]) ** 0.5)


def test_with_a_season_false_alarms_stay_rare_and_a_real_rise_is_seen() -> None:
    """Of 300 quiet series few signal at the end (2-4%), of 300 with half more, most."""

    def alarmen(laatste: float) -> int:
        reeksen = (trek(VERWIJZINGEN, 9, seed, laatste) for seed in range(300))
        return sum(bool(maak_kaart(reeks, is_aantal=True).signals[-1]) for reeks in reeksen)

    assert alarmen(1.0) <= 0.06 * 300
    assert alarmen(1.5) >= 0.8 * 300


@pytest.mark.parametrize(
    ("laatste", "trend", "zin"),
    [
        (
            (11, 10, 5, 112),
            "stabiel",
            "Het aantal verwijzingen steeg ten opzichte van een jaar eerder van 108 naar 112;"
            " dat past bij de gewone schommeling.",
        ),
        (
            (11, 10, 5, 180),
            "stijgt",
            "Het aantal verwijzingen steeg ten opzichte van een jaar eerder van 108 naar 180;"
            " dat ligt boven de gewone schommeling van dit kwartaal.",
        ),
        # 30 is little beside 110, and far more than the usual 4: the season is not the news.
        (
            (11, 10, 30),
            "stijgt",
            "Het aantal verwijzingen steeg ten opzichte van een jaar eerder van 6 naar 30;"
            " dat ligt boven de gewone schommeling van dit kwartaal.",
        ),
        (
            (10, 3, 4, 90),
            "daalt",
            "Het aantal verwijzingen daalde ten opzichte van een jaar eerder van 108 naar 90;"
            " van de laatste drie kwartalen waren er minstens twee opvallend laag voor de tijd van"
            " het jaar.",
        ),
    ],
)
def test_the_sentence_speaks_of_the_kwartaal(
    laatste: tuple[int, ...], trend: str, zin: str
) -> None:
    eerder = [9, 12, 4, 111, 11, 10, 3, 109, 10, 12, 5, 112, 12, 9, 4, 107, 9, 11, 6, 108]
    duiding = duid(Verwijzingen(), punten([*eerder, *laatste]))
    assert (duiding.trend, duiding.zin) == (trend, zin)
    assert duiding.kaart is not None
    assert duiding.kaart.heeft_seizoen


def test_the_direction_of_a_run_is_that_of_the_departure_from_the_season() -> None:
    """Six kwartalen that rise beside their season, while the figure itself falls at the end."""
    eerder = [10, 40, 20, 90] * 5
    duiding = duid(Verwijzingen(), punten([*eerder, 4, 26, 12, 85, 10, 45, 26]))
    assert duiding.trend == "stijgt"
    assert "los van het seizoen loopt het cijfer al minstens zes kwartalen op" in duiding.zin


def test_a_target_is_held_against_the_limits_of_its_kwartaal() -> None:
    reeks = [9, 12, 4, 111, 11, 10, 3, 109, 10, 12, 5, 112, 12, 9, 4, 107]
    assert duid(Verwijzingen(), punten(reeks), 60).status == "niet_gehaald"
    assert duid(Verwijzingen(), punten(reeks[:-1]), 60).status == "gehaald"


def test_of_rare_cases_a_row_of_zeros_is_no_signal() -> None:
    """A school that refers two pupils in nine years: no chart, and no trend either."""
    zeldzaam = [0.0] * 36
    zeldzaam[3] = zeldzaam[20] = 1
    punten_ = [
        Punt(p.periode, p.waarde, p.waarde, p.waarde, onder=0, boven=3.7) for p in punten(zeldzaam)
    ]
    duiding = duid(Verwijzingen(), punten_)
    assert (duiding.trend, duiding.kaart) == ("stabiel", None)
    assert duid(Verwijzingen(), punten_[:8]).trend == "te_kort"
