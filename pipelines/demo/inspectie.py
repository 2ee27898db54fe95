"""Bron `inspectie`: the verdict that holds for each member school on 1 September, year by year."""

from collections.abc import Iterator
from datetime import date

from pipelines.demo.kalender import STAND
from pipelines.demo.schrijver import Levering
from pipelines.demo.wereld import School, Wereld

KOLOMMEN = ("peildatum", "brin", "vestiging", "oordeel")

EERSTE_JAAR = 2018
GOED = 0.07
# A weak verdict is given to few and lasts two years, very weak one year before that.
ONVOLDOENDE_BEGINT = 0.008
ZEER_ZWAK = 0.2


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery per year."""
    for jaar in range(EERSTE_JAAR, STAND.year + 1):
        dag = date(jaar, 9, 1)
        rijen = [
            (dag, school.brin, school.vestiging, _oordeel(wereld, school, jaar))
            for school in wereld.scholen_op(dag)
            if wereld.is_lid(school) and school.vanaf.year < jaar
        ]
        yield Levering("inspectie", f"inspectie_{dag}", KOLOMMEN, rijen)


def _oordeel(wereld: Wereld, school: School, jaar: int) -> str:
    for begin in (jaar, jaar - 1):
        rng = wereld.rng("inspectie", school.code, begin)
        if rng.random() < ONVOLDOENDE_BEGINT:
            return "zeer zwak" if begin == jaar and rng.random() < ZEER_ZWAK else "onvoldoende"
    is_goed = wereld.rng("inspectie", school.code).random() < GOED
    return "goed" if is_goed else "voldoende"
