"""What a chart shows: the figures of one unit, and what is drawn beside them.

Selects from the publication and from itself; judges nothing and draws nothing. The chart is
`grafiek`, the words under it `leeswijzer`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from app.inhoud import Gebeurtenis, Kengetal, Punt, Referentie
from warehouse import periode

# A national figure this many times ours would press our own course into a flat line.
_UIT_SCHAAL = 3.0
# Up to so many events are named in the chart itself, when each name fits two short lines.
_GENOEMD = 2
_NAAMLENGTE = 52


@dataclass(frozen=True)
class Beeld:
    """One series, oldest first, with the period that is looked at and the current one.

    Attributes:
        nu: the current period; what comes after it is a forecast or is not complete.
        landelijk: national figures; of these only what can be drawn is drawn.
        gebeurtenissen: events and breaks that touch this series, oldest first.
    """

    kengetal: Kengetal
    punten: Sequence[Punt]
    gekozen: str
    nu: str
    landelijk: Sequence[Referentie] = ()
    gebeurtenissen: Sequence[Gebeurtenis] = field(default=())

    @property
    def bereik(self) -> tuple[date, date]:
        """From which to which day the chart runs."""
        eerste, laatste = self.punten[0].periode_datum, self.punten[-1].periode_datum
        lucht = max((laatste - eerste) * 0.06, timedelta(days=30))
        return eerste - lucht, laatste + lucht

    @property
    def bekend(self) -> list[Punt]:
        """The points with a figure."""
        return [p for p in self.punten if p.waarde is not None]

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing to draw: no figure, and of none the bounds."""
        return not any(p.waarde is not None or p.waarde_max is not None for p in self.punten)

    @property
    def kaart(self) -> Punt | None:
        """The last point of the XmR chart, when the series is judged by one."""
        return next((p for p in reversed(self.punten) if p.xmr_midden is not None), None)

    @property
    def is_verdeling(self) -> bool:
        """Whether the figure is a median with its quartiles, and no limits are drawn over them."""
        return self.kengetal.soort == "verdeling" and not self.kaart

    @property
    def in_beeld(self) -> list[Gebeurtenis]:
        """The events between the first and the last day of the chart."""
        van, tot = self.bereik
        return [g for g in self.gebeurtenissen if van <= g.datum <= tot]

    @property
    def namen_in_grafiek(self) -> bool:
        """Whether the events are few and short enough to be named in the chart."""
        korte = all(len(g.titel) <= _NAAMLENGTE for g in self.in_beeld)
        return len(self.in_beeld) <= _GENOEMD and korte

    @property
    def onvolledig(self) -> list[Punt]:
        """The points of which the period is not complete."""
        return [p for p in self.punten if p.is_onvolledig]

    @property
    def heeft_vooruitblik(self) -> bool:
        """Whether the series runs on beyond what is known: a budget or a forecast."""
        return any(p.periode > self.nu and not p.is_onvolledig for p in self.punten)

    def is_open(self, punt: Punt) -> bool:
        """Whether a point is no established fact: not complete, or still to come."""
        return bool(punt.is_onvolledig) or punt.periode > self.nu

    def stukken(self, punten: Sequence[Punt]) -> list[list[Punt]]:
        """The points in stretches that may be compared: a break ends one and begins the next."""
        delen: list[list[Punt]] = [[]]
        for punt in punten:
            if delen[-1] and self._is_gebroken(delen[-1][-1], punt):
                delen.append([])
            delen[-1].append(punt)
        return delen

    def paren(self) -> Iterator[tuple[Punt, Punt]]:
        """Neighbouring known points that a line may join."""
        for stuk in self.stukken(self.punten):
            for een, ander in pairwise(stuk):
                if een.waarde is not None and ander.waarde is not None:
                    yield een, ander

    def _is_gebroken(self, een: Punt, ander: Punt) -> bool:
        return any(
            een.periode_datum < g.datum <= ander.periode_datum
            for g in self.gebeurtenissen
            if g.is_breuk
        )

    def landelijke_lijn(self, anders: bool) -> list[Referentie]:
        """The national figures that can be drawn: of our kind of period and of our size."""
        van, tot = self.bereik
        soort = periode.soort(self.punten[-1].periode)
        lijn = [
            r
            for r in self.landelijk
            if r.is_anders_geteld == anders
            and r.waarde is not None
            and periode.soort(r.periode) == soort
            and van <= r.periode_datum <= tot
        ]
        eigen = max((abs(p.waarde or 0.0) for p in self.bekend), default=0.0)
        past = all(abs(r.waarde or 0.0) <= _UIT_SCHAAL * eigen for r in lijn)
        return lijn if past else []

    @property
    def laatste_landelijk(self) -> Referentie | None:
        """The newest national figure up to the current period, of whatever kind of period."""
        nu = next((p.periode_datum for p in self.punten if p.periode == self.nu), None)
        return nieuwste_landelijk(self.landelijk, nu)


def nieuwste_landelijk(cijfers: Sequence[Referentie], op: date | None) -> Referentie | None:
    """The newest of the national figures that was measured up to a day."""
    tot = [r for r in cijfers if r.waarde is not None and (op is None or r.periode_datum <= op)]
    return tot[-1] if tot else None


def raakt(
    gebeurtenis: Gebeurtenis, kengetal: Kengetal, gemeente: str | None, is_regio: bool
) -> bool:
    """Whether an event stands in a chart of this kengetal and unit.

    What happened in one gemeente is shown there; a break in it breaks the region too.
    """
    if gebeurtenis.kengetallen and kengetal.kengetal not in gebeurtenis.kengetallen:
        return False
    if gebeurtenis.gemeente is None or gebeurtenis.gemeente == gemeente:
        return True
    return gebeurtenis.is_breuk and (is_regio or gemeente is None)


def naam(gebeurtenis: Gebeurtenis) -> str:
    """An event in a line: a break says that it is one."""
    waar = f" ({gebeurtenis.gemeente})" if gebeurtenis.gemeente else ""
    wat = "trendbreuk: " if gebeurtenis.is_breuk else ""
    return f"{wat}{gebeurtenis.titel}{waar}"


def begint_bij_nul(kengetal: Kengetal, punten: Sequence[Punt]) -> bool:
    """Counts and amounts start at zero; a share that moves little far from zero does not."""
    if kengetal.soort not in ("aandeel", "gemiddelde"):
        return True
    waarden = [abs(p.waarde) for p in punten if p.waarde is not None]
    return not waarden or min(waarden) < 0.7 * max(waarden)
