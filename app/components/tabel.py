"""Tables: the same rows on the screen, in a CSV and in a workbook.

On the screen a table is real HTML, so that it prints, zooms, is read aloud and can be copied. A
CSV has semicolons and decimal commas, as a Dutch spreadsheet expects; a workbook has numbers.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from markupsafe import Markup

from app import inzien
from app.components import blok, cijfer, grafiekbestand, inverslag, teken, vangst
from app.inhoud import Kengetal
from app.onthouden import onthoud
from app.verslag.mandje import Onderdeel
from warehouse import opmaak

# How a spreadsheet shows a number; codes of the file format, which every language understands.
_GEHEEL, EURO, EURO_CENT = "#,##0", '"€" #,##0', '"€" #,##0.00'
# Letters that fit beside each other on a phone, and what a name asks of them before it breaks.
_TELEFOON, _NAAM = 52, 14
_GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Kolom:
    """A column: its heading, whether it holds numbers, and how a spreadsheet shows those."""

    titel: str
    getal: bool = False
    opmaak: str = _GEHEEL


@dataclass(frozen=True)
class Cel:
    """A cell: what the reader sees, and the number (or text) for a file."""

    toon: str | Markup
    ruw: float | int | str | None = None

    @property
    def tekst(self) -> str:
        """What the reader sees, without its looks."""
        return Markup(self.toon).striptags()

    @property
    def waarde(self) -> float | int | str:
        """What goes into a file: the number when there is one, else the text."""
        return self.tekst if self.ruw is None else self.ruw


@dataclass(frozen=True)
class Tabel:
    """A table with its title; `bestand` is the name of its downloads, without extension."""

    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: Sequence[tuple[Cel, ...]]
    bestand: str = "tabel"
    toelichting: list[tuple[str, str]] = field(default_factory=list)


def getalkolom(titel: str, kengetal: Kengetal) -> Kolom:
    """The column of a kengetal's figures, shown in a spreadsheet as on the screen."""
    achter = "." + "0" * kengetal.decimalen if kengetal.decimalen else ""
    vormen = {"aandeel": f"0{achter}%", "bedrag": EURO}
    return Kolom(titel, True, vormen.get(kengetal.soort, _GEHEEL + achter))


