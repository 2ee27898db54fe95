"""Bron `scholing`: the register of training and meetings, with how many came from each school.

Schools of a large bestuur come more often, and some schools hardly ever.
"""

from collections.abc import Iterator
from datetime import date
from random import Random

from pipelines.demo.dagen import dagen_na, trek_schooldag
from pipelines.demo.kalender import SCHOOLJAREN, STAND, begin_schooljaar
from pipelines.demo.schrijver import Levering
from pipelines.demo.wereld import School, Wereld

KOLOMMEN = ("datum", "activiteit", "thema", "brin", "vestiging", "deelnemers")

VANAF = 2018

AANBOD = (
    ("Gesprekken met ouders", "oudercommunicatie"),
    ("Samen met ouders in de triade", "oudercommunicatie"),
    ("Rust in de groep", "gedrag"),
    ("Druk gedrag begrijpen", "gedrag"),
    ("Signaleren van begaafdheid", "begaafdheid"),
    ("Netwerk begaafdheid", "begaafdheid"),
    ("Eerste hulp bij verzuim", "verzuim"),
    ("Terug naar school", "verzuim"),
    ("Autisme in de klas", "autisme"),
    ("Netwerk intern begeleiders", "ondersteuningsstructuur"),
    ("Een sterk kernteam", "ondersteuningsstructuur"),
    ("Nieuwkomers in de klas", "nieuwkomers"),
)
# Activities in a school year; nearly none in the year that schools were closed.
AANTAL = {2019: 9, 2020: 5}
AANTAL_GEWOON = 13
SAMENKOMST = "Netwerk intern begeleiders"


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One complete list, as on today."""
    alle = [rij for jaar in SCHOOLJAREN if jaar >= VANAF for rij in _schooljaar(wereld, jaar)]
    rijen = sorted({rij[:5]: rij for rij in alle}.values())
    yield Levering("scholing", f"scholing_{STAND}", KOLOMMEN, rijen)


def _schooljaar(wereld: Wereld, jaar: int) -> Iterator[tuple[date, str, str, str, str, int]]:
    rng = wereld.rng("scholing", jaar)
    begin = begin_schooljaar(jaar)
    leden = [school for school in wereld.scholen_op(begin) if wereld.is_lid(school)]
    for _ in range(AANTAL.get(jaar, AANTAL_GEWOON)):
        activiteit, thema = rng.choice(AANBOD)
        dag = trek_schooldag(rng, dagen_na(begin, 35), dagen_na(begin, 325))
        for school in leden:
            if rng.random() < _kans(wereld, school, activiteit) and dag <= STAND:
                aantal = 1 if activiteit == SAMENKOMST else _deelnemers(rng)
                yield dag, activiteit, thema, school.brin, school.vestiging, aantal


def _kans(wereld: Wereld, school: School, activiteit: str) -> float:
    eigen = wereld.rng("scholing", school.code).betavariate(1.4, 6)
    return float(min(0.9, eigen * (2.2 if activiteit == SAMENKOMST else 1.0)))


def _deelnemers(rng: Random) -> int:
    return rng.choice((1, 1, 1, 2, 2, 3, 4, 6))
