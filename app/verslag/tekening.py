"""What a chart in a document shows, apart from the kind of file: series along an axis.

Word, PowerPoint and Excel draw the same one; as a picture it is drawn by Plotly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import plotly.graph_objects as go

from app.components import beeld as beelden
from app.components import cijfer, grafiek, palet, schaal, tabel
from app.components.beeld import Beeld
from app.inhoud import Kengetal, Punt
from warehouse import opmaak

EIGEN, STREEFWAARDE, LANDELIJK = "eigen", "streefwaarde", "landelijk"
TWEEDE, PLAN, GRENS = "tweede", "plan", "grens"  # beside a scenario
GESTREEPT = (STREEFWAARDE, TWEEDE, GRENS)
VOORUIT = "*"  # behind the name of a period that has yet to come
_MINSTENS, _MEESTE = 2, 2 / 3
_PERIODE = re.compile(r"('?\d\d|\d{1,2} \w+ \d{4}|schooljaar \d)")
_STAAF, _ERBIJ = 26, 50  # the height of a bar in a picture, and of what stands around them
_NAAM = 34  # signs of a name beside a bar
KLEUREN = {
    EIGEN: palet.LICHT.accent,
    STREEFWAARDE: palet.LICHT.aandacht,
    LANDELIJK: palet.LICHT.context,
    TWEEDE: palet.LICHT.aandacht,
    PLAN: palet.LICHT.context,
    GRENS: palet.LICHT.zacht,
}


@dataclass(frozen=True)
class Reeks:
    """Figures along the axis; None where there is none to draw."""

    naam: str
    waarden: tuple[float | None, ...]
    rol: str = EIGEN


@dataclass(frozen=True)
class Tekening:
    """A chart.

    Attributes:
        as_: the names along the axis: periods, or units from high to low.
        getalvorm: how a spreadsheet writes its figures.
        genoemd: the points that carry their figure in words, by place.
        alternatief: the chart in words, for who cannot see it.
    """

    vorm: Literal["lijn", "staven"]
    titel: str
    as_: tuple[str, ...]
    reeksen: tuple[Reeks, ...]
    getalvorm: str
    vanaf_nul: bool
    alternatief: str
    genoemd: dict[int, str] = field(default_factory=dict)

    @property
    def onder_nul(self) -> bool:
        """Whether any figure is negative: names then stand below the lowest."""
        return any((w or 0) < 0 for reeks in self.reeksen for w in reeks.waarden)


def van_beeld(beeld: Beeld) -> Tekening:
    """The course of one series, with its target and the national figures of the same kind."""
    k, punten = beeld.kengetal, heel(beeld)
    reeksen = [Reeks(k.titel, tuple(p.waarde for p in punten))]
    if any(p.streefwaarde is not None for p in punten):
        doelen = tuple(p.streefwaarde for p in punten)
        reeksen.append(Reeks("Streefwaarde", doelen, STREEFWAARDE))
    landelijk = {r.periode: r.waarde for r in beeld.landelijke_lijn(False)}
    if landelijk:
        reeksen.append(
            Reeks("Landelijk", tuple(landelijk.get(p.periode) for p in punten), LANDELIJK)
        )
    bekend = [i for i, p in enumerate(punten) if p.waarde is not None]
    nu = [i for i in bekend if punten[i].periode == beeld.nu]
    return Tekening(
        "lijn",
        k.titel,
        tuple(_moment(beeld, p) for p in punten),
        tuple(reeksen),
        tabel.getalkolom("", k).opmaak,
        beelden.begint_bij_nul(k, punten) and all((p.waarde or 0) >= 0 for p in punten),
        grafiek.alternatief(beeld),
        {i: cijfer.as_(k, punten[i].waarde or 0.0) for i in {*bekend[:1], *(nu or bekend[-1:])}},
    )


def heel(beeld: Beeld) -> list[Punt]:
    """The points of periods that are complete: an office chart has no open points."""
    return [p for p in beeld.punten if not p.is_onvolledig]


def is_te_tekenen(beeld: Beeld) -> bool:
    """Whether a line says something: most of its figures are known and may be shown."""
    punten = heel(beeld)
    bekend = [p for p in punten if p.waarde is not None]
    return len(bekend) >= _MINSTENS and len(bekend) >= _MEESTE * len(punten)


def _moment(beeld: Beeld, punt: Punt) -> str:
    naam = opmaak.periode_kort(punt.periode)
    return f"{naam}{VOORUIT}" if beeld.is_open(punt) else naam


def van_staven(kengetal: Kengetal, rijen: Sequence[tuple[str, Punt]], titel: str) -> Tekening:
    """A bar per unit, each with its figure."""
    teksten = [cijfer.as_(kengetal, p.waarde or 0.0) for _, p in rijen]
    paren = "; ".join(f"{naam}: {tekst}" for (naam, _), tekst in zip(rijen, teksten, strict=True))
    return Tekening(
        "staven",
        titel,
        tuple(naam for naam, _ in rijen),
        (Reeks(kengetal.titel, tuple(p.waarde for _, p in rijen)),),
        tabel.getalkolom("", kengetal).opmaak,
        all((p.waarde or 0) >= 0 for _, p in rijen),
        f"Staafgrafiek van {kengetal.onderwerp}. {paren}.",
        dict(enumerate(teksten)),
    )


def van_tabel(inhoud: tabel.Tabel, kolommen: Sequence[str], alternatief: str) -> Tekening | None:
    """The columns of a table along its first: as lines over years, else as bars; None if it cannot.

    Args:
        kolommen: their headings; the first is ours, the others are what it is held against.
    """
    plaatsen = [i for i, k in enumerate(inhoud.kolommen) if k.getal and k.titel in kolommen]
    namen = tuple(rij[0].tekst for rij in inhoud.rijen)
    waarden = [tuple(_getal(rij[i]) for rij in inhoud.rijen) for i in plaatsen]
    if len(namen) < _MINSTENS or not waarden or not any(w is not None for w in waarden[0]):
        return None
    is_lijn = all(_PERIODE.match(naam) for naam in namen)
    rollen = (EIGEN, STREEFWAARDE, *[LANDELIJK] * len(plaatsen))
    reeksen = tuple(
        Reeks(inhoud.kolommen[i].titel, rij, rol)
        for i, rij, rol in zip(plaatsen, waarden, rollen, strict=False)
    )
    return Tekening(
        "lijn" if is_lijn else "staven",
        inhoud.titel,
        namen,
        reeksen,
        inhoud.kolommen[plaatsen[0]].opmaak,
        all((w or 0) >= 0 for rij in waarden for w in rij),
        alternatief,
        {} if is_lijn else _bij_elke(inhoud, plaatsen[0]),
    )


def _getal(cel: tabel.Cel) -> float | None:
    return None if isinstance(cel.waarde, str) else float(cel.waarde)


def _bij_elke(inhoud: tabel.Tabel, plaats: int) -> dict[int, str]:
    return {
        i: rij[plaats].tekst
        for i, rij in enumerate(inhoud.rijen)
        if _getal(rij[plaats]) is not None
    }


def staafbeeld(tekening: Tekening) -> go.Figure:
    """Bars as a picture: from the highest down, each with its figure beside it."""
    waarden = [w or 0.0 for w in tekening.reeksen[0].waarden]
    namen = [n if len(n) <= _NAAM else f"{n[: _NAAM - 1]}…" for n in tekening.as_]
    plaatsen = list(range(len(namen)))
    onder, boven = schaal.bereik([*waarden, 0.0], True)
    getekend = go.Figure(
        layout={
            "template": grafiek.sjabloon(palet.LICHT),
            "height": _STAAF * len(namen) + _ERBIJ,
            "bargap": 0.35,
        }
    )
    getekend.add_bar(
        x=waarden,
        y=plaatsen,
        orientation="h",
        marker_color=palet.LICHT.accent,
        text=[tekening.genoemd[i] for i in plaatsen],
        textposition="outside",
        cliponaxis=False,
    )
    ruimte = (boven - onder) * 0.14  # for the figure beside the longest bar
    getekend.update_xaxes(
        visible=False, range=[onder - (ruimte if onder < 0 else 0), boven + ruimte]
    )
    getekend.update_yaxes(
        tickvals=plaatsen, ticktext=namen, autorange="reversed", showgrid=False, ticklen=6
    )
    return getekend
