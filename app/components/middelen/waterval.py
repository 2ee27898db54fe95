"""A waterfall: from one amount to the next, step by step, as bars below each other.

Name and amount stand left of the bars, so that it reads on a phone; whether a step adds or takes
is said by its sign and its side, and only then by its colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from app.components import grafiek, palet, schaal
from app.onthouden import onthoud
from warehouse import opmaak

_RIJ = 46  # pixels
_NAAM = 26  # characters of a name on one line


@dataclass(frozen=True)
class Trede:
    """A bar: a total from zero, or a step from where the one before it ended."""

    naam: str
    bedrag: float
    is_totaal: bool = False


@onthoud(200)
def figuur(treden: Sequence[Trede], kleuren: palet.Palet) -> go.Figure:
    """The bars from top to bottom."""
    beeld = go.Figure(layout={"template": grafiek.sjabloon(kleuren)})
    begin, eind = _plaatsen(treden)
    laag, hoog = schaal.bereik([*begin, *eind], vanaf_nul=True)
    kleur = [_kleur(t, kleuren) for t in treden]
    beeld.add_bar(
        orientation="h",
        y=list(range(len(treden))),
        base=begin,
        x=[e - b for b, e in zip(begin, eind, strict=True)],
        marker={"color": kleur, "line": {"width": 0}},
        width=0.62,
        customdata=[f"{t.naam}<br><b>{tekst(t)}</b>" for t in treden],
        hovertemplate="%{customdata}<extra></extra>",
    )
    streepjes = schaal.stappen(laag, hoog, 2)
    beeld.update_xaxes(
        range=[laag, hoog],
        tickangle=0,
        tickvals=streepjes,
        ticktext=[opmaak.bedrag_kort(s) for s in streepjes],
        showgrid=True,
        gridcolor=kleuren.lijn,
        griddash="dot",
        showline=False,
        ticks="",
    )
    beeld.update_yaxes(
        range=[len(treden) - 0.5, -0.5],
        ticks="outside",
        ticklen=6,
        tickcolor="rgba(0,0,0,0)",  # air between a name and a bar that begins at the axis
        tickvals=list(range(len(treden))),
        ticktext=[_naam(t) for t in treden],
        showgrid=False,
        tickfont={"color": kleuren.tekst, "size": 13},
    )
    beeld.update_layout(height=_RIJ * len(treden) + 40)
    if laag < 0 < hoog:
        beeld.add_vline(x=0, line={"color": kleuren.context, "width": 1})
    return beeld


def _plaatsen(treden: Sequence[Trede]) -> tuple[list[float], list[float]]:
    begin, eind, stand = [], [], 0.0
    for trede in treden:
        van = 0.0 if trede.is_totaal else stand
        stand = trede.bedrag if trede.is_totaal else stand + trede.bedrag
        begin.append(van)
        eind.append(stand)
    return begin, eind


def _kleur(trede: Trede, kleuren: palet.Palet) -> str:
    if trede.is_totaal:
        return kleuren.context
    return kleuren.accent if trede.bedrag >= 0 else kleuren.aandacht


def _naam(trede: Trede) -> str:
    """The name with the amount below it: both stand clear of the bars, also on a phone."""
    return "<br>".join([*wrap(trede.naam, _NAAM), f"<b>{tekst(trede)}</b>"])


def tekst(trede: Trede) -> str:
    """The amount; of a step with its sign."""
    kort = opmaak.bedrag_kort(trede.bedrag)
    return kort if trede.is_totaal or trede.bedrag < 0 else kort.replace("€ ", "€ +")


def alternatief(treden: Sequence[Trede]) -> str:
    """The waterfall in words."""
    return f"Waterval. {'; '.join(f'{t.naam}: {tekst(t)}' for t in treden)}."
