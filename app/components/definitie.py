"""What a kengetal means, in blocks that Verdieping (short) and Definities (all of it) share."""

import json
from datetime import date
from typing import Any

from markupsafe import Markup

from app import data
from app.components import beeld, blok, celwaarde, cijfer, tabel, teken
from app.inhoud import Inzage, Kengetal
from warehouse import opmaak

_SOORTEN = {
    "aantal": "aantal",
    "aandeel": "aandeel (teller gedeeld door noemer)",
    "promille": "aantal per 1.000",
    "bedrag": "bedrag in euro's",
    "verdeling": "verdeling (mediaan en kwartielen)",
    "gemiddelde": "gemiddelde",
}
_GUNSTIG = {
    "hoger": "hoger is gunstiger",
    "lager": "lager is gunstiger",
    "doel": "dichter bij de streefwaarde is gunstiger",
    "geen": "hoger of lager is op zichzelf niet beter",
}

_VERLOPEN = teken.Teken(
    "let-op", "Herziening is over tijd", "oranje", "De definitie is toe aan een nieuwe blik."
)


def bronnen(inzage: Inzage, kengetal: Kengetal) -> str:
    """The sources in a sentence."""
    return blok.rijtje([data.bronnaam(inzage, bron) for bron in kengetal.bronnen])


def kort(kengetal: Kengetal) -> Markup:
    """Teller, noemer, what it is not, and what to look out for."""
    return blok.omschrijvingen(
        (
            ("Vraag", kengetal.vraag),
            ("Teller", kengetal.teller),
            ("Noemer", kengetal.noemer),
            ("Wat het niet is", kengetal.niet),
            ("Let op", _let_op(kengetal)),
        )
    )


def bij_download(inzage: Inzage, kengetal: Kengetal) -> list[tuple[str, str]]:
    """What goes with the figures into a workbook: what they are and when they were known."""
    stand = data.publicatie(inzage)
    return [
        ("Kengetal", kengetal.titel),
        ("Teller", kengetal.teller),
        *([("Noemer", kengetal.noemer)] if kengetal.noemer else []),
        ("Wat het niet is", kengetal.niet),
        ("Bronnen", bronnen(inzage, kengetal)),
        ("Zoals bekend op", opmaak.datum(stand.bekend_op)),
        ("Publicatie", stand.publicatie),
    ]


def volledig(inzage: Inzage, kengetal: Kengetal) -> Markup:
    """Everything that was agreed about it."""
    perioden = blok.rijtje([_periodenaam(p, kengetal.reeks) for p in kengetal.periode])
    grains = blok.rijtje([cijfer.grain(g) for g in kengetal.grain])
    return blok.omschrijvingen(
        (
            ("Vraag", kengetal.vraag),
            ("Waarom", kengetal.waarom),
            ("Teller", kengetal.teller),
            ("Noemer", kengetal.noemer),
            ("Wat het niet is", kengetal.niet),
            ("Let op", _let_op(kengetal)),
            ("Soort en eenheid", f"{_SOORTEN[kengetal.soort]}; {_GUNSTIG[kengetal.gunstig]}"),
            ("Peildatum", kengetal.peildatum),
            ("Tijdvak", perioden),
            ("Te zien per", grains),
            ("Gebeurtenissen", _gebeurtenissen(inzage, kengetal)),
            ("Bronnen", bronnen(inzage, kengetal)),
            ("Hoort bij", _hoort_bij(inzage, kengetal)),
            ("Grenzen", _grenzen(kengetal)),
            ("Eigenaar", kengetal.eigenaar),
            ("Gecontroleerd door", kengetal.controleur),
            ("Herzien vóór", _herzien(kengetal)),
            ("Versie", Markup("<code>{}</code>").format(kengetal.definitie_versie)),
        )
    )


def rekenvoorbeeld(kengetal: Kengetal) -> Markup:
    """The worked example: tiny input tables, what happens to them, and the outcome."""
    voorbeeld = json.loads(kengetal.voorbeeld or "{}")
    if not voorbeeld:
        return Markup("")
    uitleg = Markup('<p class="leestekst">{}</p>').format(voorbeeld.get("uitleg", ""))
    delen = [blok.tussenkop("Rekenvoorbeeld"), uitleg]
    for naam, rijen in voorbeeld.get("invoer", {}).items():
        if rijen:
            delen.append(_voorbeeldtabel(f"Invoer: {naam.replace('_', ' ')}", rijen))
    uitkomst = [_uitkomstrij(kengetal, rij) for rij in voorbeeld.get("uitkomst", [])]
    delen.append(_voorbeeldtabel("Uitkomst", uitkomst))
    return blok.voeg(delen)


