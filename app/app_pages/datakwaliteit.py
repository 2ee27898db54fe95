"""Datakwaliteit: can the figures be trusted? Checks by bron, failing rows, findings, deliveries."""

import json
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from app import data, toegang
from app.components import blok, celwaarde, kwaliteit, permalink, stand, tabel, teken
from app.inhoud import Bevinding, Inzage, Kengetal, Levering, Toets
from warehouse import opmaak

_BEVINDINGEN = 100


def toon() -> None:
    """The page, of everything or of what one kengetal is made of."""
    inzage = permalink.inzage()
    kop = st.container()
    kengetal = _kies_kengetal(inzage)
    permalink.leg_vast(inzage, kengetal=kengetal.kengetal if kengetal else None)
    bronnen = set(kengetal.bronnen) if kengetal else None
    toetsen = data.toetsen(inzage)
    bevindingen = data.bevindingen(inzage)
    leveringen = data.leveringen(inzage)
    if kengetal and bronnen:
        toetsen = [t for t in toetsen if kwaliteit.raakt(t, kengetal)]
        bevindingen = [b for b in bevindingen if b.bron in bronnen]
        leveringen = [v for v in leveringen if v.bron in bronnen]
    with kop:
        blok.toon(
            blok.kop("Datakwaliteit")
            + Markup('<p class="zin">{}</p>').format(_oordeel(toetsen, bevindingen))
        )
    blok.toon(_aandacht(inzage, toetsen))
    _toon_dekking(inzage, kengetal)
    blok.toon(_alle_toetsen(inzage, toetsen))
    if inzage.rol == toegang.MEDEWERKER.code:  # they quote rows of deliveries
        blok.toon(_bevindingen(inzage, bevindingen))
    blok.toon(_leveringen(inzage, leveringen))


def _kies_kengetal(inzage: Inzage) -> Kengetal | None:
    register = data.kengetallen(inzage)
    code = permalink.kies(
        "kengetal",
        "Kengetal",
        ["", *register],
        "",
        lambda k: f"{register[k].sectie}: {register[k].titel}" if k else "Alle gegevens",
    )
    return register.get(code)


def _toon_dekking(inzage: Inzage, kengetal: Kengetal | None) -> None:
    """Who is missing: of every newest figure, or of one kengetal in every period."""
    kop = blok.tussenkop(
        "Wie is er geteld?",
        "Scholen en gemeenten die een cijfer hoort te tellen, en wie daarvan ontbreekt.",
    )
    register = data.kengetallen(inzage)
    if kengetal:
        alle = [
            (kengetal.titel, d)
            for (code, _), rij in data.dekkingen(inzage).items()
            for d in rij
            if code == kengetal.kengetal
        ]
        alle.sort(key=lambda paar: paar[1].periode, reverse=True)
    else:
        alle = [
            (k.titel, d)
            for k in register.values()
            for d in kwaliteit.van(inzage, k, stand.stand(inzage, k).periode).dekking
        ]
    if not alle:
        zin = "Voor dit cijfer bestaat geen lijst van scholen of gemeenten die erin horen."
        blok.toon(kop + blok.melding(zin))
        return
    mist = [paar for paar in alle if paar[1].tekort]
    heel = opmaak.getal(len(alle) - len(mist))
    wat = "perioden" if kengetal else "nieuwste cijfers"
    slot = blok.melding(f"Compleet: {heel} van de {opmaak.getal(len(alle))} {wat}.", "blauw")
    if not mist:
        blok.toon(kop + slot)
        return
    wie = kwaliteit.dekkingstabel(inzage, mist)
    blok.toon(kop + slot + tabel.html(wie, "tekst"))
    tabel.downloads(wie, "dekking")


def _oordeel(toetsen: list[Toets], bevindingen: list[Bevinding]) -> str:
    """The verdict in a sentence: this decides whether a reader goes on."""
    if not toetsen:
        return "De gegevens zijn nog niet getoetst."
    gezakt = sum(t.uitkomst == "gezakt" for t in toetsen)
    over = sum(t.uitkomst == "niet_uitgevoerd" for t in toetsen)
    geslaagd = len(toetsen) - gezakt - over
    zin = f"{opmaak.getal(geslaagd)} van {opmaak.getal(len(toetsen))} toetsen geslaagd"
    if gezakt:
        zin += f", {opmaak.getal(gezakt)} gezakt"
    if over:
        zin += f", {opmaak.getal(over)} niet uitgevoerd"
    gevonden = opmaak.aantal_met_eenheid(len(bevindingen), "bevinding", "bevindingen")
    staat = "staat" if len(bevindingen) == 1 else "staan"
    slot = f"In de leveringen die meetellen {staat} {gevonden}."
    if not bevindingen:
        slot = "In de leveringen die meetellen viel niets op."
    if not gezakt:
        return f"De cijfers zijn bruikbaar: {zin}. {slot}"
    return f"De cijfers zijn bruikbaar, met een kanttekening: {zin}. {slot}"


def _aandacht(inzage: Inzage, toetsen: list[Toets]) -> Markup:
    """What did not pass, in full: how many, what to do, which rows; then what was not asked."""
    kop = blok.tussenkop("Wat aandacht vraagt")
    gezakt = [t for t in toetsen if t.uitkomst == "gezakt"]
    gezakt.sort(key=lambda t: t.ernst != "kritiek")
    over: dict[tuple[str, str], list[Toets]] = {}
    for toets in toetsen:
        if toets.uitkomst == "niet_uitgevoerd":
            over.setdefault((toets.melding or "", toets.oplossing or ""), []).append(toets)
    if not gezakt and not over:
        return kop + blok.melding("Niets: alle toetsen zijn uitgevoerd en geslaagd.", "blauw")
    stukken = [_toetsblok(inzage, t) for t in gezakt]
    return kop + blok.voeg([*stukken, *(_overgeslagen(inzage, g) for g in over.values())])


