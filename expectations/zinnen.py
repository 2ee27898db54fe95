"""The Dutch sentences of an outcome, with the figures in Dutch notation.

A check may bring its own sentence about a failing row; ``meld_rij`` fills it in. Placeholders
are column names. Without more, the name and type decide: ``jaar`` and ``schooljaar`` are years, a
``periode`` or ``vorige_periode`` is written out, dates and numbers are Dutch, an empty cell is
"onbekend". After a colon stand the decimals (``{waarde:2}``), ``€``, ``%`` (of a share 0-1) or
``kaal`` (as it is stored).
"""

import contextlib
import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from string import Formatter
from typing import Any

from expectations.toets import Toets
from warehouse import opmaak

GETOOND = 3
"""Failing rows told in full in the message; the others are counted."""


def meld_rij(toets: Toets, rij: Mapping[str, object]) -> str:
    """The check's own sentence about one failing row, or '' when it has none.

    Raises:
        ValueError: the template names a column that the row does not have, or a notation that
            does not exist.
    """
    return _Nederlands().vformat(toets.melding, (), rij)


def meld_gezakt(
    toets: Toets, aantal: int, rijen: int, voorbeelden: Sequence[Mapping[str, object]]
) -> str:
    """What is wrong, in words.

    Args:
        toets: the check.
        aantal: failing rows in all.
        rijen: rows that were judged; 0 when that is unknown.
        voorbeelden: failing rows.
    """
    if not toets.melding or not voorbeelden:
        return _algemeen(toets, aantal, rijen, voorbeelden)
    try:
        zinnen = [_als_zin(meld_rij(toets, rij)) for rij in voorbeelden[:GETOOND]]
    except ValueError as fout:
        algemeen = _algemeen(toets, aantal, rijen, voorbeelden)
        return f"{algemeen} (De eigen melding van deze toets is niet in te vullen: {fout}.)"
    if (rest := aantal - len(zinnen)) > 0:
        zinnen.append(f"En nog {_rijen(rest)}.")
    return " ".join(zinnen)


