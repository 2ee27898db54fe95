"""The invented pupils: a pseudonym that stays the same in every delivery, and what goes with it.

Also which school a pupil is drawn from. What happens to pupils is in `verblijven` (specialised
education), `casussen` (thuiszitters) and `dws`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from pipelines.demo import omvang
from pipelines.demo.dagen import DAG
from pipelines.demo.kalender import februari_van, schooljaar_van
from pipelines.demo.leerlingen import woont_bij
from pipelines.demo.wereld import School, Wereld

# No vowels and no 0 or 1: a pseudonym is no word, no number and never misread.
TEKENS = "bcdfghjkmnpqrstvwxz23456789"
MIDDEN_WEGING = 28.0


@dataclass(frozen=True)
class Kind:
    """A pupil. `geboren` is the first day of the month of birth; `herkomst` is an SWV."""

    pseudoniem: str
    geslacht: str
    geboren: date
    gemeente: str
    herkomst: str

    @property
    def geboortemaand(self) -> str:
        return f"{self.geboren:%Y-%m}"


def maak_kind(
    rng: Random,
    *,
    leerjaar: int,
    dag: date,
    gemeente: str,
    herkomst: str,
    jongens: float = 0.5,
) -> Kind:
    """A new pupil who is in this leerjaar on this day and four at least; a few are a year older."""
    oktober = 9 + rng.randint(0, 11) - (12 if rng.random() < 0.12 else 0)
    jaar = schooljaar_van(dag) - 4 - leerjaar
    geboren = date(jaar + oktober // 12, oktober % 12 + 1, 1)
    return Kind(
        pseudoniem="L-" + "".join(rng.choices(TEKENS, k=9)),
        geslacht="m" if rng.random() < jongens else "v",
        geboren=min(geboren, date(dag.year - 4, dag.month, 1)),
        gemeente=gemeente,
        herkomst=herkomst,
    )


def kies(rng: Random, gewichten: dict[str, float]) -> str:
    """One of the keys, in proportion to its weight."""
    return rng.choices(list(gewichten), list(gewichten.values()))[0]


def trek_school(wereld: Wereld, rng: Random, dag: date, thema: str) -> School:
    """A regular member school on this day and the day before, by size and by `thema`.

    Schools with a higher schoolweging have more "zorg" and fewer "begaafd"; besides, each school
    has its own ways. With thema "omvang" only size counts.
    """
    scholen, gewichten = _gewichten(wereld, schooljaar_van(dag), thema)
    school = rng.choices(scholen, gewichten)[0]
    if school.bestaat_op(dag - DAG) and school.bestaat_op(dag):
        return school
    return trek_school(wereld, rng, dag, thema)


@cache
def _gewichten(wereld: Wereld, schooljaar: int, thema: str) -> tuple[list[School], list[float]]:
    aantallen = omvang.regulier_februari(wereld, februari_van(schooljaar).year)
    scholen = [school for school in wereld.scholen if school.code in aantallen]
    return scholen, [aantallen[s.code] * _neiging(wereld, s, thema) for s in scholen]


@cache
def _neiging(wereld: Wereld, school: School, thema: str) -> float:
    if thema == "omvang":
        return 1.0
    helling = {"zorg": 1.6, "begaafd": -2.2}[thema]
    weging = (school.weging or MIDDEN_WEGING) / MIDDEN_WEGING
    eigen = wereld.rng("neiging", thema, school.code).lognormvariate(0, 0.3)
    return float(weging**helling * eigen)


def woonplaats(rng: Random, school: School) -> str:
    """Where a pupil of a regular school lives."""
    return kies(rng, woont_bij(school))
