"""A sparkline: the course of a figure in the size of a word, as a small picture in a table row.

Where a figure is hidden or unknown the line has a gap, bridged by dots so that the eye keeps hold
of the course; the dots claim no value.
"""

import base64
from collections.abc import Sequence

from markupsafe import Markup

from app.components import palet

_BREEDTE, _HOOGTE, _RAND = 108, 28, 4
_STREEP = 4.0  # how wide a figure is drawn that has no neighbours to be joined with

Plek = tuple[float, float]


def vonk(
    waarden: Sequence[float | None],
    alternatief: str,
    bereik: tuple[float, float] | None = None,
) -> Markup:
    """A sparkline of the values, oldest first; an unknown value leaves a gap.

    `bereik` puts several sparklines on one scale. With fewer than two values there is none.
    """
    bekend = [w for w in waarden if w is not None]
    if len(bekend) < 2:
        return Markup("")
    laag, hoog = bereik or (min(bekend), max(bekend))
    punten = [
        None if w is None else (_x(i, len(waarden)), _y(w, laag, hoog))
        for i, w in enumerate(waarden)
    ]
    gaten = "" if None not in waarden else ", met gaten waar geen cijfer is"
    svg = _svg(punten)
    bron = base64.b64encode(svg.encode()).decode()
    return Markup(
        '<img class="vonk" width="{}" height="{}" alt="{}" src="data:image/svg+xml;base64,{}">'
    ).format(_BREEDTE, _HOOGTE, alternatief + gaten, bron)


def stukken(punten: Sequence[Plek | None], streep: float = _STREEP) -> list[list[Plek]]:
    """The places in unbroken stretches; one that stands alone is a short level stroke."""
    delen: list[list[Plek]] = [[]]
    for punt in punten:
        if punt is None:
            delen.append([])
        else:
            delen[-1].append(punt)
    return [
        deel
        if len(deel) > 1
        else [(deel[0][0] - streep / 2, deel[0][1]), (deel[0][0] + streep / 2, deel[0][1])]
        for deel in delen
        if deel
    ]


def bruggen(punten: Sequence[Plek | None]) -> list[tuple[Plek, Plek]]:
    """Over each gap, from the last place before it to the first after it."""
    over: list[tuple[Plek, Plek]] = []
    vorige: tuple[int, Plek] | None = None
    for plaats, punt in enumerate(punten):
        if punt is None:
            continue
        if vorige and plaats - vorige[0] > 1:
            over.append((vorige[1], punt))
        vorige = (plaats, punt)
    return over


def _x(plaats: int, aantal: int) -> float:
    return _RAND + plaats * (_BREEDTE - 2 * _RAND) / max(aantal - 1, 1)


def _y(waarde: float, laag: float, hoog: float) -> float:
    deel = 0.5 if hoog == laag else (waarde - laag) / (hoog - laag)
    return _HOOGTE - _RAND - deel * (_HOOGTE - 2 * _RAND)


def _svg(punten: Sequence[Plek | None]) -> str:
    """The picture: a line per stretch, and a dot on the last point when that has a figure."""
    lijnen = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in stuk)}"/>'
        for stuk in stukken(punten)
    )
    lijnen += "".join(
        f'<path d="M{van[0]:.1f} {van[1]:.1f}L{tot[0]:.1f} {tot[1]:.1f}"/>'
        for van, tot in bruggen(punten)
    )
    stip = ""
    if laatste := punten[-1]:
        stip = f'<circle cx="{laatste[0]:.1f}" cy="{laatste[1]:.1f}" r="3.2"/>'
    licht, donker = palet.LICHT, palet.DONKER
    stijl = (
        "polyline,path{fill:none;stroke-width:1.75;stroke-linecap:round}"
        "path{stroke-width:1;stroke-dasharray:.5 3}"
        f"polyline,path{{stroke:{licht.context}}}circle{{fill:{licht.accent}}}"
        f"@media(prefers-color-scheme:dark){{polyline,path{{stroke:{donker.context}}}"
        f"circle{{fill:{donker.accent}}}}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREEDTE} {_HOOGTE}">'
        f"<style>{stijl}</style>{lijnen}{stip}</svg>"
    )
