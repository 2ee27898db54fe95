"""Small multiples: the course of every unit in a picture of its own, all on one axis.

Pictures are drawn as small SVGs, so that they wrap on a phone and print; the names and figures
around them are text. The rows under them are the same figures.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app import data
from app.components import beeld as beelden
from app.components import (
    blok,
    cijfer,
    definitie,
    keuze,
    leeswijzer,
    palet,
    rangorde,
    schaal,
    tabel,
)
from app.components.keuze import Keuze
from app.components.staven import Staaf
from app.components.vonk import bruggen, stukken
from app.inhoud import REGIO, Inzage, Punt
from warehouse import opmaak

_BREEDTE, _HOOGTE, _RAND = 240, 92, 6
_VELDEN = 24  # more at once do not help the eye; the rest can be folded out


@dataclass(frozen=True)
class _As:
    """What all pictures share: the periods, the range and its ticks, and the region's course."""

    perioden: Sequence[str]
    bereik: tuple[float, float]
    streepjes: Sequence[float]
    regio: Sequence[float | None]

    def x(self, plaats: int) -> float:
        return _RAND + plaats * (_BREEDTE - 2 * _RAND) / max(len(self.perioden) - 1, 1)

    def deel(self, waarde: float) -> float:
        """How far from the top a value lies, 0 to 1."""
        laag, hoog = self.bereik
        return 1 - (waarde - laag) / ((hoog - laag) or 1.0)

    def y(self, waarde: float) -> float:
        return _RAND + self.deel(waarde) * (_HOOGTE - 2 * _RAND)


def toon(inzage: Inzage, gekozen: Keuze) -> None:
    """A picture per unit that has at least two figures; the others are named."""
    rijen = rangorde.eenheden(inzage, gekozen)
    getekend = [s for s in rijen if sum(w is not None for w in s.verloop) > 1]
    if not getekend:
        zin = "Van geen enkele eenheid zijn twee cijfers te tonen, dus is er geen verloop."
        blok.toon(blok.melding(zin))
        return
    as_ = _as(inzage, gekozen, getekend)
    blok.toon(blok.deelkop(_titel(gekozen, getekend), _uitleg(gekozen, as_)))
    blok.toon(_rooster(gekozen, getekend[:_VELDEN], as_))
    if rest := getekend[_VELDEN:]:
        tekst = f"Nog {opmaak.getal(len(rest))} {cijfer.grain(gekozen.per, meervoud=True)}"
        blok.toon(blok.uitklap(tekst, _rooster(gekozen, rest, as_)))
    blok.toon(_niet_getekend(rijen, getekend))
    blok.toon(leeswijzer.zo_leest_u("velden_met_regio" if any(as_.regio) else "velden"))
    tabel_ = _tabel(inzage, gekozen, rijen)
    blok.toon(blok.uitklap("Tabel bij de grafieken", tabel.html(tabel_)))
    tabel.downloads(tabel_, "velden")


def _as(inzage: Inzage, gekozen: Keuze, rijen: Sequence[Staaf]) -> _As:
    k = gekozen.kengetal
    perioden = [p for p in sorted(keuze.perioden(gekozen)) if p <= gekozen.periode]
    regio: list[float | None] = []
    if k.soort not in ("aantal", "bedrag"):
        alle = data.cijfers(inzage, k.kengetal, REGIO)
        bij = {p.periode: p.waarde for p in alle if p.reekscode == gekozen.reeks}
        regio = [bij.get(p) for p in perioden]
    waarden = [w for s in rijen for w in s.verloop if w is not None]
    waarden += [w for w in regio if w is not None]
    punten = [p for p in gekozen.delen if p.waarde is not None]
    onder, boven = schaal.bereik(waarden, beelden.begint_bij_nul(k, punten))
    return _As(perioden, (onder, boven), schaal.stappen(onder, boven, 2), regio)


def _titel(gekozen: Keuze, rijen: Sequence[Staaf]) -> str:
    """How many went up and down from their first to their last figure, in words."""
    omhoog = omlaag = 0
    for staaf in rijen:
        bekend = [w for w in staaf.verloop if w is not None]
        verschil = cijfer.verschil(gekozen.kengetal, bekend[-1], bekend[0])
        omhoog += bekend[-1] > bekend[0] and verschil != "gelijk"
        omlaag += bekend[-1] < bekend[0] and verschil != "gelijk"
    namen = cijfer.grain(gekozen.per, meervoud=True)
    return (
        f"Van de {opmaak.getal(len(rijen))} {namen} staan er nu {opmaak.getal(omhoog)} hoger en "
        f"{opmaak.getal(omlaag)} lager dan bij het eerste cijfer"
    )


def _uitleg(gekozen: Keuze, as_: _As) -> str:
    van, tot = opmaak.periode(as_.perioden[0]), opmaak.periode(as_.perioden[-1])
    return f"{cijfer.eenheid(gekozen.kengetal)}, van {van} tot en met {tot}."


def _niet_getekend(rijen: Sequence[Staaf], getekend: Sequence[Staaf]) -> Markup:
    over = [s.naam for s in rijen if s not in getekend]
    if not over:
        return blok.LEEG
    namen = blok.rijtje(over) if len(over) <= 6 else opmaak.getal(len(over)) + " eenheden"
    zin = f"Niet getekend: {namen}. Daarvan zijn minder dan twee cijfers te tonen."
    return Markup('<p class="bronregel">{}</p>').format(zin)


