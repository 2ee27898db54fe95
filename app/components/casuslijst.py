"""The six steps of every open case as a checklist, for medewerkers; and the return as rows."""

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from app import themadata
from app.components import blok, tabel, teken
from app.dossier import Dossier, Stap, stappen
from app.inhoud import Inzage
from app.opgave import Regel
from warehouse import opmaak

STAPPEN = ("tel", "volg", "ken", "maak tempo", "stem af", "ondersteun")
_STAND = {
    "gedaan": teken.Teken("vink", "gedaan", "blauw"),
    "loopt": teken.Teken("wacht", "loopt", "grijs"),
    "te_laat": teken.Teken("let-op", "te laat", "oranje"),
    "open": teken.Teken("leeg", "open", "paars"),
}
_STIL = teken.Teken("let-op", "stil", "oranje")


def open_dossiers(inzage: Inzage, dag: dt.date) -> list[Dossier]:
    """The cases that count on a day, the most urgent first."""
    open_ = [d for d in themadata.dossiers(inzage) if (s := d.op(dag)) and s.telt]
    return sorted(open_, key=lambda d: (bool(d.aanbod_datum), d.aanbod_uiterlijk, d.casus))


def lijst(dossiers: Sequence[Dossier], dag: dt.date) -> tabel.Tabel:
    """A row per case, a column per step with its sign, word and date."""
    kolommen = [tabel.Kolom("Casus"), tabel.Kolom("Woont in"), tabel.Kolom("Weken", True)]
    kolommen += [tabel.Kolom(naam.capitalize()) for naam in STAPPEN]
    rijen = [
        (
            tabel.Cel(d.kort),
            tabel.Cel(d.gemeente),
            tabel.aantal((dag - d.melding_datum).days // 7),
            *(_stapcel(stap) for stap in stappen(d, dag)),
        )
        for d in dossiers
    ]
    titel = f"De zes stappen per casus, {opmaak.datum(dag)}"
    return tabel.Tabel(titel, tuple(kolommen), rijen, "thuiszitters_zes_stappen")


def _stapcel(stap: Stap) -> tabel.Cel:
    """The sign with what it rests on; in a file the same in words."""
    stil = stap.naam == "volg" and stap.stand == "te_laat"
    merk = _STIL if stil else _STAND[stap.stand]
    uitleg = f"{stap.uitleg} {opmaak.datum_kort(stap.datum)}" if stap.datum else stap.uitleg
    html = teken.regel(merk) + Markup('<span class="bij">{}</span>').format(uitleg)
    return tabel.Cel(html, f"{merk.woord}: {uitleg}")


def samenvatting(dossiers: Sequence[Dossier], dag: dt.date) -> str:
    """How many are late or open, per step, in a sentence."""
    gezet = [stap for d in dossiers for stap in stappen(d, dag)]
    laat = sum(s.stand == "te_laat" and s.naam == "maak tempo" for s in gezet)
    stil = sum(s.stand == "te_laat" and s.naam == "volg" for s in gezet)
    onbekend = sum(s.stand == "open" and s.naam == "ken" for s in gezet)
    totaal = opmaak.aantal_met_eenheid(len(dossiers), "open casus", "open casussen")
    return (
        f"{totaal}: bij {opmaak.getal(laat)} is het aanbod te laat, {opmaak.getal(stil)} "
        f"zijn al zes weken niet bijgewerkt, van {opmaak.getal(onbekend)} is de reden onbekend."
    )


def opgavetabel(regels: Sequence[Regel], kwartaal: str) -> tabel.Tabel:
    """The return as rows, ready to send."""
    kolommen = (tabel.Kolom("Onderdeel"), tabel.Kolom("Categorie"), tabel.Kolom("Aantal", True))
    rijen = [
        (tabel.Cel(r.onderdeel), tabel.Cel(r.categorie), tabel.aantal(r.aantal)) for r in regels
    ]
    titel = f"Opgave thuiszitters aan de Inspectie, tot en met {opmaak.periode(kwartaal)}"
    bestand = f"opgave_thuiszitters_{kwartaal}"
    return tabel.Tabel(titel, kolommen, rijen, bestand)


UITLEG_STAPPEN = blok.omschrijvingen(
    (
        ("Tel", "gemeld, en dus geteld"),
        ("Volg", "de laatste wijziging is van de afgelopen zes weken"),
        ("Ken", "de hoofdreden is bekend"),
        ("Maak tempo", "een passend aanbod binnen drie maanden na de melding"),
        ("Stem af", "er is een intake geweest, of de fase is vastgelegd"),
        ("Ondersteun", "er is opvang of een passend aanbod"),
    )
)
