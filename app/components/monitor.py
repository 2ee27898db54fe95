"""The indicators of one gewenste beweging: region, gemeenten and gebieden side by side.

Each has its published sentence, the national figure as CBS marks it (a star for provisional), and
the breaks in its series. Selects and draws; judges nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app import data
from app.components import (
    beeld,
    blok,
    cijfer,
    kwaliteit,
    permalink,
    plekken,
    stand,
    staven,
    tabel,
    teken,
)
from app.components.plekken import Deel
from app.components.stand import Stand
from app.inhoud import Gebeurtenis, Inzage, Kengetal, Punt, Referentie
from warehouse import opmaak

# Of these the figure of the whole region is no larger one of the same kind.
_VERGELIJKBAAR = ("aandeel", "promille", "gemiddelde", "verdeling")
_GENOEMD = 3  # names in a sentence
STER = "*"
BREUK = "‖"
UITLEG_STER = f"{STER} voorlopig cijfer."
UITLEG = f"{UITLEG_STER} {BREUK} trendbreuk: ervoor is anders geteld."


@dataclass(frozen=True)
class Indicator:
    """One indicator of the monitor, in the period that is judged for the region."""

    kengetal: Kengetal
    nu: Stand
    landelijk: Referentie | None
    delen: dict[str, list[Deel]]
    breuken: Sequence[Gebeurtenis]

    @property
    def vergelijkbaar(self) -> bool:
        """Whether places of different size may be held against each other and the region."""
        return self.kengetal.soort in _VERGELIJKBAAR


def van(inzage: Inzage, beweging: str) -> list[Indicator]:
    """The indicators of a beweging, in the order of the register."""
    register = data.kengetallen(inzage).values()
    return [_indicator(inzage, k) for k in register if beweging in k.beweging]


def _indicator(inzage: Inzage, kengetal: Kengetal) -> Indicator:
    nu = stand.stand(inzage, kengetal)
    delen = {
        grain: per_plek
        for grain in plekken.GRAINS
        if (per_plek := plekken.cijfers(inzage, kengetal, grain, nu.periode))
    }
    return Indicator(
        kengetal, nu, stand.landelijk(inzage, nu), delen, _breuken(inzage, kengetal, nu)
    )


def _breuken(inzage: Inzage, kengetal: Kengetal, nu: Stand) -> list[Gebeurtenis]:
    """The breaks within the series."""
    if not nu.punten:
        return []
    eerste = nu.punten[0].periode_datum
    return [
        g
        for g in data.gebeurtenissen(inzage)
        if g.is_breuk and g.datum > eerste and beeld.raakt(g, kengetal, None, is_regio=True)
    ]


# On the screen.


def lijst(inzage: Inzage, indicatoren: Sequence[Indicator], beweging: str) -> Markup:
    """Those with figures per place first; those of the whole region alone stand two by two."""
    breed = [html(inzage, i, beweging) for i in indicatoren if i.delen]
    smal = [html(inzage, i, beweging) for i in indicatoren if not i.delen]
    delen = list(breed)
    if smal:
        kop = blok.tussenkop("Alleen voor de hele regio") if breed else blok.LEEG
        delen.append(Markup('{}<div class="tweeluik">{}</div>').format(kop, blok.voeg(smal)))
    return blok.voeg(delen)


def html(inzage: Inzage, indicator: Indicator, beweging: str) -> Markup:
    """One indicator: its sentence and signs, and three lists of figures side by side."""
    k = indicator.kengetal
    kolommen = [_geheel(indicator)]
    kolommen += [_lijst(indicator, grain) for grain in indicator.delen]
    return Markup(
        '<section class="indicator" id="{}"><h3>{}</h3><p>{}</p><p class="tekens">{}</p>'
        '<div class="naast">{}</div>{}</section>'
    ).format(
        k.kengetal,
        k.titel,
        indicator.nu.duiding.zin if indicator.nu.duiding else k.vraag,
        blok.voeg(teken.plaatje(t) for t in _tekens(inzage, indicator)),
        blok.voeg(kolommen),
        _onder(inzage, indicator, beweging),
    )


def _tekens(inzage: Inzage, indicator: Indicator) -> list[teken.Teken]:
    k, nu = indicator.kengetal, indicator.nu
    if not nu.duiding:
        return [teken.NIET_GELEVERD]
    mist = kwaliteit.teken_mist(kwaliteit.van(inzage, k, nu.periode))
    return [*stand.tekens(k, nu.duiding, nu.punt), *([mist] if mist else [])]


def _geheel(indicator: Indicator) -> Markup:
    """The region, the country and the target, in words and figures."""
    k, punt = cijfer.onder_titel(indicator.kengetal), indicator.nu.punt
    regels: list[tuple[str | Markup, str | Markup]] = [("Hele regio", cijfer.cel(k, punt))]
    if punt and punt.streefwaarde is not None:
        regels.append(("Streefwaarde", cijfer.tekst(k, punt.streefwaarde)))
    naam = Markup("Landelijk")
    if indicator.landelijk:
        regels.append((naam, landelijk(k, indicator.landelijk, punt)))
    else:
        regels.append((naam, Markup('<span class="stil">geen cijfer</span>')))
    rijen = [
        Markup('<tr><th scope="row">{}</th><td class="getal waarde">{}</td></tr>').format(*regel)
        for regel in regels
    ]
    wanneer = opmaak.periode(indicator.nu.periode) if indicator.nu.periode else "geen cijfers"
    kop = wanneer[:1].upper() + wanneer[1:]
    return _kolom(kop, f"{k.titel}, hele regio en landelijk", rijen)


def landelijk(kengetal: Kengetal, cijfer_: Referentie, punt: Punt | None) -> Markup:
    """A national figure as CBS marks it, with the period when that is another than ours."""
    tekst = cijfer.tekst(kengetal, cijfer_.waarde) + (STER if cijfer_.voorlopig else "")
    delen: list[str | Markup] = [tekst]
    if punt is None or cijfer_.periode != punt.periode:
        delen.append(
            Markup('<span class="bij">{}</span>').format(opmaak.periode_kort(cijfer_.periode))
        )
    if cijfer_.is_anders_geteld:
        delen.append(Markup('<span class="bij">{}</span>').format(teken.regel(teken.ANDERS_GETELD)))
    return blok.voeg(delen)


def _lijst(indicator: Indicator, grain: str) -> Markup:
    """A bar per place; on one scale for both lists, with the region as a line where that fits."""
    k, delen = cijfer.onder_titel(indicator.kengetal), indicator.delen[grain]
    geheel = indicator.nu.punt.waarde if indicator.nu.punt and indicator.vergelijkbaar else None
    schaal_ = _schaal(indicator, geheel)
    rijen = [
        Markup(
            '<tr><th scope="row">{}</th><td class="baan" aria-hidden="true">{}</td>'
            '<td class="getal waarde">{}</td></tr>'
        ).format(
            deel.plek.naam,
            staven.baan(deel.waarde, schaal_, geheel),
            deel.cel(k),
        )
        for deel in delen
        if deel.telt_mee
    ]
    naam = cijfer.grain(grain, meervoud=True).capitalize()
    return _kolom(naam, f"{k.titel} per {cijfer.grain(grain)}", rijen)


def _schaal(indicator: Indicator, geheel: float | None) -> tuple[float, float]:
    waarden = [w for delen in indicator.delen.values() for w in plekken.bekende(delen)]
    return min([0.0, *waarden]), max([*waarden, geheel or 0.0], default=0.0) or 1.0


def _kolom(kop: str, titel: str, rijen: Sequence[Markup]) -> Markup:
    return Markup(
        '<div><p class="tabelkop">{}</p><table class="smal naastlijst"><caption>{}</caption>'
        "<tbody>{}</tbody></table></div>"
    ).format(kop, titel, blok.voeg(rijen))


def _onder(inzage: Inzage, indicator: Indicator, beweging: str) -> Markup:
    """What else there is to know: breaks, what the country counts differently, and where to go."""
    k = indicator.kengetal
    zinnen: list[str | Markup] = [
        f"{BREUK} Trendbreuk op {opmaak.datum(g.datum)}: {g.titel.rstrip('.')}."
        for g in indicator.breuken
    ]
    zinnen += [_zonder(grain, delen) for grain, delen in indicator.delen.items()]
    elders = indicator.landelijk
    if elders and elders.is_anders_geteld and elders.definitie:
        zinnen.append(f"Landelijk: {elders.definitie}")
    zinnen.append(_links(inzage, k, beweging))
    return Markup('<p class="bronregel">{}</p>').format(blok.voeg((z for z in zinnen if z), " "))


def _zonder(grain: str, delen: Sequence[Deel]) -> str:
    """Of which places this figure does not exist; empty when it exists of all."""
    namen = [deel.plek.naam for deel in delen if not deel.telt_mee]
    if not namen:
        return ""
    if len(namen) > _GENOEMD:
        aantal = f"{opmaak.getal(len(namen))} {cijfer.grain(grain, meervoud=True)}"
        return f"Van {aantal} is dit cijfer er niet."
    return f"Van {blok.rijtje(namen)} is dit cijfer er niet."


def _links(inzage: Inzage, kengetal: Kengetal, beweging: str) -> Markup:
    code = kengetal.kengetal
    adressen = {
        "Verloop": permalink.adres("bewegingen", inzage, beweging=beweging, indicator=code),
        "Verdieping": permalink.adres("verdieping", inzage, kengetal=code),
        "Wat betekent dit?": permalink.adres("definities", inzage, kengetal=code),
    }
    return blok.voeg((blok.verwijzing(w, a) for w, a in adressen.items() if a), " · ")


# The same rows for a file.


def als_tabel(inzage: Inzage, titel: str, indicatoren: Sequence[Indicator]) -> tabel.Tabel:
    """A row per indicator and place; figures of several kinds stand in one column, so as text."""
    koppen = ("Indicator", "Periode", "Niveau", "Naam", "Waarde", "Landelijk", "Landelijk van")
    rijen = []
    for indicator in indicatoren:
        k, nu, elders = indicator.kengetal, indicator.nu, indicator.landelijk
        land = cijfer.tekst(k, elders.waarde) if elders else teken.NIET_VAN_TOEPASSING.woord
        if elders and elders.voorlopig:
            land += " (voorlopig)"
        van_ = opmaak.periode(elders.periode) if elders else teken.NIET_VAN_TOEPASSING.woord
        per = [("regio", "Hele regio", cijfer.van_punt(k, nu.punt))]
        for grain, delen in indicator.delen.items():
            per += [(cijfer.grain(grain), deel.plek.naam, deel.tekst(k)) for deel in delen]
        wanneer = opmaak.periode(nu.periode) if nu.periode else teken.NIET_GELEVERD.woord
        for niveau, naam, waarde in per:
            cellen = (k.titel, wanneer, niveau, naam, waarde, land, van_)
            rijen.append(tuple(tabel.Cel(cel) for cel in cellen))
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    return tabel.Tabel(
        titel,
        tuple(tabel.Kolom(kop) for kop in koppen),
        rijen,
        "jop_monitor",
        [("Zoals bekend op", bekend)],
    )