def sql(kengetal: Kengetal) -> Markup:
    """The query behind it, folded in."""
    code = Markup("<pre><code>{}</code></pre>").format(kengetal.sql.strip())
    return blok.uitklap("De berekening in SQL", code)


def _periodenaam(soort: str, reeks: str | None) -> str:
    return f"{soort} ({reeks})" if reeks else soort


def _let_op(kengetal: Kengetal) -> Markup:
    return blok.opsomming(kengetal.let_op)


def _gebeurtenissen(inzage: Inzage, kengetal: Kengetal) -> Markup:
    """Events and breaks about this very kengetal; those about all of them stand in charts."""
    return blok.opsomming(
        f"{opmaak.datum(g.datum)}: {beeld.naam(g)}"
        for g in data.gebeurtenissen(inzage)
        if kengetal.kengetal in g.kengetallen
    )


def _herzien(kengetal: Kengetal) -> Markup:
    """The day before which the definition is looked at again; one that has passed is marked."""
    dag = Markup.escape(opmaak.datum(kengetal.herzien))
    if kengetal.herzien >= date.today():
        return dag
    return dag + " " + teken.plaatje(_VERLOPEN)


def _grenzen(kengetal: Kengetal) -> str:
    grenzen = json.loads(kengetal.grenzen or "{}")
    if not grenzen:
        return ""
    van = cijfer.tekst(kengetal, grenzen.get("minimum"))
    tot = cijfer.tekst(kengetal, grenzen.get("maximum"))
    return f"Van {van} tot {tot} voor de hele regio. {grenzen.get('reden', '')}".strip()


def _hoort_bij(inzage: Inzage, kengetal: Kengetal) -> Markup:
    doelen = {d.nummer: d.titel for d in data.doelstellingen(inzage)}
    vragen = {f"{v.doelstelling}.{v.code}": v.tekst for v in data.vragen(inzage)}
    bewegingen = {b.code: b.titel for b in data.bewegingen(inzage)}
    regels = [f"Doelstelling {n}: {doelen.get(n, '')}" for n in kengetal.doelstelling]
    regels += [f"Vraag {code}: {vragen.get(code, '')}" for code in kengetal.vragen]
    regels += [f"Beweging {code}: {bewegingen.get(code, '')}" for code in kengetal.beweging]
    return blok.opsomming(regels)


_MATEN = (
    *("teller", "noemer", "n", "p25", "mediaan", "p75", "p90"),
    *("waarde", "waarde_min", "waarde_max", "ontbreekt"),
)
_IN_WOORDEN = ("mediaan", "p25", "p75", "p90", "waarde", "waarde_min", "waarde_max")


def _uitkomstrij(kengetal: Kengetal, rij: dict[str, Any]) -> dict[str, Any]:
    """An outcome as the reader sees it: period, of which unit, and the figure in words."""
    vol = {"periode": opmaak.periode(str(rij["periode"]))} if rij.get("periode") else {}
    if rij.get("grain"):
        vol["grain"] = cijfer.grain(rij["grain"])
    vast = ("periode", "grain", *_MATEN)
    eenheid = [str(celwaarde.toon(k, v)) for k, v in rij.items() if k not in vast and v is not None]
    vol["eenheid"] = ", ".join(eenheid) or "hele regio"
    for maat in _MATEN:
        if rij.get(maat) is not None:
            vol[maat] = rij[maat]
    for maat in _IN_WOORDEN:
        if maat in vol:
            vol[maat] = Markup("<strong>{}</strong>").format(cijfer.tekst(kengetal, vol[maat]))
    return vol


def _voorbeeldtabel(titel: str, rijen: list[dict[str, Any]]) -> Markup:
    namen = list(dict.fromkeys(naam for rij in rijen for naam in rij))
    kolommen = tuple(
        tabel.Kolom(celwaarde.kop(n), celwaarde.is_getal(n, [r.get(n) for r in rijen]))
        for n in namen
    )
    leeg = Markup("") if titel == "Uitkomst" else None
    cellen = [tuple(tabel.Cel(celwaarde.toon(n, rij.get(n, leeg))) for n in namen) for rij in rijen]
    kop = Markup('<p class="tabelkop">{}</p>').format(titel)
    return kop + tabel.html(tabel.Tabel(titel, kolommen, cellen), "passend smal")