def _rooster(gekozen: Keuze, rijen: Sequence[Staaf], as_: _As) -> Markup:
    velden = blok.voeg(_veld(gekozen, staaf, as_) for staaf in rijen)
    return Markup('<div class="velden">{}</div>').format(velden)


def _veld(gekozen: Keuze, staaf: Staaf, as_: _As) -> Markup:
    """One picture with its name, its figure, the shared ticks and the first and last period."""
    k = gekozen.kengetal
    bron = base64.b64encode(_svg(staaf.verloop, as_).encode()).decode()
    assen = blok.voeg(
        Markup('<span class="as" style="top:{}%">{}</span>').format(
            f"{100 * as_.y(s) / _HOOGTE:.1f}", cijfer.as_(k, s)
        )
        for s in as_.streepjes
    )
    return Markup(
        '<figure class="paneel{}"><figcaption>{}<span class="vet">{}</span></figcaption>'
        '<div class="plaat"><img width="{}" height="{}" alt="{}" '
        'src="data:image/svg+xml;base64,{}"><span aria-hidden="true">{}</span></div>'
        '<div class="onder" aria-hidden="true"><span>{}</span><span>{}</span></div></figure>'
    ).format(
        " gekozen" if staaf.gekozen else "",
        blok.verwijzing(staaf.naam, staaf.adres),
        cijfer.van_punt(k, staaf.punt, beknopt=True),
        _BREEDTE,
        _HOOGTE,
        _alternatief(gekozen, staaf, as_),
        bron,
        assen,
        opmaak.periode_kort(as_.perioden[0]),
        opmaak.periode_kort(as_.perioden[-1]),
    )


def _alternatief(gekozen: Keuze, staaf: Staaf, as_: _As) -> str:
    bekend = [
        (periode, waarde)
        for periode, waarde in zip(as_.perioden, staaf.verloop, strict=True)
        if waarde is not None
    ]
    (van, eerst), (tot, laatst) = bekend[0], bekend[-1]
    k = gekozen.kengetal
    return (
        f"Verloop van {staaf.naam}: {cijfer.kort(k, eerst)} {opmaak.wanneer(van)}, "
        f"{cijfer.kort(k, laatst)} {opmaak.wanneer(tot)}"
    )


def _svg(waarden: Sequence[float | None], as_: _As) -> str:
    """Grid, the region in grey, the unit in colour; a gap where there is no figure."""
    licht, donker = palet.LICHT, palet.DONKER
    rooster = "".join(f'<path class="r" d="M0 {as_.y(s):.1f}H{_BREEDTE}"/>' for s in as_.streepjes)
    lijnen = _lijn(as_.regio, as_, "g") + _lijn(waarden, as_, "e")
    stijl = "".join(
        f"{begin}.r{{stroke:{p.lijn}}}.g{{stroke:{p.context}}}.e{{stroke:{p.accent}}}{eind}"
        for begin, p, eind in (
            ("", licht, ""),
            ("@media(prefers-color-scheme:dark){", donker, "}"),
        )
    )
    vast = "path{fill:none;stroke-width:1}.g{stroke-width:1.5}.e{stroke-width:2.25}"
    vast += ".s{stroke-width:1;stroke-dasharray:1 4}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREEDTE} {_HOOGTE}">'
        f"<style>{vast}{stijl}</style>{rooster}{lijnen}</svg>"
    )


def _lijn(waarden: Sequence[float | None], as_: _As, klasse: str) -> str:
    punten = [None if w is None else (as_.x(i), as_.y(w)) for i, w in enumerate(waarden)]
    stippels = "".join(
        f'<path class="{klasse} s" d="M{van[0]:.1f} {van[1]:.1f}L{tot[0]:.1f} {tot[1]:.1f}"/>'
        for van, tot in bruggen(punten)
    )
    return stippels + "".join(
        f'<path class="{klasse}" stroke-linecap="round" d="M'
        + "L".join(f"{x:.1f} {y:.1f}" for x, y in stuk)
        + '"/>'
        for stuk in stukken(punten)
    )


def _tabel(inzage: Inzage, gekozen: Keuze, rijen: Sequence[Staaf]) -> tabel.Tabel:
    """A row per unit, a column per period, newest first."""
    k, naam = gekozen.kengetal, cijfer.grain(gekozen.per)
    perioden = keuze.perioden(gekozen)
    punten: dict[tuple[str, str], Punt] = {}
    for p in gekozen.delen:
        eenheid = keuze.eenheidsnaam(inzage, gekozen.per, p.eenheid)
        punten[eenheid, p.periode] = p
    kolommen = [tabel.Kolom(naam.capitalize())]
    kolommen += [tabel.getalkolom(opmaak.periode_kort(p), k) for p in perioden]
    cellen = []
    for staaf in rijen:
        rij = [tabel.Cel(staaf.naam)]
        for periode in perioden:
            punt = punten.get((staaf.naam, periode))
            rij.append(tabel.Cel(cijfer.cel(k, punt), punt.waarde if punt else None))
        cellen.append(tuple(rij))
    bestand = f"{k.kengetal}_verloop_per_{cijfer.grain_in_bestandsnaam(gekozen.per)}"
    titel = f"{k.titel} per {naam}, alle perioden"
    return tabel.Tabel(titel, tuple(kolommen), cellen, bestand, definitie.bij_download(inzage, k))
