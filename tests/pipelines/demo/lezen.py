"""The plainest way there is to read a demo set: a second opinion on our own readers."""

import csv
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

Rij = dict[str, str]
Lezer = Callable[[str], list[Rij]]
"""All rows of the files whose name fits the pattern, with dates and numbers as plain text."""


def lees_bestand(pad: Path) -> Iterator[Rij]:
    if pad.suffix == ".xlsx":
        cellen = CalamineWorkbook.from_path(pad).get_sheet_by_index(0).to_python()
        kop, *regels = [[_celtekst(waarde) for waarde in rij] for rij in cellen]
    else:
        inhoud = pad.read_bytes()
        try:
            tekst = inhoud.decode("utf-8-sig")
        except UnicodeDecodeError:
            tekst = inhoud.decode("cp1252")
        kop, *regels = csv.reader(io.StringIO(tekst), delimiter=";")
    kolommen = [naam.lower().replace(" ", "_") for naam in kop]
    for regel in regels:
        yield dict(zip(kolommen, map(_iso, regel), strict=True))


def _iso(tekst: str) -> str:
    """A date as yyyy-mm-dd, also when the file has it as dd-mm-yyyy."""
    is_dag = len(tekst) == 10 and tekst[2] == tekst[5] == "-"
    return "-".join(reversed(tekst.split("-"))) if is_dag else tekst


def _celtekst(waarde: object) -> str:
    if isinstance(waarde, float):
        return f"{waarde:.10g}".replace(".", ",")
    return str(waarde)


def getal(tekst: str) -> Decimal:
    return Decimal(tekst.replace(".", "").replace(",", "."))


def schoolcode(rij: Rij, vooraf: str = "") -> str:
    """The school of a row; `vooraf` is "van_" or "naar_" where there are two."""
    return rij[f"{vooraf}brin"] + rij[f"{vooraf}vestiging"]


def schooljaar_van(dag: str) -> str:
    """The school year of a date: 2024-09-15 lies in 2024-2025."""
    begin = int(dag[:4]) - (dag[5:7] < "08")
    return f"{begin}-{begin + 1}"


def scholen_van(lees: Lezer, schooljaar: str) -> dict[str, Rij]:
    """Schools of a school year by code, as they were at its start."""
    begin = f"{schooljaar[:4]}-08-01"
    rijen = lees(f"scholen_{schooljaar}.*")
    return {schoolcode(rij): rij for rij in rijen if rij["geldig_vanaf"] == begin}
