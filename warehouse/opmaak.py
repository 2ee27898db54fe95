"""Numbers, amounts, dates and periods as a Dutch reader expects them.

The only place that turns a value into text: command line, publication and app all use it, so a
figure reads the same everywhere. Rounding is decimal and half up (2,5 becomes 3), on the number
as it is written, not on its binary neighbour. What a figure means is left to `duiding`.
"""

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import SupportsFloat

from warehouse import periode as perioden

Getal = SupportsFloat | None

ONBEKEND = "onbekend"
MIN = "\N{MINUS SIGN}"

# fmt: off
_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)
_MAANDEN_KORT = (
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
)
# fmt: on
_KWARTALEN = {
    1: "augustus-oktober",
    2: "november-januari",
    3: "februari-april",
    4: "mei-juli",
}
# Units of time are the only units of a measure that have a singular of their own.
_ENKELVOUD = {"dagen": "dag", "weken": "week", "maanden": "maand"}
# Wide enough for every float: rounding never fails on a large number.
_CONTEXT = Context(prec=400, rounding=ROUND_HALF_UP)


def getal(x: Getal, decimalen: int = 0) -> str:
    """1234.5 with one decimal is "1.234,5"; None and NaN are "onbekend". Never a minus before 0."""
    number = _decimaal(x)
    if number is None:
        return ONBEKEND
    rounded = _rond(number, decimalen)
    return (MIN if rounded < 0 else "") + _cijfers(rounded)


def procent(aandeel: Getal, decimalen: int = 1) -> str:
    """A share (0-1) as a percentage: 0.0323 is "3,2%".

    A loss that rounds to nothing keeps its sign ("−0,00%", as the plan prints the rentabiliteit
    of 2028): the reader should see that it is not a balance.
    """
    number = _decimaal(aandeel)
    if number is None:
        return ONBEKEND
    rounded = _rond(number.scaleb(2, _CONTEXT), decimalen)
    return (MIN if number < 0 else "") + _cijfers(rounded) + "%"


def bedrag(x: Getal, decimalen: int = 0) -> str:
    """Euros: 1234 is "€ 1.234", −1234 is "€ −1.234"."""
    number = getal(x, decimalen)
    return number if number == ONBEKEND else f"€ {number}"


def bedrag_kort(x: Getal) -> str:
    """Euros for a card or an axis: "€ 653.802", "€ 1,2 mln", "€ 2,5 mld"."""
    number = _decimaal(x)
    if number is None:
        return ONBEKEND
    # The rounded figure decides, so that 999.999,50 does not read as € 1.000.000.
    if abs(_rond(number.scaleb(-6, _CONTEXT), 1)) >= 1000:
        return f"€ {getal(number.scaleb(-9, _CONTEXT), 1)} mld"
    if abs(_rond(number, 0)) >= 1_000_000:
        return f"€ {getal(number.scaleb(-6, _CONTEXT), 1)} mln"
    return bedrag(number)


def datum(d: date | None) -> str:
    """ "1 februari 2024"."""
    return ONBEKEND if d is None else f"{d.day} {_MAANDEN[d.month - 1]} {d.year}"


def datum_kort(d: date | None) -> str:
    """ "1 feb 2024"."""
    return ONBEKEND if d is None else f"{d.day} {_MAANDEN_KORT[d.month - 1]} {d.year}"


def hier(tijd: datetime) -> datetime:
    """A moment by the clock of this machine; one that names no zone was written down in UTC."""
    return (tijd if tijd.tzinfo else tijd.replace(tzinfo=UTC)).astimezone()


def lees_datum(tekst: str) -> date | None:
    """A date as people type it: "31-12-2026" or "31 december 2026"; None when there is nothing.

    Raises:
        ValueError: it is no date.
    """
    delen = re.split(r"[\s/.-]+", tekst.strip().casefold())
    if delen == [""]:
        return None
    try:
        dag, maand, jaar = delen
        namen = _MAANDEN if maand in _MAANDEN else _MAANDEN_KORT
        nummer = namen.index(maand) + 1 if maand in namen else int(maand)
        return date(int(jaar), nummer, int(dag))
    except ValueError:
        raise ValueError(f"'{tekst}' is geen datum") from None


def schooljaar(start: int) -> str:
    """The schooljaar that starts in 2024: "2024-2025"."""
    return f"{start}-{start + 1}"


def schooljaar_kort(start: int) -> str:
    """The schooljaar that starts in 2024: "'24-'25"."""
    return f"'{start % 100:02d}-'{(start + 1) % 100:02d}"


