"""How many of a lichting are back after so many years: Kaplan-Meier, by statsmodels.

Who leaves in another way, or is followed no longer, counts up to that day. Everything is worked
out at publication; what an audience gets of it is decided by `cohorten`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.statistics import wilson

_Z = 1.959963984540054  # 95%, two-sided


@dataclass(frozen=True)
class Schatting:
    """The share that is back within a term, with its 95% interval.

    Attributes:
        n: how many were placed.
        terug: how many of them came back within the term.
    """

    n: int
    terug: int
    aandeel: float
    onder: float
    boven: float


def terug_binnen(jaren: Sequence[float], is_terug: Sequence[bool], termijn: float) -> Schatting:
    """The share that is back within `termijn` years, by Kaplan-Meier.

    Args:
        jaren: how long each was followed, up to the return or to the last day.
        is_terug: whether that was a return.
        termijn: in years.

    The interval is on the scale of log(-log), which stays between 0 and 1. Without a return it is
    that of Wilson for none of n: there is nothing to estimate a spread from.
    """
    from statsmodels.duration.survfunc import SurvfuncRight  # noqa: PLC0415 - heavy

    if not jaren:
        raise ValueError("een lichting zonder leerlingen heeft geen aandeel")
    binnen = sum(t for t, j in zip(is_terug, jaren, strict=True) if j <= termijn)
    if not binnen:
        onder, boven = wilson(0, len(jaren))
        return Schatting(len(jaren), 0, 0.0, onder, boven)
    # A stay that ends on the day itself lasted a day; statsmodels takes no zero.
    duren = np.maximum(np.array(jaren, dtype=float), 1 / 365.25)
    functie = SurvfuncRight(duren, np.array(is_terug, dtype=int))
    plaats = int(np.searchsorted(functie.surv_times, termijn, side="right")) - 1
    blijft = float(functie.surv_prob[plaats])
    fout = float(functie.surv_prob_se[plaats])
    onder, boven = _grenzen(blijft, fout, len(jaren))
    return Schatting(len(jaren), int(binnen), 1 - blijft, onder, boven)


def _grenzen(blijft: float, fout: float, n: int) -> tuple[float, float]:
    if not 0 < blijft < 1 or not math.isfinite(fout):
        return wilson(n, n)
    log = math.log(blijft)
    breed = _Z * fout / (blijft * abs(log))
    return 1 - blijft ** math.exp(-breed), 1 - blijft ** math.exp(breed)
