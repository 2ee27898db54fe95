"""Datakwaliteit: can the figures be trusted? Checks by bron, failing rows, findings, deliveries."""

import json

import streamlit as st
from markupsafe import Markup

from app import data, toegang
from app.components import (
    blok,
    celwaarde,
    kwaliteit,
    permalink,
    stand,
    tabel,
    teken,
    toetsenlijst,
)
from app.inhoud import Bevinding, Inzage, Kengetal, Toets
from warehouse import opmaak

_BEVINDINGEN = 100


def toon() -> None:
    """The page, of everything or of what one kengetal is made of."""
    inzage = permalink.inzage()
    kop = st.container()
    kengetal = _kies_kengetal(inzage)
    permalink.leg_vast(inzage, kengetal=kengetal.kengetal if kengetal else None)
    code = kengetal.kengetal if kengetal else ""
    toetsen = toetsenlijst.toetsen(inzage, code)
    bevindingen = data.bevindingen(inzage)
    if kengetal:
        bevindingen = [b for b in bevindingen if b.bron in kengetal.bronnen]
    with kop:
        blok.toon(
            blok.kop("Datakwaliteit")
            + Markup('<p class="zin">{}</p>').format(_oordeel(toetsen, bevindingen))
        )
    blok.toon(_aandacht(inzage, toetsen))
    _toon_dekking(inzage, kengetal)
    blok.toon(toetsenlijst.alle(inzage, code))
    if inzage.rol == toegang.MEDEWERKER.code:  # they quote rows of deliveries
        blok.toon(_bevindingen(inzage, bevindingen))
    blok.toon(toetsenlijst.geleverd(inzage, code))


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


toon()
