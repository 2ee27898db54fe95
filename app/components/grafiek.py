"""The course of one unit as a Plotly figure: which layers there are, and how every chart looks.

Points and line in grey, the chosen point in the accent colour, target dashed and national figure
thin, every line named beside it instead of in a legend. What is shown is said by `beeld`; layers
are drawn in `grafieklagen`, named in `grafieklabels`.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from app.components import beeld as beelden
from app.components import (
    cijfer,
    grafiekbestand,
    grafieklabels,
    grafieklagen,
    grafiekvak,
    palet,
    schaal,
    vangst,
)
from app.components.beeld import Beeld
from app.inhoud import Punt
from app.onthouden import onthoud
from warehouse import opmaak

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
LETTER = '"Source Sans", sans-serif'
HOOGTE = 340
_STREEPJES = 6  # at most, along the time axis: more do not fit a phone


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


def toon(
    figuur: go.Figure, sleutel: str, alt: str, kolommen: tuple[str, ...] = (), **erbij: Any
) -> None:
    """Put a chart on the screen, in words too for who cannot see it.

    Args:
        kolommen: headings of the columns in the table below that hold its figures, ours first:
            of those Office draws the same chart in a report. Elsewhere it is a picture.
    """
    gevangen = vangst.nu()
    if gevangen:
        gevangen.zie(figuur, alt, kolommen)
        return
    grafiekbestand.tel()
    vak = grafiekvak.verstuurd(figuur)
    st.plotly_chart(vak, theme=None, config=CONFIG, key=sleutel, alt=alt, **erbij)


def warm_op() -> None:
    """Load the parts of Plotly that it fetches on first use."""
    figuur = go.Figure(layout={"template": sjabloon(palet.LICHT)})
    figuur.add_scatter(x=[0], y=[0]).add_annotation(x=0, y=0, text="").add_vline(x=0)


@onthoud(200)
def trend(beeld: Beeld, kleuren: palet.Palet) -> go.Figure:
    """The course of one series with what belongs beside it, bands below and points on top."""
    figuur = go.Figure(layout={"template": sjabloon(kleuren), "height": HOOGTE})
    y_as = _y_as(figuur, beeld)
    _x_as(figuur, beeld)
    grafieklagen.gebeurtenissen(figuur, beeld, kleuren)
    grafieklagen.band(figuur, beeld, kleuren)
    grafieklagen.staart(figuur, beeld, kleuren)
    grafieklagen.kaartlijnen(figuur, beeld, kleuren)
    grafieklabels.lijnen(figuur, beeld, y_as, kleuren)
    grafieklagen.verloop(figuur, beeld, kleuren)
    grafieklagen.bandbreedtes(figuur, beeld.kengetal, beeld.punten, kleuren.context)
    grafieklagen.punten(figuur, beeld, kleuren)
    grafieklagen.gekozen(figuur, beeld, kleuren)
    grafieklabels.punten(figuur, beeld, y_as, kleuren)
    grafieklabels.afwezige(figuur, beeld, y_as[0], kleuren)
    grafieklabels.gebeurtenissen(figuur, beeld, kleuren)
    return figuur


def alternatief(beeld: Beeld) -> str:
    """The chart in words, for who cannot see it."""
    stukken = [_in_woorden(beeld, p) for p in beeld.punten]
    zinnen = [f"Lijngrafiek van {beeld.kengetal.onderwerp}. {'; '.join(stukken)}."]
    zinnen += [f"{opmaak.datum(g.datum).capitalize()}: {beelden.naam(g)}." for g in beeld.in_beeld]
    return " ".join(zinnen)


def _in_woorden(beeld: Beeld, punt: Punt) -> str:
    tekst = f"{opmaak.periode_kort(punt.periode)}: {cijfer.van_punt(beeld.kengetal, punt)}"
    erbij = ["onvolledig"] if punt.is_onvolledig else []
    erbij += [cijfer.SIGNAALWOORDEN[s] for s in punt.signalen]
    return f"{tekst} ({', '.join(erbij)})" if erbij else tekst


def _y_as(figuur: go.Figure, beeld: Beeld) -> tuple[float, float]:
    """Room for all that is drawn, from zero where that belongs; round ticks in words."""
    k = beeld.kengetal
    onder, boven = schaal.bereik(_hoogtes(beeld), beelden.begint_bij_nul(k, beeld.punten))
    streepjes = schaal.stappen(onder, boven, 4)
    if k.soort == "aantal":
        streepjes = [s for s in streepjes if s == int(s)]
    teksten = _asteksten(beeld, streepjes)
    figuur.update_yaxes(range=[onder, boven], tickvals=streepjes, ticktext=teksten)
    return onder, boven


def _hoogtes(beeld: Beeld) -> list[float]:
    namen = ["waarde", "waarde_min", "waarde_max", "streefwaarde"]
    if beeld.kaart:
        namen += ["xmr_midden", "xmr_boven"]
        namen += [] if grafieklagen.onder_nul(beeld) else ["xmr_onder"]
    elif beeld.is_verdeling:
        namen += ["p25", "p75", "p90"]
    else:
        namen += ["onder", "boven"]
    waarden = [w for p in beeld.punten for n in namen if (w := getattr(p, n)) is not None]
    landelijk = [*beeld.landelijke_lijn(False), *beeld.landelijke_lijn(True)]
    return waarden + [r.waarde for r in landelijk if r.waarde is not None]


def _asteksten(beeld: Beeld, streepjes: Sequence[float]) -> list[str]:
    """Ticks as short as they can be: with the unit where it is a sign, and never twice the same."""
    k = beeld.kengetal
    for schrijf in (cijfer.as_, lambda _, w: cijfer.as_(cijfer.fijner(k), w)):
        teksten = [schrijf(k, s) for s in streepjes]
        if len(set(teksten)) == len(teksten):
            break
    return teksten


def _x_as(figuur: go.Figure, beeld: Beeld) -> None:
    # The name of a kwartaal is wider than that of a year.
    hoogstens = _STREEPJES - (beeld.punten[-1].periode_soort == "kwartaal")
    plaatsen = schaal.uitgedund(len(beeld.punten), hoogstens)
    getoond = [beeld.punten[i] for i in plaatsen]
    figuur.update_xaxes(
        range=list(beeld.bereik),
        tickvals=[p.periode_datum for p in getoond],
        ticktext=[_onder_de_as(beeld, p) for p in getoond],
        tickangle=0,
    )


def _onder_de_as(beeld: Beeld, punt: Punt) -> str:
    """The period, of a distribution with how many cases it is of; one still open says so."""
    tekst = _op_twee_regels(opmaak.periode_kort(punt.periode))
    if beeld.kengetal.soort == "verdeling" and punt.n is not None:
        tekst += f"<br>n = {opmaak.getal(punt.n)}"
    return f"{tekst}<br>onvolledig" if punt.is_onvolledig else tekst


def _op_twee_regels(tekst: str) -> str:
    """The year of a date goes below the day, so that labels stay narrow on a phone."""
    voor, _, jaar = tekst.rpartition(" ")
    return f"{voor}<br>{jaar}" if voor else tekst
