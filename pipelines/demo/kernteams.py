"""Bron `kernteams`: which schools have an active kernteam, and how much it consulted and escalated.

They begin in 2020 with a few schools; since the JOP pilot of 2024 its two kerngebieden go ahead.
"""

from collections.abc import Iterator

from pipelines.demo.kalender import begin_schooljaar, schooljaar_tekst, voltooide_schooljaren
from pipelines.demo.schrijver import Levering, Waarde
from pipelines.demo.wereld import School, Wereld

KOLOMMEN = ("schooljaar", "brin", "vestiging", "kernteam_actief", "consultaties", "opschalingen")

# Share of schools with an active kernteam; a school that has one keeps it.
AANDEEL = {2020: 0.08, 2021: 0.17, 2022: 0.31, 2023: 0.44, 2024: 0.6, 2025: 0.73}
PILOTGEBIEDEN = {"Haarlem-Schalkwijk", "Zandvoort"}
PILOT_VANAF = 2024
PILOT_VOORSPRONG = 0.3
NIET_GETELD = 0.06


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery per school year that is over, with all member schools."""
    for jaar in voltooide_schooljaren(min(AANDEEL)):
        tekst = schooljaar_tekst(jaar)
        scholen = [s for s in wereld.scholen_op(begin_schooljaar(jaar)) if wereld.is_lid(s)]
        rijen = [(tekst, *_rij(wereld, school, jaar)) for school in scholen]
        yield Levering("kernteams", f"kernteams_{tekst}", KOLOMMEN, rijen)


def _rij(wereld: Wereld, school: School, jaar: int) -> tuple[Waarde, ...]:
    rng = wereld.rng("kernteam", school.code, jaar)
    grens = AANDEEL[jaar]
    is_pilot = jaar >= PILOT_VANAF and school.kerngebied in PILOTGEBIEDEN
    grens += PILOT_VOORSPRONG if is_pilot else 0.0
    actief = wereld.rng("kernteam", school.code).random() < grens
    if not actief:
        return school.brin, school.vestiging, False, None, None
    if rng.random() < NIET_GETELD:
        return school.brin, school.vestiging, True, None, None
    consultaties = round(rng.lognormvariate(1.9, 0.5))
    opschalingen = sum(rng.random() < (0.05 if is_pilot else 0.09) for _ in range(consultaties))
    return school.brin, school.vestiging, True, consultaties, opschalingen
