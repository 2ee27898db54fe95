"""A raw value from a failing row or a worked example, as a Dutch reader expects it.

Such rows have columns of every source, so the name of a column says what its numbers are: a year,
a code or a row number is no count and gets no thousands separator, an exact number with two
decimals is an amount of money, a share is a percentage.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from warehouse import opmaak

_GEEN_AANTAL = re.compile(
    r"(^|_)(jaar|schooljaar|leerjaar|groep|cluster|rij|rijnummer|levering|code|postcode|brin|nummer|versie)($|_)"
)
_AANDEEL = re.compile(r"(^|_)(aandeel|verandering)($|_)")
_DATUM = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_DECIMAAL = re.compile(r"-?\d+\.\d+")
_EURO = re.compile(r"-?\d+\.\d\d")
_KOLOMNAAM = re.compile(r"[a-z]+(_[a-z0-9]+)+")
_KOPPEN = {
    "grain": "niveau",
    "n": "aantal",
    "brin": "BRIN",
    "tlv": "TLV",
    "swv": "SWV",
    "dws": "DWS",
}
_NIET_INGEVULD = Markup('<span class="stil">niet ingevuld</span>')


def kop(naam: str) -> str:
    """A column name as a heading."""
    tekst = " ".join(_KOPPEN.get(deel, deel) for deel in naam.split("_"))
    return tekst[:1].upper() + tekst[1:]


def als_datum(waarde: str | date) -> date:
    """A date, also when it comes from JSON."""
    return waarde if isinstance(waarde, date) else date.fromisoformat(waarde[:10])


def datums_in(tekst: str) -> str:
    """A sentence with its dates in Dutch: "teldatum 1 februari 2024"."""
    return _DATUM.sub(lambda treffer: opmaak.datum(als_datum(treffer.group())), tekst)


def scope(delen: Sequence[str]) -> str:
    """What a delivery covers, each part once: "schooljaar 2024-2025, gemeente Haarlem en nog 4"."""
    uniek = list(dict.fromkeys(deel for tekst in delen for deel in tekst.split(", ") if deel))
    woorden = [datums_in(deel) for deel in uniek[:3]] if len(uniek) > 4 else map(datums_in, uniek)
    rest = f" en nog {opmaak.getal(len(uniek) - 3)}" if len(uniek) > 4 else ""
    return f"{', '.join(woorden)}{rest}"


def is_getal(naam: str, waarden: Sequence[Any]) -> bool:
    """Whether a column holds numbers, to be set right; years and codes are no such numbers."""
    gevuld = [w for w in waarden if w is not None]
    return bool(gevuld) and not _GEEN_AANTAL.search(naam) and all(_is_getal(w) for w in gevuld)


def _is_getal(waarde: Any) -> bool:
    if isinstance(waarde, str):
        return bool(_DECIMAAL.fullmatch(waarde))
    return isinstance(waarde, int | float) and not isinstance(waarde, bool)


def toon(naam: str, waarde: Any) -> str | Markup:
    """One value: a count with separators, a date in words, ja or nee, or that it was left empty."""
    if waarde is None or waarde == "":
        return _NIET_INGEVULD
    if isinstance(waarde, Markup):
        return waarde
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, int | float):
        return _getal(naam, waarde)
    if isinstance(waarde, list | tuple):
        return ", ".join(str(toon(naam, deel)) for deel in waarde)
    return _periode(str(waarde)) if naam.endswith("periode") else _tekst(str(waarde))


def _periode(code: str) -> str:
    """A period by its name; what is no period stays what it is."""
    try:
        return opmaak.periode_kort(code)
    except ValueError:
        return _tekst(code)


def _tekst(tekst: str) -> str:
    """A text as it came, except a date, an exact amount or the name of a column."""
    if _DATUM.fullmatch(tekst):
        return opmaak.datum_kort(als_datum(tekst))
    if _EURO.fullmatch(tekst):
        return opmaak.bedrag(Decimal(tekst), 0 if tekst.endswith(".00") else 2)
    if _DECIMAAL.fullmatch(tekst):
        return opmaak.getal(Decimal(tekst), len(tekst.partition(".")[2]))
    return tekst.replace("_", " ") if _KOLOMNAAM.fullmatch(tekst) else tekst


def _getal(naam: str, waarde: int | float) -> str:
    if _GEEN_AANTAL.search(naam) and waarde == int(waarde):
        return str(int(waarde))
    if _AANDEEL.search(naam):
        return opmaak.procent(waarde)
    decimalen = (
        0
        if waarde == int(waarde)
        else min(4, max(1, len(f"{waarde:.4f}".rstrip("0").split(".")[1])))
    )
    return opmaak.getal(waarde, decimalen)
