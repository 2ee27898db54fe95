"""The trend of one unit as a Plotly figure: the only place where a chart gets its looks.

Points and line in grey, the chosen point in the accent colour, target dashed and national figure
thin, every line named beside it instead of in a legend. Numbers arrive as text from `cijfer`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from app.components import cijfer, palet, schaal
from app.inhoud import Kengetal, Punt
from warehouse import opmaak

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
LETTER = '"Source Sans", sans-serif'
HOOGTE = 340
_REGELHOOGTE = 0.125  # of the plot's height: what a label of two lines needs


@dataclass(frozen=True)
class Trendbreuk:
    """From this day on the figure is not comparable with what came before."""

    datum: date
    reden: str


def sjabloon(kleuren: palet.Palet) -> go.layout.Template:
    """The template of every chart: transparent, hairline grid, no legend, nothing to drag."""
    as_ = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": 13, "color": kleuren.zacht},
        "linecolor": kleuren.lijn,
    }
    return go.layout.Template(
        layout={
            "font": {"family": LETTER, "size": 14, "color": kleuren.tekst},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {"font": {"family": LETTER, "size": 14}},
            "xaxis": as_ | {"showline": True, "ticks": "outside", "tickcolor": kleuren.lijn},
            "yaxis": as_ | {"showgrid": True, "gridcolor": kleuren.lijn, "griddash": "dot"},
            "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        }
    )


def warm_op() -> None:
    """Load the parts of Plotly that it fetches on first use."""
    go.Figure(layout={"template": sjabloon(palet.LICHT)}).add_scatter(x=[0], y=[0])


def trend(
    kengetal: Kengetal,
    punten: Sequence[Punt],
    gekozen: str,
    nu: str,
    breuken: Sequence[Trendbreuk],
    kleuren: palet.Palet,
) -> go.Figure:
    """The course of one series, oldest first, with the period `gekozen` brought out.

    What comes after the period `nu` is a forecast: dotted, with open points.
    """
    figuur = go.Figure(layout={"template": sjabloon(kleuren), "height": HOOGTE})
    bekend = [p for p in punten if p.waarde is not None]
    y_as = _y_as(figuur, kengetal, punten)
    _x_as(figuur, punten)
    _teken_interval(figuur, bekend, kleuren)
    _teken_verwijzingen(figuur, kengetal, punten, y_as, kleuren)
    _teken_lijn(figuur, kengetal, [p for p in punten if p.periode <= nu], kleuren)
    vooruit = [p for p in punten if p.periode >= nu]
    if len(vooruit) > 1:
        _teken_lijn(figuur, kengetal, vooruit, kleuren, vooruitblik=True)
    _teken_bandbreedte(figuur, kengetal, punten, kleuren)
    _benoem_punten(figuur, kengetal, bekend, gekozen, kleuren)
    _benoem_afwezige(figuur, kengetal, punten, y_as[0], kleuren)
    _teken_breuken(figuur, punten, breuken, kleuren)
    return figuur


def alternatief(kengetal: Kengetal, punten: Sequence[Punt]) -> str:
    """The chart in words, for who cannot see it."""
    stukken = [f"{opmaak.periode_kort(p.periode)}: {cijfer.van_punt(kengetal, p)}" for p in punten]
    return f"Lijngrafiek van {kengetal.onderwerp}. {'; '.join(stukken)}."


def begint_bij_nul(kengetal: Kengetal, punten: Sequence[Punt]) -> bool:
    """Counts and amounts start at zero; a share that moves little far from zero does not."""
    if kengetal.soort not in ("aandeel", "gemiddelde"):
        return True
    waarden = [abs(p.waarde) for p in punten if p.waarde is not None]
    return not waarden or min(waarden) < 0.7 * max(waarden)


def _y_as(figuur: go.Figure, kengetal: Kengetal, punten: Sequence[Punt]) -> tuple[float, float]:
    namen = ("waarde", "waarde_min", "waarde_max", "streefwaarde", "landelijk", "onder", "boven")
    waarden = [w for p in punten for n in namen if (w := getattr(p, n)) is not None]
    onder, boven = schaal.bereik(waarden, begint_bij_nul(kengetal, punten))
    streepjes = schaal.stappen(onder, boven, 4)
    if kengetal.soort == "aantal":
        streepjes = [s for s in streepjes if s == int(s)]
    teksten = [cijfer.kort(kengetal, s) for s in streepjes]
    figuur.update_yaxes(range=[onder, boven], tickvals=streepjes, ticktext=teksten)
    return onder, boven


def _x_as(figuur: go.Figure, punten: Sequence[Punt]) -> None:
    eerste, laatste = punten[0].periode_datum, punten[-1].periode_datum
    lucht = max((laatste - eerste) * 0.06, timedelta(days=30))
    getoond = [punten[i] for i in schaal.uitgedund(len(punten), 6)]
    figuur.update_xaxes(
        range=[eerste - lucht, laatste + lucht],
        tickvals=[p.periode_datum for p in getoond],
        ticktext=[_op_twee_regels(opmaak.periode_kort(p.periode)) for p in getoond],
        tickangle=0,
    )


def _op_twee_regels(tekst: str) -> str:
    """The year of a date goes below the day, so that labels stay narrow on a phone."""
    voor, _, jaar = tekst.rpartition(" ")
    return f"{voor}<br>{jaar}" if voor else tekst


def _teken_interval(figuur: go.Figure, punten: Sequence[Punt], kleuren: palet.Palet) -> None:
    met = [p for p in punten if p.onder is not None and p.boven is not None]
    if len(met) < 2:
        return
    omtrek = [(p.periode_datum, p.boven) for p in met]
    omtrek += [(p.periode_datum, p.onder) for p in reversed(met)]
    figuur.add_scatter(
        x=[x for x, _ in omtrek],
        y=[y for _, y in omtrek],
        fill="toself",
        fillcolor=kleuren.band,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _teken_lijn(
    figuur: go.Figure,
    kengetal: Kengetal,
    punten: Sequence[Punt],
    kleuren: palet.Palet,
    vooruitblik: bool = False,
) -> None:
    figuur.add_scatter(
        x=[p.periode_datum for p in punten],
        y=[p.waarde for p in punten],
        customdata=[_bij_aanwijzen(kengetal, p) for p in punten],
        hovertemplate="%{customdata}<extra></extra>",
        mode="lines+markers",
        line={"color": kleuren.context, "width": 2, "dash": "dot" if vooruitblik else "solid"},
        marker={
            "color": kleuren.context,
            "size": 7,
            # The first point of a forecast is the current figure, which is no forecast.
            "symbol": ["circle", *["circle-open"] * (len(punten) - 1)] if vooruitblik else "circle",
        },
        connectgaps=False,
    )


def _bij_aanwijzen(kengetal: Kengetal, punt: Punt) -> str:
    waarde = cijfer.met_eenheid(kengetal, punt.waarde)
    return f"{opmaak.periode(punt.periode)}<br><b>{waarde}</b>"


def _teken_bandbreedte(
    figuur: go.Figure, kengetal: Kengetal, punten: Sequence[Punt], kleuren: palet.Palet
) -> None:
    """A figure of which only the bounds are known is a bar from the one to the other."""
    for punt in punten:
        if punt.waarde is None and None not in (punt.waarde_min, punt.waarde_max):
            figuur.add_scatter(
                x=[punt.periode_datum] * 2,
                y=[punt.waarde_min, punt.waarde_max],
                mode="lines",
                line={"color": kleuren.context, "width": 6},
                hovertemplate=f"{cijfer.van_punt(kengetal, punt)}<extra></extra>",
            )


def _teken_verwijzingen(
    figuur: go.Figure,
    kengetal: Kengetal,
    punten: Sequence[Punt],
    y_as: tuple[float, float],
    kleuren: palet.Palet,
) -> None:
    """Target and national figure, with their names beside the end of the line."""
    namen: list[tuple[float, str, str]] = []
    lijnen = (("streefwaarde", kleuren.accent, "dash"), ("landelijk", kleuren.zacht, "solid"))
    for veld, kleur, streep in lijnen:
        reeks = [(p.periode_datum, getattr(p, veld)) for p in punten]
        reeks = [(x, y) for x, y in reeks if y is not None]
        if not reeks:
            continue
        _teken_verwijslijn(figuur, reeks, kleur, streep)
        namen.append((reeks[-1][1], f"{veld}<br>{cijfer.kort(kengetal, reeks[-1][1])}", kleur))
    afstand = (y_as[1] - y_as[0]) * _REGELHOOGTE
    plaatsen = schaal.spreid([y for y, _, _ in namen], afstand)
    for plaats, (_, tekst, kleur) in zip(plaatsen, namen, strict=True):
        figuur.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=plaats,
            text=tekst,
            align="left",
            showarrow=False,
            font={"color": kleur, "size": 13},
        )
    figuur.update_layout(margin_r=96 if namen else 24)


def _teken_verwijslijn(
    figuur: go.Figure, reeks: list[tuple[date, float]], kleur: str, streep: str
) -> None:
    """A line above the band; one value stands for the whole width, several follow time."""
    if len({y for _, y in reeks}) == 1:
        links, rechts = figuur.layout.xaxis.range
        reeks = [(links, reeks[0][1]), (rechts, reeks[0][1])]
    figuur.add_scatter(
        x=[x for x, _ in reeks],
        y=[y for _, y in reeks],
        mode="lines",
        line={"color": kleur, "width": 1.5, "dash": streep},
        hoverinfo="skip",
    )


def _benoem_punten(
    figuur: go.Figure,
    kengetal: Kengetal,
    bekend: Sequence[Punt],
    gekozen: str,
    kleuren: palet.Palet,
) -> None:
    """The chosen point in the accent colour with its figure; first and last are named as well."""
    for plaats, punt in enumerate(bekend):
        is_gekozen = punt.periode == gekozen
        if is_gekozen:
            figuur.add_scatter(
                x=[punt.periode_datum],
                y=[punt.waarde],
                mode="markers",
                marker={"color": kleuren.accent, "size": 13},
                hoverinfo="skip",
            )
        if is_gekozen or plaats in (0, len(bekend) - 1):
            tekst = cijfer.kort(kengetal, punt.waarde)
            figuur.add_annotation(
                x=punt.periode_datum,
                y=punt.waarde,
                text=f"<b>{tekst}</b>" if is_gekozen else tekst,
                yshift=_boven_of_onder(bekend, plaats),
                showarrow=False,
                font={
                    "color": kleuren.accent if is_gekozen else kleuren.zacht,
                    "size": 15 if is_gekozen else 13,
                },
            )


def _boven_of_onder(bekend: Sequence[Punt], plaats: int) -> int:
    """A label stands on the side where the line does not go."""
    buren = [*bekend[max(plaats - 1, 0) : plaats], *bekend[plaats + 1 : plaats + 2]]
    midden = sum(p.waarde or 0.0 for p in buren) / max(len(buren), 1)
    return 20 if (bekend[plaats].waarde or 0.0) >= midden else -20


def _benoem_afwezige(
    figuur: go.Figure,
    kengetal: Kengetal,
    punten: Sequence[Punt],
    bodem: float,
    kleuren: palet.Palet,
) -> None:
    """Where a figure is hidden or unknown its sign stands on the axis: never zero, never blank."""
    for punt in punten:
        if punt.waarde is None and (punt.symbool or cijfer.afwezig(punt)):
            figuur.add_annotation(
                x=punt.periode_datum,
                y=bodem,
                yanchor="bottom",
                text=cijfer.van_punt(kengetal, punt),
                showarrow=False,
                font={"color": kleuren.zacht, "size": 12},
            )


def _teken_breuken(
    figuur: go.Figure,
    punten: Sequence[Punt],
    breuken: Sequence[Trendbreuk],
    kleuren: palet.Palet,
) -> None:
    for breuk in breuken:
        if punten[0].periode_datum <= breuk.datum <= punten[-1].periode_datum:
            figuur.add_vline(
                x=breuk.datum, line={"color": kleuren.lijn, "width": 1.5, "dash": "dot"}
            )
            figuur.add_annotation(
                x=breuk.datum,
                y=1,
                yref="paper",
                yanchor="top",
                xanchor="left",
                xshift=4,
                text=breuk.reden,
                showarrow=False,
                font={"color": kleuren.zacht, "size": 12},
            )
