"""The flows into and out of the gespecialiseerd onderwijs as a Sankey, and as rows.

Widths are published figures. What is hidden is one lane without a number, as wide as what the
total leaves; where that is small too, there is no lane and a word says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.components import grafiek, palet
from app.inhoud import Punt
from app.onthouden import onthoud
from warehouse import opmaak

KLEIN = 4  # what is not shown and no more than this is not drawn either
VERBORGEN = "te klein om te tonen"
_MIDDEN = "GO"
_KORT = {
    "bao": "Basisschool",
    "onderinstroom": "Onderinstroom",
    "go": "Andere GO-school",
    "vo": "Vo of vso",
    "elders": "Elders",
    "onbekend": "Onbekend",
    "verborgen": "Te klein",
}
_HOOGTE = 380


@dataclass(frozen=True)
class Laan:
    """One flow: its code and name, its figure, and how wide it is drawn.

    Attributes:
        aantal: as published; None when it is hidden or not known.
        breedte: what is drawn; None for a lane that is not.
    """

    code: str
    naam: str
    aantal: float | None
    breedte: float | None


@dataclass(frozen=True)
class Stroomschema:
    """Everything that came in and went out in one period."""

    periode: str
    instroom: tuple[Laan, ...]
    uitstroom: tuple[Laan, ...]
    totaal_in: float | None
    totaal_uit: float | None

    @property
    def is_leeg(self) -> bool:
        return not any(laan.breedte for laan in (*self.instroom, *self.uitstroom))

    @property
    def verbergt(self) -> bool:
        """Whether any flow of this period is hidden from the reader."""
        return any(laan.aantal is None for laan in (*self.instroom, *self.uitstroom))


def maak(
    periode: str,
    instroom: Iterable[Punt],
    uitstroom: Iterable[Punt],
    totalen: tuple[Punt | None, Punt | None],
    namen: Mapping[tuple[str, str], str],
) -> Stroomschema:
    """The lanes of one period.

    Args:
        instroom, uitstroom: the published parts, one per code.
        totalen: the published totals of both.
        namen: name of every code, by grain and code.
    """
    totaal_in, totaal_uit = (p.waarde if p else None for p in totalen)
    return Stroomschema(
        periode,
        _lanen(instroom, totaal_in, namen),
        _lanen(uitstroom, totaal_uit, namen),
        totaal_in,
        totaal_uit,
    )


def _lanen(
    punten: Iterable[Punt], totaal: float | None, namen: Mapping[tuple[str, str], str]
) -> tuple[Laan, ...]:
    getoond, verborgen = [], []
    for punt in punten:
        code = punt.eenheid[0]
        naam = namen.get((punt.grain, code), code)
        if punt.waarde is None:
            verborgen.append(naam)
        elif punt.waarde:
            getoond.append(Laan(code, naam, punt.waarde, punt.waarde))
    if not verborgen:
        return tuple(getoond)
    rest = None if totaal is None else totaal - sum(laan.aantal or 0.0 for laan in getoond)
    breedte = rest if rest is not None and rest > KLEIN else None
    return (*getoond, Laan("verborgen", VERBORGEN, None, breedte))


def alternatief(schema: Stroomschema) -> str:
    """The chart in words, for who cannot see it."""
    links = "; ".join(f"{laan.naam}: {_aantal(laan)}" for laan in schema.instroom)
    rechts = "; ".join(f"{laan.naam}: {_aantal(laan)}" for laan in schema.uitstroom)
    return (
        f"Stroomschema van het gespecialiseerd onderwijs {opmaak.wanneer(schema.periode)}. "
        f"Erin: {links}. Eruit: {rechts}."
    )


def _aantal(laan: Laan) -> str:
    return "verborgen" if laan.aantal is None else opmaak.getal(laan.aantal)


@onthoud(200)
def teken(schema: Stroomschema, kleuren: palet.Palet) -> go.Figure:
    """Ways in on the left, the GO in the middle, ways out on the right."""
    links = [laan for laan in schema.instroom if laan.breedte]
    rechts = [laan for laan in schema.uitstroom if laan.breedte]
    midden = len(links)
    namen = [_label(laan) for laan in links] + [_MIDDEN] + [_label(laan) for laan in rechts]
    figuur = go.Figure(layout={"template": grafiek.sjabloon(kleuren), "height": _HOOGTE})
    figuur.add_sankey(
        arrangement="fixed",
        node={
            "label": namen,
            "x": [0.001] * len(links) + [0.5] + [0.999] * len(rechts),
            "y": [*_hoogten(links), 0.5, *_hoogten(rechts)],
            "color": [_kleur(laan, kleuren) for laan in links]
            + [kleuren.tekst]
            + [_kleur(laan, kleuren) for laan in rechts],
            "line": {"width": 0},
            "pad": 26,
            "thickness": 12,
            "hovertemplate": "%{label}<extra></extra>",
        },
        link={
            "source": [*range(len(links)), *[midden] * len(rechts)],
            "target": [*[midden] * len(links), *range(midden + 1, midden + 1 + len(rechts))],
            "value": [laan.breedte for laan in (*links, *rechts)],
            "color": [_waas(_kleur(laan, kleuren)) for laan in (*links, *rechts)],
            "customdata": [f"{laan.naam}: {_aantal(laan)}" for laan in (*links, *rechts)],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        # A halo: a name beside a narrow lane stays readable where the lane runs through it.
        textfont={"color": kleuren.tekst, "size": 13, "shadow": _halo(kleuren)},
    )
    return figuur


def _label(laan: Laan) -> str:
    aantal = f"<b>{_aantal(laan)}</b>" if laan.aantal is not None else "<b>verborgen</b>"
    return f"{_KORT.get(laan.code, laan.naam)}<br>{aantal}"


def _hoogten(lanen: Sequence[Laan]) -> list[float]:
    """The middle of every lane, as a share of the height: wide lanes take more room."""
    totaal = sum(laan.breedte or 0.0 for laan in lanen) or 1.0
    lucht = 0.09
    vol = 1 - lucht * (len(lanen) - 1)
    plaatsen, boven = [], 0.0
    for laan in lanen:
        deel = vol * (laan.breedte or 0.0) / totaal
        plaatsen.append(min(max(boven + deel / 2, 0.001), 0.999))
        boven += deel + lucht
    return plaatsen


def _kleur(laan: Laan, kleuren: palet.Palet) -> str:
    if laan.code == "verborgen":
        return kleuren.lijn
    return kleuren.accent if laan.code in ("bao", "onderinstroom") else kleuren.context


def _halo(kleuren: palet.Palet) -> str:
    return ", ".join([f"0 0 2px {kleuren.grond}"] * 4)


def _waas(kleur: str) -> str:
    rood, groen, blauw = (int(kleur[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({rood},{groen},{blauw},0.35)"
