"""The breakdown in Verdieping: which units there are, in which order, and what the bars say.

Drawing them is left to `staven`.
"""

from app import data
from app.components import blok, cijfer, definitie, keuze, staven, tabel
from app.components.keuze import Keuze
from app.inhoud import REGIO, Inzage, Kengetal, Punt
from warehouse import opmaak

# More bars than this do not help the eye; the rest can be folded out.
_STAVEN = 20
# A heading that needs more than two lines on a phone says less, not more.
_TITEL = 80


def toon(inzage: Inzage, gekozen: Keuze) -> None:
    """Bars for the chosen grain and period, with their table for download."""
    rijen = _staven(inzage, gekozen)
    k, naam = gekozen.kengetal, cijfer.grain(gekozen.per)
    blok.toon(blok.tussenkop(_deeltitel(gekozen, rijen), _deeluitleg(inzage, gekozen)))
    if not rijen:
        blok.toon(blok.melding(f"Per {naam} is voor deze periode nog niets geleverd."))
        return
    geheel = _geheel(inzage, gekozen)
    blok.toon(staven.html(k, rijen[:_STAVEN], f"{k.titel} per {naam}", geheel))
    rest = rijen[_STAVEN:]
    if rest:
        tekst = f"Nog {opmaak.getal(len(rest))} {cijfer.grain(gekozen.per, meervoud=True)}"
        blok.toon(blok.uitklap(tekst, staven.html(k, rest, f"Vervolg per {naam}", geheel)))
    tabel.downloads(_deeltabel(inzage, gekozen, rijen), "uitsplitsing")


def _staven(inzage: Inzage, gekozen: Keuze) -> list[staven.Staaf]:
    """A bar per unit: known figures from high to low, then the absent ones by name."""
    perioden = list(dict.fromkeys(p.periode for p in gekozen.delen))
    tot_nu = [p for p in perioden if p <= gekozen.periode]
    per_eenheid: dict[tuple[str, ...], dict[str, Punt]] = {}
    for p in gekozen.delen:
        per_eenheid.setdefault(p.eenheid, {})[p.periode] = p
    rijen = [
        _staaf(inzage, gekozen, eenheid, punten, tot_nu) for eenheid, punten in per_eenheid.items()
    ]

    def plaats(staaf: staven.Staaf) -> tuple[bool, float, object]:
        waarde = staaf.punt.waarde if staaf.punt else None
        return waarde is None, -(waarde or 0.0), opmaak.sorteersleutel(staaf.naam)

    return sorted(rijen, key=plaats)


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
        adres=keuze.adres(inzage, gekozen, eenheid=",".join(eenheid)),
        punt=punt,
        verloop=[punten[p].waarde if p in punten else None for p in perioden],
        verandering=verandering,
        gekozen=eenheid == gekozen.eenheid,
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
    kop = f"Per {cijfer.grain(gekozen.per)}"
    bekend = [s for s in rijen if s.punt and s.punt.waarde is not None]
    if len(bekend) < 2:
        return kop
    hoog, laag = bekend[0], bekend[-1]
    k = gekozen.kengetal
    titel = f"{kop}: van {_genoemd(k, laag)} tot {_genoemd(k, hoog)}"
    return titel if len(titel) <= _TITEL else kop


def _genoemd(kengetal: Kengetal, staaf: staven.Staaf) -> str:
    waarde = cijfer.van_punt(kengetal, staaf.punt, beknopt=True)
    return f"{waarde} ({staaf.naam})"


def _deeluitleg(inzage: Inzage, gekozen: Keuze) -> str:
    zin = opmaak.periode(gekozen.periode).capitalize() + ". Een naam opent die eenheid"
    geheel = _geheel(inzage, gekozen)
    if geheel is None:
        return zin + "."
    return f"{zin}; de streep is de hele regio, {cijfer.tekst(gekozen.kengetal, geheel)}."


def _deeltabel(inzage: Inzage, gekozen: Keuze, rijen: list[staven.Staaf]) -> tabel.Tabel:
    k = gekozen.kengetal
    kolommen = [tabel.Kolom(cijfer.grain(gekozen.per).capitalize()), tabel.Kolom("Periode")]
    kolommen += [tabel.getalkolom("Waarde", k), tabel.Kolom("Teller", True)]
    if k.noemer:
        kolommen.append(tabel.Kolom("Noemer", True))
    periode = opmaak.periode(gekozen.periode)
    cellen = []
    for s in rijen:
        p = s.punt
        rij = [tabel.Cel(s.naam), tabel.Cel(periode)]
        rij += [
            tabel.Cel(cijfer.cel(k, p), p.waarde if p else None),
            tabel.aantal(p.teller if p else None),
        ]
        if k.noemer:
            rij.append(tabel.aantal(p.noemer if p else None))
        cellen.append(tuple(rij))
    titel = f"{k.titel} per {cijfer.grain(gekozen.per)}, {periode}"
    bestand = f"{k.kengetal}_per_{gekozen.per.replace(',', '_')}_{gekozen.periode}"
    return tabel.Tabel(titel, tuple(kolommen), cellen, bestand, definitie.bij_download(inzage, k))