def _als_zin(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def meld_geslaagd(toets: Toets, rijen: int) -> str:
    """What was looked at, so that a pass says how much it covers."""
    if toets.regel == "kolommen":
        return f"{_tabel(toets)} heeft alle {len(toets.kolommen)} verwachte kolommen."
    if toets.regel == "rijen":
        return f"{_tabel(toets)} heeft {_rijen(rijen)}."
    if toets.regel == "sql":
        return "Geen afwijking gevonden."
    return f"{_rijen(rijen)} getoetst, geen afwijking gevonden."


def meld_geen_tabel(tabel: str) -> str:
    return f"Niet uitgevoerd: tabel {tabel} bestaat niet."


def meld_geen_kolom(toets: Toets, ontbreekt: Sequence[str]) -> str:
    woord = "kolom" if len(ontbreekt) == 1 else "kolommen"
    werkwoord = "ontbreekt" if len(ontbreekt) == 1 else "ontbreken"
    return f"Niet uitgevoerd: in tabel {toets.tabel} {werkwoord} {woord} {_opsomming(ontbreekt)}."


def meld_geen_rijen(tabel: str, *, hiervoor: bool = False) -> str:
    over = "hierover" if hiervoor else f"over {tabel.removeprefix('staging_').replace('_', ' ')}"
    return f"Niet uitgevoerd: {over} zijn nog geen gegevens."


def meld_fout(reden: str) -> str:
    return f"Niet uitgevoerd: de toets brak af. De melding daarbij was: {reden}"


def _algemeen(
    toets: Toets, aantal: int, rijen: int, voorbeelden: Sequence[Mapping[str, object]]
) -> str:
    if toets.regel == "kolommen":
        werkwoord, woord = ("ontbreekt", "kolom") if aantal == 1 else ("ontbreken", "kolommen")
        namen = _opsomming([str(rij["kolom"]) for rij in voorbeelden])
        return f"In tabel {toets.tabel} {werkwoord} {woord} {namen}."
    if toets.regel == "rijen":
        return f"{_tabel(toets)} heeft {_rijen(rijen)}; verwacht: {_grenzen(toets)}."
    if toets.regel == "sql":
        voldoet = "voldoet" if aantal == 1 else "voldoen"
        return f"{_rijen(aantal)} {voldoet} niet aan '{toets.titel}'."
    return f"{_deel(aantal, rijen)} van tabel {toets.tabel} {_gezegde(toets, aantal, voorbeelden)}."


def _deel(aantal: int, rijen: int) -> str:
    if aantal < rijen:
        return f"{opmaak.getal(aantal)} van de {_rijen(rijen)}"
    return "De enige rij" if rijen == 1 else f"Alle {_rijen(rijen)}"


def _gezegde(toets: Toets, aantal: int, voorbeelden: Sequence[Mapping[str, object]]) -> str:
    """What is the matter with the rows that fail, as the rest of a sentence about them."""
    kolommen = _opsomming(toets.kolommen)
    heeft = "heeft" if aantal == 1 else "hebben"
    if toets.regel == "gevuld":
        return f"{heeft} geen waarde in kolom {kolommen}"
    if toets.regel == "uniek":
        sleutel = ", ".join(_tekst(kolom, voorbeelden[0].get(kolom)) for kolom in toets.kolommen)
        return f"{heeft} dezelfde {kolommen} als een andere rij, zoals: {sleutel}"
    gevonden = _gevonden(toets, aantal, voorbeelden)
    if toets.regel == "codes":
        toegestaan = ", ".join(toets.waarden)
        return (
            f"{heeft} een onbekende code in kolom {kolommen}: {gevonden}. Toegestaan: {toegestaan}"
        )
    valt = "valt" if aantal == 1 else "vallen"
    return f"{valt} in kolom {kolommen} buiten de grenzen ({_grenzen(toets)}): {gevonden}"


def _gevonden(toets: Toets, aantal: int, voorbeelden: Sequence[Mapping[str, object]]) -> str:
    """The first few different values that are wrong."""
    kolom = toets.kolommen[0]
    waarden = list(dict.fromkeys(_tekst(kolom, rij.get(kolom)) for rij in voorbeelden))
    compleet = len(waarden) <= GETOOND and aantal <= len(voorbeelden)
    return ", ".join(waarden[:GETOOND]) + ("" if compleet else " …")


def _grenzen(toets: Toets) -> str:
    naam = "".join(toets.kolommen)  # one column, or none for the rule about rows
    delen = []
    if toets.minimum is not None:
        delen.append(f"ten minste {_getal(naam, toets.minimum)}")
    if toets.maximum is not None:
        delen.append(f"ten hoogste {_getal(naam, toets.maximum)}")
    return " en ".join(delen)


def _rijen(aantal: int) -> str:
    return opmaak.aantal_met_eenheid(aantal, "rij", "rijen")


def _tabel(toets: Toets) -> str:
    return f"Tabel {toets.tabel}"


def _opsomming(namen: Sequence[str]) -> str:
    return " en ".join(filter(None, (", ".join(namen[:-1]), namen[-1])))


class _Nederlands(Formatter):
    """``str.format`` with Dutch notation; the column's name travels with the value."""

    def get_field(
        self, field_name: str, _args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[Any, str]:
        if field_name not in kwargs:
            raise ValueError(f"kolom '{field_name}' staat niet in de rij")
        return (field_name, kwargs[field_name]), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        naam, waarde = value
        return _tekst(naam, waarde, format_spec)


def _tekst(naam: str, waarde: object, notatie: str = "") -> str:
    if waarde is None:
        return opmaak.ONBEKEND
    if notatie == "kaal":
        return str(waarde)
    if isinstance(waarde, int | float | Decimal) and not isinstance(waarde, bool):
        return _getal(naam, waarde, notatie)
    if notatie:
        raise ValueError(f"{{{naam}:{notatie}}} vraagt een getal, geen '{waarde}'")
    return _woord(naam, waarde)


def _getal(naam: str, x: int | float | Decimal, notatie: str = "") -> str:
    if not math.isfinite(x):
        return "oneindig" if math.isinf(x) else "geen getal"
    if notatie in _NOTATIES:
        return _NOTATIES[notatie](x)
    if notatie:
        return opmaak.getal(x, int(notatie))
    if naam in _JAREN and x == int(x):
        return _JAREN[naam](int(x))
    return opmaak.getal(x, _decimalen(x))


_NOTATIES: Mapping[str, Callable[[int | float | Decimal], str]] = {
    "€": opmaak.bedrag,
    "%": opmaak.procent,
}
_JAREN: Mapping[str, Callable[[int], str]] = {"jaar": str, "schooljaar": opmaak.schooljaar}


def _decimalen(x: int | float | Decimal) -> int:
    """As many decimals as the number has, four at most."""
    return len(f"{x:.4f}".rstrip("0").partition(".")[2])


def _woord(naam: str, waarde: object) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, dt.date):
        return opmaak.datum(waarde)
    tekst = str(waarde)
    if naam.endswith("periode"):
        with contextlib.suppress(ValueError):  # not a period code: as it stands
            return opmaak.periode(tekst)
    return tekst if tekst and tekst == tekst.strip() else f"'{tekst}'"
