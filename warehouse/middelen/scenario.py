"""What if: result and reserve of the coming years under other assumptions than the plan's.

A scenario starts from one year (its amounts and its reserve) and lets each post follow what drives
it, as the profile says (`scenariopost`): the IKC, SO, the pupils of regular schools, the
terugplaatsingen; every other post stays as planned. With the plan's own growth it gives the
plan's own lines. Amounts are euros a year, growth and shares are fractions a year.

After the last planned year the rijksbijdragen, IKC and SO go on as they went in that year; other
posts, and what is withheld from schools, stay as they were then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq

from warehouse.middelen.doorrekening import Doorrekening
from warehouse.middelen.plan import Aannames, Jaar, Plan

PADEN = 1_000
ZAAD = 2704


def reken_door(plan: Plan, aannames: Aannames) -> list[Jaar]:
    """Every year of a scenario, with its lines, result and reserve at the end."""
    som = Doorrekening(plan, aannames)
    uitkomst = []
    reserve = plan.reserve
    for n, jaar in enumerate(som.jaren):
        regels_ = tuple(som.regel(post, n) for post in plan.posten)
        uitkomst.append(Jaar(jaar, regels_, som.bedragen[n], reserve))
        reserve += uitkomst[-1].resultaat
        uitkomst[-1] = replace(uitkomst[-1], reserve=reserve)
    return uitkomst


def jaar_onder(uitkomst: Sequence[Jaar], grens: float) -> int | None:
    """The first year that ends with a reserve below a limit; None when there is none."""
    return next((jaar.jaar for jaar in uitkomst if jaar.reserve < grens), None)


def bedrag_bij_nul(plan: Plan, aannames: Aannames, jaar: int | None = None) -> float | None:
    """The amount per pupil with which a year ends at nothing; without a year all of them together.

    Euros per pupil, without floor, to the cent. None when no amount between 0 and 5.000 does.
    """

    def resultaat(bedrag: float) -> float:
        vast = replace(aannames, leerlingbedrag=bedrag, bodem="geen")
        per_jaar = reken_door(plan, vast)
        return sum(j.resultaat for j in per_jaar if jaar in (None, j.jaar))

    laag, hoog = 0.0, 5_000.0
    if resultaat(laag) < 0 or resultaat(hoog) > 0:
        return None
    return float(brentq(resultaat, laag, hoog, xtol=0.001))


@dataclass(frozen=True)
class Verleden:
    """How much the numbers of pupils grew from one year to the next, as fractions."""

    ikc: Sequence[float] = ()
    so: Sequence[float] = ()
    leerlingen: Sequence[float] = ()


def jaargroei(aantallen: Mapping[int, float]) -> list[float]:
    """The growth between years that follow on each other."""
    return [
        aantallen[jaar + 1] / aantallen[jaar] - 1
        for jaar in sorted(aantallen)
        if jaar + 1 in aantallen and aantallen[jaar]
    ]


@dataclass(frozen=True)
class Band:
    """Between which reserves eight of ten courses end, year by year."""

    onder: tuple[float, ...]
    boven: tuple[float, ...]


def onzekerheid(plan: Plan, aannames: Aannames, verleden: Verleden) -> Band | None:
    """The band that past growth asks for; None when no series has four growths or more.

    A thousand courses: each year of each grows as assumed plus one of the deviations from their
    mean that past years showed, drawn at random (a fixed seed: a link shows the same band).
    """
    reeksen = {naam: np.array(getattr(verleden, naam)) for naam in ("ikc", "so", "leerlingen")}
    bruikbaar = {naam: reeks - reeks.mean() for naam, reeks in reeksen.items() if len(reeks) >= 4}
    if not bruikbaar:
        return None
    toeval = np.random.default_rng(ZAAD)
    loting = {
        naam: toeval.choice(afwijking, (aannames.jaren, PADEN))
        for naam, afwijking in bruikbaar.items()
    }
    som = Doorrekening(plan, aannames, loting)
    onder, boven = np.quantile(som.reserve, (0.1, 0.9), axis=1)
    return Band(tuple(onder.tolist()), tuple(boven.tolist()))
