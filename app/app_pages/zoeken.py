"""Zoeken: one box for kengetallen, questions and definitions; the best hit stands first."""

from collections import Counter

from markupsafe import Markup

from app.components import blok, permalink, zoekindex
from app.components.zoekindex import SOORTEN, Vondst
from app.inhoud import Inzage
from warehouse import opmaak

_ALLES = "alles"
_HOOGSTENS = 25  # at once; the rest is folded in


def toon() -> None:
    """The page."""
    inzage = permalink.inzage()
    blok.toon(blok.kop("Zoeken", "In kengetallen, doelstellingen, vragen en begrippen."))
    gezocht = permalink.zoek("zoek", "Waar zoekt u naar?", "bijvoorbeeld thuiszitters")
    gevonden = zoekindex.zoek(inzage, gezocht)
    aantallen = Counter(v.soort for v in gevonden)
    soort = permalink.lees("soort", list(aantallen), _ALLES)
    permalink.leg_vast(inzage, zoek=gezocht, soort=None if soort == _ALLES else soort)
    if not gezocht:
        blok.toon(_uitleg())
    elif not gevonden:
        zin = f"Niets gevonden bij '{gezocht}'. Probeer een ander woord, of een deel ervan."
        blok.toon(blok.melding(zin))
    else:
        blok.toon(_soorten(inzage, gezocht, aantallen, soort))
        blok.toon(_lijst([v for v in gevonden if soort in (_ALLES, v.soort)]))


def _uitleg() -> Markup:
    return blok.opsomming(
        (
            "Een deel van een woord is genoeg; enkelvoud of meervoud en accenten maken niet uit.",
            "Bij een kengetal staat meteen het nieuwste cijfer.",
            "Het adres van deze pagina onthoudt wat u zocht.",
        )
    )


def _soorten(inzage: Inzage, gezocht: str, aantallen: Counter[str], gekozen: str) -> Markup:
    """Everything, or one kind of it, each with how many there are."""
    totaal = opmaak.getal(sum(aantallen.values()))
    keuzes = [(_ALLES, f"Alles ({totaal})")]
    keuzes += [
        (soort, f"{SOORTEN[soort][1]} ({opmaak.getal(aantallen[soort])})")
        for soort in SOORTEN
        if soort in aantallen
    ]
    return blok.tabs(
        (
            (
                woord,
                permalink.adres(
                    "zoeken", inzage, zoek=gezocht, soort=None if soort == _ALLES else soort
                ),
                soort == gekozen,
            )
            for soort, woord in keuzes
        ),
        "Soorten",
    )


def _lijst(gevonden: list[Vondst]) -> Markup:
    lijst = Markup('<ul class="signalen vondsten">{}</ul>')
    html = lijst.format(blok.voeg(zoekindex.html(v) for v in gevonden[:_HOOGSTENS]))
    if rest := gevonden[_HOOGSTENS:]:
        meer = lijst.format(blok.voeg(zoekindex.html(v) for v in rest))
        html += blok.uitklap(f"Nog {opmaak.getal(len(rest))}", meer)
    return html


toon()
