"""The funnel as a Plotly figure: limits around the region, a dot per unit by its size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from app.components import cijfer, grafiek, palet, schaal
from app.inhoud import Kengetal, Trechterpunt
from app.onthouden import onthoud
from warehouse import opmaak

_HOOGTE = 380
_GENOEMD = 6  # units that stand out and are named in the chart
_NAAMREGEL = 24  # characters of a name on one line
_RUIMTE = 0.1  # of the plot's height: what a name needs
_KANT = 0.62  # beyond this part of the width a name stands left of its point


@dataclass(frozen=True)
class Trechter:
    """One funnel.

    Attributes:
        lijn: the points of the curves, from small to large.
        eenheden: the units, each with its own limits.
        namen: the name of each unit by its code.
        gekozen: the unit that is looked at; empty for none.
    """

    kengetal: Kengetal
    lijn: Sequence[Trechterpunt]
    eenheden: Sequence[Trechterpunt]
    namen: Mapping[str | None, str]
    gekozen: tuple[str, ...]

    def is_gekozen(self, punt: Trechterpunt) -> bool:
        return self.gekozen == (punt.eenheid,)

    @property
    def y_as(self) -> tuple[float, float]:
        """Room for every unit and for the inner limits; the outer ones may run off the paper."""
        waarden = [p.waarde for p in self.eenheden if p.waarde is not None]
        waarden += [g for p in self.lijn for g in (p.onder_95, p.boven_95)]
        return schaal.bereik(waarden, min(waarden) < 0.5 * max(waarden))


@onthoud(200)
def teken(trechter: Trechter, kleuren: palet.Palet) -> go.Figure:
    """Band of 95%, dashed limits of 99,8%, the region's line, and a point per unit."""
    figuur = go.Figure(layout={"template": grafiek.sjabloon(kleuren), "height": _HOOGTE})
    _assen(figuur, trechter)
    _grenzen(figuur, trechter, kleuren)
    _punten(figuur, trechter, kleuren)
    _namen(figuur, trechter, kleuren)
    return figuur


def alternatief(trechter: Trechter) -> str:
    """The chart in words, for who cannot see it."""
    k = trechter.kengetal
    woord = {"boven": " (boven de grens)", "onder": " (onder de grens)"}
    delen = [
        f"{trechter.namen[p.eenheid]}: {cijfer.tekst(k, p.waarde)}{woord.get(p.oordeel or '', '')}"
        for p in trechter.eenheden
    ]
    midden = cijfer.tekst(k, trechter.eenheden[0].midden)
    return f"Trechter van {k.onderwerp} rond {midden}. {'; '.join(delen)}."


def _assen(figuur: go.Figure, trechter: Trechter) -> None:
    k, (onder, boven) = trechter.kengetal, trechter.y_as
    y = schaal.stappen(onder, boven, 4)
    figuur.update_yaxes(
        range=[onder, boven], tickvals=y, ticktext=[cijfer.as_(k, waarde) for waarde in y]
    )
    van, tot = trechter.lijn[0].n, trechter.lijn[-1].n
    lucht = (tot - van) * 0.05 or 1.0
    x = [s for s in schaal.stappen(max(van - lucht, 0), tot + lucht, 5) if s == int(s)]
    figuur.update_xaxes(
        range=[van - lucht, tot + lucht],
        tickvals=x,
        tickangle=0,
        ticktext=[opmaak.getal(s) for s in x],
        title={"text": "Omvang (noemer)", "font": {"size": 13}, "standoff": 6},
    )
    figuur.update_layout(margin_r=112, margin_b=48)


