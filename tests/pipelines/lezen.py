"""Short ways for tests to read a delivery: from lines of CSV, or from cells of a workbook."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from pipelines.bevindingen import Bevinding
from pipelines.contract import load_contracten
from pipelines.indeling.kolommen import lees_kolommen
from pipelines.inlezen import Gelezen, parse
from pipelines.readers import read
from warehouse.profiel import laad_profiel

CONTRACTEN = load_contracten()
PROFIEL = laad_profiel("zuid-kennemerland")

LEERLINGEN = "teldatum;brin;vestiging;onderwijssoort;swv_herkomst;aantal"
SCHOLEN = "schooljaar;school;naam;bestuursnummer;bestuur;schoolsoort;gemeente;lid_swv"
TARIEVEN = "jaar;tarief;bedrag"
LANDELIJK = "indicator;periode;waarde;bron"


def lees(bron: str, *regels: str, kaart: str | None = None) -> Gelezen:
    """Read lines of CSV as a delivery of a bron, with the first mapping of ``kaart`` for it."""
    return lees_bestand(bron, "levering.csv", "\n".join(regels).encode(), kaart)


def lees_bestand(bron: str, naam: str, inhoud: bytes, kaart: str | None = None) -> Gelezen:
    """Read the bytes of a file as a delivery of a bron."""
    kolommen = None
    if kaart is not None:
        delen = lees_kolommen("kaart.yaml", kaart).bronnen
        kolommen = next(deel for deel in delen if deel.bron == bron)
    return parse(read(naam, inhoud), CONTRACTEN[bron], kolommen, PROFIEL)


def lees_voorbeeld(bron: str) -> Gelezen:
    """Read the example that stands in the folder of a bron."""
    voorbeeld = CONTRACTEN[bron].voorbeeld
    return lees_bestand(bron, voorbeeld.name, voorbeeld.read_bytes())


def werkmap(bladen: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX workbook; numbers, dates and booleans are written as such."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd-mm-yyyy"}) as boek:
        for naam, rijen in bladen.items():
            blad = boek.add_worksheet(naam)
            for nummer, rij in enumerate(rijen):
                blad.write_row(nummer, 0, rij)
    return buffer.getvalue()


def kritiek(gelezen: Gelezen) -> list[Bevinding]:
    """The findings that refuse the delivery."""
    return [b for b in gelezen.bevindingen if b.ernst == "kritiek"]


def plekken(gelezen: Gelezen) -> set[tuple[str, int | None, str, str]]:
    """Rule, row, column and value of every critical finding."""
    return {(b.regel, b.rij, b.kolom, b.waarde) for b in kritiek(gelezen)}
