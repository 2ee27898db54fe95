"""Overzicht: "Hoe staan we ervoor?" in one look.

The doelstellingen as cards, what deserves a look first, and how fresh the data are. Judging is
done at publication; this page selects and shows.
"""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from app import data
from app.components import (
    blok,
    cijfer,
    kaart,
    kwaliteit,
    permalink,
    signalen,
    stand,
    tabel,
    teken,
    versheid,
)
from app.inhoud import Doelstelling, Duiding, Inzage, Kengetal, Levering
from warehouse import opmaak


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    permalink.leg_vast(inzage)
    duidingen = signalen.hoofdreeksen(inzage)
    blok.toon(
        blok.kop(
            "Hoe staan we ervoor?",
            stand.samenvatting(duidingen.values(), "kengetal", "kengetallen"),
        )
        + Markup('<h2 class="weg">De doelstellingen</h2>')
        + kaart.rooster(
            [_kaart(inzage, doel, duidingen) for doel in data.doelstellingen(inzage)]
            + [_gegevenskaart(inzage)]
        )
    )
    blok.toon(signalen.toon(inzage))
    blok.toon(_versheid(inzage))


def _kaart(inzage: Inzage, doel: Doelstelling, duidingen: dict[str, Duiding]) -> kaart.Kaart:
    boven = f"Doelstelling {doel.nummer}"
    kengetal = data.kengetallen(inzage).get(doel.hoofdkengetal or "")
    duiding = duidingen.get(doel.hoofdkengetal or "")
    if not kengetal or not duiding:
        tekort = _nog_te_leveren(inzage, doel)
        return kaart.Kaart(boven, doel.titel, None, tekort=tekort, tekens=(_NIETS,))
    punt = stand.stand(inzage, kengetal).punt
    mist = kwaliteit.teken_mist(kwaliteit.van(inzage, kengetal, duiding.periode))
    return kaart.Kaart(
        boven,
        doel.titel,
        permalink.adres("verdieping", inzage, kengetal=kengetal.kengetal),
        getal=cijfer.van_punt(kengetal, punt, beknopt=True),
        uitleg=f"{kengetal.onderwerp} {opmaak.wanneer(duiding.periode)}",
        eerder=_eerder(kengetal, duiding),
        tekens=(
            *stand.tekens(kengetal, duiding, punt),
            *((teken.BEVROREN,) if punt and punt.bevroren else ()),
            *((mist,) if mist else ()),
        ),
    )


_NIETS = teken.Teken("wacht", "Nog niet geleverd", "grijs", "Voor dit doel zijn er geen cijfers.")


def _eerder(kengetal: Kengetal, duiding: Duiding) -> str:
    """What the figure was the time before; one that reads the same is not told twice."""
    if not duiding.vorige_periode or duiding.vorige_waarde is None:
        return ""
    toen, vorige = opmaak.wanneer(duiding.vorige_periode), duiding.vorige_waarde
    if cijfer.kort(kengetal, vorige) == cijfer.kort(kengetal, duiding.waarde):
        return f"net als {toen}"
    return f"was {cijfer.kort(kengetal, vorige)} {toen}"


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


def _versheid(inzage: Inzage) -> Markup:
    """How old the deliveries are: newest and oldest in a sentence, all of them folded in."""
    kop = blok.tussenkop("Hoe vers zijn de gegevens?")
    leveringen = list(data.nieuwste_leveringen(inzage).values())
    if not leveringen:
        return kop + blok.melding("Nog niets geleverd.")
    tabel_ = tabel.html(
        tabel.Tabel(
            "Nieuwste levering per bron",
            (
                tabel.Kolom("Bron"),
                tabel.Kolom("Geleverd"),
                tabel.Kolom("Bestand"),
                tabel.Kolom("Rijen", True),
                tabel.Kolom("Soort"),
            ),
            [_versheidsrij(inzage, levering) for levering in _op_naam(leveringen)],
        )
    )
    aantal = opmaak.aantal_met_eenheid(len(leveringen), "bron", "bronnen")
    titel = f"De nieuwste levering van elk van de {aantal}"
    return kop + _oudste(inzage, leveringen) + blok.uitklap(titel, tabel_)


def _oudste(inzage: Inzage, leveringen: Sequence[Levering]) -> Markup:
    """The newest and the oldest of the newest deliveries per bron, in a sentence."""
    dagen = {versheid.ouderdom(levering.datum, date.today()) for levering in leveringen}
    if len(dagen) == 1:
        zin = f"De nieuwste levering van elke bron is van {dagen.pop()}"
        return Markup('<p class="onderkop">{}.</p>').format(zin)
    delen = []
    for wat, kies in (("Het nieuwst", max), ("het langst geleden", min)):
        levering = kies(leveringen, key=lambda v: v.datum)
        oud = versheid.ouderdom(levering.datum, date.today())
        delen.append(f"{wat} is {data.bronnaam(inzage, levering.bron)} ({oud})")
    return Markup('<p class="onderkop">{}.</p>').format(", ".join(delen))


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
