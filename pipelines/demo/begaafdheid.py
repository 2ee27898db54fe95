"""Bronnen `hb_scholing`, `hb_trajecten` and `ontwikkelpad`: what schools do for the highly able.

The goals of the programme of 2023-2025 are met: 24 persons with rolversterking, in two courses,
and 80 persons trained in all, each counted once.
"""

from collections.abc import Iterator
from datetime import date
from random import Random

from pipelines.demo.dagen import (
    bekend_op,
    dagen_na,
    later_dan,
    schooldag_tot,
    schooldag_vanaf,
    trek_schooldag,
)
from pipelines.demo.kalender import (
    STAND,
    begin_schooljaar,
    schooljaar_tekst,
    voltooide_schooljaren,
)
from pipelines.demo.kinderen import TEKENS, trek_school
from pipelines.demo.schrijver import Levering, Waarde
from pipelines.demo.wereld import School, Wereld

KOLOMMEN_SCHOLING = ("persoon", "datum", "opleiding", "brin", "vestiging", "afgerond")
KOLOMMEN_TRAJECTEN = ("traject", "begin", "verslag", "terugkoppelingen", "einde", "opvolging")
KOLOMMEN_PAD = ("schooljaar", "brin", "vestiging", "onderdeel", "type")

# Course, day it ended, and how many finished; the second figure stopped before the end.
BASISOPLEIDINGEN = (
    (date(2022, 6, 9), 9, 1),
    (date(2023, 6, 15), 18, 2),
    (date(2024, 6, 13), 23, 1),
    (date(2025, 6, 12), 24, 3),
)
ROLVERSTERKING = ((date(2024, 4, 18), 12, 1), (date(2025, 4, 17), 12, 0))
# In each course, who come with experience of their own and not from the basisopleiding.
ZONDER_BASIS = 3
LOOPT_NU = (date(2026, 9, 24), 11)

TRAJECTEN = {2022: 8, 2023: 13, 2024: 16, 2025: 15, 2026: 12}
WEKEN_VERSLAG, WEKEN_OPVOLGING = 12, 12

ONDERDELEN = ("signaleren", "klas", "peergroup", "bovenschools")
TYPEN = "ABCD"
PAD_VANAF = 2022
RESPONS = {2022: 0.45, 2023: 0.6, 2024: 0.74, 2025: 0.8}


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """Two registers as on today, and the self-assessment of each school year."""
    scholing = sorted(_scholing(wereld), key=lambda rij: (rij[1], rij[0]))
    yield Levering("hb_scholing", f"hb_scholing_{STAND}", KOLOMMEN_SCHOLING, scholing)
    trajecten = list(_trajecten(wereld))
    yield Levering("hb_trajecten", f"hb_trajecten_{STAND}", KOLOMMEN_TRAJECTEN, trajecten)
    for jaar in voltooide_schooljaren(PAD_VANAF):
        tekst = schooljaar_tekst(jaar)
        yield Levering("ontwikkelpad", f"ontwikkelpad_{tekst}", KOLOMMEN_PAD, _pad(wereld, jaar))


# --- hb_scholing ----------------------------------------------------------------------------------


def _scholing(wereld: Wereld) -> Iterator[tuple[str, date, str, str, str, bool]]:
    rng = wereld.rng("hb_scholing")
    opgeleid: list[tuple[str, School]] = []
    for dag, klaar, gestopt in BASISOPLEIDINGEN:
        for nummer in range(klaar + gestopt):
            persoon, school = _persoon(wereld, rng, dag)
            yield persoon, dag, "basisopleiding", school.brin, school.vestiging, nummer < klaar
            if nummer < klaar:
                opgeleid.append((persoon, school))
    for dag, klaar, gestopt in ROLVERSTERKING:
        nieuw = [_persoon(wereld, rng, dag) for _ in range(ZONDER_BASIS)]
        groep = [*nieuw, *_gekozen(rng, opgeleid, klaar + gestopt - ZONDER_BASIS)]
        for nummer, (persoon, school) in enumerate(groep):
            yield persoon, dag, "rolversterking", school.brin, school.vestiging, nummer < klaar
    dag, aantal = LOOPT_NU
    for _ in range(aantal):
        persoon, school = _persoon(wereld, rng, dag)
        yield persoon, dag, "basisopleiding", school.brin, school.vestiging, False


