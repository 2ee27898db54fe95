"""How many pupils each school has on a date. Calibrated on 1 February 2023; adds no detail.

The regional totals are fixed, whatever the seed; the seed decides how they fall over the schools.
"""

from datetime import date
from functools import cache

from pipelines.demo.kalender import IJKDATUM, schooljaar_van
from pipelines.demo.verdelen import verdeel
from pipelines.demo.wereld import LEERLINGEN_REGULIER_IJKDATUM, School, Wereld

# All pupils in regular schools on 1 February: a region that slowly shrinks.
REGULIER_FEBRUARI = {
    2016: 22_763,
    2017: 22_684,
    2018: 22_601,
    2019: 22_467,
    2020: 22_318,
    2021: 22_142,
    2022: 21_936,
    2023: LEERLINGEN_REGULIER_IJKDATUM,
    2024: 21_588,
    2025: 21_473,
    2026: 21_326,
    2027: 21_214,
}

# Pupils of groep 1 who turn four between 1 October and 1 February, as a share of all.
INSTROOM_NA_OKTOBER = 0.017

# GO fills up during the school year and empties in summer, when pupils leave for the VO.
SEIZOEN_GO = {10: 0.985, 2: 1.0, 6: 1.02}

# SBO De Hildebrand stands empty until a small group starts there in August 2023.
HILDEBRAND = {"91AD00": {2024: 12, 2025: 14, 2026: 13, 2027: 15}}


@cache
def regulier_februari(wereld: Wereld, jaar: int) -> dict[str, int]:
    """Pupils per regular school (code) on 1 February of this year."""
    teldatum = date(jaar, 2, 1)
    scholen = [school for school in wereld.scholen_op(teldatum) if school.schoolsoort == "bao"]
    gewichten = {school.code: _gewicht(wereld, school, jaar) for school in scholen}
    for school in wereld.scholen:
        if school.opgegaan_in and not school.bestaat_op(teldatum):
            gewichten[school.opgegaan_in] += _gewicht(wereld, school, jaar)
    geijkt = sum(s.eigen for s in wereld.scholen if s.schoolsoort == "bao")
    totaal = REGULIER_FEBRUARI[jaar] * geijkt / LEERLINGEN_REGULIER_IJKDATUM
    return verdeel(round(totaal), gewichten)


def _gewicht(wereld: Wereld, school: School, jaar: int) -> float:
    """Expected size: steady growth of the school's own, with a small ripple per year."""
    jaren = jaar - IJKDATUM.year
    rimpel = wereld.rng("rimpel", school.code, jaar).gauss(0, 0.012) if jaren else 0.0
    return float(school.eigen * (1 + school.groei) ** jaren * (1 + rimpel))


def gespecialiseerd(wereld: Wereld, teldatum: date) -> dict[str, tuple[int, int]]:
    """Pupils per sbo/so school (code) on this date: (of our own SWV, of another SWV)."""
    return {
        school.code: (
            _go(wereld, school, school.eigen, "eigen", teldatum),
            _go(wereld, school, school.ander, "ander", teldatum),
        )
        for school in wereld.scholen_op(teldatum)
        if school.schoolsoort != "bao"
    }


def _go(wereld: Wereld, school: School, ijking: int, herkomst: str, teldatum: date) -> int:
    februari = schooljaar_van(teldatum) + 1
    if school.code in HILDEBRAND and herkomst == "eigen":
        ijking, jaren = HILDEBRAND[school.code].get(februari, 0), 0
    else:
        jaren = februari - IJKDATUM.year
    if teldatum == IJKDATUM or not ijking:
        return ijking
    rng = wereld.rng("go", school.code, herkomst, teldatum)
    verwacht = ijking * (1 + school.groei) ** jaren * SEIZOEN_GO[teldatum.month]
    return max(1, round(verwacht + rng.uniform(-1, 1)))