def _grenzen(figuur: go.Figure, trechter: Trechter, kleuren: palet.Palet) -> None:
    n = [p.n for p in trechter.lijn]
    figuur.add_scatter(
        x=[*n, *reversed(n)],
        y=[p.boven_95 for p in trechter.lijn] + [p.onder_95 for p in reversed(trechter.lijn)],
        fill="toself",
        fillcolor=kleuren.band,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
    lijnen = (
        ("boven_998", {"color": kleuren.context, "width": 1.5, "dash": "dash"}),
        ("onder_998", {"color": kleuren.context, "width": 1.5, "dash": "dash"}),
        ("midden", {"color": kleuren.zacht, "width": 1.5}),
    )
    for veld, stijl in lijnen:
        ys = [getattr(p, veld) for p in trechter.lijn]
        figuur.add_scatter(x=n, y=ys, mode="lines", line=stijl, hoverinfo="skip")
    _naam_de_lijnen(figuur, trechter, kleuren)


def _naam_de_lijnen(figuur: go.Figure, trechter: Trechter, kleuren: palet.Palet) -> None:
    laatste, (onder, boven) = trechter.lijn[-1], trechter.y_as
    midden = cijfer.as_(trechter.kengetal, laatste.midden)
    namen = [(laatste.midden, f"regio {midden}"), (laatste.boven_998, "grens 99,8%")]
    if laatste.onder_998 > onder:
        namen.append((laatste.onder_998, "grens 99,8%"))
    plaatsen = schaal.spreid([hoogte for hoogte, _ in namen], (boven - onder) * _RUIMTE)
    for plaats, (_, tekst) in zip(plaatsen, namen, strict=True):
        figuur.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=plaats,
            text=tekst,
            showarrow=False,
            font={"color": kleuren.zacht, "size": 13},
        )


def _punten(figuur: go.Figure, trechter: Trechter, kleuren: palet.Palet) -> None:
    def kleur(punt: Trechterpunt) -> str:
        if trechter.is_gekozen(punt):
            return kleuren.accent
        return kleuren.aandacht if punt.valt_op else kleuren.context

    punten = trechter.eenheden
    figuur.add_scatter(
        x=[p.n for p in punten],
        y=[p.waarde for p in punten],
        customdata=[_bij_aanwijzen(trechter, p) for p in punten],
        hovertemplate="%{customdata}<extra></extra>",
        mode="markers",
        marker={
            "color": [kleur(p) for p in punten],
            "size": [13 if trechter.is_gekozen(p) or p.valt_op else 9 for p in punten],
            "symbol": ["diamond" if p.valt_op else "circle" for p in punten],
            "opacity": 1,
            "line": {"width": 0},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _bij_aanwijzen(trechter: Trechter, punt: Trechterpunt) -> str:
    k = trechter.kengetal
    van, tot = cijfer.kaal(k, punt.onder_998), cijfer.tekst(k, punt.boven_998)
    return (
        f"{trechter.namen[punt.eenheid]}<br><b>{cijfer.tekst(k, punt.waarde)}</b>"
        f"<br>noemer {opmaak.getal(punt.n)}<br>door toeval tussen {van} en {tot}"
    )


def _namen(figuur: go.Figure, trechter: Trechter, kleuren: palet.Palet) -> None:
    """Who stands out and who is looked at, named beside the point; names that meet give way."""
    onder, boven = trechter.y_as
    van, tot = trechter.lijn[0].n, trechter.lijn[-1].n
    genoemd = [p for p in trechter.eenheden if trechter.is_gekozen(p)]
    genoemd += [p for p in trechter.eenheden if p.valt_op and p not in genoemd][:_GENOEMD]
    plaatsen = schaal.spreid([p.waarde or 0.0 for p in genoemd], (boven - onder) * _RUIMTE)
    for punt, plaats in zip(genoemd, plaatsen, strict=True):
        links = (punt.n - van) / ((tot - van) or 1.0) > _KANT
        naam = trechter.namen[punt.eenheid]
        figuur.add_annotation(
            x=punt.n,
            y=plaats,
            text="<br>".join(wrap(naam, _NAAMREGEL)),
            align="right" if links else "left",
            xanchor="right" if links else "left",
            xshift=-11 if links else 11,
            showarrow=False,
            font={
                "size": 13,
                "color": kleuren.accent if trechter.is_gekozen(punt) else kleuren.aandacht,
            },
        )
