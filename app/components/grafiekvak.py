"""A chart as it goes to the browser: made once, with the room that its labels need worked out.

Plotly copies a figure whole whenever it is asked for, and measures labels by drawing a chart two or
three times. Here both are done once, for whoever sees the same chart; what is saved for a document
still measures its own letters.
"""

from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

_LETTER = 13  # pixels, of the labels along an axis (`grafiek.sjabloon`)
_SMAL, _BREED = frozenset(" .,:;'!()|-–ijltfr"), frozenset("mwMW%€@")
_NAAST, _ONDER, _REGEL = 9, 34, 16.5  # between a label and its axis; below one line; for each more


class Verstuurd(BaseFigure):
    """What Streamlit asks of a figure, and nothing else."""

    def __init__(self, figuur: go.Figure) -> None:
        self._inhoud: dict[str, Any] = figuur.to_dict()
        _geef_ruimte(self._inhoud["layout"])

    def to_dict(self) -> dict[str, Any]:
        return self._inhoud


def verstuurd(figuur: go.Figure) -> Verstuurd:
    """Kept with a figure that is drawn for many; from then on it does not change."""
    if not isinstance(getattr(figuur, "_verstuurd", None), Verstuurd):
        figuur._verstuurd = Verstuurd(figuur)
    inhoud: Verstuurd = figuur._verstuurd
    return inhoud


def _geef_ruimte(opmaak: dict[str, Any]) -> None:
    """Margins for axes whose labels are known; the others are left to Plotly."""
    marge = dict(opmaak["template"]["layout"]["margin"]) | opmaak.get("margin", {})
    y_as, x_as = opmaak.get("yaxis", {}), opmaak.get("xaxis", {})
    if _is_bekend(y_as):
        y_as["automargin"] = False
        breedte = max((_breedte(tekst) for tekst in y_as["ticktext"]), default=0.0)
        marge["l"] = max(marge["l"], round(breedte) + _NAAST)
    if _is_bekend(x_as) and x_as.get("tickangle") == 0:
        x_as["automargin"] = False
        regels = max((tekst.count("<br>") for tekst in x_as["ticktext"]), default=0)
        marge["b"] = max(marge["b"], round(_ONDER + _REGEL * regels))
    opmaak["margin"] = marge


def _is_bekend(as_: dict[str, Any]) -> bool:
    return as_.get("visible") is not False and "ticktext" in as_ and "title" not in as_


def _breedte(tekst: str) -> float:
    """About how many pixels wide a label is: of its widest line."""
    return max(sum(map(_teken, regel)) for regel in str(tekst).split("<br>"))


def _teken(letter: str) -> float:
    if letter in _SMAL:
        return 0.31 * _LETTER
    if letter in _BREED:
        return 0.86 * _LETTER
    return (0.6 if letter.isupper() else 0.51) * _LETTER
