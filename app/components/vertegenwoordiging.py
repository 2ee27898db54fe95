"""Who is over- or under-represented: groups with their interval against the whole region.

A group differs when its whole 95% interval lies on one side of the region's figure; else chance
explains it. Both are published figures; a group whose figure is hidden is named and not drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from app import data
from app.components import blok, cijfer, definitie, delen, grafiek, keuze, palet, tabel, teken
from app.inhoud import Inzage, Kengetal, Punt
from app.onthouden import onthoud
from warehouse import opmaak

_OORDEEL = {
    "meer": teken.Teken("stijgt", "oververtegenwoordigd", "paars"),
    "minder": teken.Teken("daalt", "ondervertegenwoordigd", "paars"),
    "gelijk": teken.Teken("gelijk", "verschil kan toeval zijn", "grijs"),
}
_RIJ, _RAND = 38, 60  # pixels per group, and for the axis
_LETTERS = 24  # of a name on one line; a longer one leaves a phone no room for the figures


@dataclass(frozen=True)
class Groep:
    """One group: its name and its published figure."""

    naam: str
    punt: Punt

    def oordeel(self, geheel: float | None) -> str:
        """``meer``, ``minder`` or ``gelijk``; empty when there is nothing to compare."""
        onder, boven = self.punt.onder, self.punt.boven
        if geheel is None or self.punt.waarde is None or onder is None or boven is None:
            return ""
        if onder > geheel:
            return "meer"
        return "minder" if boven < geheel else "gelijk"

    def is_anders(self, geheel: float | None) -> bool:
        """Whether it differs by more than chance explains."""
        return self.oordeel(geheel) in ("meer", "minder")


@dataclass(frozen=True)
class Groepen:
    """The groups of one grain in one period, with what they are laid beside."""

    kengetal: Kengetal
    grain: str
    periode: str
    groepen: tuple[Groep, ...]
    geheel: float | None


def toon(inzage: Inzage, naam: str, grain: str, periode: str) -> None:
    """The groups of one grain in one period; nothing when they do not exist here."""
    g = _maak(inzage, naam, grain, periode)
    if g is None:
        return
    blok.toon(blok.deelkop(_titel(g), _uitleg(g)))
    if any(groep.punt.waarde is not None for groep in g.groepen):
        figuur = _teken(g, palet.huidig())
        grafiek.toon(figuur, f"groepen_{naam}_{grain}", _alternatief(g))
    rijen = _tabel(inzage, g)
    bron = delen.bron(inzage, g.kengetal)
    blok.toon(bron + blok.uitklap("Tabel bij de grafiek", tabel.html(rijen)))
    tabel.downloads(rijen, f"groepen_{naam}_{grain}")


@onthoud(200)
def _maak(inzage: Inzage, naam: str, grain: str, periode: str) -> Groepen | None:
    k = data.kengetallen(inzage).get(naam)
    if k is None or grain not in k.grain:
        return None
    punten = [p for p in data.cijfers(inzage, naam, grain) if p.periode == periode]
    if not punten:
        return None
    punten.sort(key=lambda p: keuze.volgorde(inzage, grain, p.eenheid))
    groepen = [Groep(keuze.eenheidsnaam(inzage, grain, p.eenheid), p) for p in punten]
    regio = next((p for p in data.regiocijfers(inzage).get(naam, []) if p.periode == periode), None)
    return Groepen(k, grain, periode, tuple(groepen), regio.waarde if regio else None)


def _titel(g: Groepen) -> str:
    namen: dict[str, list[str]] = {soort: [] for soort in (*_OORDEEL, "")}
    for groep in g.groepen:
        namen[groep.oordeel(g.geheel)].append(groep.naam)
    zinnen = []
    if namen["meer"]:
        zinnen.append(f"{blok.rijtje(namen['meer'])} oververtegenwoordigd")
    if namen["minder"]:
        zinnen.append(f"{blok.rijtje(namen['minder'])} ondervertegenwoordigd")
    if not zinnen:
        return f"Per {cijfer.grain(g.grain)}: geen verschil dat toeval niet verklaart"
    return f"Per {cijfer.grain(g.grain)}: {', '.join(zinnen)}"


def _uitleg(g: Groepen) -> str:
    wanneer = opmaak.wanneer(g.periode)
    heel = cijfer.tekst(g.kengetal, g.geheel)
    regio = f" De streep is de hele regio, {heel}." if g.geheel else ""
    return f"{g.kengetal.titel} {wanneer}, met het 95%-interval.{regio}"


@onthoud(200)
def _teken(g: Groepen, kleuren: palet.Palet) -> go.Figure:
    met = [groep for groep in g.groepen if groep.punt.waarde is not None][::-1]
    hoogte = _RAND + _RIJ * len(met)
    figuur = go.Figure(layout={"template": grafiek.sjabloon(kleuren), "height": hoogte})
    for anders, kleur, vorm in (
        (False, kleuren.context, "circle"),
        (True, kleuren.accent, "diamond"),
    ):
        hier = [(i, x) for i, x in enumerate(met) if x.is_anders(g.geheel) == anders]
        _voeg_toe(figuur, g.kengetal, hier, kleur, vorm)
    if g.geheel is not None:
        figuur.add_vline(x=g.geheel, line={"color": kleuren.zacht, "width": 1.5, "dash": "dash"})
    figuur.update_yaxes(
        tickvals=list(range(len(met))),
        ticktext=[_op_twee_regels(groep.naam) for groep in met],
        range=[-0.6, len(met) - 0.4],
        showgrid=False,
    )
    figuur.update_xaxes(rangemode="tozero", showgrid=True, gridcolor=kleuren.lijn, nticks=5)
    figuur.update_xaxes(tickformat=",.0f")
    return figuur


def _alternatief(g: Groepen) -> str:
    k = g.kengetal
    stukken = [f"{groep.naam}: {cijfer.van_punt(k, groep.punt)}" for groep in g.groepen]
    regio = f" Hele regio: {cijfer.tekst(k, g.geheel)}." if g.geheel is not None else ""
    return f"Puntgrafiek met intervallen. {'; '.join(stukken)}.{regio}"


def _op_twee_regels(naam: str) -> str:
    """A long name over two lines, as narrow as goes without breaking a word."""
    for breed in range(_LETTERS, len(naam)):
        regels = wrap(naam, breed, break_long_words=False)
        if len(regels) <= 2:
            return "<br>".join(regels)
    return naam


def _voeg_toe(
    figuur: go.Figure,
    kengetal: Kengetal,
    groepen: Sequence[tuple[int, Groep]],
    kleur: str,
    vorm: str,
) -> None:
    """Groups of one colour: their intervals as one trace, their figures as another."""
    punten = [(i, groep.punt) for i, groep in groepen]
    met = [(i, p) for i, p in punten if None not in (p.onder, p.boven)]
    if met:
        figuur.add_scatter(
            x=[x for _, p in met for x in (p.onder, p.boven, None)],
            y=[y for i, _ in met for y in (i, i, None)],
            mode="lines",
            line={"color": kleur, "width": 4},
            hoverinfo="skip",
        )
    if punten:
        figuur.add_scatter(
            x=[p.waarde for _, p in punten],
            y=[i for i, _ in punten],
            mode="markers",
            marker={"color": kleur, "size": 11, "symbol": vorm},
            customdata=[f"{x.naam}: {cijfer.tekst(kengetal, x.punt.waarde)}" for _, x in groepen],
            hovertemplate="%{customdata}<extra></extra>",
        )


@onthoud(200)
def _tabel(inzage: Inzage, g: Groepen) -> tabel.Tabel:
    k = g.kengetal
    kolommen = (
        tabel.Kolom(cijfer.grain(g.grain).capitalize()),
        tabel.getalkolom("Waarde", k),
        tabel.getalkolom("Van", k),
        tabel.getalkolom("Tot", k),
        tabel.Kolom("Oordeel"),
    )
    rijen = []
    for groep in g.groepen:
        p = groep.punt
        oordeel = _OORDEEL.get(groep.oordeel(g.geheel))
        rijen.append(
            (
                tabel.Cel(groep.naam),
                tabel.Cel(cijfer.cel(k, p), p.waarde),
                tabel.cijfercel(k, p.onder),
                tabel.cijfercel(k, p.boven),
                tabel.Cel(teken.regel(oordeel or teken.NIET_VAN_TOEPASSING)),
            )
        )
    return tabel.Tabel(
        f"{k.titel} per {cijfer.grain(g.grain)}",
        kolommen,
        rijen,
        f"{k.kengetal}_vertegenwoordiging_{g.grain}",
        definitie.bij_download(inzage, k),
    )
