"""Peildata of thuiszitters beside each other, and who came and went between them.

Published figures; a medewerker has any other day beside them, counted from the cases.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Sequence

import plotly.graph_objects as go
from markupsafe import Markup

from app import data, themadata
from app.components import blok, cijfer, delen, grafiek, palet, tabel, teken
from app.dossier import Dagstand, Stroom, stand_op, stroom
from app.inhoud import REGIO, Inzage, Kengetal, Punt
from app.onthouden import onthoud
from warehouse import opmaak

_EIGEN, _LANDELIJK, _STROOM = "thuiszitters_eigen", "thuiszitters_landelijk", "thuiszitters_stroom"
_VIER = 4

# What stands beside each other: kengetal, breakdown and code, and how the row is called.
_RIJEN = (
    (_EIGEN, REGIO, "", "In beeld (eigen definitie)"),
    (_EIGEN, "soort", "dreigend", "waarvan dreigend"),
    (_LANDELIJK, REGIO, "", "Thuiszitters (landelijke definitie)"),
    (_LANDELIJK, "soort", "absoluut", "Absoluut verzuim (staat ernaast)"),
    ("thuiszitters_per_1000", REGIO, "", "Per 1.000 leerlingen"),
)


def perioden(inzage: Inzage) -> list[str]:
    """Every peildatum, newest first."""
    return [p.periode for p in data.regiocijfers(inzage).get(_EIGEN, [])][::-1]


def toon(inzage: Inzage, gekozen: str, dag: dt.date | None) -> None:
    """Four peildata up to the chosen one, and the other day when there is one."""
    alle = perioden(inzage)
    codes = alle[alle.index(gekozen) :][:_VIER][::-1]
    tabel_ = _tabel(inzage, codes, dag)
    bron = delen.bron(inzage, data.kengetallen(inzage)[_EIGEN])
    blok.toon(tabel.html(tabel_) + bron)
    tabel.downloads(tabel_, "peildata")


def _tabel(inzage: Inzage, codes: Sequence[str], dag: dt.date | None) -> tabel.Tabel:
    kolommen = [tabel.Kolom("Peildatum")]
    kolommen += [tabel.Kolom(opmaak.periode_kort(c), True) for c in codes]
    stand = stand_op(themadata.dossiers(inzage), dag) if dag else None
    if stand:
        kolommen.append(tabel.Kolom(opmaak.datum_kort(stand.dag), True))
    rijen = []
    for naam, grain, code, woord in _RIJEN:
        k = data.kengetallen(inzage).get(naam)
        if k is None or grain not in k.grain:
            continue
        punten = _punten(inzage, naam, grain, code)
        cellen = [_cel(k, punten.get(c)) for c in codes]
        if stand:
            cellen.append(_dagcel(stand, naam, code))
        rijen.append((tabel.Cel(woord), *cellen))
    return tabel.Tabel(
        "Vier peildata naast elkaar", tuple(kolommen), rijen, "thuiszitters_peildata"
    )


def _punten(inzage: Inzage, naam: str, grain: str, code: str) -> dict[str, Punt]:
    eenheid = (code,) if code else ()
    alle = data.cijfers(inzage, naam, grain)
    return {p.periode: p for p in alle if p.eenheid == eenheid}


def _cel(kengetal: Kengetal, punt: Punt | None) -> tabel.Cel:
    """A figure without the words of its unit, which the row says."""
    cel = cijfer.cel(cijfer.onder_titel(kengetal), punt)
    return tabel.Cel(cel, punt.waarde if punt else None)


def _dagcel(stand: Dagstand, naam: str, code: str) -> tabel.Cel:
    """The figure of another day, for the rows that the cases tell."""
    if naam == _EIGEN:
        return tabel.aantal(stand.dreigend if code else stand.eigen)
    if naam == _LANDELIJK and not code:
        laag, hoog = stand.landelijk
        tekst = opmaak.getal(laag)
        return tabel.Cel(tekst if laag == hoog else f"{tekst} tot {opmaak.getal(hoog)}")
    return tabel.Cel(teken.regel(teken.NIET_VAN_TOEPASSING))


# In and out.


def tussen_peildata(inzage: Inzage, gekozen: str, dag: dt.date | None) -> list[Stroom]:
    """Between the peildata, from the cases: for who may see those."""
    dossiers = themadata.dossiers(inzage)
    alle = perioden(inzage)
    codes = alle[alle.index(gekozen) :][: _VIER + 1][::-1]
    dagen = [dt.date.fromisoformat(c) for c in codes]
    if dag and dagen and dag > dagen[-1]:
        dagen.append(dag)
    return [stroom(dossiers, van, tot) for van, tot in itertools.pairwise(dagen) if dossiers]


def per_schooljaar(inzage: Inzage) -> list[tuple[str, dict[str, Punt], Punt | None]]:
    """Of every schooljaar its flows, and the end of the one before it."""
    per: dict[str, dict[str, Punt]] = {}
    for punt in data.cijfers(inzage, _STROOM, "stroom"):
        per.setdefault(punt.periode, {})[punt.eenheid[0]] = punt
    codes = sorted(per)
    rijen = []
    for i, code in enumerate(codes):
        rijen.append((code, per[code], per[codes[i - 1]].get("eind") if i else None))
    return rijen


def toon_stroom(inzage: Inzage, gekozen: str, dag: dt.date | None) -> None:
    """In and out per schooljaar; for a medewerker also between the peildata."""
    jaren = per_schooljaar(inzage)
    if jaren:
        _toon_jaren(inzage, jaren)
    stromen = tussen_peildata(inzage, gekozen, dag)
    if stromen:
        _toon_dagen(stromen)
    elif jaren:
        zin = (
            "Tussen de peildata zijn de aantallen zo klein dat wie ze naast elkaar legt, kinderen "
            "kan herkennen. Daarom staat in en uit hier per schooljaar."
        )
        blok.toon(blok.melding(zin))


def _toon_jaren(inzage: Inzage, jaren: Sequence[tuple[str, dict[str, Punt], Punt | None]]) -> None:
    k = data.kengetallen(inzage)[_STROOM]
    heel = [j for j in jaren if not any(p.is_onvolledig for p in j[1].values())] or jaren
    code, stroom_, begin = heel[-1]
    blok.toon(blok.deelkop(_jaartitel(k, code, stroom_, begin), k.vraag))
    waarden = (
        _w(begin),
        _w(stroom_.get("erbij")),
        _w(stroom_.get("eraf")),
        _w(stroom_.get("eind")),
    )
    if None not in waarden:
        _waterval([w for w in waarden if w is not None], f"stroom_{code}")
    rijen = _jaartabel(k, jaren)
    blok.toon(tabel.html(rijen) + delen.bron(inzage, k))
    tabel.downloads(rijen, "stroom_jaren")


def _jaartitel(kengetal: Kengetal, code: str, stroom_: dict[str, Punt], begin: Punt | None) -> str:
    tekst: Callable[[Punt | None], str] = lambda p: cijfer.van_punt(kengetal, p)  # noqa: E731
    return (
        f"{opmaak.periode(code).capitalize()}: van {tekst(begin)}, "
        f"{tekst(stroom_.get('erbij'))} erbij, {tekst(stroom_.get('eraf'))} eraf, "
        f"naar {tekst(stroom_.get('eind'))}"
    )


def _jaartabel(
    kengetal: Kengetal, jaren: Sequence[tuple[str, dict[str, Punt], Punt | None]]
) -> tabel.Tabel:
    kolommen = [tabel.Kolom("Schooljaar")]
    kolommen += [tabel.Kolom(n, True) for n in ("Begin", "Erbij", "Eraf", "Eind")]
    kolommen.append(tabel.Kolom("Begin + erbij − eraf = eind"))
    rijen = []
    for code, stroom_, begin in reversed(jaren):
        delen_ = [begin, *(stroom_.get(n) for n in ("erbij", "eraf", "eind"))]
        naam: Markup | str = opmaak.periode_kort(code)
        if any(p.is_onvolledig for p in stroom_.values()):
            naam = Markup("{} {}").format(naam, teken.regel(teken.ONVOLLEDIG))
        cellen = [_cel(kengetal, p) for p in delen_]
        if begin is None:
            cellen[0] = tabel.Cel(teken.regel(teken.ONBEKEND))
        rijen.append((tabel.Cel(naam), *cellen, tabel.Cel(teken.regel(_controle(delen_)))))
    return tabel.Tabel("In en uit per schooljaar", tuple(kolommen), rijen, "thuiszitters_in_en_uit")


_KLOPT = teken.Teken("vink", "klopt", "blauw")
_KLOPT_NIET = teken.Teken(
    "let-op", "klopt niet", "oranje", "Van het jaar ervoor zijn gegevens onvolledig of verwijderd."
)
_NIET_NA_TE_GAAN = teken.Teken(
    "nvt", "niet na te gaan", "grijs", "Een van de getallen is onbekend of verborgen."
)


def _controle(delen_: Sequence[Punt | None]) -> teken.Teken:
    """Whether beginning + came - went = end, as far as all four are shown."""
    waarden = [_w(p) for p in delen_]
    if None in waarden:
        return _NIET_NA_TE_GAAN
    begin, erbij, eraf, eind = (w or 0.0 for w in waarden)
    return _KLOPT if begin + erbij - eraf == eind else _KLOPT_NIET


def _w(punt: Punt | None) -> float | None:
    return punt.waarde if punt else None


def _toon_dagen(stromen: Sequence[Stroom]) -> None:
    kolommen = [tabel.Kolom("Van"), tabel.Kolom("Tot en met")]
    kolommen += [tabel.Kolom(n, True) for n in ("Begin", "Erbij", "Eraf", "Eind")]
    kolommen.append(tabel.Kolom("Begin + erbij − eraf = eind"))
    rijen = [
        (
            tabel.Cel(opmaak.datum(s.van)),
            tabel.Cel(opmaak.datum(s.tot)),
            *(tabel.aantal(n) for n in (s.begin, s.erbij, s.eraf, s.eind)),
            tabel.Cel(teken.regel(_KLOPT if s.klopt else _KLOPT_NIET)),
        )
        for s in stromen
    ]
    tabel_ = tabel.Tabel(
        "In en uit tussen de peildata", tuple(kolommen), rijen, "thuiszitters_tussen_peildata"
    )
    kop = blok.deelkop("Tussen de peildata", "Geteld uit de casussen; alleen voor medewerkers.")
    blok.toon(kop + tabel.html(tabel_))
    tabel.downloads(tabel_, "stroom_dagen")


def _waterval(waarden: Sequence[float], sleutel: str) -> None:
    """Beginning, came, went and end as bars that continue each other."""
    begin, erbij, eraf, eind = waarden
    alt = (
        f"Staven: begin {opmaak.getal(begin)}, erbij {opmaak.getal(erbij)}, eraf "
        f"{opmaak.getal(eraf)}, eind {opmaak.getal(eind)}."
    )
    grafiek.toon(_staven(waarden, palet.huidig()), sleutel, alt)


@onthoud(200)
def _staven(waarden: Sequence[float], kleuren: palet.Palet) -> go.Figure:
    begin, erbij, eraf, _ = waarden
    namen = ["begin", "erbij", "eraf", "eind"]
    voeten = [0.0, begin, begin + erbij - eraf, 0.0]
    tinten = [kleuren.context, kleuren.aandacht, kleuren.accent, kleuren.context]
    figuur = go.Figure(layout={"template": grafiek.sjabloon(kleuren), "height": 260})
    figuur.add_bar(
        x=namen,
        y=list(waarden),
        base=voeten,
        marker={"color": tinten, "line": {"width": 0}},
        width=0.55,
        text=[f"{t}{opmaak.getal(w)}" for t, w in zip(("", "+", "−", ""), waarden, strict=True)],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figuur.update_yaxes(visible=False, range=[0, (begin + erbij) * 1.15 or 1])
    return figuur
