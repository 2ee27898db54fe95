"""Bron `scholen`: per school year the list of schools, with who governs them and where they stand.

A school that changes name or bestuur during the year has a row from each date.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipelines.demo.kalender import SCHOOLJAREN, schooljaar_tekst
from pipelines.demo.schrijver import XLSX, Levering, vorm_van
from pipelines.demo.wereld import School, Wereld

KOLOMMEN = (
    "schooljaar",
    "geldig_vanaf",
    "brin",
    "vestiging",
    "naam",
    "bestuursnummer",
    "bestuur",
    "schoolsoort",
    "cluster",
    "gemeente",
    "kerngebied",
    "postcode",
    "breedtegraad",
    "lengtegraad",
    "schoolweging",
    "lid_swv",
)

# This year's list came from the membership administration, as a spreadsheet.
JAAR_IN_EXCEL = 2025


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery per schooljaar."""
    for jaar in SCHOOLJAREN:
        rijen = [
            (
                schooljaar_tekst(jaar),
                vanaf,
                school.brin,
                school.vestiging,
                fase.naam,
                fase.bestuur,
                fase.bestuur_naam,
                school.schoolsoort,
                school.cluster,
                school.gemeente,
                school.kerngebied or None,
                school.postcode,
                school.breedtegraad,
                school.lengtegraad,
                schoolweging(wereld, school, jaar),
                wereld.is_lid(school),
            )
            for school, fase, vanaf in wereld.in_schooljaar(jaar)
        ]
        vorm = XLSX if jaar == JAAR_IN_EXCEL else vorm_van(jaar)
        yield Levering("scholen", f"scholen_{schooljaar_tekst(jaar)}", KOLOMMEN, rijen, vorm)


def schoolweging(wereld: Wereld, school: School, jaar: int) -> Decimal | None:
    """The schoolweging of this year; unknown for sbo and so, and in a school's first year."""
    if school.weging is None or school.vanaf.year == jaar:
        return None
    drift = wereld.rng("weging", school.code).gauss(0, 0.12) * (jaar - 2022)
    rimpel = wereld.rng("weging", school.code, jaar).gauss(0, 0.08)
    return Decimal(str(min(40.0, max(20.0, school.weging + drift + rimpel)))).quantize(
        Decimal("0.01")
    )
