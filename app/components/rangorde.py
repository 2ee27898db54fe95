"""The breakdown as bars: which units there are, in which order, and what the bars say.

Drawing them is left to `staven`.
"""

from collections.abc import Sequence
from statistics import quantiles

from app import data
from app.components import (
    afdalen,
    blok,
    cijfer,
    definitie,
    inverslag,
    keuze,
    leeswijzer,
    staven,
    tabel,
)
from app.components.keuze import Keuze
from app.inhoud import REGIO, Inzage, Kengetal, Punt
from warehouse import opmaak

# More bars than this do not help the eye; the rest can be folded out.
_STAVEN = 20
_SPELING = 5  # so few more are not worth folding in
# Above so many units a sentence says how they lie.
_VEEL = 8
# A heading that needs more than two lines on a phone says less, not more.
_TITEL = 80


def toon(inzage: Inzage, gekozen: Keuze) -> None:
    """Bars for the chosen grain and period, with their table for download."""
    rijen = eenheden(inzage, gekozen)
    k, naam = gekozen.kengetal, cijfer.grain(gekozen.per)
    if not rijen:
        zin = f"Per {naam} is voor deze periode nog niets geleverd."
        if gekozen.pad:
            zin = f"{keuze.naam(inzage, gekozen)} heeft hier geen {naam} met een cijfer."
        blok.toon(blok.melding(zin))
        return
    blok.toon(blok.deelkop(_deeltitel(gekozen, rijen), _deeluitleg(inzage, gekozen, rijen)))
    geheel = _geheel(inzage, gekozen)
    getoond, rest = _verdeel(rijen)
    schaal_ = staven.bereik(k, rijen, geheel)
    blok.toon(staven.html(k, getoond, f"{k.titel} per {naam}", schaal_, geheel))
    if rest:
        tekst = f"Nog {opmaak.getal(len(rest))} {cijfer.grain(gekozen.per, meervoud=True)}"
        vervolg = staven.html(k, rest, f"Vervolg per {naam}", schaal_, geheel)
        blok.toon(blok.uitklap(tekst, vervolg))
    blok.toon(leeswijzer.zo_leest_u("staven" if geheel is None else "staven_met_regio"))
    paren = [(s.naam, s.punt) for s in rijen]
    tabel.downloads(
        als_tabel(inzage, gekozen, paren), "uitsplitsing", inverslag.uitsplitsing(gekozen)
    )


def _verdeel(rijen: list[staven.Staaf]) -> tuple[list[staven.Staaf], list[staven.Staaf]]:
    """What is seen at once, and what is folded in; the one that is looked at is always seen."""
    if len(rijen) <= _STAVEN + _SPELING:
        return rijen, []
    eerst = [s for i, s in enumerate(rijen) if i < _STAVEN or s.gekozen or s.is_rest]
    return eerst, [s for s in rijen if s not in eerst]


def eenheden(inzage: Inzage, gekozen: Keuze) -> list[staven.Staaf]:
    """A row per unit: known figures from high to low, then the absent ones by name.

    Who is in no unit (unknown, or from outside) stands below those that are. A unit that is gone,
    or was not there yet, has no bar.
    """
    perioden = list(dict.fromkeys(p.periode for p in gekozen.delen))
    tot_nu = [p for p in perioden if p <= gekozen.periode]
    per_eenheid: dict[tuple[str, ...], dict[str, Punt]] = {}
    for p in gekozen.delen:
        per_eenheid.setdefault(p.eenheid, {})[p.periode] = p
    rijen = [
        _staaf(inzage, gekozen, eenheid, punten, tot_nu)
        for eenheid, punten in per_eenheid.items()
        if gekozen.periode in punten or max(perioden) in punten
    ]

    return sorted(rijen, key=lambda staaf: _plaats(staaf.naam, staaf.punt, staaf.is_rest))


def op_volgorde(inzage: Inzage, gekozen: Keuze) -> list[tuple[str, Punt]]:
    """Every unit with a figure, or a sign for one, in the period: by name, in the same order."""
    paren = [
        (keuze.eenheidsnaam(inzage, gekozen.per, p.eenheid), p)
        for p in gekozen.delen
        if p.periode == gekozen.periode
    ]
    return sorted(paren, key=lambda paar: _plaats(*paar, _is_rest(paar[1].eenheid)))


def _plaats(naam: str, punt: Punt | None, is_rest: bool) -> tuple[bool, bool, float, object]:
    waarde = punt.waarde if punt else None
    return is_rest, waarde is None, -(waarde or 0.0), opmaak.sorteersleutel(naam)


def _is_rest(eenheid: tuple[str, ...]) -> bool:
    """Whether a row is of who is in no unit."""
    return bool(afdalen.RESTCODES & set(eenheid))


