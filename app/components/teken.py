"""Signs: what a status, a trend, an absent figure or a check outcome is called and looks like.

Every sign is an icon and a word in blue, orange, grey or purple; colour never speaks alone. The
icons are shapes in `stijl.css`. Judging is left to the publication.
"""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup


@dataclass(frozen=True)
class Teken:
    """An icon, a word, a colour (blauw, oranje, grijs, paars) and what it means."""

    icoon: str
    woord: str
    kleur: str
    uitleg: str = ""


# A figure that is not there: four different reasons, four different signs.
ONBEKEND = Teken("onbekend", "onbekend", "grijs", "Het aantal is geleverd, maar niet ingevuld.")
VERBORGEN = Teken(
    "verborgen", "verborgen", "grijs", "Afgeschermd, zodat niemand een kind kan herkennen."
)
NIET_VAN_TOEPASSING = Teken("nvt", "n.v.t.", "grijs", "Niet van toepassing.")
NIET_GELEVERD = Teken("wacht", "nog niet geleverd", "grijs", "Voor deze periode is niets geleverd.")

ONVOLLEDIG = Teken(
    "wacht", "onvolledig", "grijs", "Dit tijdvak is nog niet compleet: een tussenstand."
)
BEVROREN = Teken(
    "bron",
    "bevroren",
    "grijs",
    "De rijen erachter zijn verwijderd; het cijfer blijft zoals het was.",
)
ANDERS_GETELD = Teken(
    "let-op", "anders geteld", "grijs", "Niet op dezelfde manier geteld als ons eigen cijfer."
)

VERZONNEN = Teken(
    "let-op", "Voorbeeldgegevens", "oranje", "Deze cijfers zijn verzonnen en gaan over niemand."
)

TE_KORT = Teken("kort", "Te kort voor een oordeel", "grijs", "Minder dan vijf metingen.")
GEEN_TREND = Teken(
    "nvt", "Trend niet beoordeeld", "paars", "Er is geen maat voor de gewone schommeling."
)
GEWOON = Teken("gelijk", "Gewone schommeling", "grijs", "Er is geen echte verandering.")

_STATUS = {
    "gehaald": Teken("vink", "Streefwaarde gehaald", "blauw"),
    "niet_gehaald": Teken("let-op", "Streefwaarde niet gehaald", "oranje"),
    "wisselend": Teken("half", "Soms wel, soms niet gehaald", "grijs"),
    "geen_streefwaarde": Teken("leeg", "Geen streefwaarde", "paars"),
}

_UITKOMST = {
    "geslaagd": Teken("vink", "Geslaagd", "blauw"),
    "gezakt": Teken("let-op", "Gezakt", "oranje"),
    "niet_uitgevoerd": Teken("nvt", "Niet uitgevoerd", "paars"),
}

_ERNST = {
    "kritiek": Teken("stop", "Kritiek", "oranje"),
    "waarschuwing": Teken("let-op", "Waarschuwing", "grijs"),
}

_LEVERING = {
    "te_laat": Teken("let-op", "Te laat", "oranje"),
    "binnenkort": Teken("wacht", "Binnenkort", "paars"),
    "niet_geleverd": Teken("leeg", "Nog niet geleverd", "grijs"),
    "op_tijd": Teken("vink", "Op tijd", "blauw"),
}

# What a meeting found, and what became of what it decided.
_OORDEEL = {
    "ja": Teken("vink", "Ja", "blauw"),
    "deels": Teken("half", "Deels", "grijs"),
    "nee": Teken("let-op", "Nee", "oranje"),
    "onbekend": Teken("onbekend", "Onbekend", "paars"),
}
GEEN_OORDEEL = Teken("leeg", "Nog geen oordeel", "grijs")
ZONDER_OORDEEL = Teken("nvt", "Geen oordeel gegeven", "grijs")

_BESLUIT = {
    "open": Teken("leeg", "Open", "oranje", "Er is nog niets van terechtgekomen."),
    "loopt": Teken("wacht", "Loopt", "grijs", "Er wordt aan gewerkt."),
    "uitgevoerd": Teken("vink", "Uitgevoerd", "blauw"),
    "vervallen": Teken("nvt", "Vervallen", "paars", "Het besluit geldt niet meer."),
}

# There is a target, but the definition does not say which side of it is good.
_NIET_BEOORDEELD = Teken(
    "leeg", "Doel niet beoordeeld", "paars", "Hoger of lager is hier niet vanzelf beter."
)

# What a direction means when more (or less) is better; without a direction it is purple.
_GUNSTIG = {"hoger": "stijgt", "lager": "daalt"}


def trend(code: str | None, gunstig: str) -> Teken:
    """Is something really changing? Blue when it is for the better, orange when it is not."""
    if code in ("stijgt", "daalt"):
        kleur = "paars"
        if gunstig in _GUNSTIG:
            kleur = "blauw" if _GUNSTIG[gunstig] == code else "oranje"
        woord = {"stijgt": "Stijgt echt", "daalt": "Daalt echt"}[code]
        return Teken(code, woord, kleur, "Meer dan de gewone schommeling.")
    return {"stabiel": GEWOON, "te_kort": TE_KORT}.get(code or "", GEEN_TREND)


def status(code: str | None, streefwaarde: float | None = None) -> Teken:
    """Is the target met? No target, no judgement; a target without judgement says so."""
    if code in (None, "geen_streefwaarde"):
        return _STATUS["geen_streefwaarde"] if streefwaarde is None else _NIET_BEOORDEELD
    return _STATUS[code]


def uitkomst(code: str) -> Teken:
    """The outcome of a check; not carried out is an outcome of its own."""
    return _UITKOMST[code]


def levering(code: str) -> Teken:
    """How a bron stands on the calendar."""
    return _LEVERING[code]


def ernst(code: str) -> Teken:
    """How heavy a check or a finding weighs."""
    return _ERNST[code]


def oordeel(code: str) -> Teken:
    """What a meeting found of a question."""
    return _OORDEEL[code]


def besluit(code: str) -> Teken:
    """What became of a decision."""
    return _BESLUIT[code]


@lru_cache(maxsize=64)
def icoon(naam: str) -> Markup:
    """A shape of `stijl.css`, in the colour of the text around it; screen readers skip it."""
    return Markup('<span class="icoon i-{}" aria-hidden="true"></span>').format(naam)


@lru_cache(maxsize=256)
def plaatje(teken: Teken) -> Markup:
    """A sign as a pill: icon and word."""
    return Markup('<span class="plaatje {}" title="{}">{}<span>{}</span></span>').format(
        teken.kleur, teken.uitleg, icoon(teken.icoon), teken.woord
    )


@lru_cache(maxsize=256)
def regel(teken: Teken) -> Markup:
    """A sign in running text or in a table cell: icon and word, without a pill around it."""
    return Markup('<span class="teken {}" title="{}">{}<span>{}</span></span>').format(
        teken.kleur, teken.uitleg, icoon(teken.icoon), teken.woord
    )