def _overgeslagen(inzage: Inzage, toetsen: list[Toets]) -> Markup:
    """Checks that could not be carried out for one and the same reason, together."""
    register = data.kengetallen(inzage)
    namen = {
        f"bron {data.bronnaam(inzage, t.bron)}"
        if t.bron
        else register[t.kengetal].titel
        if t.kengetal in register
        else "kengetallen"
        for t in toetsen
    }
    titel = toetsen[0].titel.rstrip(".")
    if len(toetsen) > 1:
        titel = f"{opmaak.getal(len(toetsen))} toetsen niet uitgevoerd"
    return Markup(
        '<section class="toets"><p class="tekens">{}</p><h3>{}</h3><p>{}</p>'
        "<p><strong>Over:</strong> {}.</p>{}</section>"
    ).format(
        teken.plaatje(teken.uitkomst("niet_uitgevoerd")),
        titel,
        toetsen[0].melding or "",
        blok.rijtje(sorted(namen, key=opmaak.sorteersleutel)),
        _wat_te_doen(toetsen[0]),
    )


def _wat_te_doen(toets: Toets) -> Markup:
    if not toets.oplossing:
        return blok.LEEG
    return Markup("<p><strong>Wat te doen:</strong> {}</p>").format(toets.oplossing)


def _toetsblok(inzage: Inzage, toets: Toets) -> Markup:
    return Markup(
        '<section class="toets"><p class="tekens">{}{}</p><h3>{}</h3><p>{}</p>{}{}</section>'
    ).format(
        teken.plaatje(teken.uitkomst(toets.uitkomst)),
        Markup('<span class="stil klein">{}</span>').format(_waarover(inzage, toets)),
        toets.titel.rstrip("."),
        toets.melding or "",
        _wat_te_doen(toets),
        _rijen(toets) if inzage.rol == toegang.MEDEWERKER.code else blok.LEEG,
    )


def _waarover(inzage: Inzage, toets: Toets) -> Markup:
    ernst = teken.ernst(toets.ernst).woord.lower()
    over = f"bron {data.bronnaam(inzage, toets.bron)}" if toets.bron else "kengetallen"
    return Markup("{} · {} · <code>{}</code>").format(over, ernst, toets.id)


def _rijen(toets: Toets) -> Markup:
    """The rows that failed, as far as they were kept."""
    rijen = json.loads(toets.voorbeeld or "[]")
    if not rijen or not isinstance(rijen[0], dict):
        return Markup("")
    # The hint is a sentence, and stands in the message already.
    namen = [n for n in dict.fromkeys(n for rij in rijen for n in rij) if n != "aanwijzing"]
    kolommen = tuple(
        tabel.Kolom(celwaarde.kop(n), celwaarde.is_getal(n, [r.get(n) for r in rijen]))
        for n in namen
    )
    cellen = [tuple(tabel.Cel(celwaarde.toon(n, rij.get(n))) for n in namen) for rij in rijen]
    totaal = toets.aantal or len(rijen)
    titel = f"Rijen die zakken: {opmaak.getal(totaal)}"
    if totaal > len(rijen):
        titel += f", hier de eerste {opmaak.getal(len(rijen))}"
    vak = tabel.html(tabel.Tabel(titel, kolommen, cellen), "passend smal")
    return blok.uitklap(titel, vak, open_=len(rijen) <= 5)


def _alle_toetsen(inzage: Inzage, toetsen: list[Toets]) -> Markup:
    """Everything that was checked: per bron, and the figures that came of them."""
    groepen: dict[str, list[Toets]] = {}
    for toets in toetsen:
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


def _bevindingen(inzage: Inzage, bevindingen: list[Bevinding]) -> Markup:
    kop = blok.tussenkop(
        "Bevindingen in de leveringen",
        "Wat bij het inlezen opviel. De levering is wel verwerkt.",
    )
    if not bevindingen:
        return kop + blok.melding("Geen: in de leveringen die meetellen viel niets op.", "blauw")
    rijen = [
        (
            tabel.Cel(data.bronnaam(inzage, b.bron)),
            tabel.Cel(str(b.rij) if b.rij is not None else "hele bestand"),
            tabel.Cel(b.kolom or "alle kolommen"),
            tabel.Cel(b.melding),
            tabel.Cel(b.oplossing or ""),
        )
        for b in bevindingen[:_BEVINDINGEN]
    ]
    namen = ("Bron", "Rij", "Kolom", "Wat er is", "Wat te doen")
    vak = tabel.html(
        tabel.Tabel("Bevindingen", tuple(tabel.Kolom(n) for n in namen), rijen), "tekst"
    )
    if len(bevindingen) > _BEVINDINGEN:
        meer = opmaak.getal(len(bevindingen) - _BEVINDINGEN)
        vak += Markup('<p class="bronregel">En nog {} meer.</p>').format(meer)
    return kop + vak


def _leveringen(inzage: Inzage, leveringen: list[Levering]) -> Markup:
    """All deliveries per bron, the newest first; folded in, with how fresh each bron is."""
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

toon()
