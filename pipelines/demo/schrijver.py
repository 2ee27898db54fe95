"""Writes a delivery as a file: CSV or XLSX, in the notation of whoever would have delivered it.

The bronnen hand over plain values; only this module knows how a number, a date or a yes is
written. Every file gets the column `verzonnen` here, so that no bron can forget it. The same rows
always give the same bytes.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

Waarde = str | int | bool | date | Decimal | None

# XLSX keeps the moment it was made; a fixed one keeps the bytes the same.
AANGEMAAKT = datetime(2026, 11, 1)


@dataclass(frozen=True)
class Vorm:
    """How a file is written. `kop_uitgeschreven` makes "geldig_vanaf" into "Geldig vanaf"."""

    extensie: str = "csv"
    codering: str = "utf-8"
    datum: str = "%Y-%m-%d"
    kop_uitgeschreven: bool = False
    duizendtallen: bool = False


CSV = Vorm()
CSV_OUD = Vorm(codering="cp1252", datum="%d-%m-%Y", kop_uitgeschreven=True)
CSV_EXCEL = Vorm(codering="utf-8-sig", datum="%d-%m-%Y")
CSV_BOEKHOUDING = Vorm(codering="cp1252", duizendtallen=True)
XLSX = Vorm(extensie="xlsx")


def vorm_van(schooljaar: int) -> Vorm:
    """The system of before 2021 exported as Windows did then; later years differ too."""
    return CSV_OUD if schooljaar <= 2020 else CSV_EXCEL if schooljaar == 2023 else CSV


def afgeschermd(aantal: int) -> int | str:
    """A count as a gemeente publishes it: 1 to 4 is written as <5."""
    return "<5" if 0 < aantal < 5 else aantal


@dataclass(frozen=True)
class Levering:
    """One file of one bron: its name without extension, its columns and its rows."""

    bron: str
    naam: str
    kolommen: tuple[str, ...]
    rijen: Sequence[Sequence[Waarde]]
    vorm: Vorm = field(default=CSV)

    @property
    def bestandsnaam(self) -> str:
        return f"{self.naam}.{self.vorm.extensie}"


def schrijf_levering(levering: Levering, doel: Path) -> Path:
    """Write the delivery into the folder `doel`, replacing a file of that name."""
    pad = doel / levering.bestandsnaam
    kop = [_kop(kolom, levering.vorm) for kolom in (*levering.kolommen, "verzonnen")]
    rijen = [(*rij, True) for rij in levering.rijen]
    if levering.vorm.extensie == "xlsx":
        pad.write_bytes(_xlsx(levering.bron, kop, rijen))
    else:
        pad.write_bytes(_csv(levering.vorm, kop, rijen))
    return pad


def _kop(kolom: str, vorm: Vorm) -> str:
    return kolom.replace("_", " ").capitalize() if vorm.kop_uitgeschreven else kolom


def _csv(vorm: Vorm, kop: list[str], rijen: list[tuple[Waarde, ...]]) -> bytes:
    tekst = io.StringIO(newline="")
    schrijver = csv.writer(tekst, delimiter=";")
    schrijver.writerow(kop)
    schrijver.writerows([_tekst(waarde, vorm) for waarde in rij] for rij in rijen)
    return tekst.getvalue().encode(vorm.codering)


def _tekst(waarde: Waarde, vorm: Vorm) -> str:
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case date():
            return waarde.strftime(vorm.datum)
        case Decimal():
            cijfers = f"{waarde:,f}" if vorm.duizendtallen else f"{waarde:f}"
            return cijfers.translate(str.maketrans(",.", ".,"))
        case _:
            return str(waarde)


def _xlsx(blad: str, kop: list[str], rijen: list[tuple[Waarde, ...]]) -> bytes:
    inhoud = io.BytesIO()
    boek = xlsxwriter.Workbook(inhoud, {"in_memory": True})
    boek.set_properties({"created": AANGEMAAKT, "comments": "Verzonnen voorbeeldgegevens"})
    vet = boek.add_format({"bold": True})
    datum = boek.add_format({"num_format": "dd-mm-yyyy"})
    werkblad = boek.add_worksheet(blad)
    werkblad.write_row(0, 0, kop, vet)
    werkblad.freeze_panes(1, 0)
    for nummer, rij in enumerate(rijen, start=1):
        for kolom, waarde in enumerate(rij):
            _cel(werkblad, nummer, kolom, waarde, datum)
    boek.close()
    return inhoud.getvalue()


def _cel(
    werkblad: xlsxwriter.worksheet.Worksheet,
    rij: int,
    kolom: int,
    waarde: Waarde,
    datum: xlsxwriter.format.Format,
) -> None:
    """A typed cell: Excel itself shows the decimal comma and the Dutch date."""
    match waarde:
        case None:
            return
        case bool():
            werkblad.write_string(rij, kolom, "ja" if waarde else "nee")
        case date():
            werkblad.write_datetime(rij, kolom, waarde, datum)
        case int() | Decimal():
            werkblad.write_number(rij, kolom, float(waarde))
        case _:
            werkblad.write_string(rij, kolom, waarde)
