"""Overzicht: "Hoe staan we ervoor?" in one look.

The doelstellingen as cards, what deserves a look first, and how fresh the data are. Judging is
done at publication; this page selects and shows.
"""

from collections.abc import Sequence

from markupsafe import Markup

from app import data
from app.components import blok, cijfer, kaart, permalink, stand, tabel, teken
from app.inhoud import Doelstelling, Duiding, Inzage, Kengetal, Levering, Toets
from warehouse import opmaak

_HOOGSTENS = 8


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    permalink.leg_vast(inzage)
    duidingen = hoofdreeksen(inzage)
    blok.toon(
        blok.kop("Hoe staan we ervoor?", _samenvatting(duidingen))
        + kaart.rooster(
            [_kaart(inzage, doel, duidingen) for doel in data.doelstellingen(inzage)]
            + [_gegevenskaart(inzage)]
        )
    )
    blok.toon(_om_naar_te_kijken(inzage, duidingen))
    blok.toon(_versheid(inzage))


def hoofdreeksen(inzage: Inzage) -> dict[str, Duiding]:
    """The judgement of every kengetal over its main series for the whole region."""
    standen = ((k.kengetal, stand.stand(inzage, k)) for k in data.kengetallen(inzage).values())
    return {code: nu.duiding for code, nu in standen if nu.duiding}


def _samenvatting(duidingen: dict[str, Duiding]) -> str:
    veranderd = sum(d.trend in ("stijgt", "daalt") for d in duidingen.values())
    gemist = sum(d.status == "niet_gehaald" for d in duidingen.values())
    aantal = opmaak.aantal_met_eenheid(len(duidingen), "kengetal", "kengetallen")
    if not duidingen:
        return "Er zijn nog geen kengetallen."
    if not veranderd and not gemist:
        return f"{aantal}: niets verandert echt en geen streefwaarde wordt gemist."
    delen = []
    if veranderd:
        delen.append(
            f"{_werkwoord(veranderd, 'verandert', 'veranderen')} er {opmaak.getal(veranderd)} echt"
        )
    if gemist:
        delen.append(
            f"{_werkwoord(gemist, 'haalt', 'halen')} er {opmaak.getal(gemist)} de streefwaarde niet"
        )
    return f"Van de {aantal} {' en '.join(delen)}."


def _werkwoord(aantal: int, een: str, meer: str) -> str:
    return een if aantal == 1 else meer


def _kaart(inzage: Inzage, doel: Doelstelling, duidingen: dict[str, Duiding]) -> kaart.Kaart:
    boven = f"Doelstelling {doel.nummer}"
    kengetal = data.kengetallen(inzage).get(doel.hoofdkengetal or "")
    duiding = duidingen.get(doel.hoofdkengetal or "")
    if not kengetal or not duiding:
        tekort = _nog_te_leveren(inzage, doel)
        return kaart.Kaart(boven, doel.titel, None, tekort=tekort, tekens=(_NIETS,))
    punt = stand.stand(inzage, kengetal).punt
    return kaart.Kaart(
        boven,
        doel.titel,
        permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal),
        getal=cijfer.van_punt(kengetal, punt, beknopt=True),
        uitleg=_uitleg(kengetal, duiding),
        tekens=stand.tekens(kengetal, duiding, punt),
    )


_NIETS = teken.Teken("wacht", "Nog niet geleverd", "grijs", "Voor dit doel zijn er geen cijfers.")


def _uitleg(kengetal: Kengetal, duiding: Duiding) -> str:
    """What the figure is, when, and what it was."""
    zin = f"{kengetal.onderwerp}, {opmaak.wanneer(duiding.periode)}"
    if duiding.vorige_periode and duiding.vorige_waarde is not None:
        vorige = cijfer.kort(kengetal, duiding.vorige_waarde)
        zin += f"; {opmaak.wanneer(duiding.vorige_periode)} was het {vorige}"
    return zin


def _nog_te_leveren(inzage: Inzage, doel: Doelstelling) -> str:
    """What would answer the first question under a doelstelling that has no figures yet."""
    bewijs = (v.bewijs for v in data.vragen(inzage) if v.doelstelling == doel.nummer and v.bewijs)
    eerste = next(bewijs, "")
    if not eerste:
        return "Voor dit doel is nog niets geleverd."
    # An abbreviation keeps its capitals.
    klein = eerste if eerste[:2].isupper() else eerste[:1].lower() + eerste[1:]
    return f"Nog te leveren: {klein.rstrip('.')}."


def _gegevenskaart(inzage: Inzage) -> kaart.Kaart:
    """The eighth card: can these figures be trusted?"""
    toetsen = data.toetsen(inzage)
    gezakt = sum(t.uitkomst == "gezakt" for t in toetsen)
    geslaagd = sum(t.uitkomst == "geslaagd" for t in toetsen)
    adres = permalink.adres("datakwaliteit", inzage)
    if not toetsen:
        tekort = "De gegevens zijn nog niet getoetst."
        return kaart.Kaart("Gegevens", "Kloppen de cijfers?", adres, tekort=tekort)
    oordeel = teken.uitkomst("gezakt" if gezakt else "geslaagd")
    woord = "Vraagt aandacht" if gezakt else "In orde"
    return kaart.Kaart(
        "Gegevens",
        "Kloppen de cijfers?",
        adres,
        getal=f"{opmaak.getal(geslaagd)} van {opmaak.getal(len(toetsen))}",
        uitleg="toetsen op de leveringen en de uitkomsten zijn geslaagd",
        tekens=(teken.Teken(oordeel.icoon, woord, oordeel.kleur),),
    )


