"""Everything that was checked, and everything that was delivered: folded in, per bron.

Worked out once per publication and audience, for all figures or for what one kengetal is made of.
"""

from itertools import groupby

from markupsafe import Markup

from app import data
from app.components import blok, celwaarde, kwaliteit, tabel, teken
from app.inhoud import Inzage, Levering, Toets
from warehouse import opmaak


def toetsen(inzage: Inzage, code: str) -> list[Toets]:
    """All checks, or those that say something of one kengetal."""
    alle = data.toetsen(inzage)
    if not code:
        return alle
    kengetal = data.kengetallen(inzage)[code]
    return [t for t in alle if kwaliteit.raakt(t, kengetal)]


@data.bewaar(100)
def alle(inzage: Inzage, code: str) -> Markup:
    """Everything that was checked: per bron, and the figures that came of them."""
    groepen: dict[str, list[Toets]] = {}
    for toets in toetsen(inzage, code):
        naam = "Kengetallen"
        if toets.bron:
            naam = f"Bron {data.bronnaam(inzage, toets.bron)}"
        groepen.setdefault(naam, []).append(toets)
    delen = []
    for naam in sorted(groepen, key=lambda n: (n == "Kengetallen", opmaak.sorteersleutel(n))):
        leden = groepen[naam]
        goed = sum(t.uitkomst == "geslaagd" for t in leden)
        titel = f"{naam}: {opmaak.getal(goed)} van {opmaak.getal(len(leden))} geslaagd"
        delen.append(blok.uitklap(titel, _toetstabel(naam, leden)))
    return blok.tussenkop("Alle toetsen") + blok.voeg(delen) if delen else Markup("")


def _toetstabel(naam: str, toetsen: list[Toets]) -> Markup:
    rijen = [
        (
            tabel.Cel(t.titel.rstrip(".")),
            tabel.Cel(teken.regel(teken.ernst(t.ernst))),
            tabel.Cel(teken.regel(teken.uitkomst(t.uitkomst))),
            tabel.Cel(_aantal(t)),
        )
        for t in toetsen
    ]
    kolommen = (
        tabel.Kolom("Toets"),
        tabel.Kolom("Ernst"),
        tabel.Kolom("Uitkomst"),
        tabel.Kolom("Rijen die zakken", True),
    )
    return tabel.html(tabel.Tabel(f"Toetsen, {naam}", kolommen, rijen))


def _aantal(toets: Toets) -> str | Markup:
    if toets.aantal is None or toets.uitkomst == "niet_uitgevoerd":
        return teken.regel(teken.NIET_VAN_TOEPASSING)
    return opmaak.getal(toets.aantal)


@data.bewaar(100)
def geleverd(inzage: Inzage, code: str) -> Markup:
    """All deliveries per bron, the newest first; folded in, with how fresh each bron is."""
    leveringen = data.leveringen(inzage)
    if code:
        bronnen = data.kengetallen(inzage)[code].bronnen
        leveringen = [v for v in leveringen if v.bron in bronnen]
    kop = blok.tussenkop("Leveringen", "Alles wat is aangenomen, per bron de nieuwste eerst.")
    if not leveringen:
        return kop + blok.melding("Nog niets geleverd.")
    delen = []
    for bron, groep in groupby(leveringen, key=lambda levering: levering.bron):
        leden = list(groep)
        aantal = opmaak.aantal_met_eenheid(len(leden), "levering", "leveringen")
        titel = (
            f"{data.bronnaam(inzage, bron).capitalize()}: {aantal}, "
            f"de nieuwste van {opmaak.datum(leden[0].datum)}"
        )
        delen.append(blok.uitklap(titel, _leveringentabel(bron, leden)))
    return kop + blok.voeg(delen)


def _leveringentabel(bron: str, leveringen: list[Levering]) -> Markup:
    rijen = [
        (
            tabel.Cel(v.bestand),
            tabel.Cel(celwaarde.datums_in(v.scope or "het hele register")),
            tabel.Cel(opmaak.datum(v.datum)),
            tabel.aantal(v.rijen),
            tabel.Cel(teken.regel(_TELT_MEE if v.in_gebruik else _VERVANGEN)),
            tabel.Cel(teken.regel(teken.VERZONNEN) if v.voorbeeldgegevens else "Echte gegevens"),
        )
        for v in leveringen
    ]
    kolommen = (
        tabel.Kolom("Bestand"),
        tabel.Kolom("Waarover"),
        tabel.Kolom("Geleverd"),
        tabel.Kolom("Rijen", True),
        tabel.Kolom("Stand"),
        tabel.Kolom("Soort"),
    )
    return tabel.html(tabel.Tabel(f"Leveringen van {bron}", kolommen, rijen), "tekst")


_TELT_MEE = teken.Teken("vink", "Telt mee", "blauw")
_VERVANGEN = teken.Teken(
    "nvt", "Vervangen", "grijs", "Een nieuwere levering kwam ervoor in de plaats."
)
