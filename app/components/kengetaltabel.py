"""The figures of the region as rows, each leading to Verdieping; the same rows for a file.

Worked out once per publication and audience: only the age of deliveries changes from day to day.
"""

from datetime import date

from markupsafe import Markup

from app import data
from app.components import blok, cijfer, kwaliteit, permalink, stand, tabel, teken, vonk
from app.components.kwaliteit import Kwaliteit
from app.inhoud import Inzage, Kengetal, Punt, Referentie
from warehouse import opmaak

_KOPPEN = (
    ("Kengetal", ""),
    ("Waarde", "getal"),
    ("Verandering", "getal"),
    ("Ernaast", ""),
    ("Verloop", ""),
    ("Wat zien we", ""),
    ("Gegevens", ""),
)

_BESTANDSKOPPEN = (
    *("Sectie", "Kengetal", "Periode", "Waarde", "Eenheid", "Streefwaarde", "Landelijk"),
    *("Landelijk van", "Landelijk geteld", "Trend", "Streefwaarde gehaald", "Gegevens"),
)


@data.bewaar(100)
def html(inzage: Inzage, sectie: str, codes: tuple[str, ...], _vandaag: date) -> Markup:
    """The rows of a section; how old deliveries are is said as of today."""
    register = data.kengetallen(inzage)
    koppen = [
        Markup('<th scope="col" class="{}">{}</th>').format(klasse, naam)
        for naam, klasse in _KOPPEN
    ]
    return Markup(
        '<div class="tabelvak"><table class="overzicht"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(sectie, blok.voeg(koppen), blok.voeg(_rij(inzage, register[code]) for code in codes))


def _rij(inzage: Inzage, kengetal: Kengetal) -> Markup:
    nu = stand.stand(inzage, kengetal)
    punt, punten = nu.punt, [p for p in nu.punten if p.periode <= nu.periode]
    adres = permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal)
    bij = opmaak.periode_kort(punt.periode) if punt else ""
    gegevens = kwaliteit.van(inzage, kengetal, nu.periode)
    verloop = vonk.vonk([p.waarde for p in punten], f"Verloop van {kengetal.onderwerp}")
    cellen = (
        ("Waarde", "getal", _waarde(kengetal, punt, gegevens) + _klein(bij)),
        ("Verandering", "getal stil", _verandering(kengetal, punt, nu.vorige)),
        ("Ernaast", "ernaast", _ernaast(kengetal, punt, stand.landelijk(inzage, nu))),
        ("Verloop", "vonkcel", verloop or teken.regel(teken.NIET_VAN_TOEPASSING)),
        ("Wat zien we", "tekencel", _oordeel(kengetal, nu)),
        ("Gegevens", "gegevenscel", kwaliteit.kort(gegevens)),
    )
    naam = Markup('<th scope="row">{}</th>').format(blok.verwijzing(kengetal.titel, adres))
    return Markup('<tr data-naar="ja">{}{}</tr>').format(
        naam,
        blok.voeg(
            Markup('<td class="{}" data-kop="{}"><span>{}</span></td>').format(klasse, kop, inhoud)
            for kop, klasse, inhoud in cellen
        ),
    )


def _waarde(kengetal: Kengetal, punt: Punt | None, gegevens: Kwaliteit) -> Markup:
    """The figure; one that is not complete, in time or in who was counted, says so."""
    waarde, eenheid = cijfer.cel(kengetal, punt), ""
    if punt and punt.waarde is not None and not punt.symbool:
        waarde = Markup.escape(cijfer.kaal(kengetal, punt.waarde))
        eenheid = cijfer.achter(kengetal, punt.waarde)
    regels = Markup('<span class="vet">{}</span>').format(waarde) + _klein(eenheid)
    if punt and punt.is_onvolledig:
        regels += teken.regel(teken.ONVOLLEDIG)
    if punt and punt.bevroren:
        regels += teken.regel(teken.BEVROREN)
    mist = kwaliteit.teken_mist_kort(gegevens)
    return regels + (teken.regel(mist) if mist else Markup(""))


