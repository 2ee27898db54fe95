"""Bron `dws`: the Day a Week School. Seven groups of 18 at four locations, a new year each January.

A pupil who leaves may be replaced; who finds no place waits. Pupils stay enrolled at their own
school: schools with a low schoolweging send more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from pipelines.demo.dagen import dagen_na, schooldag_vanaf, trek_schooldag
from pipelines.demo.kalender import STAND
from pipelines.demo.kinderen import Kind, maak_kind, trek_school, woonplaats
from pipelines.demo.schrijver import XLSX, Levering, Waarde
from pipelines.demo.wereld import School, Wereld

KOLOMMEN = (
    "jaar",
    "leerling",
    "brin",
    "vestiging",
    "leerjaar",
    "geslacht",
    "status",
    "groep",
    "locatie",
    "begin",
    "einde",
)

PLAATSEN = 18
# Groups in the order in which they began; all seven (126 places) from 2023 on.
GROEPEN = (
    ("Noord 1", "Haarlem-Noord"),
    ("Centrum 1", "Haarlem-Centrum"),
    ("Zuid 1", "Heemstede"),
    ("Noord 2", "Haarlem-Noord"),
    ("Centrum 2", "Haarlem-Centrum"),
    ("Zuid 2", "Heemstede"),
    ("Duin 1", "Bloemendaal"),
)
AANTAL_GROEPEN = {2017: 3, 2018: 4, 2019: 4, 2020: 5, 2021: 5, 2022: 6}
JAREN = range(2017, STAND.year + 1)

BLIJFT = 0.6
VERTREKT = 0.07
LEEG = 0.03
WACHTLIJST = {2017: 9, 2018: 11, 2019: 14, 2020: 12, 2021: 17, 2022: 21, 2023: 16, 2024: 22}
WACHTLIJST_NU = 28
MEISJES = 0.42
LEERJAREN = range(5, 9)


@dataclass(frozen=True)
class Deelname:
    """One pupil in one DWS year; on the waiting list there is no group."""

    jaar: int
    kind: Kind
    school: School
    leerjaar: int
    status: str
    groep: str | None = None
    locatie: str | None = None
    begin: date | None = None
    einde: date | None = None


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One complete list, as on today."""
    rijen = [_rij(deelname) for deelname in deelnames(wereld)]
    yield Levering("dws", f"dws_{STAND}", KOLOMMEN, rijen, XLSX)


def deelnames(wereld: Wereld) -> Iterator[Deelname]:
    """Every DWS year, group by group, and who waits."""
    vorig: dict[str, list[Deelname]] = {}
    for jaar in JAREN:
        groepen = GROEPEN[: AANTAL_GROEPEN.get(jaar, len(GROEPEN))]
        nu = {groep: _groep(wereld, jaar, groep, plek, vorig) for groep, plek in groepen}
        for deelnemers in nu.values():
            yield from sorted(deelnemers, key=lambda d: (d.begin or STAND, d.kind.pseudoniem))
        yield from _wachtlijst(wereld, jaar)
        vorig = nu


def _groep(
    wereld: Wereld, jaar: int, groep: str, locatie: str, vorig: dict[str, list[Deelname]]
) -> list[Deelname]:
    """Who stayed from last year, newcomers up to 18, and replacements for who left."""
    rng = wereld.rng("dws", jaar, groep)
    begin = schooldag_vanaf(date(jaar, 1, 8))
    blijvers = [
        (d.kind, d.school, _leerjaar_op(d, begin))
        for d in vorig.get(groep, [])
        if d.status == "deelnemer" and rng.random() < BLIJFT and d.school.bestaat_op(begin)
    ]
    blijvers = [blijver for blijver in blijvers if blijver[2] in LEERJAREN]
    aantal = sum(rng.random() > LEEG for _ in range(PLAATSEN))
    uit: list[Deelname] = []
    for nummer in range(aantal):
        wie = blijvers[nummer] if nummer < len(blijvers) else _nieuw(wereld, rng, begin)
        vertrek = _vertrek(rng, jaar, wie[2])
        uit.append(_deelname(jaar, wie, groep, locatie, begin, vertrek))
        vervangen = schooldag_vanaf(dagen_na(vertrek, 7)) if vertrek else STAND
        if vertrek and vervangen < min(STAND, date(jaar, 11, 1)) and rng.random() < 0.7:
            opvolger = _nieuw(wereld, rng, vervangen)
            uit.append(_deelname(jaar, opvolger, groep, locatie, vervangen, None))
    return uit


def _leerjaar_op(vorige: Deelname, dag: date) -> int:
    """In January pupils are in the next leerjaar, unless they began after the summer."""
    na_zomer = vorige.begin is not None and vorige.begin.month >= 8
    return vorige.leerjaar + (0 if na_zomer else dag.year - vorige.jaar)


def _nieuw(wereld: Wereld, rng: Random, dag: date) -> tuple[Kind, School, int]:
    school = trek_school(wereld, rng, dag, "begaafd")
    leerjaar = rng.choices(LEERJAREN, (38, 32, 22, 8))[0]
    kind = maak_kind(
        rng,
        leerjaar=leerjaar,
        dag=dag,
        gemeente=woonplaats(rng, school),
        herkomst=wereld.swv,
        jongens=1 - MEISJES,
    )
    return kind, school, leerjaar


def _vertrek(rng: Random, jaar: int, leerjaar: int) -> date | None:
    """Groep 8 goes on to the VO in July; of the others a few stop. None: until December."""
    if leerjaar == 8:
        return date(jaar, 7, 12) if date(jaar, 7, 12) <= STAND else None
    if rng.random() > VERTREKT:
        return None
    dag = trek_schooldag(rng, date(jaar, 2, 10), date(jaar, 12, 1))
    return dag if dag <= STAND else None


def _deelname(
    jaar: int,
    wie: tuple[Kind, School, int],
    groep: str,
    locatie: str,
    begin: date,
    vertrek: date | None,
) -> Deelname:
    kind, school, leerjaar = wie
    einde = vertrek or (date(jaar, 12, 20) if date(jaar, 12, 20) <= STAND else None)
    status = "uitgestroomd" if vertrek else "deelnemer"
    return Deelname(jaar, kind, school, leerjaar, status, groep, locatie, begin, einde)


def _wachtlijst(wereld: Wereld, jaar: int) -> Iterator[Deelname]:
    rng = wereld.rng("dws", jaar, "wachtlijst")
    for _ in range(WACHTLIJST.get(jaar, WACHTLIJST_NU)):
        kind, school, leerjaar = _nieuw(wereld, rng, date(jaar, 1, 8))
        yield Deelname(jaar, kind, school, leerjaar, "wachtlijst")


def _rij(d: Deelname) -> tuple[Waarde, ...]:
    return (
        d.jaar,
        d.kind.pseudoniem,
        d.school.brin,
        d.school.vestiging,
        d.leerjaar,
        d.kind.geslacht,
        d.status,
        d.groep,
        d.locatie,
        d.begin,
        d.einde,
    )
