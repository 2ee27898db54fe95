"""Reading a delivered file into a table of text cells with true row numbers.

One module per file format. The format is chosen by the content, the name only breaks a tie:
to add one, write a module with a ``lees_…`` function that returns a ``Tabel``, and give it a
line in ``_SOORTEN``. What the columns mean is left to the contracts of the bronnen.
"""

from collections.abc import Collection, Iterator

from pipelines.readers.csv import lees_csv
from pipelines.readers.rest import lees_rest, schrijf_rest
from pipelines.readers.tabel import OnleesbaarBestand, Tabel, met_kop, onleesbaar
from pipelines.readers.xlsx import lees_andere_bladen, lees_xlsx

__all__ = [
    "OnleesbaarBestand",
    "Tabel",
    "andere_bladen",
    "lees_rest",
    "met_kop",
    "onleesbaar",
    "read",
    "schrijf_rest",
]

# First bytes of what people send by mistake, and what it is called.
_SOORTEN = {
    b"\xd0\xcf\x11\xe0": "een oud Excel-bestand (.xls) of een bestand met een wachtwoord",
    b"%PDF": "een PDF",
    b"\x1f\x8b": "een gecomprimeerd bestand (gzip)",
    b"7z\xbc\xaf": "een gecomprimeerd bestand (7z)",
    b"Rar!": "een gecomprimeerd bestand (rar)",
    b"PAR1": "een parquet-bestand",
    b"\x89PNG": "een afbeelding (PNG)",
    b"\xff\xd8\xff": "een afbeelding (JPEG)",
    b"GIF8": "een afbeelding (GIF)",
    b"{\\rtf": "een RTF-document",
    b"SQLite format 3": "een SQLite-database",
}
_WEBPAGINA = (b"<!doctype html", b"<html", b"<table", b"<?xml")


def read(naam: str, inhoud: bytes, blad: str | Collection[str] | None = None) -> Tabel:
    """Read one file.

    Args:
        naam: name of the file, for messages.
        inhoud: its bytes.
        blad: name of the sheet wanted of a workbook, or several (the ids of the bronnen); without
            a sheet of such a name the first one is read.

    Raises:
        OnleesbaarBestand: the file holds no table that can be read; carries one finding.
    """
    if not inhoud or inhoud.isspace():
        raise onleesbaar(naam, "leeg_bestand", "Het bestand is leeg.", "Lever het opnieuw aan.")
    if inhoud.startswith(b"PK"):
        bladen = (blad,) if isinstance(blad, str) else tuple(blad or ())
        return lees_xlsx(naam, inhoud, bladen)
    soort = next((wat for begin, wat in _SOORTEN.items() if inhoud.startswith(begin)), None)
    if inhoud[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEBPAGINA):
        soort = "een webpagina of XML-bestand"
    if soort:
        raise onleesbaar(
            naam,
            "geen_tabel",
            f"Dit is {soort}, geen CSV- of XLSX-bestand.",
            "Open het in Excel en sla het op als XLSX of als CSV (UTF-8), zonder wachtwoord.",
        )
    return lees_csv(naam, inhoud)


def andere_bladen(inhoud: bytes, tabel: Tabel) -> Iterator[tuple[int, Tabel]]:
    """The sheets of a workbook that were not read, each with its number; none of a CSV file.

    Raises:
        OnleesbaarBestand: a sheet is too large to be looked at.
    """
    if len(tabel.bladen) > 1:
        yield from lees_andere_bladen(tabel.bestand, inhoud, tabel.blad)