def _gekozen(
    rng: Random, opgeleid: list[tuple[str, School]], aantal: int
) -> list[tuple[str, School]]:
    """Who go on after the basisopleiding, from the oldest courses; nobody is chosen twice."""
    vroegste = opgeleid[: BASISOPLEIDINGEN[0][1] + BASISOPLEIDINGEN[1][1]]
    gekozen = rng.sample(vroegste, aantal)
    for wie in gekozen:
        opgeleid.remove(wie)
    return gekozen


def _persoon(wereld: Wereld, rng: Random, dag: date) -> tuple[str, School]:
    return "M-" + "".join(rng.choices(TEKENS, k=7)), trek_school(wereld, rng, dag, "begaafd")


# --- hb_trajecten ---------------------------------------------------------------------------------


def _trajecten(wereld: Wereld) -> Iterator[tuple[Waarde, ...]]:
    for jaar, aantal in TRAJECTEN.items():
        rng = wereld.rng("hb_trajecten", jaar)
        dagen = [trek_schooldag(rng, date(jaar, 1, 8), date(jaar, 12, 10)) for _ in range(aantal)]
        for nummer, begin in enumerate(sorted(dagen), start=1):
            if begin <= STAND:
                yield (f"T{jaar}-{nummer:02d}", begin, *_mijlpalen(rng, begin))


def _mijlpalen(rng: Random, begin: date) -> tuple[Waarde, ...]:
    """Report, feedback every four to six weeks, the end, and the follow-up: mostly on time."""
    verslag = schooldag_tot(dagen_na(begin, rng.randint(7 * 8, 7 * WEKEN_VERSLAG + 12)))
    einde = schooldag_vanaf(dagen_na(verslag, rng.randint(30, 240)))
    terug = []
    dag = _volgende(rng, verslag)
    while dag < einde:
        terug.append(dag)
        dag = _volgende(rng, dag)
    opvolging = schooldag_vanaf(dagen_na(einde, 7 * WEKEN_OPVOLGING + rng.randint(-12, 20)))
    gegeven = "|".join(f"{d:%Y-%m-%d}" for d in terug if not later_dan(d, STAND))
    return (
        bekend_op(verslag, STAND),
        gegeven or None,
        bekend_op(einde, STAND),
        bekend_op(opvolging, STAND) if rng.random() < 0.93 else None,
    )


def _volgende(rng: Random, vorige: date) -> date:
    """Four to six weeks on; before the summer holiday or, when that comes too soon, after it."""
    dag = dagen_na(vorige, rng.randint(28, 44))
    eerder = schooldag_tot(dag)
    return eerder if eerder >= dagen_na(vorige, 21) else schooldag_vanaf(dag)


# --- ontwikkelpad ---------------------------------------------------------------------------------


def _pad(wereld: Wereld, jaar: int) -> list[tuple[Waarde, ...]]:
    """A school moves up the types (A to D) as years go by, at its own pace."""
    rijen: list[tuple[Waarde, ...]] = []
    for school in wereld.scholen_op(begin_schooljaar(jaar)):
        is_bao = school.schoolsoort == "bao" and wereld.is_lid(school)
        if not is_bao or wereld.rng("pad", school.code, jaar).random() > RESPONS[jaar]:
            continue
        for onderdeel in ONDERDELEN:
            tempo = wereld.rng("pad", school.code, onderdeel)
            stap = int(tempo.uniform(0, 2) + (jaar - PAD_VANAF) * tempo.uniform(0.1, 0.7))
            type_ = TYPEN[min(stap, len(TYPEN) - 1)]
            rijen.append((schooljaar_tekst(jaar), school.brin, school.vestiging, onderdeel, type_))
    return rijen
