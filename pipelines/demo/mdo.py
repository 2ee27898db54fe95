"""Bron `mdo`: pupils who went to the VO with an overleg (MDO-O) or a full transfer (MDO-T).

How they are doing after three years is known only of who left long enough ago.
"""

from collections.abc import Iterator

from pipelines.demo import omvang
from pipelines.demo.kalender import (
    STAND,
    begin_schooljaar,
    februari_van,
    schooljaar_tekst,
    voltooide_schooljaren,
)
from pipelines.demo.schrijver import CSV_OUD, XLSX, Levering, Waarde
from pipelines.demo.wereld import School, Wereld

KOLOMMEN = (
    "schooljaar",
    "brin",
    "vestiging",
    "soort",
    "aantal",
    "geplaatst_eerste_keuze",
    "na_drie_jaar_op_niveau",
    "advies_naar_boven_bijgesteld",
)

# Share of groep 8 (a ninth of the school), by kind; then placed, still at level, advice raised.
SOORTEN = {"MDO-O": 0.09, "MDO-T": 0.05}
EERSTE_KEUZE, OP_NIVEAU = 0.86, 0.78
# Since the doorstroomtoets of 2024 an advice is raised unless there is reason not to.
BIJGESTELD = {False: 0.07, True: 0.16}
DOORSTROOMTOETS_VANAF = 2023
ONBEKEND = 0.03


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery per school year that is over."""
    for jaar in voltooide_schooljaren():
        rijen = [rij for school in _scholen(wereld, jaar) for rij in _rijen(wereld, school, jaar)]
        vorm = CSV_OUD if jaar < 2019 else XLSX
        yield Levering("mdo", f"mdo_{schooljaar_tekst(jaar)}", KOLOMMEN, rijen, vorm)


def _scholen(wereld: Wereld, jaar: int) -> Iterator[School]:
    for school in wereld.scholen_op(begin_schooljaar(jaar)):
        if wereld.is_lid(school) and school.schoolsoort == "bao":
            yield school


def _rijen(wereld: Wereld, school: School, jaar: int) -> Iterator[tuple[Waarde, ...]]:
    groep_8 = round(omvang.regulier_februari(wereld, februari_van(jaar).year)[school.code] / 9)
    bekend = begin_schooljaar(jaar + 4) <= STAND
    for soort, aandeel in SOORTEN.items():
        rng = wereld.rng("mdo", school.code, jaar, soort)
        aantal = sum(rng.random() < aandeel for _ in range(groep_8))
        eerste_keuze, op_niveau, bijgesteld = (
            sum(rng.random() < kans for _ in range(aantal))
            for kans in (EERSTE_KEUZE, OP_NIVEAU, BIJGESTELD[jaar >= DOORSTROOMTOETS_VANAF])
        )
        yield (
            schooljaar_tekst(jaar),
            school.brin,
            school.vestiging,
            soort,
            aantal,
            None if aantal and rng.random() < ONBEKEND else eerste_keuze,
            op_niveau if bekend else None,
            bijgesteld,
        )
