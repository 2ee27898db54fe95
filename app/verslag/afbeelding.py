"""Charts as pictures: PNG and SVG as wide as the column of a page, on white, in fonts of an office.

Drawn by Plotly in the browser of this machine, without a network; one browser draws them all.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

import kaleido
import plotly.graph_objects as go

from app import chromium
from app.verslag import vaststellen

LETTER = "Calibri, Carlito, 'Liberation Sans', Arial, sans-serif"
BREED, HOOG, SCHAAL = 640, 340, 2  # a column of 16 cm, with twice the dots of a screen
_TITEL, _REGEL = 76, 22  # signs on a line of the title, and its height


def maak(platen: Mapping[str, go.Figure], soorten: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Every chart as ``png`` or ``svg``: name of the file and its contents."""
    if not platen or not soorten:
        return
    kaleido.start_sync_server(n=1, silence_warnings=True, **_browser())
    try:
        for naam, figuur in platen.items():
            getekend = _opgemaakt(figuur)
            for soort in soorten:
                beeld = kaleido.calc_fig_sync(getekend.to_dict(), opts=_maat(getekend, soort))
                yield f"{naam}.{soort}", vaststellen.svg(beeld, naam) if soort == "svg" else beeld
    finally:
        kaleido.stop_sync_server(silence_warnings=True)


def een(figuur: go.Figure, titel: str, soort: str) -> bytes:
    """One chart with its title above it."""
    getekend = _opgemaakt(figuur)
    regels = wrap(titel, _TITEL)
    boven = _REGEL * len(regels) + 16
    getekend.update_layout(
        title={"text": "<br>".join(regels), "x": 0.01, "font": {"size": 16}},
        title_y=1 - 18 / (getekend.layout.height + boven),
        title_yanchor="top",
        margin_t=boven + (getekend.layout.margin.t or 12),
        height=getekend.layout.height + boven,
    )
    beeld: bytes = kaleido.calc_fig_sync(
        getekend.to_dict(), opts=_maat(getekend, soort), kopts=_browser()
    )
    return beeld


def _browser() -> dict[str, Any]:
    # With mathematics it would fetch that from elsewhere.
    return {"path": chromium.zoek(), "page_generator": kaleido.PageGenerator(mathjax=False)}


def _maat(figuur: go.Figure, soort: str) -> dict[str, Any]:
    schaal = SCHAAL if soort == "png" else 1
    return {"format": soort, "width": BREED, "height": figuur.layout.height, "scale": schaal}


def _opgemaakt(figuur: go.Figure) -> go.Figure:
    """The same chart on paper; the one that was drawn stays as it is."""
    op_papier = go.Figure(figuur)
    hoog = figuur.layout.height or HOOG
    op_papier.update_layout(
        font_family=LETTER, paper_bgcolor="white", plot_bgcolor="white", height=hoog
    )
    return op_papier
