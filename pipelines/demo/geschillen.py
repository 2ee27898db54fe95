"""Bron `geschillen`: the few disputes, objections against a TLV and complaints of each year.

The objections are those that the register of TLVs has; disputes and complaints stand alone.
"""

from collections.abc import Iterator
from datetime import date

from pipelines.demo.aanvragen import aanvragen
from pipelines.demo.dagen import dagen_na, trek_schooldag
from pipelines.demo.kalender import SCHOOLJAREN, STAND
from pipelines.demo.schrijver import Levering
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("datum", "soort", "onderwerp", "uitkomst")

GESCHILLEN = (0, 0, 1, 1, 1, 2)
KLACHTEN = (0, 1, 1, 2, 2, 3)
ONDERWERPEN = {
    "geschillencommissie": ("toelating", "verwijdering", "ontwikkelingsperspectief"),
    "klacht": ("communicatie", "doorlooptijd", "bejegening"),
    "bezwaar tlv": ("afwijzing", "categorie", "duur"),
}
UITKOMSTEN = {
    "geschillencommissie": ("gegrond", "ongegrond", "ingetrokken"),
    "klacht": ("opgelost", "ongegrond", "deels gegrond"),
    "bezwaar tlv": ("ongegrond", "ongegrond", "gegrond", "ingetrokken"),
}
# The list opens with a complaint, before the first TLV that it could be about.
EERSTE_KLACHT = date(SCHOOLJAREN[0], 3, 15)
# Until then a case is running and has no outcome.
LOOPT_DAGEN = 70


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One complete list, as on today."""
    zaken = [(a.bezwaar, "bezwaar tlv") for a in aanvragen(wereld) if a.bezwaar]
    zaken.append((EERSTE_KLACHT, "klacht"))
    zaken += _los(wereld, "geschillencommissie", GESCHILLEN)
    zaken += _los(wereld, "klacht", KLACHTEN)
    rijen = [
        (dag, soort, *_inhoud(wereld, nummer, dag, soort))
        for nummer, (dag, soort) in enumerate(sorted(zaken))
        if dag <= STAND
    ]
    yield Levering("geschillen", f"geschillen_{STAND}", KOLOMMEN, rijen)


def _los(wereld: Wereld, soort: str, aantallen: tuple[int, ...]) -> list[tuple[date, str]]:
    uit = []
    for jaar in range(SCHOOLJAREN[0] + 1, STAND.year + 1):
        rng = wereld.rng("geschillen", soort, jaar)
        for _ in range(rng.choice(aantallen)):
            uit.append((trek_schooldag(rng, date(jaar, 1, 8), date(jaar, 12, 15)), soort))
    return uit


def _inhoud(wereld: Wereld, nummer: int, dag: date, soort: str) -> tuple[str, str | None]:
    rng = wereld.rng("zaak", soort, nummer)
    onderwerp, uitkomst = rng.choice(ONDERWERPEN[soort]), rng.choice(UITKOMSTEN[soort])
    return onderwerp, None if dagen_na(dag, LOOPT_DAGEN) > STAND else uitkomst
