"""A sparkline: the course of a figure in the size of a word, as a small picture in a table row."""

import base64
from collections.abc import Sequence

from markupsafe import Markup

from app.components import palet

_BREEDTE, _HOOGTE, _RAND = 108, 28, 4


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
    svg = _svg(punten)
    bron = base64.b64encode(svg.encode()).decode()
    return Markup(
        '<img class="vonk" width="{}" height="{}" alt="{}" src="data:image/svg+xml;base64,{}">'
    ).format(_BREEDTE, _HOOGTE, alternatief, bron)


def _x(plaats: int, aantal: int) -> float:
    return _RAND + plaats * (_BREEDTE - 2 * _RAND) / max(aantal - 1, 1)


def _y(waarde: float, laag: float, hoog: float) -> float:
    deel = 0.5 if hoog == laag else (waarde - laag) / (hoog - laag)
    return _HOOGTE - _RAND - deel * (_HOOGTE - 2 * _RAND)


def _svg(punten: Sequence[tuple[float, float] | None]) -> str:
    """The picture: a line per unbroken stretch and a dot on the last point."""
    stukken: list[list[tuple[float, float]]] = [[]]
    for punt in punten:
        if punt is None:
            stukken.append([])
        else:
            stukken[-1].append(punt)
    lijnen = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in stuk)}"/>'
        for stuk in stukken
        if len(stuk) > 1
    )
    x, y = next(punt for punt in reversed(punten) if punt)
    licht, donker = palet.LICHT, palet.DONKER
    stijl = (
        f"polyline{{fill:none;stroke:{licht.context};stroke-width:1.75}}circle{{fill:{licht.accent}}}"
        f"@media(prefers-color-scheme:dark){{polyline{{stroke:{donker.context}}}"
        f"circle{{fill:{donker.accent}}}}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREEDTE} {_HOOGTE}">'
        f'<style>{stijl}</style>{lijnen}<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2"/></svg>'
    )
