"""What a kengetal means, in blocks that Verdieping (short) and Definities (all of it) share."""

import json
from typing import Any

from markupsafe import Markup

from app import data
from app.components import blok, celwaarde, cijfer, tabel
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
            ("Meetmoment", perioden),
            ("Te zien per", grains),
            ("Trendbreuken", _trendbreuken(kengetal)),
            ("Bronnen", bronnen(inzage, kengetal)),
            ("Hoort bij", _hoort_bij(inzage, kengetal)),
            ("Grenzen", _grenzen(kengetal)),
            ("Eigenaar", kengetal.eigenaar),
            ("Gecontroleerd door", kengetal.controleur),
            ("Herzien vóór", opmaak.datum(kengetal.herzien)),
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


def _trendbreuken(kengetal: Kengetal) -> Markup:
    breuken = json.loads(kengetal.trendbreuk or "[]")
    return blok.opsomming(
        f"{opmaak.datum(celwaarde.als_datum(b['datum']))}: {b['reden']}" for b in breuken
    )


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


def _uitkomstrij(kengetal: Kengetal, rij: dict[str, Any]) -> dict[str, Any]:
    """An outcome as the reader sees it: period and figure in words, what it is of comes first."""
    maten = ("teller", "noemer", "waarde", "waarde_min", "waarde_max")
    gevuld = {k: v for k, v in rij.items() if v is not None}
    vol = {k: v for k, v in gevuld.items() if k not in maten}
    vol |= {k: gevuld[k] for k in maten if k in gevuld}
    if "periode" in vol:
        vol["periode"] = opmaak.periode(str(vol["periode"]))
    if "grain" in vol:
        vol["grain"] = cijfer.grain(vol["grain"])
    for maat in maten[2:]:
        if maat in vol:
            vol[maat] = Markup("<strong>{}</strong>").format(cijfer.tekst(kengetal, vol[maat]))
    return vol


def _voorbeeldtabel(titel: str, rijen: list[dict[str, Any]]) -> Markup:
    namen = list(dict.fromkeys(naam for rij in rijen for naam in rij))
    kolommen = tuple(
        tabel.Kolom(celwaarde.kop(n), celwaarde.is_getal(n, [r.get(n) for r in rijen]))
        for n in namen
    )
    leeg = "hele regio" if titel == "Uitkomst" else None
    cellen = [tuple(tabel.Cel(celwaarde.toon(n, rij.get(n, leeg))) for n in namen) for rij in rijen]
    kop = Markup('<p class="tabelkop">{}</p>').format(titel)
    return kop + tabel.html(tabel.Tabel(titel, kolommen, cellen), "passend smal")
