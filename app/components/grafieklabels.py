"""The words in a chart: beside the end of a line, at a point, above an event.

A label stands where the line does not go; labels that would meet are moved apart. How a line is
drawn is in `grafieklagen`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

import plotly.graph_objects as go

from app.components import beeld as beelden
from app.components import cijfer, grafieklagen, palet, schaal
from app.components.beeld import Beeld
from app.inhoud import Gebeurtenis, Punt

_REGEL = 0.065  # of the plot's height: what a line of a label needs
_KANT = 108  # pixels at the right for the names of lines
_NAAMREGEL = 30  # characters of the name of an event on one line
_REGELHOOGTE = 16  # pixels
_LETTER = 0.036  # of the width of a phone: a letter of a label, with air around the word
# Marks of events nearer than this part of the width stand above each other.
_TE_DICHT = 0.05
_BODEM = 0.12  # of the plot's height: below it there is no room for a label
_SIGNALEN_GENOEMD = 3


@dataclass(frozen=True)
class _Naam:
    """The name of a line, beside its end."""

    hoogte: float
    tekst: str
    kleur: str


def lijnen(
    figuur: go.Figure, beeld: Beeld, y_as: tuple[float, float], kleuren: palet.Palet
) -> None:
    """Target, national figure, limits and quartiles: each line drawn and named at its end."""
    namen = [
        *_streefwaarde(figuur, beeld, kleuren),
        *_landelijk(figuur, beeld, kleuren),
        *_kaartnamen(beeld, kleuren),
        *_verdelingsnamen(beeld, kleuren),
    ]
    regels = max((n.tekst.count("<br>") + 1 for n in namen), default=1)
    plaatsen = schaal.spreid([n.hoogte for n in namen], (y_as[1] - y_as[0]) * _REGEL * regels)
    for plaats, naam in zip(plaatsen, namen, strict=True):
        figuur.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=plaats,
            text=naam.tekst,
            align="left",
            showarrow=False,
            font={"color": naam.kleur, "size": 13},
        )
    figuur.update_layout(margin_r=_KANT if namen else 24)


def _streefwaarde(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> list[_Naam]:
    reeks = [(p.periode_datum, p.streefwaarde) for p in beeld.punten if p.streefwaarde is not None]
    if not reeks:
        return []
    lijn = grafieklagen.over_de_breedte(figuur, reeks)
    grafieklagen.lijn(figuur, lijn, {"color": kleuren.accent, "width": 1.5, "dash": "dash"})
    tekst = f"streefwaarde<br>{cijfer.as_(beeld.kengetal, reeks[-1][1])}"
    return [_Naam(reeks[-1][1], tekst, kleuren.accent)]


def _landelijk(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> list[_Naam]:
    """The national line; one that is counted differently is grey and says so."""
    namen = []
    for anders in (False, True):
        cijfers = beeld.landelijke_lijn(anders)
        reeks = [(r.periode_datum, r.waarde) for r in cijfers if r.waarde is not None]
        if not reeks:
            continue
        kleur = kleuren.context if anders else kleuren.zacht
        stijl = {"color": kleur, "width": 1 if anders else 1.5}
        lijn = reeks if anders else grafieklagen.over_de_breedte(figuur, reeks)
        grafieklagen.lijn(figuur, lijn, stijl)
        laatste = cijfers[-1]
        wie = "landelijk,<br>anders geteld" if anders else "landelijk"
        getal = cijfer.as_(beeld.kengetal, laatste.waarde or 0.0)
        tekst = f"{wie}<br>{getal}{'<br>(voorlopig)' if laatste.voorlopig else ''}"
        namen.append(_Naam(reeks[-1][1], tekst, kleuren.zacht))
    return namen


def _kaartnamen(beeld: Beeld, kleuren: palet.Palet) -> list[_Naam]:
    kaart, k = beeld.kaart, beeld.kengetal
    if not kaart:
        return []
    lijnen = [(kaart.xmr_midden, "gemiddelde"), (kaart.xmr_boven, "bovengrens")]
    if not grafieklagen.onder_nul(beeld):
        lijnen.append((kaart.xmr_onder, "ondergrens"))
    return [
        _Naam(hoogte, f"{naam}<br>{_getal(beeld, hoogte)}", kleuren.zacht)
        for hoogte, naam in lijnen
        if hoogte is not None and k
    ]


def _getal(beeld: Beeld, hoogte: float) -> str:
    """A mean or limit: of counts with one decimal, for it is no count itself."""
    return cijfer.as_(cijfer.fijner(beeld.kengetal), hoogte or 0.0)


def _verdelingsnamen(beeld: Beeld, kleuren: palet.Palet) -> list[_Naam]:
    if not beeld.is_verdeling or not beeld.bekend:
        return []
    laatste, k = beeld.bekend[-1], beeld.kengetal
    namen = []
    if laatste.p90 is not None:
        tekst = f"9 van de 10<br>tot {cijfer.kort(k, laatste.p90)}"
        namen.append(_Naam(laatste.p90, tekst, kleuren.zacht))
    if laatste.p25 is not None and laatste.p75 is not None:
        van, tot = cijfer.kaal(k, laatste.p25), cijfer.kaal(k, laatste.p75)
        midden = (laatste.p25 + laatste.p75) / 2
        namen.append(_Naam(midden, f"helft tussen<br>{van} en {tot}", kleuren.zacht))
    return namen


def punten(
    figuur: go.Figure, beeld: Beeld, y_as: tuple[float, float], kleuren: palet.Palet
) -> None:
    """The chosen point with its figure; first and last are named as well, and what stands out."""
    bekend = beeld.bekend
    genoemd = _genoemde_signalen(beeld)
    for plaats, punt in enumerate(bekend):
        is_gekozen = punt.periode == beeld.gekozen
        tekst = ""
        if is_gekozen or (plaats in (0, len(bekend) - 1) and _heeft_ruimte(beeld, punt)):
            getal = cijfer.as_(beeld.kengetal, punt.waarde or 0.0)
            tekst = f"<b>{getal}</b>" if is_gekozen else getal
        boven = _boven(bekend, plaats) or _is_laag(punt, y_as)
        if tekst:
            figuur.add_annotation(
                x=punt.periode_datum,
                y=punt.waarde,
                text=tekst,
                yshift=20 if boven else -20,
                **_zijde(plaats, len(bekend), is_gekozen),
                showarrow=False,
                font={
                    "color": kleuren.accent if is_gekozen else kleuren.zacht,
                    "size": 15 if is_gekozen else 13,
                },
            )
        if woord := genoemd.get(punt.periode, ""):
            _woord_bij(figuur, punt, woord, (34 if tekst else 18) * (1 if boven else -1), kleuren)


def _zijde(plaats: int, aantal: int, is_gekozen: bool) -> dict[str, object]:
    """On a phone a first label would run into those of the axis, a last one into names of lines."""
    if plaats == aantal - 1:
        return {"xanchor": "right", "xshift": 14}
    return {"xanchor": "center"} if plaats or is_gekozen else {"xanchor": "left", "xshift": -6}


def _woord_bij(
    figuur: go.Figure, punt: Punt, woord: str, verschuiving: int, kleuren: palet.Palet
) -> None:
    figuur.add_annotation(
        x=punt.periode_datum,
        y=punt.waarde,
        text=woord,
        yshift=verschuiving,
        showarrow=False,
        font={"color": kleuren.aandacht, "size": 12},
    )


def _genoemde_signalen(beeld: Beeld) -> dict[str, str]:
    """The last point of each run that stands out, with its word; the newest runs only."""
    slot = []
    for punt, volgend in zip(beeld.punten, [*beeld.punten[1:], None], strict=True):
        loopt_door = volgend is not None and set(punt.signalen) & set(volgend.signalen)
        if punt.signaal and not loopt_door:
            slot.append((punt.periode, cijfer.SIGNAALWOORDEN[punt.signalen[0]]))
    return dict(slot[-_SIGNALEN_GENOEMD:])


def _heeft_ruimte(beeld: Beeld, punt: Punt) -> bool:
    """Whether a label here leaves the chosen point's label alone."""
    van, tot = beeld.bereik
    gekozen = next((p for p in beeld.bekend if p.periode == beeld.gekozen), punt)
    afstand = abs((punt.periode_datum - gekozen.periode_datum) / (tot - van))
    breed = _LETTER * len(cijfer.as_(beeld.kengetal, gekozen.waarde or 0.0))
    return afstand > max(_TE_DICHT, breed) or punt is gekozen


