"""Lichtingen: of who was placed in a schooljaar, how many are back after one, two and three years.

Estimates and intervals come from the publication (Kaplan-Meier); here they are drawn and laid out.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from app import data, themadata
from app.components import blok, cijfer, delen, grafiek, palet, tabel, teken
from app.inhoud import Inzage, Lichting
from app.onthouden import onthoud
from warehouse import opmaak

KENGETAL = "terug_na_plaatsing"
SAMEN = "samen"
_TERMIJNEN = ("1", "2", "3")
_LEES = (
    "De schatting houdt rekening met wie intussen naar het voortgezet onderwijs ging of verhuisde: "
    "zo'n leerling telt mee tot die dag (methode van Kaplan en Meier). Het streepje is het "
    "95%-interval. Een lichting waarvan zo weinig leerlingen terug zijn dat zij te herkennen zijn, "
    "is verborgen."
)


def toon(inzage: Inzage) -> None:
    """The lichtingen as far as the reader may see them."""
    if KENGETAL not in data.kengetallen(inzage):
        return
    rijen = themadata.lichtingen(inzage)
    tabel_ = _tabel(inzage, rijen)
    blok.toon(blok.deelkop(_titel(rijen), "Wie in een schooljaar is geplaatst, heet een lichting."))
    drie = [r for r in rijen if r.termijn == "3" and r.lichting != SAMEN]
    if len(drie) > 1:
        grafiek.toon(_teken(drie, palet.huidig()), "lichtingen", _alternatief(drie))
    k = data.kengetallen(inzage)[KENGETAL]
    blok.toon(tabel.html(tabel_) + delen.bron(inzage, k) + blok.melding(_LEES))
    tabel.downloads(tabel_, "lichtingen")


def _titel(rijen: Sequence[Lichting]) -> str:
    samen = next((r for r in rijen if (r.lichting, r.termijn) == (SAMEN, "3")), None)
    if samen is None:
        return "Terug na plaatsing, per lichting"
    return (
        f"Van de laatste vijf volledig gevolgde lichtingen is {_aandeel(samen.aandeel)} "
        f"binnen drie jaar terug ({_aandeel(samen.onder)} tot {_aandeel(samen.boven)})"
    )


def _aandeel(waarde: float) -> str:
    """Whole percentages come whole: what an audience gets has no finer ones."""
    heel = abs(waarde * 100 - round(waarde * 100)) < 1e-9
    return opmaak.procent(waarde, 0 if heel else 1)


def _naam(lichting: Lichting) -> str:
    if lichting.lichting != SAMEN:
        return opmaak.periode_kort(lichting.lichting)
    van, tot = (opmaak.periode_kort(lichting.perioden[i]) for i in (0, -1))
    return f"samen, {van} tot en met {tot}"


def _tabel(inzage: Inzage, rijen: Sequence[Lichting]) -> tabel.Tabel:
    k = data.kengetallen(inzage)[KENGETAL]
    per = {(r.lichting, r.termijn): r for r in rijen}
    punten = {
        (p.periode, p.eenheid[0]): p
        for p in data.cijfers(inzage, KENGETAL, "termijn")
        if not p.is_onvolledig
    }
    codes = sorted({periode for periode, _ in punten})
    kolommen = [tabel.Kolom("Lichting"), tabel.Kolom("Geplaatst", True)]
    kolommen += [tabel.Kolom(f"Binnen {t} jaar", True) for t in _TERMIJNEN]
    uit = []
    for code in [*codes, *([SAMEN] if any(r.lichting == SAMEN for r in rijen) else [])]:
        eerste = next((per[code, t] for t in _TERMIJNEN if (code, t) in per), None)
        noemers = [punten[code, t].noemer for t in _TERMIJNEN if (code, t) in punten]
        n = eerste.n if eerste else next((x for x in noemers if x is not None), None)
        naam = _naam(eerste) if eerste else opmaak.periode_kort(code)
        cellen = []
        for termijn in _TERMIJNEN:
            lichting, punt = per.get((code, termijn)), punten.get((code, termijn))
            if lichting:
                tekst = (
                    f"{_aandeel(lichting.aandeel)} "
                    f"({_aandeel(lichting.onder)} tot {_aandeel(lichting.boven)})"
                )
                cellen.append(tabel.Cel(tekst))
            elif punt is not None and cijfer.afwezig(punt) is None and punt.symbool:
                cellen.append(tabel.Cel(punt.symbool))
            else:
                reden = teken.VERBORGEN if punt else teken.NIET_GELEVERD
                cellen.append(tabel.Cel(teken.regel(_NOG_NIET if punt is None else reden)))
        aantal = tabel.aantal(n) if n is not None else tabel.Cel(teken.regel(teken.VERBORGEN))
        uit.append((tabel.Cel(naam), aantal, *cellen))
    return tabel.Tabel(k.titel, tuple(kolommen), uit[::-1], KENGETAL)


_NOG_NIET = teken.Teken(
    "wacht", "nog niet om", "grijs", "De termijn is voor deze lichting nog niet voorbij."
)


@onthoud(200)
def _teken(rijen: Sequence[Lichting], kleuren: palet.Palet) -> go.Figure:
    figuur = go.Figure(layout={"template": grafiek.sjabloon(kleuren), "height": 260})
    xs = [opmaak.periode_kort(r.lichting) for r in rijen]
    for x, r in zip(xs, rijen, strict=True):
        figuur.add_scatter(
            x=[x, x],
            y=[r.onder, r.boven],
            mode="lines",
            line={"color": kleuren.context, "width": 3},
            hoverinfo="skip",
        )
    figuur.add_scatter(
        x=xs,
        y=[r.aandeel for r in rijen],
        mode="markers",
        marker={"color": kleuren.accent, "size": 11},
        customdata=[f"{x}: {_aandeel(r.aandeel)}" for x, r in zip(xs, rijen, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )
    top = max(r.boven for r in rijen)
    stap = 0.05 if top > 0.1 else 0.02
    ticks = [i * stap for i in range(int(top / stap) + 2)]
    figuur.update_yaxes(
        range=[0, ticks[-1]],
        tickvals=ticks,
        ticktext=[opmaak.procent(t, 0) for t in ticks],
    )
    return figuur


def _alternatief(rijen: Sequence[Lichting]) -> str:
    stukken = [f"lichting {opmaak.periode_kort(r.lichting)}: {_aandeel(r.aandeel)}" for r in rijen]
    return f"Puntgrafiek van wie binnen drie jaar terug is. {'; '.join(stukken)}."