@onthoud(500)
def html(tabel: Tabel, klasse: str = "") -> Markup:
    """The table as HTML; on a phone a wide row becomes a block with its headings beside it."""
    if not klasse and _past_smal(tabel):
        klasse = "smal"
    koppen = [
        Markup('<th scope="col" class="{}">{}</th>').format("getal" if k.getal else "", k.titel)
        for k in tabel.kolommen
    ]
    rijen = [_rij(tabel, rij) for rij in tabel.rijen]
    return Markup(
        '<div class="tabelvak"><table class="{}"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(klasse, tabel.titel, blok.voeg(koppen), blok.voeg(rijen))


def _past_smal(tabel: Tabel) -> bool:
    """Whether a row fits a phone as a row, so that it need not become a block."""
    breed = sum(
        _tekens(kolom, [rij[plaats].tekst for rij in tabel.rijen])
        for plaats, kolom in enumerate(tabel.kolommen)
    )
    return breed + len(tabel.kolommen) <= _TELEFOON


def _tekens(kolom: Kolom, teksten: Sequence[str]) -> int:
    """How many letters wide a column is at least: numbers never break, words do between them."""
    kop = max((len(woord) for woord in kolom.titel.split()), default=0)
    if kolom.getal:
        return max([kop, *(len(tekst) for tekst in teksten)])
    langste = max((len(tekst) for tekst in teksten), default=0)
    woord = max((len(w) for tekst in teksten for w in tekst.split()), default=0)
    return max(kop, woord, min(langste, _NAAM))


def _rij(tabel: Tabel, rij: Sequence[Cel]) -> Markup:
    cellen = [
        Markup('<{0} class="{1}" data-kop="{2}"{4}>{3}</{0}>').format(
            "td" if plaats else "th",
            "getal" if kolom.getal else "",
            kolom.titel,
            cel.toon,
            Markup("") if plaats else Markup(' scope="row"'),
        )
        for plaats, (kolom, cel) in enumerate(zip(tabel.kolommen, rij, strict=True))
    ]
    return Markup("<tr>{}</tr>").format(blok.voeg(cellen))


def als_csv(tabel: Tabel) -> bytes:
    """The table as CSV in UTF-8: semicolons, decimal commas, no thousands separators."""
    blad = io.StringIO()
    schrijver = csv.writer(blad, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([kolom.titel for kolom in tabel.kolommen])
    for rij in tabel.rijen:
        schrijver.writerow([_csv_cel(cel.waarde) for cel in rij])
    return blad.getvalue().encode("utf-8-sig")


def _csv_cel(waarde: float | int | str) -> str:
    if isinstance(waarde, str):
        # A text that a spreadsheet would run as a formula stays a text.
        return f"'{waarde}" if waarde.startswith(_GEVAARLIJK) else waarde
    return f"{waarde:.10f}".rstrip("0").rstrip(".").replace(".", ",")


def als_xlsx(tabel: Tabel) -> bytes:
    """The table as a workbook, with a second sheet that says what it is and where it comes from."""
    import xlsxwriter  # noqa: PLC0415 - for whoever asks for a file

    bestand = io.BytesIO()
    boek = xlsxwriter.Workbook(bestand, {"in_memory": True, "strings_to_formulas": False})
    vet = boek.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    blad = boek.add_worksheet("Cijfers")
    blad.freeze_panes(1, 1)
    for k, kolom in enumerate(tabel.kolommen):
        opmaak_ = boek.add_format({"num_format": kolom.opmaak}) if kolom.getal else None
        blad.write_string(0, k, kolom.titel, vet)
        blad.set_column(k, k, 18 if kolom.getal else 34)
        for r, rij in enumerate(tabel.rijen, start=1):
            schrijf_cel(blad, r, k, rij[k], opmaak_)
    uitleg = boek.add_worksheet("Toelichting")
    uitleg.set_column(0, 0, 22)
    uitleg.set_column(1, 1, 90, boek.add_format({"text_wrap": True}))
    for r, (woord, tekst) in enumerate([("Tabel", tabel.titel), *tabel.toelichting]):
        uitleg.write_string(r, 0, woord, vet)
        uitleg.write_string(r, 1, tekst)
    boek.close()
    return bestand.getvalue()


def schrijf_cel(blad: Any, rij: int, kolom: int, cel: Cel, vorm: Any = None) -> None:
    """A number as a number, a text as a text, whatever it begins with."""
    if isinstance(cel.waarde, str):
        blad.write_string(rij, kolom, cel.waarde, vorm)
    else:
        blad.write_number(rij, kolom, cel.waarde, vorm)


def downloads(
    tabel: Tabel, sleutel: str, onderdeel: Onderdeel | None = None, *, in_verslag: bool = True
) -> None:
    """What one may take along of a table and the charts above it, as quiet buttons.

    Files are made when a button is pressed. `sleutel` is stable: a report finds the table by it.

    Args:
        onderdeel: what stands in a report for this; the table as this page shows it when left out.
        in_verslag: False for what never goes into a report, such as a list of single cases.
    """
    gevangen = vangst.nu()
    if gevangen:
        if in_verslag:
            gevangen.neem(tabel, sleutel)
        return
    with st.container(horizontal=True, gap="small", key=f"downloads_{sleutel}"):
        st.download_button(
            "CSV",
            inzien.bij_download(f"{tabel.bestand}.csv", lambda: als_csv(tabel)),
            file_name=f"{tabel.bestand}.csv",
            mime="text/csv",
            key=f"csv_{sleutel}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
            help="Puntkomma als scheiding, komma voor de decimalen",
        )
        st.download_button(
            "Excel",
            inzien.bij_download(f"{tabel.bestand}.xlsx", lambda: als_xlsx(tabel)),
            file_name=f"{tabel.bestand}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"xlsx_{sleutel}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
            help="Met een tweede blad dat zegt wat de cijfers betekenen",
        )
        if in_verslag:
            grafiekbestand.knoppen(sleutel, tabel.bestand)
            inverslag.knop(onderdeel or inverslag.van_pagina(sleutel, tabel.titel), sleutel)


def aantal(waarde: float | int | None) -> Cel:
    """A cell with a count; without one it does not apply."""
    if waarde is None:
        return Cel(teken.regel(teken.NIET_VAN_TOEPASSING))
    return Cel(opmaak.getal(waarde), waarde)


def cijfercel(kengetal: Kengetal, waarde: float | None) -> Cel:
    """A cell with a target or a national figure; without one it does not apply."""
    if waarde is None:
        return Cel(teken.regel(teken.NIET_VAN_TOEPASSING))
    return Cel(cijfer.tekst(kengetal, waarde), waarde)
