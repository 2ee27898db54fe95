"""What is drawn in a chart, layer by layer: bands, limits, lines and points.

Every layer takes the figure, what is shown and the colours. Which layers there are and in which
order is said in `grafiek`; the words beside them are in `grafieklabels`.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from app.components import cijfer, palet
from app.components.beeld import Beeld
from app.inhoud import Kengetal, Punt
from warehouse import opmaak

Lijn = list[tuple[date, float]]


def band(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> None:
    """The middle half of a distribution, else the 95% interval; none under XmR limits."""
    if beeld.kaart:
        return
    onder, boven = ("p25", "p75") if beeld.is_verdeling else ("onder", "boven")
    for stuk in beeld.stukken(beeld.punten):
        met = [p for p in stuk if None not in (getattr(p, onder), getattr(p, boven))]
        if len(met) < 2:
            continue
        omtrek = [(p.periode_datum, getattr(p, boven)) for p in met]
        omtrek += [(p.periode_datum, getattr(p, onder)) for p in reversed(met)]
        figuur.add_scatter(
            x=[x for x, _ in omtrek],
            y=[y for _, y in omtrek],
            fill="toself",
            fillcolor=kleuren.band,
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
        )


def staart(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> None:
    """Of a distribution, where the longest tenth begins: a thin line."""
    if not beeld.is_verdeling:
        return
    for stuk in beeld.stukken(beeld.punten):
        met = [(p.periode_datum, p.p90) for p in stuk if p.p90 is not None]
        lijn(figuur, met, {"color": kleuren.context, "width": 1})


def kaartlijnen(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> None:
    """Mean and limits of an XmR chart, over the kwartalen that they were made of."""
    velden = {
        "xmr_midden": {"color": kleuren.zacht, "width": 1.5},
        "xmr_boven": {"color": kleuren.context, "width": 1.5, "dash": "dash"},
        "xmr_onder": {"color": kleuren.context, "width": 1.5, "dash": "dash"},
    }
    for veld, stijl in velden.items():
        reeks = [(p.periode_datum, w) for p in beeld.punten if (w := getattr(p, veld)) is not None]
        if veld == "xmr_onder" and reeks and onder_nul(beeld):
            continue
        lijn(figuur, reeks, stijl)


def onder_nul(beeld: Beeld) -> bool:
    """Whether the lower limit lies where no figure can come."""
    grens = beeld.kaart.xmr_onder if beeld.kaart else None
    return grens is not None and grens < 0 and all((p.waarde or 0) >= 0 for p in beeld.punten)


def lijn(figuur: go.Figure, reeks: Lijn, stijl: Mapping[str, object]) -> None:
    """A line without points that says nothing when pointed at."""
    if reeks:
        figuur.add_scatter(
            x=[x for x, _ in reeks],
            y=[y for _, y in reeks],
            mode="lines",
            line=stijl,
            hoverinfo="skip",
        )


def over_de_breedte(figuur: go.Figure, reeks: Lijn) -> Lijn:
    """One value stands for the whole width; several follow time."""
    if len({y for _, y in reeks}) == 1:
        links, rechts = figuur.layout.xaxis.range
        return [(links, reeks[0][1]), (rechts, reeks[0][1])]
    return reeks


def verloop(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> None:
    """The line through the figures: unbroken up to now, dotted to what is not established."""
    for gestippeld in (False, True):
        xs: list[date | None] = []
        ys: list[float | None] = []
        for een, ander in beeld.paren():
            if (beeld.is_open(een) or beeld.is_open(ander)) == gestippeld:
                xs += [een.periode_datum, ander.periode_datum, None]
                ys += [een.waarde, ander.waarde, None]
        if xs:
            streep = "dot" if gestippeld else "solid"
            figuur.add_scatter(
                x=xs,
                y=ys,
                mode="lines",
                line={"color": kleuren.context, "width": 2, "dash": streep},
                connectgaps=False,
                hoverinfo="skip",
            )


def punten(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> None:
    """The figures: a dot, an open dot when not established, a diamond when it stands out."""
    bekend = beeld.bekend
    figuur.add_scatter(
        x=[p.periode_datum for p in bekend],
        y=[p.waarde for p in bekend],
        customdata=[_bij_aanwijzen(beeld.kengetal, p) for p in bekend],
        hovertemplate="%{customdata}<extra></extra>",
        mode="markers",
        marker={
            "color": [kleuren.aandacht if p.signaal else kleuren.context for p in bekend],
            "size": [11 if p.signaal else 7 for p in bekend],
            "symbol": [_vorm(beeld, p) for p in bekend],
            "opacity": 1,
            # Without a width Plotly draws a white rim around points of several colours.
            "line": {"width": [2 if beeld.is_open(p) else 0 for p in bekend]},
        },
    )


def _vorm(beeld: Beeld, punt: Punt) -> str:
    if beeld.is_open(punt):
        return "circle-open"
    return "diamond" if punt.signaal else "circle"


def gekozen(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> None:
    """The point that is looked at, in the accent colour and of the shape that it has."""
    for punt in beeld.bekend:
        if punt.periode == beeld.gekozen:
            figuur.add_scatter(
                x=[punt.periode_datum],
                y=[punt.waarde],
                mode="markers",
                marker={"color": kleuren.accent, "size": 13, "symbol": _vorm(beeld, punt)}
                | {"line": {"width": 2, "color": kleuren.accent}},
                hoverinfo="skip",
            )


def _bij_aanwijzen(kengetal: Kengetal, punt: Punt) -> str:
    tekst = f"{opmaak.periode(punt.periode)}<br><b>{cijfer.met_eenheid(kengetal, punt.waarde)}</b>"
    if punt.is_onvolledig:
        tekst += "<br>onvolledig"
    if kengetal.soort == "verdeling" and punt.n is not None:
        tekst += f"<br>n = {opmaak.getal(punt.n)}"
    return tekst + "".join(f"<br>{cijfer.SIGNALEN[s]}" for s in punt.signalen)


def bandbreedtes(figuur: go.Figure, kengetal: Kengetal, punten: Sequence[Punt], kleur: str) -> None:
    """A figure of which only the bounds are known is a bar from the one to the other."""
    met = [p for p in punten if p.waarde is None and None not in (p.waarde_min, p.waarde_max)]
    if met:
        figuur.add_scatter(
            x=[x for p in met for x in (p.periode_datum, p.periode_datum, None)],
            y=[y for p in met for y in (p.waarde_min, p.waarde_max, None)],
            customdata=[t for p in met for t in (cijfer.van_punt(kengetal, p),) * 3],
            hovertemplate="%{customdata}<extra></extra>",
            mode="lines",
            line={"color": kleur, "width": 6},
        )


def gebeurtenissen(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> None:
    """A thin line on the day of an event; a break is dotted and stronger."""
    for gebeurtenis in beeld.in_beeld:
        stijl = {"color": kleuren.lijn, "width": 1.5, "dash": "solid"}
        if gebeurtenis.is_breuk:
            stijl = {"color": kleuren.zacht, "width": 1.5, "dash": "dot"}
        figuur.add_vline(x=gebeurtenis.datum, line=stijl, layer="below")
