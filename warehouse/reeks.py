"""One series of figures: what its last point says against the earlier ones.

Chooses the point to compare with, the statistical method and the judgement on the target. How it
is said is left to `duiding`; the arithmetic, to `statistics`.

- A figure is compared with the same moment a year earlier, because school seasons make other
  moments incomparable; only where that is unknown, with the last known figure.
- Kwartalen get the XmR chart from ten known points on, around the season of the school year where
  there is one; all else the trend over five years, on points a year apart. So do counts of less
  than one a kwartaal: six zeros in a row are no shift there.
- Money has no sampling noise, a figure without an interval no measure of it: no trend word.
- Hidden, incomplete and unknown figures, and all that lies before a trend break, count for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from warehouse import opmaak, periode
from warehouse.seizoen import Kaart, maak_kaart
from warehouse.statistics import (
    TREND_POINTS,
    Interval,
    Oordeel,
    Signal,
    Trend,
    assurance,
    recent_trend,
)

XMR_POINTS = 10
XMR_COUNT = 1  # a kwartaal on average; below it most runs are zeros
# Where several rules hold for the last point, the first of these is the one that is told.
_SIGNALS: tuple[Signal, ...] = ("trend", "beyond", "shift", "two_of_three")


class Omschrijving(Protocol):
    """What must be known of a kengetal to read a series of it; a `Definitie` will do."""

    @property
    def onderwerp(self) -> str: ...
    @property
    def soort(self) -> str: ...
    @property
    def eenheid(self) -> str: ...
    @property
    def decimalen(self) -> int: ...
    @property
    def gunstig(self) -> str: ...


@dataclass(frozen=True)
class Punt:
    """A published figure of one period, as in the table `waarde`."""

    periode: str
    waarde: float | None = None
    waarde_min: float | None = None
    waarde_max: float | None = None
    symbool: str | None = None
    ontbreekt: int = 0  # counts under the figure that nobody knows
    onbekend: int = 0  # cases that the figure leaves out, because their measure is unknown
    teller: float | None = None
    noemer: float | None = None
    onder: float | None = None
    boven: float | None = None

    @property
    def begin(self) -> date:
        return periode.begin(self.periode)

    @property
    def grenzen(self) -> Interval | None:
        """Between what the figure lies: twice the same number when it is known exactly.

        None when it is hidden, incomplete or unknown.
        """
        if self.symbool or self.ontbreekt:
            return None
        if self.waarde is not None:
            return self.waarde, self.waarde
        if self.waarde_min is None or self.waarde_max is None:
            return None
        return self.waarde_min, self.waarde_max

    @property
    def interval(self) -> Interval | None:
        """The 95% interval, where the figure has one."""
        if self.onder is None or self.boven is None:
            return None
        return self.onder, self.boven

    @property
    def is_exact(self) -> bool:
        return self.grenzen is not None and self.waarde is not None


@dataclass(frozen=True)
class Beoordeling:
    """The last point of a series, judged."""

    laatste: Punt
    vorige: Punt | None  # the point it is compared with
    trend: Trend | None
    status: Oordeel | None
    signaal: Signal | None = None  # the rule of the XmR chart that the last point breaks
    kaart: Kaart | None = None  # present when the judgement rests on an XmR chart
    is_sprong: bool = False  # the step from `vorige` is larger than both intervals allow
    na_trendbreuk: bool = False  # earlier figures exist but cannot be compared


def beoordeel_reeks(
    kengetal: Omschrijving,
    punten: Sequence[Punt],
    streefwaarde: float | None = None,
    trendbreuken: Sequence[date] = (),
) -> Beoordeling:
    """Judge the last point of a series.

    Args:
        kengetal: what the figures are.
        punten: the points of one series, one kind of period, in any order; at least one.
        streefwaarde: the target for the last period, in the unit of `waarde`.
        trendbreuken: days from which figures are counted differently.

    Raises:
        ValueError: no points, two kinds of period or two points of one period.
    """
    op_volgorde = _orden(punten)
    laatste = op_volgorde[-1]
    breuk = max((dag for dag in trendbreuken if dag <= laatste.begin), default=date.min)
    reeks = [punt for punt in op_volgorde if punt.begin >= breuk]
    vorige = _vorige(reeks) if laatste.grenzen else None
    kaart = _kaart(kengetal, reeks)
    signaal = next((s for s in _SIGNALS if kaart and s in kaart.signals[-1]), None)
    return Beoordeling(
        laatste,
        vorige,
        trend=_trend(kengetal, reeks, kaart, signaal),
        status=_status(kengetal, laatste, streefwaarde, kaart),
        signaal=signaal,
        kaart=kaart,
        is_sprong=vorige is not None and _liggen_uiteen(vorige, laatste),
        na_trendbreuk=len(reeks) < len(op_volgorde),
    )


def is_jaar_eerder(vorige: Punt, laatste: Punt) -> bool:
    """Whether `vorige` is the same moment, kwartaal or year one year before."""
    return _jaren_eerder(laatste.begin, 1) == vorige.begin


def _orden(punten: Sequence[Punt]) -> list[Punt]:
    if not punten:
        raise ValueError("a series has at least one point")
    if len({periode.soort(punt.periode) for punt in punten}) > 1:
        raise ValueError("a series has one kind of period")
    if len({punt.periode for punt in punten}) < len(punten):
        raise ValueError("a series has one point for each period")
    return sorted(punten, key=lambda punt: punt.begin)


def _vorige(reeks: Sequence[Punt]) -> Punt | None:
    laatste = reeks[-1]
    eerder = [punt for punt in reeks[:-1] if punt.grenzen]
    jaar_eerder = (punt for punt in eerder if is_jaar_eerder(punt, laatste))
    return next(jaar_eerder, eerder[-1] if eerder else None)


def _kaart(kengetal: Omschrijving, reeks: Sequence[Punt]) -> Kaart | None:
    """The XmR chart of a series of kwartalen, when it says something about the last one."""
    laatste = reeks[-1]
    if kengetal.soort == "bedrag" or periode.soort(laatste.periode) != "kwartaal":
        return None
    bekend = {periode.volgnummer(p.periode): p.waarde for p in reeks if p.is_exact}
    if not laatste.is_exact or len(bekend) < XMR_POINTS or _is_zeldzaam(kengetal, reeks):
        return None
    try:
        return maak_kaart(
            [bekend.get(nummer) for nummer in range(min(bekend), max(bekend) + 1)],
            is_aantal=kengetal.soort == "aantal",
        )
    except ValueError:  # never two kwartalen in a row: nothing to measure the noise by
        return None


def _is_zeldzaam(kengetal: Omschrijving, reeks: Sequence[Punt]) -> bool:
    bekend = [punt.waarde for punt in reeks if punt.is_exact and punt.waarde is not None]
    return kengetal.soort == "aantal" and sum(bekend) < XMR_COUNT * len(bekend)


def _trend(
    kengetal: Omschrijving, reeks: Sequence[Punt], kaart: Kaart | None, signaal: Signal | None
) -> Trend | None:
    laatste = reeks[-1]
    if laatste.waarde is None or not laatste.is_exact or kengetal.soort == "bedrag":
        return None
    if kaart is None:
        is_kwartaal = periode.soort(laatste.periode) == "kwartaal"
        if is_kwartaal and not _is_zeldzaam(kengetal, reeks):
            return "te_kort"
        return _trend_over_jaren(reeks)
    if signaal is None:
        return "stabiel"
    nu, toen = kaart.afwijking[-1], kaart.afwijking[-2] if signaal == "trend" else 0.0
    return "stijgt" if nu is not None and toen is not None and nu > toen else "daalt"


def _trend_over_jaren(reeks: Sequence[Punt]) -> Trend | None:
    """The trend over the last five points that lie a year apart; None without intervals."""
    laatste = reeks[-1]
    if laatste.interval is None:
        return None
    op_datum = {punt.begin: punt for punt in reeks if punt.is_exact}
    jaren = [op_datum.get(_jaren_eerder(laatste.begin, n)) for n in range(TREND_POINTS - 1, -1, -1)]
    return recent_trend(
        [punt.waarde if punt else None for punt in jaren],
        [punt.onder if punt else None for punt in jaren],
        [punt.boven if punt else None for punt in jaren],
    ).trend


def _jaren_eerder(dag: date, aantal: int) -> date:
    # A peildatum on 29 February is compared with the 28th.
    day = 28 if (dag.month, dag.day) == (2, 29) else dag.day
    return date(dag.year - aantal, dag.month, day) if aantal else dag


def _status(
    kengetal: Omschrijving, laatste: Punt, streefwaarde: float | None, kaart: Kaart | None
) -> Oordeel | None:
    """Against the limits of the chart, or else of the figure itself: what is shown is judged."""
    if streefwaarde is None or kengetal.gunstig == "geen":
        return "geen_streefwaarde"
    if kaart:
        return assurance(streefwaarde, kaart.onder[-1], kaart.boven[-1], kengetal.gunstig)
    if laatste.grenzen is None:
        return None
    doel = opmaak.getoond(streefwaarde, kengetal.soort, kengetal.decimalen)
    # A figure that reads the same as the target, is on the target.
    oordelen = {
        assurance(streefwaarde, x, x, kengetal.gunstig)
        for x in (
            streefwaarde if opmaak.getoond(x, kengetal.soort, kengetal.decimalen) == doel else x
            for x in laatste.grenzen
        )
    }
    return oordelen.pop() if len(oordelen) == 1 else None


def _liggen_uiteen(vorige: Punt, laatste: Punt) -> bool:
    toen, nu = vorige.interval, laatste.interval
    return toen is not None and nu is not None and (nu[0] > toen[1] or nu[1] < toen[0])