def _is_laag(punt: Punt, y_as: tuple[float, float]) -> bool:
    """Whether a label below would fall onto the axis."""
    return (punt.waarde or 0.0) - y_as[0] < _BODEM * (y_as[1] - y_as[0])


def _boven(bekend: Sequence[Punt], plaats: int) -> bool:
    """A label stands on the side where the line does not go."""
    buren = [*bekend[max(plaats - 1, 0) : plaats], *bekend[plaats + 1 : plaats + 2]]
    midden = sum(p.waarde or 0.0 for p in buren) / max(len(buren), 1)
    return (bekend[plaats].waarde or 0.0) >= midden


def afwezige(figuur: go.Figure, beeld: Beeld, bodem: float, kleuren: palet.Palet) -> None:
    """Where a figure is hidden or unknown its sign stands on the axis: never zero, never blank.

    Neighbours with the same sign share one, in the middle of them: words would run together.
    """
    for tekst, groep in groupby(beeld.punten, lambda punt: _teken_van(beeld, punt)):
        if tekst:
            punten = list(groep)
            figuur.add_annotation(
                x=punten[len(punten) // 2].periode_datum,
                y=bodem,
                yanchor="bottom",
                text=tekst,
                showarrow=False,
                font={"color": kleuren.zacht, "size": 12},
            )


def _teken_van(beeld: Beeld, punt: Punt) -> str:
    """The sign of a point without a figure; empty for one with."""
    if punt.waarde is None and (punt.symbool or cijfer.afwezig(punt)):
        return cijfer.van_punt(beeld.kengetal, punt)
    return ""


def gebeurtenissen(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> None:
    """Above the plot: the name of each event, or its number in the list under the chart."""
    if beeld.namen_in_grafiek:
        hoogte = _benoem(figuur, beeld, kleuren)
    else:
        hoogte = _nummer(figuur, beeld, kleuren)
    figuur.update_layout(margin_t=12 + hoogte, height=figuur.layout.height + hoogte)


def _benoem(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> int:
    """Names on lanes of their own, so that they never meet; returns the height of the lanes."""
    hoogte = 0
    for gebeurtenis in beeld.in_beeld:
        regels = wrap(beelden.naam(gebeurtenis), _NAAMREGEL)
        links = _deel(beeld, gebeurtenis) <= 0.5
        _boven_de_grafiek(
            figuur,
            gebeurtenis,
            hoogte,
            text="<br>".join(regels),
            xanchor="left" if links else "right",
            align="left" if links else "right",
            font={"color": kleuren.zacht, "size": 12},
        )
        hoogte += _REGELHOOGTE * len(regels) + 4
    return hoogte


def _nummer(figuur: go.Figure, beeld: Beeld, kleuren: palet.Palet) -> int:
    """Numbers in a box; one that would cover its neighbour stands a lane higher."""
    vorige, baan, hoogste = -1.0, 0, 0
    for nummer, gebeurtenis in enumerate(beeld.in_beeld, start=1):
        plaats = _deel(beeld, gebeurtenis)
        baan = baan + 1 if plaats - vorige < _TE_DICHT else 0
        vorige, hoogste = plaats, max(hoogste, baan)
        _boven_de_grafiek(
            figuur,
            gebeurtenis,
            baan * 22,
            text=f"<b>{nummer}</b>" if gebeurtenis.is_breuk else str(nummer),
            xanchor="center",
            align="center",
            font={"color": kleuren.tekst, "size": 12},
            bordercolor=kleuren.context,
            borderwidth=1,
            borderpad=3,
        )
    return (hoogste + 1) * 22 if beeld.in_beeld else 0


def _boven_de_grafiek(
    figuur: go.Figure, gebeurtenis: Gebeurtenis, hoogte: int, **rest: object
) -> None:
    figuur.add_annotation(
        x=gebeurtenis.datum,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=hoogte + 2,
        showarrow=False,
        **rest,
    )


def _deel(beeld: Beeld, gebeurtenis: Gebeurtenis) -> float:
    """How far along the axis an event lies, 0 to 1."""
    van, tot = beeld.bereik
    return (gebeurtenis.datum - van) / (tot - van)
