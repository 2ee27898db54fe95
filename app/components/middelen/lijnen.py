"""Courses of money over years: lines that are named at their end, bands below them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.components import grafiek, palet, schaal
from app.onthouden import onthoud

_REGEL = 0.06  # of the height: what a line of a name needs
_KANT = 108  # pixels at the right for names
_HOOGTE = 320


@dataclass(frozen=True)
class Lijn:
    """One course: a value per year, its name and how it is drawn.

    Attributes:
        vanaf: from this year it is no established fact: dotted; 0 for never.
        vlak: a line that is the same in every year and only marks a height.
    """

    naam: str
    waarden: dict[int, float]
    kleur: str
    breed: float = 2.0
    streep: str = "solid"
    vanaf: int = 0
    punten: bool = False
    vlak: bool = False


@onthoud(200)
def figuur(
    lijnen: Sequence[Lijn],
    kleuren: palet.Palet,
    schrijf: Callable[[float], str],
    band: tuple[Sequence[int], Sequence[float], Sequence[float]] | None = None,
    kies: Callable[[Sequence[float], bool], tuple[float, float]] = schaal.bereik,
) -> go.Figure:
    """The lines on one axis, with a band of (years, lower, upper) below them."""
    beeld = go.Figure(layout={"template": grafiek.sjabloon(kleuren), "height": _HOOGTE})
    jaren = sorted({jaar for lijn in lijnen for jaar in lijn.waarden})
    hoogtes = [w for lijn in lijnen for w in lijn.waarden.values()]
    hoogtes += [*band[1], *band[2]] if band else []
    laag, hoog = kies(hoogtes, True)
    if band:
        _band(beeld, band, kleuren)
    for lijn in lijnen:
        _lijn(beeld, lijn, schrijf)
    _namen(beeld, lijnen, (laag, hoog), schrijf)
    streepjes = schaal.stappen(laag, hoog, 4)
    beeld.update_yaxes(
        range=[laag, hoog], tickvals=streepjes, ticktext=[schrijf(s) for s in streepjes]
    )
    getoond = [jaren[i] for i in schaal.uitgedund(len(jaren), 5)]
    beeld.update_xaxes(
        range=[jaren[0] - 0.4, jaren[-1] + 0.4],
        tickvals=getoond,
        ticktext=[str(j) for j in getoond],
        tickangle=0,
    )
    beeld.update_layout(margin_r=_KANT)
    if laag < 0 < hoog:
        beeld.add_hline(y=0, line={"color": kleuren.context, "width": 1})
    return beeld


def _band(
    beeld: go.Figure,
    band: tuple[Sequence[int], Sequence[float], Sequence[float]],
    kleuren: palet.Palet,
) -> None:
    jaren, onder, boven = (list(rij) for rij in band)
    beeld.add_scatter(
        x=[*jaren, *reversed(jaren)],
        y=[*boven, *reversed(onder)],
        fill="toself",
        fillcolor=kleuren.band,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _lijn(beeld: go.Figure, lijn: Lijn, schrijf: Callable[[float], str]) -> None:
    """A line; what is still to come is dotted."""
    jaren = sorted(lijn.waarden)
    vast = [j for j in jaren if not lijn.vanaf or j < lijn.vanaf]
    later = [*vast[-1:], *(j for j in jaren if j not in vast)]
    for stuk, streep in ((vast, lijn.streep), (later, "dot")):
        if len(stuk) > 1:
            beeld.add_scatter(
                x=stuk,
                y=[lijn.waarden[j] for j in stuk],
                mode="lines",
                line={"color": lijn.kleur, "width": lijn.breed, "dash": streep},
                hoverinfo="skip",
            )
    if lijn.punten:
        beeld.add_scatter(
            x=jaren,
            y=[lijn.waarden[j] for j in jaren],
            mode="markers",
            marker={
                "color": lijn.kleur,
                "size": 8,
                "symbol": ["circle" if j in vast else "circle-open" for j in jaren],
                "line": {"width": [0 if j in vast else 2 for j in jaren]},
                "opacity": 1,
            },
            customdata=[f"{j}<br><b>{schrijf(lijn.waarden[j])}</b>" for j in jaren],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _namen(
    beeld: go.Figure,
    lijnen: Sequence[Lijn],
    bereik: tuple[float, float],
    schrijf: Callable[[float], str],
) -> None:
    """The name and the last value of every line, at its end and clear of each other."""
    met = [lijn for lijn in lijnen if lijn.waarden]
    einden = [lijn.waarden[max(lijn.waarden)] for lijn in met]
    # Name, value and half a line of air.
    regels = 1.5 + max((lijn.naam.count("<br>") + 1 for lijn in met), default=1)
    plaatsen = schaal.spreid(einden, (bereik[1] - bereik[0]) * _REGEL * regels)
    for lijn, plaats, einde in zip(met, plaatsen, einden, strict=True):
        beeld.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=plaats,
            text=f"{lijn.naam}<br>{schrijf(einde)}",
            align="left",
            showarrow=False,
            font={"color": lijn.kleur, "size": 13},
        )


def alternatief(lijnen: Sequence[Lijn], schrijf: Callable[[float], str]) -> str:
    """The chart in words."""
    zinnen = []
    for lijn in lijnen:
        stukken = [f"{jaar}: {schrijf(w)}" for jaar, w in sorted(lijn.waarden.items())]
        naam = lijn.naam.replace("-<br>", "").replace("<br>", " ")
        zinnen.append(f"{naam}: {'; '.join(stukken)}.")
    return f"Lijngrafiek. {' '.join(zinnen)}"
