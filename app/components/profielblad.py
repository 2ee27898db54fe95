"""The profile of one place on one sheet: every indicator against region and country.

The same HTML stands on the page and in the file for a meeting. Shares and rates get a spine chart;
counts, which say more of size than of anything else, stand below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app import data
from app.components import blok, cijfer, monitor, plekken, ruggengraat, stand, tabel, teken
from app.components.plekken import Deel, Plek
from app.components.ruggengraat import Rug
from app.inhoud import Inzage, Kengetal, Punt, Referentie
from app.onthouden import onthoud
from warehouse import opmaak

_TELLINGEN = ("aantal", "bedrag")
_OVERIG = "Overig"


@dataclass(frozen=True)
class Regel:
    """One indicator of a place, with what stands beside it; `rug` is None for a count."""

    kengetal: Kengetal
    periode: str
    deel: Deel
    regio: Punt | None
    land: Referentie | None
    rug: Rug | None


@dataclass(frozen=True)
class Blad:
    """The sheet of one place.

    Attributes:
        groepen: the title of each gewenste beweging, with its indicators.
        tellingen: the indicators that are counts.
    """

    plek: Plek
    groepen: dict[str, list[Regel]]
    tellingen: list[Regel]

    @property
    def regels(self) -> list[Regel]:
        return [*(r for regels in self.groepen.values() for r in regels), *self.tellingen]


@onthoud(100)
def maak(inzage: Inzage, plek: Plek) -> Blad:
    """Everything that is published of a place, by beweging in the order of the plan."""
    titels = {b.code: b.titel for b in data.bewegingen(inzage)}
    groepen: dict[str, list[Regel]] = {titel: [] for titel in (*titels.values(), _OVERIG)}
    tellingen = []
    for kengetal in data.kengetallen(inzage).values():
        regel = _regel(inzage, kengetal, plek)
        if regel is None:
            continue
        if regel.rug is None:
            tellingen.append(regel)
        else:
            eerste = next((titels[b] for b in kengetal.beweging if b in titels), _OVERIG)
            groepen[eerste].append(regel)
    return Blad(plek, {titel: r for titel, r in groepen.items() if r}, tellingen)


def _regel(inzage: Inzage, kengetal: Kengetal, plek: Plek) -> Regel | None:
    """One indicator; None when it does not exist for this place."""
    nu = stand.stand(inzage, kengetal)
    delen = plekken.cijfers(inzage, kengetal, plek.grain, nu.periode)
    eigen = next((d for d in delen if d.plek.code == plek.code), None)
    if eigen is None or not eigen.telt_mee or not nu.periode:
        return None
    land, lijn = stand.landelijk(inzage, nu), None
    if kengetal.soort not in _TELLINGEN:
        lijn = _rug(kengetal, eigen, delen, nu.punt, land)
    return Regel(kengetal, nu.periode, eigen, nu.punt, land, lijn)


def _rug(
    kengetal: Kengetal,
    eigen: Deel,
    delen: Sequence[Deel],
    regio: Punt | None,
    land: Referentie | None,
) -> Rug:
    anderen = plekken.bekende([d for d in delen if d.plek != eigen.plek])
    midden = regio.waarde if regio else None
    if midden is None:
        return Rug(None, None, (), None, "gelijk")
    naast = land.waarde if land and not land.is_anders_geteld else None
    return ruggengraat.bereken(kengetal, eigen.punt, midden, anderen, naast)


# In words.


def zin(blad: Blad) -> str:
    """What stands out, in a sentence: only what the intervals leave no doubt of."""
    namen: dict[str, list[str]] = {}
    verborgen = 0
    for regel in blad.regels:
        verborgen += bool(regel.deel.punt and regel.deel.punt.symbool)
        if regel.rug and regel.rug.stand != "gelijk":
            namen.setdefault(regel.rug.stand, []).append(_klein(regel.kengetal.titel))
    delen = [
        f"{woord}: {blok.rijtje(namen[code])}"
        for code, woord in ruggengraat.WOORDEN.items()
        if code in namen
    ]
    if delen:
        tekst = "; ".join(delen)
        eerste = f"{tekst[:1].upper()}{tekst[1:]}."
    else:
        eerste = "Geen indicator verschilt duidelijk van de regio."
    if not verborgen:
        return eerste
    cijfers = opmaak.aantal_met_eenheid(verborgen, "cijfer is", "cijfers zijn")
    return f"{eerste} {cijfers} afgeschermd, zodat niemand een kind kan herkennen."


def _klein(titel: str) -> str:
    """A title within a sentence; an abbreviation keeps its capitals."""
    return titel if titel[:2].isupper() else titel[:1].lower() + titel[1:]


# On the sheet.


@onthoud(100)
def html(inzage: Inzage, blad: Blad, extra: Markup = blok.LEEG) -> Markup:
    """The sheet, with what else belongs on it below the chart."""
    publicatie = data.publicatie(inzage)
    wie = f"{publicatie.swv_naam}, zoals bekend op {opmaak.datum(publicatie.bekend_op)}"
    wie += ". Verzonnen voorbeeldgegevens." if publicatie.voorbeeldgegevens else "."
    return Markup(
        '<section class="profielblad"><p class="zin">{}</p>{}{}{}<p class="bronregel">{} {}</p>'
        "</section>"
    ).format(zin(blad), _ruggengraat(blad), _tellingen(blad), extra, monitor.UITLEG_STER, wie)


def _ruggengraat(blad: Blad) -> Markup:
    if not blad.groepen:
        return blok.melding("Er is geen aandeel of gemiddelde om met de regio te vergelijken.")
    rijen = []
    for titel, regels in blad.groepen.items():
        rijen.append(
            Markup('<tr class="groep"><th scope="colgroup" colspan="5">{}</th></tr>').format(titel)
        )
        rijen += [_rij(regel, blad.plek.naam) for regel in regels]
    koppen = ("Indicator", blad.plek.naam, "Regio", "Landelijk")
    kop = blok.voeg(
        Markup('<th scope="col" class="{}">{}</th>').format("getal" if i else "", naam)
        for i, naam in enumerate(koppen)
    )
    richting = Markup(
        '<th scope="col" class="richting"><span><span>ongunstiger</span><span>regio</span>'
        "<span>gunstiger</span></span></th>"
    )
    return Markup(
        '<table class="smal spin"><caption>{}: elke indicator naast regio en land</caption>'
        "<thead><tr>{}{}</tr></thead><tbody>{}</tbody></table>{}"
    ).format(blad.plek.voluit, kop, richting, blok.voeg(rijen), _legenda(blad))


def _rij(regel: Regel, hier: str) -> Markup:
    k, lijn = cijfer.onder_titel(regel.kengetal), regel.rug
    woord = ruggengraat.WOORDEN[lijn.stand] if lijn and lijn.hier is not None else ""
    land = monitor.landelijk(k, regel.land, regel.regio) if regel.land else Markup("")
    neutraal = k.gunstig not in ("hoger", "lager")
    return Markup(
        '<tr><th scope="row">{}<span class="bij">{}{}</span></th>'
        '<td class="getal vet" data-kop="{}">{}</td><td class="getal" data-kop="Regio">{}</td>'
        '<td class="getal" data-kop="Landelijk">{}</td>'
        '<td class="lijn">{}<span class="weg">{}</span></td></tr>'
    ).format(
        k.titel,
        opmaak.periode_kort(regel.periode),
        "; rechts is hoger" if neutraal else "",
        hier,
        regel.deel.cel(k),
        cijfer.cel(k, regel.regio),
        land or Markup('<span class="stil">–<span class="weg">geen cijfer</span></span>'),
        ruggengraat.html(lijn) if lijn else "",
        woord,
    )


def _legenda(blad: Blad) -> Markup:
    """What dot, tick and diamond are; every word beside the mark itself."""
    merken = (
        ("hier gunstiger", "duidelijk gunstiger"),
        ("hier ongunstiger", "duidelijk ongunstiger"),
        ("hier hoger", "duidelijk hoger of lager"),
        ("hier gelijk", "geen duidelijk verschil"),
        ("ander", f"andere {cijfer.grain(blad.plek.grain, meervoud=True)}"),
        ("land", "landelijk"),
    )
    delen = [
        Markup('<span class="merk"><span class="{}"></span>{}</span>').format(klasse, woord)
        for klasse, woord in merken
    ]
    return Markup('<p class="legenda">{}</p>').format(blok.voeg(delen))


def _tellingen(blad: Blad) -> Markup:
    """The counts: the place beside the region, without a chart."""
    if not blad.tellingen:
        return blok.LEEG
    rijen = [
        Markup(
            '<tr><th scope="row">{}<span class="bij">{}</span></th><td class="getal vet">{}</td>'
            '<td class="getal stil">{}</td></tr>'
        ).format(
            r.kengetal.titel,
            opmaak.periode_kort(r.periode),
            r.deel.cel(r.kengetal),
            cijfer.cel(r.kengetal, r.regio),
        )
        for r in blad.tellingen
    ]
    kop = Markup(
        '<thead><tr><th scope="col">Aantallen</th><th scope="col" class="getal">{}</th>'
        '<th scope="col" class="getal">Regio</th></tr></thead>'
    ).format(blad.plek.naam)
    helft = (len(rijen) + 1) // 2
    tabellen = [
        Markup(
            '<table class="smal telling"><caption>Aantallen</caption>{}<tbody>{}</tbody></table>'
        ).format(kop, blok.voeg(deel))
        for deel in (rijen[:helft], rijen[helft:])
        if deel
    ]
    return Markup('<div class="tellingen">{}</div>').format(blok.voeg(tabellen))


# For a file.


@onthoud(100)
def als_tabel(inzage: Inzage, blad: Blad) -> tabel.Tabel:
    """A row per indicator; figures of several kinds stand in one column, so as text."""
    koppen = ("Indicator", "Periode", blad.plek.naam, "Regio", "Landelijk", "Ligging")
    nvt = teken.NIET_VAN_TOEPASSING.woord
    rijen = []
    for r in blad.regels:
        k, lijn = r.kengetal, r.rug
        zichtbaar = lijn is not None and lijn.hier is not None
        cellen = (
            k.titel,
            opmaak.periode(r.periode),
            r.deel.tekst(k),
            cijfer.van_punt(k, r.regio),
            cijfer.tekst(k, r.land.waarde) if r.land else nvt,
            ruggengraat.WOORDEN[lijn.stand] if lijn and zichtbaar else nvt,
        )
        rijen.append(tuple(tabel.Cel(cel) for cel in cellen))
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    bestand = f"profiel_{blad.plek.sleutel.replace(':', '_')}".lower().replace(" ", "_")
    kolommen = tuple(tabel.Kolom(kop) for kop in koppen)
    titel = f"Profiel van {blad.plek.in_zin}"
    return tabel.Tabel(titel, kolommen, rijen, bestand, [("Zoals bekend op", bekend)])
