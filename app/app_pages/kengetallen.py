"""Kengetallen: every figure of the region as a row, by section; a row leads to Verdieping."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app import data
from app.components import blok, cijfer, permalink, stand, tabel, teken, vonk
from app.inhoud import Inzage, Kengetal, Punt, Toets
from warehouse import opmaak

_ALLE = "alle"
_KOPPEN = (
    ("Kengetal", ""),
    ("Waarde", "getal"),
    ("Verandering", "getal"),
    ("Streefwaarde", "getal"),
    ("Landelijk", "getal"),
    ("Verloop", ""),
    ("Wat zien we", ""),
    ("Gegevens", ""),
)


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    blok.toon(blok.kop("Kengetallen", "De cijfers van de hele regio. Een rij opent de verdieping."))
    doel, gezocht = _keuzes(inzage)
    permalink.leg_vast(inzage, doelstelling=None if doel == _ALLE else doel, zoek=gezocht)
    gekozen = _selectie(inzage, doel, gezocht)
    if not gekozen:
        blok.toon(blok.melding("Geen kengetal past bij deze keuze. Kies een ander doel of woord."))
        return
    for sectie in dict.fromkeys(k.sectie for k in gekozen):
        rijen = [k for k in gekozen if k.sectie == sectie]
        blok.toon(blok.tussenkop(sectie) + _tabel(inzage, sectie, rijen))
    tabel.downloads(_als_tabel(inzage, gekozen), "kengetallen")
    blok.toon(_bronregel(inzage))


def _keuzes(inzage: Inzage) -> tuple[str, str]:
    titels = {str(d.nummer): f"{d.nummer}. {d.titel}" for d in data.doelstellingen(inzage)}
    links, rechts = st.columns([3, 2])
    with links:
        doel = permalink.kies(
            "doelstelling",
            "Doelstelling",
            [_ALLE, *titels],
            _ALLE,
            lambda code: titels.get(code, "Alle doelstellingen"),
        )
    with rechts:
        gezocht = permalink.zoek("zoek", "Zoeken", "bijvoorbeeld thuiszitters")
    return doel, gezocht


def _selectie(inzage: Inzage, doel: str, gezocht: str) -> list[Kengetal]:
    woorden = gezocht.casefold().split()
    gekozen = []
    for k in data.kengetallen(inzage).values():
        tekst = " ".join((k.titel, k.onderwerp, k.sectie, k.vraag, k.kengetal)).casefold()
        if all(w in tekst for w in woorden) and (doel == _ALLE or int(doel) in k.doelstelling):
            gekozen.append(k)
    return gekozen


def _tabel(inzage: Inzage, sectie: str, rijen: Sequence[Kengetal]) -> Markup:
    koppen = [
        Markup('<th scope="col" class="{}">{}</th>').format(klasse, naam)
        for naam, klasse in _KOPPEN
    ]
    return Markup(
        '<div class="tabelvak"><table class="overzicht"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(sectie, blok.voeg(koppen), blok.voeg(_rij(inzage, k) for k in rijen))


def _rij(inzage: Inzage, kengetal: Kengetal) -> Markup:
    nu = stand.stand(inzage, kengetal)
    punt, punten = nu.punt, [p for p in nu.punten if p.periode <= nu.periode]
    adres = permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal)
    bij = opmaak.periode_kort(punt.periode) if punt else ""
    verloop = vonk.vonk([p.waarde for p in punten], f"Verloop van {kengetal.onderwerp}")
    cellen = (
        ("Waarde", "getal vet", cijfer.cel(kengetal, punt) + _klein(bij)),
        ("Verandering", "getal stil", _verandering(kengetal, punt, nu.vorige)),
        ("Streefwaarde", "getal", _of_nvt(kengetal, punt.streefwaarde if punt else None)),
        ("Landelijk", "getal", _of_nvt(kengetal, punt.landelijk if punt else None)),
        ("Verloop", "vonkcel", verloop or teken.regel(teken.NIET_VAN_TOEPASSING)),
        ("Wat zien we", "tekencel", _oordeel(kengetal, nu)),
        ("Gegevens", "", teken.regel(datakwaliteit(inzage, kengetal))),
    )
    naam = Markup('<th scope="row">{}</th>').format(blok.verwijzing(kengetal.titel, adres))
    return Markup('<tr data-naar="ja">{}{}</tr>').format(
        naam,
        blok.voeg(
            Markup('<td class="{}" data-kop="{}"><span>{}</span></td>').format(klasse, kop, inhoud)
            for kop, klasse, inhoud in cellen
        ),
    )


def _klein(tekst: str) -> Markup:
    return Markup('<span class="bij">{}</span>').format(tekst) if tekst else Markup("")


def _verandering(kengetal: Kengetal, punt: Punt | None, vorige: Punt | None) -> str | Markup:
    if not punt or not vorige:
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    verschil = cijfer.verschil(kengetal, punt.waarde, vorige.waarde)
    if verschil is None:
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    sinds = f"sinds {opmaak.periode_kort(vorige.periode)}"
    return Markup.escape(verschil) + _klein(sinds)


def _of_nvt(kengetal: Kengetal, waarde: float | None) -> str | Markup:
    if waarde is None:
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    return cijfer.kort(kengetal, waarde)


def _oordeel(kengetal: Kengetal, nu: stand.Stand) -> Markup:
    if not nu.duiding:
        return teken.regel(teken.NIET_GELEVERD)
    tekens = stand.tekens(kengetal, nu.duiding, nu.punt)
    return blok.voeg((teken.regel(t) for t in tekens), "<br>")


def datakwaliteit(inzage: Inzage, kengetal: Kengetal) -> teken.Teken:
    """What the checks say of one kengetal and of the sources under it."""
    toetsen = [t for t in data.toetsen(inzage) if _raakt(t, kengetal)]
    if any(t.uitkomst == "gezakt" for t in toetsen):
        aantal = sum(t.uitkomst == "gezakt" for t in toetsen)
        return teken.Teken("let-op", f"{opmaak.getal(aantal)} gezakt", "oranje", "Toetsen gezakt.")
    if not any(t.uitkomst == "geslaagd" for t in toetsen):
        return teken.Teken("nvt", "Niet getoetst", "paars", "Er zijn geen toetsen uitgevoerd.")
    return teken.Teken("vink", "In orde", "blauw", "Alle uitgevoerde toetsen zijn geslaagd.")


def _raakt(toets: Toets, kengetal: Kengetal) -> bool:
    if toets.kengetal:
        return toets.kengetal == kengetal.kengetal
    return toets.bron in kengetal.bronnen


def _als_tabel(inzage: Inzage, gekozen: Sequence[Kengetal]) -> tabel.Tabel:
    """The same rows for a file; figures of several kinds stand in one column, so as text."""
    koppen = ("Sectie", "Kengetal", "Periode", "Waarde", "Eenheid", "Streefwaarde", "Landelijk")
    kolommen = tuple(tabel.Kolom(naam) for naam in (*koppen, "Trend", "Streefwaarde gehaald"))
    bekend = opmaak.datum(data.publicatie(inzage).bekend_op)
    return tabel.Tabel(
        "Kengetallen van de regio",
        kolommen,
        [_bestandsrij(inzage, k) for k in gekozen],
        "kengetallen",
        [("Zoals bekend op", bekend)],
    )


def _bestandsrij(inzage: Inzage, kengetal: Kengetal) -> tuple[tabel.Cel, ...]:
    nu = stand.stand(inzage, kengetal)
    punt = nu.punt
    tekens = stand.tekens(kengetal, nu.duiding, punt) if nu.duiding else ()
    return (
        tabel.Cel(kengetal.sectie),
        tabel.Cel(kengetal.titel),
        tabel.Cel(opmaak.periode(punt.periode) if punt else teken.NIET_GELEVERD.woord),
        tabel.Cel(cijfer.van_punt(kengetal, punt)),
        tabel.Cel(kengetal.eenheid),
        tabel.Cel(tabel.cijfercel(kengetal, punt.streefwaarde if punt else None).toon),
        tabel.Cel(tabel.cijfercel(kengetal, punt.landelijk if punt else None).toon),
        *(tabel.Cel(t.woord) for t in tekens or (teken.NIET_GELEVERD,) * 2),
    )


def _bronregel(inzage: Inzage) -> Markup:
    publicatie = data.publicatie(inzage)
    tekst = (
        f"Hele regio, {publicatie.swv_naam}. Zoals bekend op {opmaak.datum(publicatie.bekend_op)}."
    )
    return Markup('<p class="bronregel">{}</p>').format(tekst)


toon()
