"""Who is over- or under-represented: groups with their interval against the whole region.

A group differs when its whole 95% interval lies on one side of the region's figure; else chance
explains it. Both are published figures; a group whose figure is hidden is named and not drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
_RIJ, _RAND = 34, 60  # pixels per group, and for the axis


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


def toon(inzage: Inzage, naam: str, grain: str, periode: str) -> None:
    """The groups of one grain in one period; nothing when they do not exist here."""
    k = data.kengetallen(inzage).get(naam)
    if k is None or grain not in k.grain:
        return
    punten = [p for p in data.cijfers(inzage, naam, grain) if p.periode == periode]
    if not punten:
        return
    punten.sort(key=lambda p: keuze.volgorde(inzage, grain, p.eenheid))
    groepen = [Groep(keuze.eenheidsnaam(inzage, grain, p.eenheid), p) for p in punten]
    regio = next((p for p in data.regiocijfers(inzage).get(naam, []) if p.periode == periode), None)
    geheel = regio.waarde if regio else None
    blok.toon(blok.deelkop(_titel(groepen, geheel, grain), _uitleg(k, geheel, periode)))
    if any(g.punt.waarde is not None for g in groepen):
        grafiek.toon(
            _teken(k, groepen, geheel, palet.huidig()),
            f"groepen_{naam}_{grain}",
            _alternatief(k, groepen, geheel),
        )
    rijen = _tabel(inzage, k, grain, groepen, geheel)
    blok.toon(delen.bron(inzage, k) + blok.uitklap("Tabel bij de grafiek", tabel.html(rijen)))
    tabel.downloads(rijen, f"groepen_{naam}_{grain}")


def _titel(groepen: Sequence[Groep], geheel: float | None, grain: str) -> str:
    namen = {soort: [g.naam for g in groepen if g.oordeel(geheel) == soort] for soort in _OORDEEL}
    zinnen = []
    if namen["meer"]:
        zinnen.append(f"{blok.rijtje(namen['meer'])} oververtegenwoordigd")
    if namen["minder"]:
        zinnen.append(f"{blok.rijtje(namen['minder'])} ondervertegenwoordigd")
    if not zinnen:
        return f"Per {cijfer.grain(grain)}: geen verschil dat toeval niet verklaart"
    return f"Per {cijfer.grain(grain)}: {', '.join(zinnen)}"


def _uitleg(kengetal: Kengetal, geheel: float | None, periode: str) -> str:
    wanneer = opmaak.wanneer(periode)
    regio = f" De streep is de hele regio, {cijfer.tekst(kengetal, geheel)}." if geheel else ""
    return f"{kengetal.titel} {wanneer}, met het 95%-interval.{regio}"


@onthoud(200)
def _teken(
    kengetal: Kengetal, groepen: Sequence[Groep], geheel: float | None, kleuren: palet.Palet
) -> go.Figure:
    met = [g for g in groepen if g.punt.waarde is not None][::-1]
    hoogte = _RAND + _RIJ * len(met)
    figuur = go.Figure(layout={"template": grafiek.sjabloon(kleuren), "height": hoogte})
    for plaats, groep in enumerate(met):
        p = groep.punt
        anders = groep.oordeel(geheel) in ("meer", "minder")
        kleur = kleuren.accent if anders else kleuren.context
        if p.onder is not None and p.boven is not None:
            figuur.add_scatter(
                x=[p.onder, p.boven],
                y=[plaats, plaats],
                mode="lines",
                line={"color": kleur, "width": 4},
                hoverinfo="skip",
            )
        figuur.add_scatter(
            x=[p.waarde],
            y=[plaats],
            mode="markers",
            marker={"color": kleur, "size": 11, "symbol": "diamond" if anders else "circle"},
            customdata=[f"{groep.naam}: {cijfer.tekst(kengetal, p.waarde)}"],
            hovertemplate="%{customdata}<extra></extra>",
        )
    if geheel is not None:
        figuur.add_vline(x=geheel, line={"color": kleuren.zacht, "width": 1.5, "dash": "dash"})
    figuur.update_yaxes(
        tickvals=list(range(len(met))),
        ticktext=[g.naam for g in met],
        range=[-0.6, len(met) - 0.4],
        showgrid=False,
    )
    figuur.update_xaxes(rangemode="tozero", showgrid=True, gridcolor=kleuren.lijn, nticks=5)
    figuur.update_xaxes(tickformat=",.0f")
    return figuur


def _alternatief(kengetal: Kengetal, groepen: Sequence[Groep], geheel: float | None) -> str:
    stukken = [f"{g.naam}: {cijfer.van_punt(kengetal, g.punt)}" for g in groepen]
    regio = f" Hele regio: {cijfer.tekst(kengetal, geheel)}." if geheel is not None else ""
    return f"Puntgrafiek met intervallen. {'; '.join(stukken)}.{regio}"


def _tabel(
    inzage: Inzage, kengetal: Kengetal, grain: str, groepen: Sequence[Groep], geheel: float | None
) -> tabel.Tabel:
    kolommen = (
        tabel.Kolom(cijfer.grain(grain).capitalize()),
        tabel.getalkolom("Waarde", kengetal),
        tabel.getalkolom("Van", kengetal),
        tabel.getalkolom("Tot", kengetal),
        tabel.Kolom("Oordeel"),
    )
    rijen = []
    for groep in groepen:
        p = groep.punt
        oordeel = _OORDEEL.get(groep.oordeel(geheel))
        rijen.append(
            (
                tabel.Cel(groep.naam),
                tabel.Cel(cijfer.cel(kengetal, p), p.waarde),
                tabel.cijfercel(kengetal, p.onder),
                tabel.cijfercel(kengetal, p.boven),
                tabel.Cel(teken.regel(oordeel or teken.NIET_VAN_TOEPASSING)),
            )
        )
    return tabel.Tabel(
        f"{kengetal.titel} per {cijfer.grain(grain)}",
        kolommen,
        rijen,
        f"{kengetal.kengetal}_vertegenwoordiging_{grain}",
        definitie.bij_download(inzage, kengetal),
    )
