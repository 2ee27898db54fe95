"""The calendar of the demo set: which school years and which dates it covers.

Everything else in this package takes its dates from here, so a longer history is one change.
"""

from datetime import date

# Ten school years that are over, and the one that is running.
EERSTE_SCHOOLJAAR = 2016
LAATSTE_SCHOOLJAAR = 2026
SCHOOLJAREN = tuple(range(EERSTE_SCHOOLJAAR, LAATSTE_SCHOOLJAAR + 1))

# The set is written as if today were November 2026: what comes later does not exist yet.
STAND = date(2026, 11, 22)

# Of two registers there is an older delivery too: the list as it was on this day.
VORIGE_STAND = date(2025, 11, 24)

# The date to which the whole set is calibrated (ondersteuningsplan 2024-2028).
IJKDATUM = date(2023, 2, 1)


def schooljaar_van(dag: date) -> int:
    """Year in which the school year (1 August - 31 July) of this day starts."""
    return dag.year if dag.month >= 8 else dag.year - 1


def schooljaar_tekst(jaar: int) -> str:
    """2024 → "2024-2025"."""
    return f"{jaar}-{jaar + 1}"


def begin_schooljaar(jaar: int) -> date:
    return date(jaar, 8, 1)


def februari_van(schooljaar: int) -> date:
    """The teldatum of 1 February that falls in this school year."""
    return date(schooljaar + 1, 2, 1)


def voltooide_schooljaren(vanaf: int = EERSTE_SCHOOLJAAR) -> list[int]:
    """School years from this one on that are over: of these the year figures are in."""
    return [jaar for jaar in SCHOOLJAREN if jaar >= vanaf and begin_schooljaar(jaar + 1) <= STAND]


def teldata() -> list[date]:
    """Every date on which pupils were counted, oldest first.

    1 October and 1 February count all pupils; 1 June counts sbo and so only (a GO-peildatum).
    """
    dagen = [date(jaar, 10, 1) for jaar in SCHOOLJAREN]
    dagen += [date(jaar + 1, maand, 1) for jaar in SCHOOLJAREN for maand in (2, 6)]
    return sorted(dag for dag in dagen if dag <= STAND)


def is_alleen_go(teldatum: date) -> bool:
    """True for a GO-peildatum on which the regular schools are not counted."""
    return teldatum.month == 6
