"""The XmR chart of a series of kwartalen, around the season of a school year where there is one.

Most TLV's are given from February to July and most pupils move in summer. Around one mean for all
kwartalen the limits become so wide that nothing stands out. So: a series whose kwartalen
differ by more than chance (Friedman's test over the years) is charted around the mean of each
kwartaal. A count of 110 moves more than one of 4; each departure is measured in the square root
of its mean, as chance moves a count, and the XmR rules hold for these departures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from scipy.stats import friedmanchisquare

from warehouse.statistics import Signal, xmr

KWARTALEN = 4
SEIZOEN_JAREN = 3  # fewer cannot show a season
SEIZOEN_P = 0.05


@dataclass(frozen=True)
class Kaart:
    """An XmR chart as it is drawn: lines with a height per point, and the rules each point breaks.

    Without a season the lines are level. `afwijking` is what the rules were held against.
    """

    midden: tuple[float, ...]
    onder: tuple[float, ...]
    boven: tuple[float, ...]
    afwijking: tuple[float | None, ...]
    signals: tuple[frozenset[Signal], ...]
    heeft_seizoen: bool


def maak_kaart(aantallen: Sequence[float | None], *, is_aantal: bool) -> Kaart:
    """Chart of kwartalen that follow each other, oldest first; None is unknown.

    Args:
        aantallen: the figures.
        is_aantal: counts, which may have a season; other measures are charted around their mean.

    Raises:
        ValueError: no two neighbouring kwartalen are known.
    """
    seizoen = is_aantal and heeft_seizoen(aantallen)
    midden = _gewoon(aantallen) if seizoen else [0.0] * len(aantallen)
    schaal = [sqrt(gewoon) or 1.0 for gewoon in midden] if seizoen else [1.0] * len(aantallen)
    kaart = xmr(
        [
            None if x is None else (x - gewoon) / maat
            for x, gewoon, maat in zip(aantallen, midden, schaal, strict=True)
        ]
    )
    lijnen = [
        tuple(g + hoogte * maat for g, maat in zip(midden, schaal, strict=True))
        for hoogte in (kaart.mean, kaart.lower, kaart.upper)
    ]
    afwijking = tuple(
        None if x is None else (x - lijn) / maat
        for x, lijn, maat in zip(aantallen, lijnen[0], schaal, strict=True)
    )
    return Kaart(lijnen[0], lijnen[1], lijnen[2], afwijking, kaart.signals, seizoen)


def heeft_seizoen(aantallen: Sequence[float | None]) -> bool:
    """Whether the four kwartalen of a year differ systematically.

    Friedman's test looks within each year only, so that growth over the years is no season.
    Years are counted back from the last kwartaal; one with an unknown kwartaal, or in which
    nothing differs, says nothing.
    """
    begin = len(aantallen) % KWARTALEN
    jaren = [aantallen[i : i + KWARTALEN] for i in range(begin, len(aantallen), KWARTALEN)]
    heel = [jaar for jaar in jaren if None not in jaar and len(set(jaar)) > 1]
    if len(heel) < SEIZOEN_JAREN:
        return False
    return bool(friedmanchisquare(*zip(*heel, strict=True)).pvalue < SEIZOEN_P)


def _gewoon(aantallen: Sequence[float | None]) -> list[float]:
    """For each point the mean of its kwartaal over all years."""
    per_kwartaal = [
        fmean(x for x in aantallen[kwartaal::KWARTALEN] if x is not None)
        for kwartaal in range(KWARTALEN)
    ]
    return [per_kwartaal[i % KWARTALEN] for i in range(len(aantallen))]
