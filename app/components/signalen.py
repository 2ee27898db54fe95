"""What to look at first: the signals of the publication in order, each with why it stands there."""

from collections.abc import Iterable

from markupsafe import Markup

from app import aandacht, data
from app.aandacht import Signaal
from app.components import blok, cijfer, keuze, permalink, stand, teken
from app.inhoud import Duiding, Inzage, Toets, Trechterpunt
from warehouse import opmaak

_HOOGSTENS = 8  # at once; the rest is folded in
_GENOEMD = 3  # units by name
_NIEUW = teken.Teken("let-op", "nieuw", "paars", "Dit zei de vorige publicatie nog niet.")
_TRECHTER = teken.Teken("let-op", "Wijkt af van de regio", "paars", "Meer dan toeval verklaart.")


def hoofdreeksen(inzage: Inzage) -> dict[str, Duiding]:
    """The judgement of every kengetal over its main series for the whole region."""
    standen = ((k.kengetal, stand.stand(inzage, k)) for k in data.kengetallen(inzage).values())
    return {code: nu.duiding for code, nu in standen if nu.duiding}


def toon(inzage: Inzage) -> Markup:
    """The list; without any signal it says that this is so."""
    signalen = verzamel(inzage)
    uitleg = (
        "Eerst wat echt verandert, dan wat een streefwaarde mist. Een signaal is een reden om te "
        "kijken, geen oordeel."
    )
    kop = blok.tussenkop("Om als eerste naar te kijken", uitleg)
    if not signalen:
        rust = (
            "Niets valt op: geen kengetal verandert echt, geen streefwaarde wordt gemist "
            "en alle toetsen zijn geslaagd. Dat is een goed antwoord."
        )
        return kop + blok.melding(rust, "blauw")
    html = kop + _lijst(inzage, signalen[:_HOOGSTENS])
    if rest := signalen[_HOOGSTENS:]:
        meer = opmaak.aantal_met_eenheid(len(rest), "signaal", "signalen")
        html += blok.uitklap(f"Nog {meer}", _lijst(inzage, rest))
    return html


def verzamel(inzage: Inzage) -> list[Signaal]:
    """Every signal of this publication, in order."""
    eerder = permalink.vorige_inzage(inzage)
    hoofd = {d.hoofdkengetal for d in data.doelstellingen(inzage) if d.hoofdkengetal}
    return aandacht.op_volgorde(
        aandacht.rangschik(
            data.kengetallen(inzage),
            hoofdreeksen(inzage).values(),
            hoofd,
            hoofdreeksen(eerder) if eerder else None,
        ),
        aandacht.van_toetsen(data.toetsen(inzage)),
        aandacht.van_trechters(_trechters(inzage).values()),
    )


def _trechters(inzage: Inzage) -> dict[tuple[str, str], list[Trechterpunt]]:
    """Who stands out now, by kengetal and grain: in the current period of the main series."""
    nu: dict[tuple[str, str], list[Trechterpunt]] = {}
    register = data.kengetallen(inzage)
    for punt in data.opvallende_eenheden(inzage):
        huidig = stand.stand(inzage, register[punt.kengetal])
        hoofdreeks = stand.reekscode(register[punt.kengetal])
        if (punt.reekscode, punt.periode) == (hoofdreeks, huidig.periode):
            nu.setdefault((punt.kengetal, punt.grain), []).append(punt)
    return nu


def _lijst(inzage: Inzage, signalen: Iterable[Signaal]) -> Markup:
    regels = blok.voeg(_regel(inzage, signaal) for signaal in signalen)
    return Markup('<ul class="signalen">{}</ul>').format(regels)


def _regel(inzage: Inzage, signaal: Signaal) -> Markup:
    over = signaal.over
    if isinstance(over, Duiding):
        tekens, titel, adres, zin = _duiding(inzage, over)
    elif isinstance(over, Toets):
        tekens, titel, adres, zin = _toets(inzage, over)
    else:
        tekens, titel, adres, zin = _trechter(inzage, over)
    nieuw = teken.regel(_NIEUW) if signaal.nieuw else blok.LEEG
    return Markup(
        '<li><span class="soorten">{}</span><span><strong>{}</strong>{}'
        '<span class="reden"><b>Waarom hier:</b> {}. {}</span></span></li>'
    ).format(
        blok.voeg(teken.plaatje(t) for t in tekens),
        blok.verwijzing(titel, adres),
        zin,
        signaal.reden,
        nieuw,
    )


Regel = tuple[tuple[teken.Teken, ...], str, str, str]


def _duiding(inzage: Inzage, duiding: Duiding) -> Regel:
    """What changes and what misses its target: either of them, or both."""
    kengetal = data.kengetallen(inzage)[duiding.kengetal]
    adres = permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal)
    gemist = duiding.status == "niet_gehaald"
    tekens = (teken.status(duiding.status),) if gemist else ()
    if not gemist or aandacht.verandert(duiding):
        tekens = (teken.trend(duiding.trend, kengetal.gunstig), *tekens)
    return tekens, kengetal.titel, adres, duiding.zin


def _toets(inzage: Inzage, toets: Toets) -> Regel:
    soort = teken.uitkomst(toets.uitkomst)
    naam = teken.Teken(soort.icoon, f"Toets {soort.woord.lower()}", soort.kleur, soort.uitleg)
    adres = permalink.adres("datakwaliteit", inzage)
    melding = toets.melding or ""
    return (naam,), toets.titel.rstrip("."), adres, melding[:1].upper() + melding[1:]


def _trechter(inzage: Inzage, punt: Trechterpunt) -> Regel:
    """Who stands out, by name when they are few, and where to see it."""
    kengetal = data.kengetallen(inzage)[punt.kengetal]
    wie = _trechters(inzage)[punt.kengetal, punt.grain]
    namen = [keuze.eenheidsnaam(inzage, p.grain, (p.eenheid or "",)) for p in wie]
    if len(namen) > _GENOEMD:
        namen = [*namen[:_GENOEMD], f"nog {opmaak.getal(len(wie) - _GENOEMD)}"]
    adres = permalink.adres(
        "verdieping", inzage, kengetal=punt.kengetal, per=punt.grain, vorm=keuze.TRECHTER
    )
    wijken = "wijkt" if len(wie) == 1 else "wijken"
    zin = (
        f"{blok.rijtje(namen)} {wijken} {opmaak.wanneer(punt.periode)} af van de regio, "
        f"{cijfer.tekst(kengetal, punt.midden)}."
    )
    return (_TRECHTER,), f"{kengetal.titel} per {cijfer.grain(punt.grain)}", adres, zin
