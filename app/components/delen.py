"""The parts of a kengetal beside each other over a few periods: a table with bars in its cells.

What is hidden has its sign and no bar. The figures are those of the publication; nothing is added
up here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app import data
from app.components import blok, cijfer, definitie, keuze, tabel, teken
from app.inhoud import Inzage, Kengetal, Punt
from app.onthouden import onthoud
from warehouse import opmaak

_PERIODEN = 4  # beside each other: more do not fit a phone


@dataclass(frozen=True)
class Delen:
    """Units of one grain and the whole region, each with its figure per period.

    Attributes:
        perioden: codes, oldest first.
        rijen: per unit its name and its figures; the whole comes last, when it is one.
    """

    kengetal: Kengetal
    grain: str
    perioden: tuple[str, ...]
    rijen: tuple[tuple[str, dict[str, Punt]], ...]


@onthoud(200)
def maak(
    inzage: Inzage, naam: str, grain: str, perioden: Sequence[str] = (), geheel: bool = True
) -> Delen | None:
    """The parts of a kengetal; None when the reader or the region has no such breakdown.

    Args:
        perioden: which ones; the last four of the main series when empty.
        geheel: whether the whole region stands below the parts.
    """
    k = data.kengetallen(inzage).get(naam)
    if k is None or grain not in k.grain:
        return None
    punten = [p for p in data.cijfers(inzage, naam, grain) if _telt(k, p)]
    alle = sorted({p.periode for p in punten}, key=lambda c: _dag(punten, c))
    gekozen = tuple(c for c in (perioden or alle[-_PERIODEN:]) if c in alle)
    per: dict[tuple[str, ...], dict[str, Punt]] = {}
    for punt in punten:
        if punt.periode in gekozen:
            per.setdefault(punt.eenheid, {})[punt.periode] = punt
    if not per:
        return None
    volgorde = sorted(per, key=lambda e: keuze.volgorde(inzage, grain, e))
    rijen = [(keuze.eenheidsnaam(inzage, grain, e), per[e]) for e in volgorde]
    regio = {
        p.periode: p
        for p in data.regiocijfers(inzage).get(naam, [])
        if _telt(k, p) and p.periode in gekozen
    }
    if geheel and regio:
        rijen.append(("Hele regio", regio))
    return Delen(k, grain, gekozen, tuple(rijen))


def _telt(kengetal: Kengetal, punt: Punt) -> bool:
    reeks = kengetal.reeks or (kengetal.periode[0] if kengetal.periode else "")
    return punt.reekscode == reeks


def _dag(punten: Sequence[Punt], code: str) -> object:
    return next(p.periode_datum for p in punten if p.periode == code)


def toon(inzage: Inzage, delen: Delen | None, titel: str, onder: str = "") -> None:
    """The table under its heading, with the source and the files; nothing without parts."""
    if delen is None:
        return
    blok.toon(blok.deelkop(titel, onder) + _html(delen) + bron(inzage, delen.kengetal))
    tabel.downloads(als_tabel(inzage, delen), f"{delen.kengetal.kengetal}_{delen.grain}")


def bron(inzage: Inzage, kengetal: Kengetal) -> Markup:
    """The line under a table or chart: what is counted, from where, and as known on which day."""
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    return Markup('<p class="bronregel">{}</p>').format(
        f"{cijfer.eenheid(kengetal)} · bron: {definitie.bronnen(inzage, kengetal)} · "
        f"zoals bekend op {bekend}."
    )


@onthoud(100)
def als_tabel(inzage: Inzage, delen: Delen) -> tabel.Tabel:
    """The same rows for a file."""
    k = delen.kengetal
    kolommen = [tabel.Kolom(cijfer.grain(delen.grain).capitalize())]
    kolommen += [tabel.getalkolom(opmaak.periode_kort(c), k) for c in delen.perioden]
    rijen = [
        (tabel.Cel(naam), *(_cel(delen, punten.get(c)) for c in delen.perioden))
        for naam, punten in delen.rijen
    ]
    titel = f"{k.titel} per {cijfer.grain(delen.grain)}"
    bestand = f"{k.kengetal}_per_{delen.grain}"
    return tabel.Tabel(titel, tuple(kolommen), rijen, bestand, definitie.bij_download(inzage, k))


def _cel(delen: Delen, punt: Punt | None) -> tabel.Cel:
    return tabel.Cel(_toon(delen, punt), punt.waarde if punt else None)


def _toon(delen: Delen, punt: Punt | None) -> Markup:
    """A figure, bare of the unit that the line below says; a unit can be gone, or not yet there."""
    if punt is None:
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    cel = cijfer.cel(delen.kengetal, punt)
    achter = cijfer.achter(delen.kengetal, 1.0)
    return Markup(cel.replace(f" {achter}", "")) if achter else cel


@onthoud(100)
def _html(delen: Delen) -> Markup:
    hoogste = max(_hoogten(delen), default=0.0) or 1.0
    koppen = blok.voeg(
        Markup('<th scope="col" class="getal">{}</th>').format(opmaak.periode_kort(c))
        for c in delen.perioden
    )
    rijen = blok.voeg(_rij(delen, naam, punten, hoogste) for naam, punten in delen.rijen)
    return Markup(
        '<div class="tabelvak"><table class="delen"><caption>{}</caption><thead><tr>'
        '<th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(
        f"{delen.kengetal.titel} per {cijfer.grain(delen.grain)}",
        cijfer.grain(delen.grain).capitalize(),
        koppen,
        rijen,
    )


def _hoogten(delen: Delen) -> Iterator[float]:
    """The figures of the parts: the whole would press them flat."""
    for naam, punten in delen.rijen:
        if naam != "Hele regio" or delen.kengetal.soort != "aantal":
            yield from (p.waarde for p in punten.values() if p.waarde is not None)


def _rij(delen: Delen, naam: str, punten: dict[str, Punt], hoogste: float) -> Markup:
    is_geheel = naam == "Hele regio"
    cellen = []
    for code in delen.perioden:
        punt = punten.get(code)
        staaf = blok.LEEG
        if (
            punt
            and punt.waarde is not None
            and not (is_geheel and delen.kengetal.soort == "aantal")
        ):
            staaf = Markup(
                '<span class="baanvak" aria-hidden="true">'
                '<span class="staaf" style="left:0;width:max({}%, 2px)"></span></span>'
            ).format(f"{100 * max(punt.waarde, 0.0) / hoogste:.1f}")
        cellen.append(
            Markup('<td class="getal" data-kop="{}"><span>{}</span>{}</td>').format(
                opmaak.periode_kort(code), _toon(delen, punt), staaf
            )
        )
    return Markup('<tr class="{}"><th scope="row">{}</th>{}</tr>').format(
        "totaal" if is_geheel else "", naam, blok.voeg(cellen)
    )


def regio(delen: Delen) -> dict[str, Punt]:
    """The figures of the whole, by period."""
    return next((p for naam, p in delen.rijen if naam == "Hele regio"), {})