def _om_naar_te_kijken(inzage: Inzage, duidingen: dict[str, Duiding]) -> Markup:
    signalen = _signalen(inzage, duidingen) + _gezakt(inzage)
    kop = blok.tussenkop(
        "Om als eerste naar te kijken", "Een signaal is een reden om te kijken, geen oordeel."
    )
    if not signalen:
        rust = (
            "Niets valt op: geen kengetal verandert echt, geen streefwaarde wordt gemist "
            "en alle toetsen zijn geslaagd."
        )
        return kop + blok.melding(rust, "blauw")
    meer = len(signalen) - _HOOGSTENS
    slot = Markup("")
    if meer > 0:
        tekst = f"Nog {opmaak.getal(meer)} bij Kengetallen en Datakwaliteit"
        slot = Markup('<p class="bronregel">{}</p>').format(tekst)
    regels = blok.voeg(signalen[:_HOOGSTENS])
    return kop + Markup('<ul class="signalen">{}</ul>{}').format(regels, slot)


def _signalen(inzage: Inzage, duidingen: dict[str, Duiding]) -> list[Markup]:
    """What really changes or misses its target: misses first."""
    register = data.kengetallen(inzage)
    gevonden = [
        d
        for d in duidingen.values()
        if d.status == "niet_gehaald" or d.trend in ("stijgt", "daalt")
    ]
    gevonden.sort(key=lambda d: (d.status != "niet_gehaald", list(register).index(d.kengetal)))
    return [_signaal(inzage, register[d.kengetal], d) for d in gevonden]


def _signaal(inzage: Inzage, kengetal: Kengetal, duiding: Duiding) -> Markup:
    gemist = duiding.status == "niet_gehaald"
    soort = teken.status(duiding.status) if gemist else teken.trend(duiding.trend, kengetal.gunstig)
    adres = permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal)
    return _regel(soort, kengetal.titel, adres, duiding.zin)


def _gezakt(inzage: Inzage) -> list[Markup]:
    """Checks that failed, and those that could not be carried out."""
    adres = permalink.adres("datakwaliteit", inzage)
    toetsen = [t for t in data.toetsen(inzage) if t.uitkomst != "geslaagd"]
    toetsen.sort(key=lambda t: (t.uitkomst != "gezakt", t.ernst != "kritiek"))
    return [_toetsregel(toets, adres) for toets in toetsen]


def _toetsregel(toets: Toets, adres: str) -> Markup:
    soort = teken.uitkomst(toets.uitkomst)
    naam = teken.Teken(soort.icoon, f"Toets {soort.woord.lower()}", soort.kleur, soort.uitleg)
    return _regel(naam, toets.titel.rstrip("."), adres, toets.melding or "")


def _regel(soort: teken.Teken, titel: str, adres: str, zin: str) -> Markup:
    return Markup("<li><span>{}</span><span><strong>{}</strong>{}</span></li>").format(
        teken.plaatje(soort), blok.verwijzing(titel, adres), zin
    )


def _versheid(inzage: Inzage) -> Markup:
    """Per bron the newest delivery that counts."""
    nieuwste: dict[str, Levering] = {}
    for levering in data.leveringen(inzage):
        if levering.in_gebruik:
            nieuwste.setdefault(levering.bron, levering)
    uitleg = "Per bron de nieuwste levering die meetelt."
    if not nieuwste:
        return blok.tussenkop("Hoe vers zijn de gegevens?") + blok.melding("Nog niets geleverd.")
    return blok.tussenkop("Hoe vers zijn de gegevens?", uitleg) + tabel.html(
        tabel.Tabel(
            "Nieuwste levering per bron",
            (
                tabel.Kolom("Bron"),
                tabel.Kolom("Geleverd"),
                tabel.Kolom("Bestand"),
                tabel.Kolom("Rijen", True),
                tabel.Kolom("Soort"),
            ),
            [_versheidsrij(inzage, levering) for levering in _op_naam(list(nieuwste.values()))],
        )
    )


def _op_naam(leveringen: Sequence[Levering]) -> list[Levering]:
    return sorted(leveringen, key=lambda levering: opmaak.sorteersleutel(levering.bron))


def _versheidsrij(inzage: Inzage, levering: Levering) -> tuple[tabel.Cel, ...]:
    soort = teken.regel(teken.VERZONNEN) if levering.voorbeeldgegevens else "Echte gegevens"
    return (
        tabel.Cel(data.bronnaam(inzage, levering.bron)),
        tabel.Cel(opmaak.datum(levering.datum)),
        tabel.Cel(levering.bestand),
        tabel.aantal(levering.rijen),
        tabel.Cel(soort),
    )


toon()
