"""The report as a workbook: a sheet per table with its native chart, and what the figures mean.

Numbers are numbers, texts are texts whatever they begin with, and nothing is a formula.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import xlsxwriter

from app.components import palet, tabel
from app.verslag.figuren import definities
from app.verslag.figuur import Figuur
from app.verslag.opdracht import Opdracht
from app.verslag.tekening import EIGEN, GESTREEPT, KLEUREN, Tekening

_NAAM = 31  # signs of the name of a sheet, as the file format limits it
_KOP = 5  # rows above a table
_BREED, _HOOG, _STAAF = 760, 330, 24  # of a chart, in dots
_RIJ, _REGEL = 22, 18  # of a row and of a line of text, in dots
_UITLEG = 110  # signs of an explanation on a line
_TEKENS, _KOPTEKENS = 16, 13  # that fit on a line of a column, and of its heading
_A4 = 9  # as the file format numbers sizes of paper
_KOLOMMEN = 7  # as many as the chart is wide


def maak(
    opdracht: Opdracht, figuren: Sequence[Figuur], plaatjes: Mapping[str, bytes] | None = None
) -> bytes:
    """The workbook; a chart that Office cannot draw is a picture."""
    bestand = io.BytesIO()
    opties = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    boek = xlsxwriter.Workbook(bestand, opties)
    boek.set_properties(
        {"title": opdracht.titel, "author": "Peilstok", "created": opdracht.gemaakt_op}
    )
    vormen = _vormen(boek)
    namen = _bladnamen(figuren)
    _inhoud(boek.add_worksheet("Inhoud"), opdracht, list(zip(namen, figuren, strict=True)), vormen)
    for naam, figuur in zip(namen, figuren, strict=True):
        plaatje = (plaatjes or {}).get(f"{figuur.naam}.png")
        _Blad(boek, boek.add_worksheet(naam), opdracht, figuur, vormen, plaatje).vul()
    _definities(boek.add_worksheet("Definities"), figuren, vormen)
    for blad in boek.worksheets():
        blad.set_paper(_A4)
        if opdracht.merk:
            blad.set_header(f"&C{opdracht.merk}")
    boek.close()
    return bestand.getvalue()


def _vormen(boek: xlsxwriter.Workbook) -> dict[str, Any]:
    """The formats that all sheets share."""
    zacht = {"font_color": palet.LICHT.zacht}
    omloop = {"text_wrap": True, "valign": "top"}
    kop = omloop | {"bold": True, "bottom": 1}
    return {
        "titel": boek.add_format({"bold": True, "font_size": 14} | omloop),
        "zin": boek.add_format({"font_size": 11} | omloop),
        "zacht": boek.add_format(zacht | omloop),
        "getalkop": boek.add_format(kop | {"align": "right"}),
        "kop": boek.add_format(kop),
        "inspringen": boek.add_format({"indent": 1}),
        "woord": boek.add_format({"bold": True, "valign": "top"}),
        "tekst": boek.add_format({"text_wrap": True, "valign": "top"}),
        "link": boek.add_format({"font_color": palet.LICHT.accent, "underline": 1}),
    }


def _bladnamen(figuren: Sequence[Figuur]) -> list[str]:
    """Names that a spreadsheet takes, each once: the number says which figure it is."""
    schoon = [
        re.sub(r"[\[\]:*?/\\']", "", (figuur.begrip.titel if figuur.begrip else figuur.titel))
        for figuur in figuren
    ]
    return [
        shorten(f"{nummer} {naam}", _NAAM, placeholder="…")
        for nummer, naam in enumerate(schoon, start=1)
    ]


def _inhoud(
    blad: Any, opdracht: Opdracht, figuren: Sequence[tuple[str, Figuur]], vormen: dict[str, Any]
) -> None:
    blad.set_column(0, 0, 100)
    blad.fit_to_pages(1, 0)
    blad.write_string(0, 0, opdracht.titel, vormen["titel"])
    regels = [*opdracht.onder, *([opdracht.merk] if opdracht.merk else [])]
    for rij, regel in enumerate(regels, start=1):
        blad.write_string(rij, 0, regel, vormen["zacht"])
    for rij, (naam, figuur) in enumerate(figuren, start=len(regels) + 2):
        nummer = naam.partition(" ")[0]
        tekst = f"{nummer}. {figuur.titel}"
        blad.write_url(rij, 0, f"internal:'{naam}'!A1", vormen["link"], tekst)


@dataclass
class _Blad:
    """One sheet: the sentence, the table, and beside it the chart with the figures it is of."""

    boek: xlsxwriter.Workbook
    blad: Any
    opdracht: Opdracht
    figuur: Figuur
    vormen: dict[str, Any]
    plaatje: bytes | None = None

    def vul(self) -> None:
        breed = max(len(self.figuur.tabel.kolommen), _KOLOMMEN)
        delen = (self.figuur.bron, self.figuur.uitleg_deel, self.opdracht.merk)
        teksten = (
            (self.figuur.titel, "titel"),
            (self.figuur.zin, "zin"),
            (" ".join(deel for deel in delen if deel), "zacht"),
            ("; ".join(self.figuur.noten), "zacht"),
        )
        for rij, (tekst, vorm) in enumerate(teksten):
            # A row of cells in one does not grow with its text by itself.
            self.blad.merge_range(rij, 0, rij, breed - 1, "", self.vormen[vorm])
            self.blad.write_string(rij, 0, tekst, self.vormen[vorm])
            per_regel = _TEKENS * (breed + 1) // (2 if vorm == "titel" else 1)
            hoog = _RIJ if vorm == "titel" else _REGEL
            self.blad.set_row_pixels(rij, hoog * max(1, -(-len(tekst) // per_regel)))
        self.blad.set_landscape()
        self.blad.fit_to_pages(1, 0)
        self._tabel(self.figuur.tabel)
        if self.figuur.tekening is not None:
            breed = max(len(self.figuur.tabel.kolommen), _KOLOMMEN)
            self.blad.set_column(len(self.figuur.tabel.kolommen), breed - 1, 15)
            self._grafiek(self.figuur.tekening, breed + 1)
        elif self.plaatje is not None:
            opties = {"image_data": io.BytesIO(self.plaatje), "object_position": 2}
            opties |= {"description": self.figuur.alternatief, "x_scale": 0.5, "y_scale": 0.5}
            onder = _KOP + len(self.figuur.tabel.rijen) + 2
            self.blad.insert_image(onder, 0, f"{self.figuur.naam}.png", opties)

    def _tabel(self, inhoud: tabel.Tabel) -> None:
        for k, kolom in enumerate(inhoud.kolommen):
            kop = "getalkop" if kolom.getal else "kop"
            self.blad.write_string(_KOP, k, kolom.titel, self.vormen[kop])
            self.blad.set_column(k, k, 15 if kolom.getal else 30)
            vorm = self.vormen["inspringen"] if k else None
            if kolom.getal:
                vorm = self.boek.add_format({"num_format": kolom.opmaak, "align": "right"})
            for r, rij in enumerate(inhoud.rijen, start=_KOP + 1):
                tabel.schrijf_cel(self.blad, r, k, rij[k], vorm)
        regels = max((-(-len(k.titel) // _KOPTEKENS) for k in inhoud.kolommen), default=1)
        self.blad.set_row_pixels(_KOP, _RIJ * regels)
        self.blad.freeze_panes(_KOP + 1, 1)

    def _grafiek(self, tekening: Tekening, links: int) -> None:
        """The figures of the chart in cells of their own, oldest first, and the chart over them."""
        vorm = self.boek.add_format({"num_format": tekening.getalvorm})
        onder = _KOP + len(tekening.as_)
        self.blad.write_string(_KOP, links, "Grafiek", self.vormen["kop"])
        self.blad.set_column(links, links, 22)
        for r, naam in enumerate(tekening.as_, start=_KOP + 1):
            self.blad.write_string(r, links, naam)
        soort = {"type": "line" if tekening.vorm == "lijn" else "bar"}
        grafiek = self.boek.add_chart(soort)
        for k, reeks in enumerate(tekening.reeksen, start=links + 1):
            self.blad.write_string(_KOP, k, reeks.naam, self.vormen["kop"])
            self.blad.set_column(k, k, 15)
            for r, waarde in enumerate(reeks.waarden, start=_KOP + 1):
                if waarde is not None:
                    self.blad.write_number(r, k, waarde, vorm)
            grafiek.add_series(
                {
                    "name": [self.blad.name, _KOP, k],
                    "categories": [self.blad.name, _KOP + 1, links, onder, links],
                    "values": [self.blad.name, _KOP + 1, k, onder, k],
                    **_stijl(reeks.rol, tekening),
                }
            )
        _maak_op(grafiek, tekening)
        onder_tabel = _KOP + len(self.figuur.tabel.rijen) + 2
        opties = {"description": tekening.alternatief, "object_position": 2}
        self.blad.insert_chart(onder_tabel, 0, grafiek, opties)
        # On paper: the table and the chart, without the figures that the chart is drawn from.
        self.blad.print_area(0, 0, onder_tabel + _hoog(tekening) // _RIJ + 1, links - 2)


def _stijl(rol: str, tekening: Tekening) -> dict[str, Any]:
    kleur = KLEUREN[rol]
    if tekening.vorm == "staven":
        label = {"value": True, "num_format": tekening.getalvorm}
        return {"fill": {"color": kleur}, "gap": 50, "data_labels": label}
    lijn = {"color": kleur, "width": 2.25 if rol == EIGEN else 1.5}
    lijn |= {"dash_type": "dash"} if rol in GESTREEPT else {}
    punt: dict[str, Any] = {"type": "none"}
    if rol == EIGEN:
        vulling = {"color": kleur}
        punt = {"type": "circle", "size": 6, "fill": vulling, "border": vulling}
    return {"line": lijn, "marker": punt}


def _hoog(tekening: Tekening) -> int:
    """Height of the chart in dots: bars need room each."""
    if tekening.vorm == "lijn":
        return _HOOG
    return _STAAF * len(tekening.as_) + 60


def _maak_op(grafiek: Any, tekening: Tekening) -> None:
    is_staaf = tekening.vorm == "staven"
    grafiek.set_size({"width": _BREED, "height": _hoog(tekening)})
    grafiek.set_title({"none": True})
    grafiek.show_blanks_as("gap")
    if len(tekening.reeksen) == 1:
        grafiek.set_legend({"none": True})
    else:
        grafiek.set_legend({"position": "bottom"})
    waarden: dict[str, Any] = {
        "num_format": tekening.getalvorm,
        "major_gridlines": {"visible": not is_staaf, "line": {"color": palet.LICHT.lijn}},
        "line": {"none": True},
        "visible": not is_staaf,
    }
    waarden |= {"min": 0} if tekening.vanaf_nul else {}
    namen = {"label_position": "low", "line": {"color": palet.LICHT.context}, "reverse": is_staaf}
    # xlsxwriter calls the axis that lies down x: of bars that is the one of the figures.
    grafiek.set_x_axis(waarden if is_staaf else namen)
    grafiek.set_y_axis(namen if is_staaf else waarden)


def _definities(blad: Any, figuren: Sequence[Figuur], vormen: dict[str, Any]) -> None:
    blad.set_column(0, 0, 40)
    blad.set_column(1, 1, 18)
    blad.set_column(2, 2, _UITLEG)
    blad.set_landscape()
    blad.fit_to_pages(1, 0)
    for k, kop in enumerate(("Kengetal", "Onderdeel", "Uitleg")):
        blad.write_string(0, k, kop, vormen["kop"])
    blad.freeze_panes(1, 0)
    rij = 0
    for uitleg in definities(figuren):
        for woord, tekst in uitleg.regels:
            rij += 1
            blad.write_string(rij, 0, uitleg.titel, vormen["woord"])
            blad.write_string(rij, 1, woord, vormen["tekst"])
            blad.write_string(rij, 2, tekst, vormen["tekst"])
            blad.set_row_pixels(rij, _REGEL * max(1, -(-len(tekst) // _UITLEG)))
