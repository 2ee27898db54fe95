"""TLV's counted again: what was granted, how long it took, and what was open on a day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from tests.warehouse.tweede_mening.scholen import (
    ONBEKEND,
    Rij,
    kwartaal,
    school_op,
    schooljaar,
)
from tests.warehouse.tweede_mening.verdeling import Verdeling, verzamel

Aantallen = Counter[tuple[str, str, str]]


def afgegeven(aanvragen: Iterable[Rij], scholen: list[Rij]) -> Aantallen:
    """Granted requests by day of decision, under the school that asked on the day of asking."""
    uit: Aantallen = Counter()
    for rij in aanvragen:
        besloten = rij["besluitdatum"]
        if rij["besluit"] != "toegekend" or besloten is None:
            continue
        school = school_op(scholen, rij["aanvrager_code"], rij["aanvraagdatum"] or besloten)
        dims = {
            "regio": "",
            "bestuur": school["bestuur_code"] if school else ONBEKEND,
            "vestiging": school["school_code"] if school else ONBEKEND,
            "formulier": rij["formulier"],
            "categorie": rij["categorie"],
        }
        for periode in (schooljaar(besloten), kwartaal(besloten)):
            for grain, eenheid in dims.items():
                uit[periode, grain, eenheid] += 1
    return uit


def doorlooptijd(aanvragen: Iterable[Rij]) -> Verdeling:
    """Days from asking to deciding, of what was granted or refused."""
    return verzamel(_dagen(aanvragen))


def _dagen(aanvragen: Iterable[Rij]) -> Iterator[tuple[str, dict[str, str], float | None]]:
    for rij in aanvragen:
        gevraagd, besloten = rij["aanvraagdatum"], rij["besluitdatum"]
        if rij["besluit"] not in ("toegekend", "afgewezen") or besloten is None:
            continue
        dagen = None if gevraagd is None else float((besloten - gevraagd).days)
        dims = {"formulier": rij["formulier"], "categorie": rij["categorie"]}
        yield schooljaar(besloten), dims, dagen


def openstaand(aanvragen: Iterable[Rij], dag: date) -> tuple[int, int]:
    """How many requests were surely open on the day, and how many may have been."""
    zeker = mogelijk = 0
    for rij in aanvragen:
        gevraagd, besloten = rij["aanvraagdatum"], rij["besluitdatum"]
        if gevraagd is not None and gevraagd > dag:
            continue
        lopend = rij["besluit"] == "in behandeling"
        if not lopend and besloten is not None and besloten <= dag:
            continue
        mogelijk += 1
        if gevraagd is not None and (lopend or besloten is not None):
            zeker += 1
    return zeker, mogelijk
