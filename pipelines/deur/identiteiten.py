"""What an identity looks like: in a column name, and in the text of a cell.

Column names are compared folded. Cells are compared with expressions over a whole column, so that
a million rows take a moment. What follows from a hit is left to ``privacy``.
"""

import re
from typing import Literal

import polars as pl

from pipelines.waarden.vouwen import vouw

Soort = Literal["nummer", "naam", "geboortedatum", "e-mail", "telefoon", "adres"]

WAT: dict[Soort, str] = {
    "nummer": "BSN, PGN of onderwijsnummer",
    "naam": "naam van een persoon",
    "geboortedatum": "geboortedatum",
    "e-mail": "e-mailadres",
    "telefoon": "telefoonnummer",
    "adres": "adres",
}

_WIE = "(?:leerling|kind|deelnemer|jongere|persoon|ouder|verzorger|contactpersoon)"
_VAN = "(?:van)?(?:de|het|een)?"
_KOPPEN: dict[Soort, str] = {
    "nummer": r"^(?:bsn|pgn)|(?:bsn|pgn)$|burgerservicen|onderwijsn(?:umme)?r|sofin|"
    r"persoonsgebondenn|ocwn(?:umme)?r",
    "naam": r"voornaam|achternaam|roepnaam|doopnaam|familienaam|geslachtsnaam|meisjesnaam|"
    r"tussenvoegsel|voorvoegsel|voorletter|initialen|volledigenaam|firstname|lastname|surname|"
    rf"naam{_VAN}{_WIE}|{_WIE}s?(?:en|s)?(?:voor|achter)?naam|^(?:naam|namen|contactpersoon)$",
    "geboortedatum": r"geboortedat|geboortedag|^geb(?:oren)?(?:dat(?:um)?|op)?$|dateofbirth|"
    r"birthdate|^dob$",
    "e-mail": r"mail",
    "telefoon": r"telefoon|^tel$|^tel(?:efoon)?n(?:umme)?r|mobiel|^gsm|^fax|phone",
    "adres": r"straat|huisn(?:umme)?r|huisletter|(?<!internet)(?<!web)(?<!ip)(?<!mail)adres|"
    rf"^postcode$|postcode{_VAN}{_WIE}|{_WIE}postcode",
}
_DUBBELZINNIG = r"^(?:naam|namen|contactpersoon|postcode)$"  # of a school just as well

_BSN = r"^(?:\d{8,9}|\d{3}[. ]\d{3}[. ]\d{3}|\d{4}[. ]\d{2}[. ]\d{3})$"
EMAIL = r"[^\s@<>;,]+@[^\s@<>;,]+\.[A-Za-z]{2,}"
TELEFOON = r"^(?:\+31|0031|0)(?:\(0\))?[\s-]?[1-9](?:[\s-]?\d){8}$"
POSTCODE = r"^[1-9]\d{3}\s?[A-Za-z]{2}$"
_MAAND = r"(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_DATUM = (
    r"^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}(?:\d{2})?"
    rf"|\d{{1,2}}[ -](?i:{_MAAND})[ -]\d{{4}}"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_NAAM = r"^\p{L}[\p{L}'’.-]*,?(?: \p{L}[\p{L}'’.-]*)+$"


def soort_van_kop(kop: str) -> Soort | None:
    """What a column of this name holds about a person, if anything."""
    kaal = re.sub(r"[^a-z0-9]", "", vouw(kop))
    return next((soort for soort, patroon in _KOPPEN.items() if re.search(patroon, kaal)), None)


def is_dubbelzinnig(kop: str) -> bool:
    """Whether the name says nothing about a person in a table about schools."""
    return re.search(_DUBBELZINNIG, re.sub(r"[^a-z0-9]", "", vouw(kop))) is not None


def is_nummervormig(cel: pl.Expr) -> pl.Expr:
    """Eight or nine digits, as a BSN is written."""
    return cel.str.contains(_BSN)


def voldoet_aan_elfproef(cel: pl.Expr) -> pl.Expr:
    """Whether the number is a possible BSN or onderwijsnummer (remainder 5, starting with 1)."""
    cijfers = cel.str.replace_all(r"\D", "").str.zfill(9)
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    som = pl.sum_horizontal(
        cijfers.str.slice(plek, 1).cast(pl.Int32, strict=False) * gewicht
        for plek, gewicht in enumerate(gewichten)
    )
    onderwijsnummer = (som % 11 == 5) & cijfers.str.starts_with("1")
    return (cijfers != "000000000") & ((som % 11 == 0) | onderwijsnummer)


def is_volledige_datum(cel: pl.Expr) -> pl.Expr:
    """Whether the text is a day, in any of the ways people write one."""
    return cel.str.contains(_DATUM)


def jaar_van(cel: pl.Expr) -> pl.Expr:
    """The year of a full date; null when it has only two digits."""
    return cel.str.extract(r"((?:19|20)\d{2})").cast(pl.Int32)


def is_naam(cel: pl.Expr) -> pl.Expr:
    """Two or more words of letters alone."""
    return cel.str.contains(_NAAM)


def is_herleidbaar(tekst: str, *, datum_mag: bool = False) -> bool:
    """Whether one text must not be repeated in a report about pupils."""
    cel = pl.col("tekst").str.strip_chars()
    tests = [cel.str.contains(EMAIL), cel.str.contains(TELEFOON)]
    tests.append(is_nummervormig(cel) & voldoet_aan_elfproef(cel))
    if not datum_mag:
        tests.append(is_volledige_datum(cel))
    gevonden = pl.DataFrame({"tekst": [tekst]}).select(pl.any_horizontal(tests)).item()
    return bool(gevonden)
