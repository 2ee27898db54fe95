"""A kengetal as a figure of a report: its course over the years, or one period per unit."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from app import data
from app.components import beeld as beelden
from app.components import (
    cijfer,
    grafiek,
    keuze,
    leeswijzer,
    palet,
    rangorde,
    stand,
    verlooptabel,
)
from app.components.beeld import Beeld
from app.components.keuze import Keuze
from app.components.stand import Stand
from app.inhoud import REGIO, Inzage, Kengetal, Punt
from app.verslag.figuur import Figuur, Uitleg
from app.verslag.mandje import Onderdeel
from app.verslag.tekening import VOORUIT, is_te_tekenen, staafbeeld, van_beeld, van_staven
from warehouse import opmaak, periode

_JAREN = 6  # how far back a course goes in a report
_EERSTE_ZIN = re.compile(r"(?<=[a-z0-9%)]\.) (?=[A-Z])")
_MIDDELEN = "Middelen"  # of which a report also tells the years to come


def maak(inzage: Inzage, onderdeel: Onderdeel, jaar: int | None) -> list[Figuur]:
    """The figure; none when this audience has no such figures, or none that are shown."""
    kengetal = data.kengetallen(inzage).get(onderdeel.kengetal)
    gekozen = _keuze(inzage, kengetal, onderdeel, jaar) if kengetal else None
    if gekozen is None:
        return []
    if not onderdeel.per:
        return [_verloop(inzage, gekozen, onderdeel)]
    figuur = _per_eenheid(inzage, gekozen, onderdeel)
    return [figuur] if figuur else []


def uitleg(kengetal: Kengetal) -> Uitleg:
    """What it is, for the annex, the sheet with definitions and the notes of a slide."""
    k = kengetal
    regels = [("Vraag", k.vraag), ("Teller", k.teller), ("Noemer", k.noemer or "")]
    regels += [("Wat het niet is", k.niet), ("Peildatum", k.peildatum or "")]
    regels += [("Let op", let_op) for let_op in k.let_op]
    return Uitleg(k.titel, tuple((woord, tekst) for woord, tekst in regels if tekst))


def _keuze(
    inzage: Inzage, kengetal: Kengetal, onderdeel: Onderdeel, jaar: int | None
) -> Keuze | None:
    """What one would look at on the screen for this."""
    reeks = onderdeel.reeks or stand.reekscode(kengetal)
    nu = stand.stand(inzage, kengetal, reeks, onderdeel.grain, onderdeel.codes)
    nu = Stand(_binnen(kengetal, nu, jaar), nu.duiding)
    gekozen = onderdeel.periode or _huidig(nu, jaar)
    if not nu.punten or gekozen not in {p.periode for p in nu.punten}:
        return None
    alle = data.cijfers(inzage, kengetal.kengetal, onderdeel.per) if onderdeel.per else []
    delen = [p for p in alle if p.reekscode == reeks and p.periode == gekozen]
    grain = onderdeel.per or (onderdeel.grain if onderdeel.grain != REGIO else "")
    eenheid = () if onderdeel.per else onderdeel.codes
    return Keuze(kengetal, reeks, grain, eenheid, gekozen, nu, delen)


def _binnen(kengetal: Kengetal, nu: Stand, jaar: int | None) -> Sequence[Punt]:
    """The last years up to the one of the report; of money also what is expected after it."""
    laatste = jaar or (_jaar_van(nu.periode) if nu.periode else 0)
    vooruit = kengetal.sectie == _MIDDELEN
    return [
        p
        for p in nu.punten
        if laatste - _JAREN < _jaar_van(p.periode)
        and (vooruit or _jaar_van(p.periode) <= laatste)
        and not (p.is_onvolledig and _jaar_van(p.periode) > laatste)
    ]


def _jaar_van(code: str) -> int:
    """The calendar year in which a period ends: that of a schooljaar is its second."""
    return (periode.einde(code) - timedelta(days=1)).year


def _huidig(nu: Stand, jaar: int | None) -> str:
    """The period that a figure of that year is about: the last one known then."""
    if jaar is None:
        return nu.periode
    tot = [p.periode for p in nu.punten if _jaar_van(p.periode) <= jaar]
    heel = [p.periode for p in nu.punten if p.periode in tot and not p.is_onvolledig]
    gewenst = (heel or tot or [""])[-1]
    return min(gewenst, nu.periode) if gewenst and nu.periode else gewenst


# The course of one unit.


def _verloop(inzage: Inzage, gekozen: Keuze, onderdeel: Onderdeel) -> Figuur:
    k = gekozen.kengetal
    beeld = _beeld(inzage, gekozen)
    titel, zin = onderdeel.titel or _titel(inzage, gekozen), _zin(gekozen)
    is_beoordeeld = _is_beoordeeld(gekozen) and not onderdeel.titel
    getekend = is_te_tekenen(beeld)
    if is_beoordeeld:
        boodschap = _EERSTE_ZIN.split(zin)[0]
    else:
        boodschap = onderdeel.titel or _boodschap(gekozen, titel)
    return Figuur(
        naam="_".join((k.kengetal, *gekozen.codes)),
        onderdeel=onderdeel,
        titel=titel,
        zin=zin,
        boodschap=boodschap,
        tabel=verlooptabel.maak(inzage, gekozen, beeld),
        bron=leeswijzer.bron(inzage, k, gekozen.punt),
        begrip=uitleg(k),
        tekening=van_beeld(beeld) if getekend else None,
        plaat=partial(grafiek.trend, beeld, palet.LICHT) if getekend else None,
        alternatief=grafiek.alternatief(beeld),
        uitleg=" ".join(leeswijzer.tekening(beeld)),
        uitleg_deel=f"{VOORUIT} vooruitblik." if beeld.heeft_vooruitblik else "",
        noten=tuple(
            f"{nummer}. {opmaak.datum(g.datum)}: {beelden.naam(g)}"
            for nummer, g in enumerate(beeld.in_beeld, start=1)
        ),
    )


def _beeld(inzage: Inzage, gekozen: Keuze) -> Beeld:
    k, is_regio = gekozen.kengetal, not gekozen.codes
    gemeente = keuze.gemeente(gekozen)
    return Beeld(
        k,
        gekozen.punten,
        gekozen.periode,
        gekozen.periode,
        data.landelijk(inzage).get(k.kengetal, []) if is_regio else [],
        [g for g in data.gebeurtenissen(inzage) if beelden.raakt(g, k, gemeente, is_regio)],
    )


def _titel(inzage: Inzage, gekozen: Keuze) -> str:
    k = gekozen.kengetal
    naam = f"{k.titel}, {keuze.naam(inzage, gekozen)}" if gekozen.codes else k.titel
    waarde = cijfer.van_punt(k, gekozen.punt, beknopt=True)
    return f"{naam}: {waarde} {opmaak.wanneer(gekozen.periode)}"


def _boodschap(gekozen: Keuze, titel: str) -> str:
    """The figure of the region in a sentence, where nothing is judged; else the title."""
    k, wanneer = gekozen.kengetal, opmaak.wanneer(gekozen.periode)
    if gekozen.codes or cijfer.afwezig(gekozen.punt):
        return titel
    waarde = cijfer.van_punt(k, gekozen.punt, beknopt=True)
    return f"{_hoofdletter(k.onderwerp)} was {waarde} {wanneer}"


def _hoofdletter(tekst: str) -> str:
    return f"{tekst[:1].upper()}{tekst[1:]}"


def _is_beoordeeld(gekozen: Keuze) -> bool:
    """Whether the published judgement is about this period."""
    duiding = gekozen.nu.duiding
    return duiding is not None and duiding.periode == gekozen.periode


def _zin(gekozen: Keuze) -> str:
    """The published sentence when it is about this period, else what there is to see."""
    if gekozen.nu.duiding and _is_beoordeeld(gekozen):
        return gekozen.nu.duiding.zin
    k, punt = gekozen.kengetal, gekozen.punt
    eerder = [p for p in gekozen.punten if p.periode < gekozen.periode]
    vorige = eerder[-1] if eerder else None
    verschil = cijfer.verschil(k, punt.waarde, vorige.waarde) if punt and vorige else None
    if verschil is None or vorige is None:
        return ""
    return f"Verschil met {opmaak.periode(vorige.periode)}: {verschil}."


# One period, per unit.


def _per_eenheid(inzage: Inzage, gekozen: Keuze, onderdeel: Onderdeel) -> Figuur | None:
    k = gekozen.kengetal
    rijen = rangorde.op_volgorde(inzage, gekozen)
    bekend = [(naam, p) for naam, p in rijen if p.waarde is not None]
    if not bekend:
        return None
    grain = cijfer.grain(gekozen.per)
    per = "" if grain in k.titel.lower() else f" per {grain}"
    titel = f"{k.titel}{per}, {opmaak.periode(gekozen.periode)}"
    tekening = van_staven(k, bekend, titel)
    return Figuur(
        naam=f"{k.kengetal}_per_{cijfer.grain_in_bestandsnaam(gekozen.per)}",
        onderdeel=onderdeel,
        titel=onderdeel.titel or titel,
        zin=_rest(len(rijen) - len(bekend)),
        boodschap=onderdeel.titel or _loopt_uiteen(k, bekend),
        tabel=rangorde.als_tabel(inzage, gekozen, rijen),
        bron=leeswijzer.bron(inzage, k, gekozen.punt),
        begrip=uitleg(k),
        tekening=tekening,
        plaat=partial(staafbeeld, tekening),
        alternatief=tekening.alternatief,
    )


def _loopt_uiteen(kengetal: Kengetal, bekend: Sequence[tuple[str, Punt]]) -> str:
    """Who has the least and who the most, in a sentence; who shares it is not singled out."""
    waarden = [(cijfer.van_punt(kengetal, punt, beknopt=True), naam) for naam, punt in bekend]
    gelijk = Counter(waarde for waarde, _ in waarden)
    genoemd = [f"{w} ({naam})" if gelijk[w] == 1 else w for w, naam in waarden]
    onderwerp = _hoofdletter(kengetal.onderwerp)
    if len(gelijk) == 1:
        return f"{onderwerp} was {genoemd[0]}"
    return f"{onderwerp} loopt uiteen van {genoemd[-1]} tot {genoemd[0]}"


def _rest(aantal: int) -> str:
    """How many units the chart does not show, and where they are."""
    if not aantal:
        return ""
    wie = "Eén eenheid staat" if aantal == 1 else f"{opmaak.getal(aantal)} eenheden staan"
    return f"{wie} niet in de grafiek: het cijfer is verborgen of onbekend; zie de tabel."
