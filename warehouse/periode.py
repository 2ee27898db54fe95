"""Period codes: what kind of period a code names and where it begins.

Four kinds exist: a date (`2024-02-01`, a teldatum or a peildatum: the definition of the kengetal
knows which), a schooljaar (`2024-2025`), a kwartaal of the schooljaar that starts in the year
named (`2024-K3`) and a calendar year (`2024`). How a period reads on screen is left to `opmaak`.
"""

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal

Periodesoort = Literal["datum", "schooljaar", "kwartaal", "jaar"]

# A kwartaal follows the schooljaar: K1 August-October up to and including K4 May-July.
_EERSTE_MAAND = {1: 8, 2: 11, 3: 2, 4: 5}
_EERSTE_MAAND_SCHOOLJAAR = 8

_VORMEN: dict[Periodesoort, re.Pattern[str]] = {
    "datum": re.compile(r"([12]\d{3})-(\d{2})-(\d{2})", re.ASCII),
    "schooljaar": re.compile(r"([12]\d{3})-([12]\d{3})", re.ASCII),
    "kwartaal": re.compile(r"([12]\d{3})-K([1-4])", re.ASCII),
    "jaar": re.compile(r"([12]\d{3})", re.ASCII),
}


def soort(code: str) -> Periodesoort:
    """The kind of period that `code` names; ValueError when it is no period."""
    return _ontleed(code)[0]


def begin(code: str) -> date:
    """The first day of the period; ValueError when `code` is no period."""
    kind, parts = _ontleed(code)
    year = parts[0]
    if kind == "datum":
        return date(*parts)
    if kind == "schooljaar":
        return date(year, _EERSTE_MAAND_SCHOOLJAAR, 1)
    if kind == "kwartaal":
        return date(year if parts[1] <= 2 else year + 1, _EERSTE_MAAND[parts[1]], 1)
    return date(year, 1, 1)


def einde(code: str) -> date:
    """The day after the last day of the period; ValueError when `code` is no period."""
    kind = soort(code)
    first = begin(code)
    if kind == "datum":
        return first + timedelta(days=1)
    if kind == "kwartaal":
        return date(first.year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
    return first.replace(year=first.year + 1)


def startjaar(code: str) -> int:
    """The year named first: of the date or the jaar, or in which the schooljaar starts."""
    return _ontleed(code)[1][0]


def kwartaal(code: str) -> int:
    """The number (1-4) of a kwartaal; ValueError when `code` is another kind of period."""
    kind, parts = _ontleed(code)
    if kind != "kwartaal":
        raise ValueError(f"'{code}' is geen kwartaal. Schrijf een kwartaal als 2024-K3.")
    return parts[1]


def volgnummer(code: str) -> int:
    """A number that rises by one from each schooljaar, kwartaal or jaar to the next.

    A gap between two numbers is a period without a figure. Dates have no fixed rhythm and
    therefore no volgnummer: ValueError.
    """
    kind, parts = _ontleed(code)
    if kind == "datum":
        raise ValueError(
            f"'{code}' is een datum; alleen schooljaren, kwartalen en jaren tellen door."
        )
    return 4 * parts[0] + parts[1] - 1 if kind == "kwartaal" else parts[0]


def kwartaal_eerder(code: str, aantal: int) -> str:
    """The kwartaal so many before this one; ValueError when `code` is another kind of period."""
    nummer = 4 * startjaar(code) + kwartaal(code) - 1 - aantal
    return f"{nummer // 4}-K{nummer % 4 + 1}"


def schooljaar_van(dag: date) -> str:
    """The code of the schooljaar in which `dag` falls (August to July)."""
    start = _startjaar_van(dag)
    return f"{start}-{start + 1}"


def kwartaal_van(dag: date) -> str:
    """The code of the kwartaal in which `dag` falls."""
    return f"{_startjaar_van(dag)}-K{(dag.month - _EERSTE_MAAND_SCHOOLJAAR) % 12 // 3 + 1}"


def _startjaar_van(dag: date) -> int:
    return dag.year if dag.month >= _EERSTE_MAAND_SCHOOLJAAR else dag.year - 1


@cache
def _ontleed(code: str) -> tuple[Periodesoort, tuple[int, ...]]:
    """Kind and numbers of a period code, refused with the cure when it is none."""
    for kind, form in _VORMEN.items():
        match = form.fullmatch(code)
        if match:
            parts = tuple(int(part) for part in match.groups())
            if _bestaat(kind, parts):
                return kind, parts
    raise ValueError(
        f"'{code}' is geen periode. Schrijf een datum als 2024-02-01, een schooljaar als "
        "2024-2025, een kwartaal als 2024-K3 of een jaar als 2024."
    )


def _bestaat(kind: Periodesoort, parts: tuple[int, ...]) -> bool:
    if kind == "schooljaar":
        return parts[1] == parts[0] + 1
    if kind == "datum":
        try:
            date(*parts)
        except ValueError:
            return False
    return True