def _ernaast(kengetal: Kengetal, punt: Punt | None, elders: Referentie | None) -> Markup:
    """Its target, and the national figure with what sets that apart."""
    regels = []
    if punt and punt.streefwaarde is not None:
        regels.append(Markup("streefwaarde {}").format(cijfer.kaal(kengetal, punt.streefwaarde)))
    if elders:
        regels.append(Markup("landelijk {}").format(cijfer.kaal(kengetal, elders.waarde)))
        apart = ["voorlopig"] if elders.voorlopig else []
        if punt is None or elders.periode != punt.periode:
            apart.append(opmaak.periode_kort(elders.periode))
        regels += [teken.regel(teken.ANDERS_GETELD)] if elders.is_anders_geteld else []
        regels += [Markup('<span class="stil">{}</span>').format(", ".join(apart))] if apart else []
    if not regels:
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    return blok.voeg(Markup('<span class="regel">{}</span>').format(r) for r in regels)


def _klein(tekst: str) -> Markup:
    return Markup('<span class="bij">{}</span>').format(tekst) if tekst else Markup("")


def _verandering(kengetal: Kengetal, punt: Punt | None, vorige: Punt | None) -> str | Markup:
    if not punt or not vorige:
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    verschil = cijfer.verschil(kengetal, punt.waarde, vorige.waarde)
    if verschil is None:
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    sinds = f"sinds {opmaak.periode_kort(vorige.periode)}"
    getal, _, eenheid = verschil.partition(" ")
    return Markup.escape(getal) + _klein(eenheid) + _klein(sinds)


def _oordeel(kengetal: Kengetal, nu: stand.Stand) -> Markup:
    if not nu.duiding:
        return teken.regel(teken.NIET_GELEVERD)
    trend, status = stand.tekens(kengetal, nu.duiding, nu.punt)
    # Most kengetallen have no target; that it is not there is seen in the column beside.
    zichtbaar = (trend,) if status == teken.status(None) else (trend, status)
    return blok.voeg((teken.regel(t) for t in zichtbaar), "<br>")


@data.bewaar(100)
def als_tabel(inzage: Inzage, codes: tuple[str, ...]) -> tabel.Tabel:
    """The same rows for a file; figures of several kinds stand in one column, so as text."""
    kolommen = tuple(tabel.Kolom(naam) for naam in _BESTANDSKOPPEN)
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    return tabel.Tabel(
        "Kengetallen van de regio",
        kolommen,
        [_bestandsrij(inzage, data.kengetallen(inzage)[code]) for code in codes],
        "kengetallen",
        [("Zoals bekend op", bekend)],
    )


def _bestandsrij(inzage: Inzage, kengetal: Kengetal) -> tuple[tabel.Cel, ...]:
    nu = stand.stand(inzage, kengetal)
    punt, elders = nu.punt, stand.landelijk(inzage, nu)
    tekens = stand.tekens(kengetal, nu.duiding, punt) if nu.duiding else ()
    nvt = teken.NIET_VAN_TOEPASSING.woord
    cellen = (
        kengetal.sectie,
        kengetal.titel,
        opmaak.periode(punt.periode) if punt else teken.NIET_GELEVERD.woord,
        cijfer.van_punt(kengetal, punt),
        kengetal.eenheid,
        tabel.cijfercel(kengetal, punt.streefwaarde if punt else None).toon,
        tabel.cijfercel(kengetal, elders.waarde if elders else None).toon,
        opmaak.periode(elders.periode) if elders else nvt,
        ("anders" if elders.is_anders_geteld else "gelijk") if elders else nvt,
        *(t.woord for t in tekens or (teken.NIET_GELEVERD,) * 2),
        kwaliteit.woorden(kwaliteit.van(inzage, kengetal, nu.periode)),
    )
    return tuple(tabel.Cel(tekst) for tekst in cellen)