def _staaf(
    inzage: Inzage,
    gekozen: Keuze,
    eenheid: tuple[str, ...],
    punten: dict[str, Punt],
    perioden: list[str],
) -> staven.Staaf:
    punt = punten.get(gekozen.periode)
    toen = gekozen.vorige.periode if gekozen.vorige else ""
    vorige = punten.get(toen)
    verandering = None
    if punt and vorige:
        verandering = cijfer.verschil(gekozen.kengetal, punt.waarde, vorige.waarde)
    return staven.Staaf(
        naam=keuze.eenheidsnaam(inzage, gekozen.per, eenheid),
        adres=afdalen.adres(inzage, gekozen, eenheid, punt),
        punt=punt,
        verloop=[punten[p].waarde if p in punten else None for p in perioden],
        verandering=verandering,
        gekozen=eenheid == gekozen.eenheid,
        is_rest=_is_rest(eenheid),
    )


def _geheel(inzage: Inzage, gekozen: Keuze) -> float | None:
    """The figure of the region, to hold shares against; a total says nothing beside its parts."""
    if gekozen.kengetal.soort not in ("aandeel", "promille", "gemiddelde"):
        return None
    punten = data.cijfers(inzage, gekozen.kengetal.kengetal, REGIO)
    passend = (p for p in punten if (p.periode, p.reekscode) == (gekozen.periode, gekozen.reeks))
    return next((p.waarde for p in passend), None)


def _deeltitel(gekozen: Keuze, rijen: list[staven.Staaf]) -> str:
    """What the bars show, in words."""
    kop = "Van hoog naar laag"
    bekend = [s for s in rijen if s.punt and s.punt.waarde is not None and not s.is_rest]
    if len(bekend) < 2:
        return kop
    hoog, laag = bekend[0], bekend[-1]
    k = gekozen.kengetal
    titel = f"Van {_genoemd(k, laag, bekend)} tot {_genoemd(k, hoog, bekend)}"
    return titel if len(titel) <= _TITEL else kop


def _genoemd(kengetal: Kengetal, staaf: staven.Staaf, alle: list[staven.Staaf]) -> str:
    """The figure with whose it is; who shares it with others is not singled out."""
    waarde = cijfer.van_punt(kengetal, staaf.punt, beknopt=True)
    gelijk = sum(cijfer.van_punt(kengetal, s.punt, beknopt=True) == waarde for s in alle)
    return f"{waarde} ({staaf.naam})" if gelijk == 1 else waarde


def _deeluitleg(inzage: Inzage, gekozen: Keuze, rijen: list[staven.Staaf]) -> str:
    periode = opmaak.periode(gekozen.periode)
    zin = f"{periode[:1].upper()}{periode[1:]}. Een naam opent die eenheid"
    geheel = _geheel(inzage, gekozen)
    if geheel is not None:
        zin += f"; de streep is de hele regio, {cijfer.tekst(gekozen.kengetal, geheel)}"
    return f"{zin}.{_spreiding(gekozen, rijen)}"


def _spreiding(gekozen: Keuze, rijen: list[staven.Staaf]) -> str:
    """Of many units, where the middle half lies: " De middelste helft van de 86 …"."""
    punten = [s.punt for s in rijen if s.punt and not s.is_rest]
    waarden = sorted(p.waarde for p in punten if p.waarde is not None)
    if len(waarden) < _VEEL:
        return ""
    laag, _, hoog = quantiles(waarden, n=4, method="inclusive")
    k, namen = gekozen.kengetal, cijfer.grain(gekozen.per, meervoud=True)
    van, tot = cijfer.kaal(k, laag), cijfer.tekst(k, hoog)
    aantal = opmaak.getal(len(waarden))
    if van == cijfer.kaal(k, hoog):
        return f" Bij minstens de helft van de {aantal} {namen} is het {tot}."
    return f" De middelste helft van de {aantal} {namen} ligt tussen {van} en {tot}."


def als_tabel(
    inzage: Inzage, gekozen: Keuze, rijen: Sequence[tuple[str, Punt | None]]
) -> tabel.Tabel:
    """The units as a table for a file."""
    k = gekozen.kengetal
    kolommen = [tabel.Kolom(cijfer.grain(gekozen.per).capitalize()), tabel.Kolom("Periode")]
    kolommen.append(tabel.getalkolom("Waarde", k))
    maten = _maten(k)
    kolommen += [tabel.Kolom(naam, True) for naam in maten]
    periode = opmaak.periode(gekozen.periode)
    cellen = []
    for naam, p in rijen:
        rij = [tabel.Cel(naam), tabel.Cel(periode)]
        rij.append(tabel.Cel(cijfer.cel(k, p), p.waarde if p else None))
        rij += [tabel.aantal(getattr(p, veld) if p else None) for veld in maten.values()]
        cellen.append(tuple(rij))
    titel = f"{k.titel} per {cijfer.grain(gekozen.per)}, {periode}"
    bestand = f"{k.kengetal}_per_{gekozen.per.replace(',', '_')}_{gekozen.periode}"
    return tabel.Tabel(titel, tuple(kolommen), cellen, bestand, definitie.bij_download(inzage, k))


def _maten(kengetal: Kengetal) -> dict[str, str]:
    """What a figure is made of, by the heading of its column."""
    if kengetal.soort == "verdeling":
        return {"n": "n"}
    return {"Teller": "teller"} | ({"Noemer": "noemer"} if kengetal.noemer else {})
