"""Bron `tlv`: the register of requests for a toelaatbaarheidsverklaring, as on a day.

What was not decided on that day is "in behandeling". The older list lacks what was entered late
and has an error that the newest one mends.
"""

from collections.abc import Iterator
from datetime import date

from pipelines.demo.aanvragen import Aanvraag, aanvragen
from pipelines.demo.dagen import bekend_op, dagen_na, later_dan
from pipelines.demo.kalender import STAND, VORIGE_STAND
from pipelines.demo.schrijver import CSV_OUD, Levering, Waarde
from pipelines.demo.wereld import Wereld

KOLOMMEN = (
    "aanvraag_id",
    "tlv_nummer",
    "leerling",
    "formulier",
    "categorie",
    "bekostiger",
    "eenzijdig",
    "aanvrager_brin",
    "aanvrager_vestiging",
    "brin",
    "vestiging",
    "aanvraagdatum",
    "besluitdatum",
    "besluit",
    "ingangsdatum",
    "einddatum",
    "deskundige",
    "swv_herkomst",
    "plaatsingsakkoord",
    "bezwaar",
    "bedrag",
)

# A request is entered within this many days; until then it is in no list.
INVOER_DAGEN = 6

# Three decisions of autumn 2025 stood on the school's name; corrected when the budget was made.
CORRECTIE_VAN, CORRECTIE_TOT = date(2025, 9, 1), date(2025, 11, 14)
GECORRIGEERD = 3

# Two people entered requests, each in their own spelling.
TWEE_SPELLINGEN = {"in behandeling": "In Behandeling", "toegekend": "Toegekend"}
OUDE_NAMEN = {"I": "laag", "II": "midden", "III": "hoog"}
OUDE_NAMEN_TOT = date(2018, 8, 1)


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """The list of a year ago and the newest; the name of the newest sorts last."""
    oud = rijen_op(wereld, VORIGE_STAND)
    yield Levering("tlv", f"tlv_{VORIGE_STAND}", KOLOMMEN, oud, CSV_OUD)
    yield Levering("tlv", f"tlv_{STAND}", KOLOMMEN, rijen_op(wereld, STAND))


def rijen_op(wereld: Wereld, stand: date) -> list[tuple[Waarde, ...]]:
    """The register as it was on this day."""
    ingevoerd = dagen_na(stand, -INVOER_DAGEN) if stand < STAND else stand
    gecorrigeerd = _gecorrigeerd(wereld)
    return [
        _rij(aanvraag, stand, gecorrigeerd)
        for aanvraag in aanvragen(wereld)
        if aanvraag.aanvraagdatum <= ingevoerd
    ]


def _gecorrigeerd(wereld: Wereld) -> set[str]:
    kandidaten = [
        a.aanvraag_id
        for a in aanvragen(wereld)
        if a.formulier == "A"
        and a.bekostiger == "school"
        and CORRECTIE_VAN <= a.besluitdatum <= CORRECTIE_TOT
    ]
    return set(kandidaten[:GECORRIGEERD])


def _rij(a: Aanvraag, stand: date, gecorrigeerd: set[str]) -> tuple[Waarde, ...]:
    besloten = not later_dan(a.besluitdatum, stand)
    besluit = a.besluit if besloten else "in behandeling"
    heeft_code = a.aanvrager[:2].isdigit()
    bekostiger = a.bekostiger
    if a.aanvraag_id in gecorrigeerd:
        bekostiger = "swv" if stand == STAND else "school"
    return (
        a.aanvraag_id,
        (a.tlv_nummer or None) if besloten else None,
        a.kind.pseudoniem,
        a.formulier,
        OUDE_NAMEN.get(a.categorie, a.categorie)
        if a.besluitdatum < OUDE_NAMEN_TOT
        else a.categorie,
        bekostiger,
        a.eenzijdig,
        a.aanvrager[:4] if heeft_code else a.aanvrager,
        a.aanvrager[4:] if heeft_code else None,
        a.school.brin,
        a.school.vestiging,
        a.aanvraagdatum,
        bekend_op(a.besluitdatum, stand),
        _gespeld(a, besluit),
        a.ingangsdatum if besloten else None,
        a.einddatum if besloten else None,
        a.deskundige,
        a.kind.herkomst,
        a.plaatsingsakkoord,
        not later_dan(a.bezwaar, stand),
        a.bedrag if besloten else None,
    )


def _gespeld(a: Aanvraag, besluit: str) -> str:
    """The second spelling for one request in three: so many does the second person enter."""
    is_tweede = int(a.aanvraag_id[-4:]) % 3 == 0
    return TWEE_SPELLINGEN.get(besluit, besluit) if is_tweede else besluit
