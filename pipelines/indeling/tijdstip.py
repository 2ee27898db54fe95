"""Years and dates as published files write them, made into a teldatum, a schooljaar or a jaar.

What cannot be read stays as it is: the type of the column then reports it.
"""

import datetime as dt
import re

from warehouse import periode

_JAAR = re.compile(r"20\d\d")
_DATUMS = (
    re.compile(r"(?P<jaar>\d{4})-?(?P<maand>\d{2})-?(?P<dag>\d{2})"),
    re.compile(r"(?P<dag>\d{1,2})[-/.](?P<maand>\d{1,2})[-/.](?P<jaar>\d{4})"),
)
_SCHOOLJAAR = re.compile(r"(?<!\d)(20\d\d)[-_](20\d\d|\d\d)(?!\d)")
_LOS_JAAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OKTOBER = (10, 1)  # PEILJAAR 2025 of DUO is the count of 1 October 2025


def als_teldatum(tekst: str) -> str:
    """A date as jjjj-mm-dd; of a year 1 October, the day of DUO's open data."""
    dag = _lees(tekst)
    return dag.isoformat() if dag else tekst


def als_schooljaar(tekst: str) -> str:
    """The schooljaar of a date, or of 1 October of a year."""
    dag = _lees(tekst)
    return periode.schooljaar_van(dag) if dag else tekst


def als_jaar(tekst: str) -> str:
    """The year that a period starts with: ``2022JJ00`` of CBS is 2022."""
    gevonden = re.match(r"20\d\d(?!\d)", tekst.strip())
    return gevonden[0] if gevonden else tekst


def jaar_uit_naam(bestand: str) -> str | None:
    """The one year that the name of a file holds."""
    jaren = set(_LOS_JAAR.findall(bestand))
    return jaren.pop() if len(jaren) == 1 else None


def schooljaar_uit_naam(bestand: str) -> str | None:
    """The one schooljaar that the name of a file holds: ``scholen_2024-2025.csv``."""
    gevonden = {
        f"{begin}-{int(begin) + 1}"
        for begin, einde in _SCHOOLJAAR.findall(bestand)
        if (int(begin) + 1) % 100 == int(einde) % 100
    }
    return gevonden.pop() if len(gevonden) == 1 else None


def _lees(tekst: str) -> dt.date | None:
    kaal = tekst.strip()
    if _JAAR.fullmatch(kaal):
        return dt.date(int(kaal), *_OKTOBER)
    for patroon in _DATUMS:
        if delen := patroon.match(kaal):
            try:
                return dt.date(*(int(delen[deel]) for deel in ("jaar", "maand", "dag")))
            except ValueError:
                return None
    return None
