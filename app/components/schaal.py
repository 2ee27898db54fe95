"""Round values for an axis, and labels that do not overlap: the arithmetic behind a chart."""

import itertools
import math
from collections.abc import Sequence


def stappen(laagste: float, hoogste: float, aantal: int = 5) -> list[float]:
    """About `aantal` round values (1, 2, 2,5 or 5 times a power of ten) that span the range."""
    if hoogste <= laagste:
        return [laagste]
    ruw = (hoogste - laagste) / aantal
    macht = 10.0 ** math.floor(math.log10(ruw))
    stap = min((1, 2, 2.5, 5, 10), key=lambda m: abs(math.log(m * macht / ruw))) * macht
    eerste = math.ceil(laagste / stap - 1e-9)
    laatste = math.floor(hoogste / stap + 1e-9)
    return [round(i * stap, 12) for i in range(eerste, laatste + 1)]


def bereik(waarden: Sequence[float], vanaf_nul: bool) -> tuple[float, float]:
    """The range of an axis around the values, with air above (and below when it is not zero)."""
    laagste, hoogste = min(waarden, default=0.0), max(waarden, default=1.0)
    if vanaf_nul:
        laagste, hoogste = min(laagste, 0.0), max(hoogste, 0.0)
    lucht = (hoogste - laagste) * 0.14 or abs(hoogste) * 0.1 or 1.0
    onder = 0.0 if vanaf_nul and laagste == 0.0 else laagste - lucht
    boven = 0.0 if vanaf_nul and hoogste == 0.0 else hoogste + lucht
    return onder, boven


def spreid(plaatsen: Sequence[float], afstand: float) -> list[float]:
    """The same places, moved apart as little as needed to leave `afstand` between each two."""
    volgorde = sorted(range(len(plaatsen)), key=lambda i: plaatsen[i])
    gespreid = list(plaatsen)
    for vorige, huidige in itertools.pairwise(volgorde):
        tekort = afstand - (gespreid[huidige] - gespreid[vorige])
        if tekort > 0:
            gespreid[vorige] -= tekort / 2
            gespreid[huidige] += tekort / 2
    for vorige, huidige in itertools.pairwise(volgorde):
        gespreid[huidige] = max(gespreid[huidige], gespreid[vorige] + afstand)
    return gespreid


def uitgedund(aantal: int, hoogstens: int) -> list[int]:
    """Which of `aantal` labels to show: at most `hoogstens`, the last one included."""
    if aantal <= hoogstens:
        return list(range(aantal))
    stap = math.ceil(aantal / hoogstens)
    return sorted(range(aantal - 1, -1, -stap))