def periode(code: str) -> str:
    """A period code as a heading: "1 februari 2024", "schooljaar 2024-2025", "2024"."""
    kind, start = perioden.soort(code), perioden.startjaar(code)
    if kind == "datum":
        return datum(perioden.begin(code))
    if kind == "schooljaar":
        return f"schooljaar {schooljaar(start)}"
    if kind == "kwartaal":
        number = perioden.kwartaal(code)
        return f"{number}e kwartaal {schooljaar(start)} ({_KWARTALEN[number]})"
    return str(start)


def periode_kort(code: str) -> str:
    """A period code for an axis or a column: "1 feb 2024", "'24-'25", "K3 '24-'25", "2024"."""
    kind, start = perioden.soort(code), perioden.startjaar(code)
    if kind == "datum":
        return datum_kort(perioden.begin(code))
    if kind == "schooljaar":
        return schooljaar_kort(start)
    if kind == "kwartaal":
        return f"K{perioden.kwartaal(code)} {schooljaar_kort(start)}"
    return str(start)


def wanneer(code: str) -> str:
    """A period code inside a sentence: "op 1 februari 2024", "in schooljaar 2024-2025"."""
    kind, start = perioden.soort(code), perioden.startjaar(code)
    if kind == "datum":
        return f"op {datum(perioden.begin(code))}"
    if kind == "kwartaal":
        return f"in het {perioden.kwartaal(code)}e kwartaal van {schooljaar(start)}"
    return f"in {periode(code)}"


def waarde(x: Getal, soort: str, eenheid: str, decimalen: int) -> str:
    """A figure by the kind of its kengetal.

    aantal: the bare number (the noun stands in the title); aandeel: a percentage; bedrag: euros,
    with what follows the sign ("€ per leerling" gives "€ 412 per leerling"); any other kind: the
    number and its unit ("33 dagen", "1 dag", "1,4 per 1.000").
    """
    if _decimaal(x) is None:
        return ONBEKEND
    if soort == "aandeel":
        return procent(x, decimalen)
    if soort == "bedrag" or eenheid.startswith("€"):
        return f"{bedrag(x, decimalen)} {eenheid.removeprefix('€').strip()}".rstrip()
    number = getal(x, decimalen)
    if soort == "aantal" or not eenheid:
        return number
    return f"{number} {_ENKELVOUD.get(eenheid, eenheid) if number == '1' else eenheid}"


def getoond(x: SupportsFloat, soort: str, decimalen: int) -> Decimal:
    """The number that `waarde` shows, rounded: of a share the percentage. To count on with."""
    number = _decimaal(x)
    if number is None:
        raise ValueError("Een onbekend getal wordt niet als getal getoond.")
    return _rond(number.scaleb(2, _CONTEXT) if soort == "aandeel" else number, decimalen)


def aantal_met_eenheid(n: Getal, enkelvoud: str, meervoud: str) -> str:
    """ "1 leerling", "0 leerlingen", "1.234 leerlingen", "onbekend aantal leerlingen"."""
    number = getal(n)
    if number == ONBEKEND:
        return f"onbekend aantal {meervoud}"
    return f"{number} {enkelvoud if number in ('1', MIN + '1') else meervoud}"


def sorteersleutel(tekst: str) -> tuple[tuple[tuple[bool, int, str], ...], str]:
    """Sort key for Dutch lists: capitals, accents and punctuation do not count, numbers do.

    "Élan" stands with the e, "'s-Gravenhage" with the s, "groep 2" before "groep 10"; ij is i-j.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(c))
    pieces = re.findall(r"[0-9]+|[^\W\d_]+", bare.casefold())
    words = tuple((False, int(p), "") if p[0] in "0123456789" else (True, 0, p) for p in pieces)
    return words, tekst


def _decimaal(x: Getal) -> Decimal | None:
    """The number as it is written; None when it is unknown, ValueError when it is infinite."""
    if x is None:
        return None
    number = x if isinstance(x, Decimal) else Decimal(x if isinstance(x, int) else repr(float(x)))
    if number.is_nan():
        return None
    if number.is_infinite():
        raise ValueError("Een oneindig getal heeft geen opmaak: er is door nul gedeeld.")
    return number


def _rond(number: Decimal, decimalen: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimalen), context=_CONTEXT)


def _cijfers(rounded: Decimal) -> str:
    """Digits with Dutch separators, without a sign."""
    return f"{rounded.copy_abs():,f}".translate(str.maketrans(",.", ".,"))
