"""The files of a report, read back: schema, every page, every number, and the PDF made from it."""

import base64
import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.shared import RGBColor
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from python_calamine import CalamineWorkbook

from app import chromium, data, toegang
from app.components import tabel
from app.inhoud import Inzage
from app.verslag import boek, dia, figuren, oordeelfiguur, pakket, rapport, vaststellen
from app.verslag.figuren import Verzameling
from app.verslag.figuur import Figuur
from app.verslag.mandje import Mandje, Onderdeel
from app.verslag.opdracht import stel_op
from warehouse.paths import Thuis
from warehouse.vergaderingen import agenda, lezen, opslag, schrijven
from warehouse.vergaderingen.inhoud import Oordeel, Schrijver

KEUZE = Mandje(
    titel="Proef",
    onderdeel=(
        Onderdeel(kengetal="leerlingen_regulier", hoofdstuk="Leerlingen"),
        Onderdeel(kengetal="scholing_deelnemers", hoofdstuk="Leerlingen", per="thema"),
        Onderdeel(kengetal="geschillen", hoofdstuk="Ouders", opmerking="Van de schrijver."),
        Onderdeel(scenario="vanuit=2024-begroting&naast=ja&a_so=0.06", hoofdstuk="Middelen"),
        Onderdeel(pagina="middelen", blok="reserve", keuzes="deel=reserve", hoofdstuk="Middelen"),
        Onderdeel(pagina="leerlingstromen", blok="stromen", hoofdstuk="Stromen"),
    ),
)
STIP = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
SOORTEN = ("docx", "pptx", "xlsx", "csv")


def open_(thuis: Thuis, rol: str) -> Inzage:
    inzage = data.open_inzage(thuis, toegang.rol_van(rol))
    assert inzage is not None
    return inzage


@pytest.fixture(scope="module")
def omgeving(demo_thuis: Thuis) -> pytest.MonkeyPatch:
    """Pages look at the demo, on a machine without a browser."""
    with pytest.MonkeyPatch.context() as plaats:
        plaats.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))
        plaats.setattr(chromium, "zoek", lambda: None)
        yield plaats


@pytest.fixture(scope="module")
def inhoud(demo_thuis: Thuis, omgeving: object) -> Verzameling:
    return figuren.verzamel(open_(demo_thuis, "openbaar"), KEUZE, 2024)


@pytest.fixture(scope="module")
def bestanden(demo_thuis: Thuis, omgeving: object) -> dict[str, bytes]:
    """A small report with every kind of part, as Office could edit it."""
    inzage = open_(demo_thuis, "openbaar")
    opdracht = stel_op(inzage, "Proef", 2024)
    return dict(pakket.maak(inzage, KEUZE, opdracht, SOORTEN, bewerkbaar=True).bestanden)


def fouten(map_: Path, naam: str, inhoud: bytes) -> list[str]:
    """What the schema of Office Open XML says of a file."""
    (map_ / naam).write_bytes(inhoud)
    return [str(fout) for fout in OpenXmlValidator().validate(map_ / naam).errors]


@pytest.mark.parametrize("soort", ["docx", "pptx", "xlsx"])
def test_every_part_is_as_the_schema_of_office_has_it(
    bestanden: dict[str, bytes], tmp_path: Path, soort: str
) -> None:
    assert fouten(tmp_path, f"proef.{soort}", bestanden[f"proef_2024.{soort}"]) == []


def test_the_schema_is_held_against_native_charts_in_word_too(
    bestanden: dict[str, bytes], tmp_path: Path
) -> None:
    """The same check finds an axis without number and parts in the wrong order."""
    heel = bestanden["proef_2024.docx"]
    kapot = _vervang(heel, "word/charts/chart1.xml", b'<c:axId val="1"/>', b'<c:axId val="-1"/>')
    assert any("axId" in fout for fout in fouten(tmp_path, "as.docx", kapot))
    kapot = _vervang(heel, "word/charts/chart1.xml", b"<c:plotArea>", b"<c:legend/><c:plotArea>")
    assert any("chart1.xml" in fout for fout in fouten(tmp_path, "orde.docx", kapot))


def _vervang(inhoud: bytes, deel: str, oud: bytes, nieuw: bytes) -> bytes:
    uitvoer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron, zipfile.ZipFile(uitvoer, "w") as doel:
        for naam in bron.namelist():
            tekst = bron.read(naam)
            if naam == deel:
                assert oud in tekst
                tekst = tekst.replace(oud, nieuw, 1)
            doel.writestr(naam, tekst)
    return uitvoer.getvalue()


def test_all_files_tell_the_same_figures(bestanden: dict[str, bytes], inhoud: Verzameling) -> None:
    """Word and slides as they are read, workbook and CSV as numbers; every cell of every table."""
    assert len(inhoud.figuren) == 7
    word = Document(io.BytesIO(bestanden["proef_2024.docx"])).tables
    werkmap = CalamineWorkbook.from_filelike(io.BytesIO(bestanden["proef_2024.xlsx"]))
    dias = list(Presentation(io.BytesIO(bestanden["proef_2024.pptx"])).slides)[1:]
    vergeleken = 0
    for plaats, figuur in enumerate(inhoud.figuren):
        rijen = figuur.tabel.rijen
        in_word = [[c.text for c in rij.cells] for rij in word[plaats].rows][1:]
        assert in_word == [[cel.tekst for cel in rij] for rij in rijen], figuur.naam
        blad = werkmap.get_sheet_by_name(werkmap.sheet_names[plaats + 1])
        gelezen = blad.to_python(skip_empty_area=False)[6 : 6 + len(rijen)]
        _, *regels = csv.reader(
            io.StringIO(bestanden[f"tabellen/{figuur.naam}.csv"].decode("utf-8-sig")), delimiter=";"
        )
        assert len(regels) == len(rijen)
        for rij, cellen, regel in zip(rijen, gelezen, regels, strict=True):
            for cel, in_excel, in_csv in zip(rij, cellen, regel, strict=False):
                if isinstance(cel.waarde, str):
                    assert (in_excel, in_csv) == (cel.waarde, cel.waarde)
                else:
                    vergeleken += 1
                    assert in_excel == pytest.approx(cel.waarde)
                    assert float(in_csv.replace(",", ".")) == pytest.approx(cel.waarde)
        _hou_grafiek_tegen(figuur, dias[plaats])
    assert vergeleken > 60


def _hou_grafiek_tegen(figuur: Figuur, vel: object) -> None:
    grafieken = [vorm.chart for vorm in vel.shapes if vorm.has_chart]  # type: ignore[attr-defined]
    assert len(grafieken) == (figuur.tekening is not None)
    for grafiek in grafieken:
        assert figuur.tekening is not None
        getekend = [tuple(reeks.values) for reeks in grafiek.plots[0].series]
        assert getekend == [reeks.waarden for reeks in figuur.tekening.reeksen]


def test_without_a_browser_the_files_say_what_is_missing(
    demo_thuis: Thuis, omgeving: object
) -> None:
    inzage = open_(demo_thuis, "openbaar")
    gemaakt = pakket.maak(inzage, KEUZE, stel_op(inzage, "Proef", 2024), ["docx", "png"])
    assert [*gemaakt.bestanden] == ["proef_2024.docx", "manifest.json"]
    assert "apt install chromium" in " ".join(gemaakt.meldingen)
    word = gemaakt.bestanden["proef_2024.docx"]
    with zipfile.ZipFile(io.BytesIO(word)) as zip_:
        assert "word/charts/chart1.xml" in zip_.namelist()


def test_the_same_publication_gives_the_same_bytes(
    demo_thuis: Thuis, bestanden: dict[str, bytes]
) -> None:
    """Not a clock nor a lot in any file, or in a file within a file."""
    inzage = open_(demo_thuis, "openbaar")
    opdracht = stel_op(inzage, "Proef", 2024)
    nog_eens = pakket.maak(inzage, KEUZE, opdracht, SOORTEN, bewerkbaar=True).bestanden
    assert {n for n, b in nog_eens.items() if b != bestanden[n]} == set()


# What is not for everybody.


def test_what_is_not_for_everybody_says_so_on_every_page(
    demo_thuis: Thuis, inhoud: Verzameling, tmp_path: Path
) -> None:
    """Also on a first page and on even pages that a template gives a header of their own."""
    sjabloon = Document()
    sjabloon.sections[0].different_first_page_header_footer = True
    sjabloon.settings.odd_and_even_pages_header_footer = True
    sjabloon.save(str(tmp_path / "huis.docx"))
    inzage = open_(demo_thuis, "medewerker")
    for sjablonen in ({}, {"docx": tmp_path / "huis.docx"}):
        opdracht = stel_op(inzage, "Proef", None, sjablonen)
        vel = Document(io.BytesIO(rapport.maak(inzage, opdracht, inhoud, {}))).sections[0]
        koppen = [vel.header]
        koppen += [vel.first_page_header, vel.even_page_header] if sjablonen else []
        assert all("Vertrouwelijk" in kop.paragraphs[0].text for kop in koppen)
    dias = Presentation(io.BytesIO(dia.maak(opdracht, inhoud.figuren))).slides
    for vel_ in dias:
        assert any("Vertrouwelijk" in v.text_frame.text for v in vel_.shapes if v.has_text_frame)
    with zipfile.ZipFile(io.BytesIO(boek.maak(opdracht, inhoud.figuren))) as zip_:
        bladen = [n for n in zip_.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(bladen) == len(inhoud.figuren) + 2
        assert all(b"<oddHeader>&amp;CVertrouwelijk" in zip_.read(blad) for blad in bladen)


def test_a_template_gives_its_styles(
    demo_thuis: Thuis, inhoud: Verzameling, tmp_path: Path
) -> None:
    """Fonts, colours, margins and header are those of the template, and its text is gone."""
    rood = RGBColor(0xAA, 0x11, 0x22)
    sjabloon = Document()
    sjabloon.styles["Heading 1"].font.name = "Georgia"
    sjabloon.styles["Heading 1"].font.color.rgb = rood
    sjabloon.sections[0].left_margin = 1_000_000
    sjabloon.sections[0].header.paragraphs[0].text = "Logo van het huis"
    sjabloon.add_paragraph("Plaats hier uw tekst.")
    sjabloon.save(str(tmp_path / "huis.docx"))
    inzage = open_(demo_thuis, "openbaar")
    opdracht = stel_op(inzage, "Proef", 2024, {"docx": tmp_path / "huis.docx"})
    document = Document(io.BytesIO(rapport.maak(inzage, opdracht, inhoud, {})))
    kop = next(a for a in document.paragraphs if a.text == "Leerlingen" and "Head" in a.style.name)
    assert (kop.style.font.name, kop.style.font.color.rgb) == ("Georgia", rood)
    assert document.sections[0].left_margin == pytest.approx(1_000_000, abs=1_000)
    assert document.sections[0].header.paragraphs[0].text == "Logo van het huis"
    assert "Plaats hier uw tekst." not in [a.text for a in document.paragraphs]


# Names that would be a formula.


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\n", "\r"])
def test_a_hostile_name_of_a_school_stays_a_text(
    demo_thuis: Thuis, inhoud: Verzameling, begin: str
) -> None:
    kwaad = f"{begin}cmd|' /C calc'!A0;school"
    rijen = [(tabel.Cel(kwaad, kwaad), tabel.Cel("12", 12))]
    vreemd = tabel.Tabel(kwaad, (tabel.Kolom("School"), tabel.Kolom("Waarde", True)), rijen)
    figuur = replace(inhoud.figuren[0], titel=kwaad, tabel=vreemd, tekening=None, plaat=None)
    opdracht = stel_op(open_(demo_thuis, "openbaar"), "Proef", None)
    werkmap = boek.maak(opdracht, [figuur])
    blad = CalamineWorkbook.from_filelike(io.BytesIO(werkmap)).get_sheet_by_index(1)
    rij = blad.to_python(skip_empty_area=False)[6]
    assert (str(rij[0]).strip(), rij[1]) == (kwaad.strip(), 12)
    with zipfile.ZipFile(io.BytesIO(werkmap)) as zip_:
        assert b"<f>" not in zip_.read("xl/worksheets/sheet2.xml")
    [_, regel] = csv.reader(io.StringIO(tabel.als_csv(vreemd).decode("utf-8-sig")), delimiter=";")
    assert regel == [f"'{kwaad}", "12"]


# The PDF that an author makes of it.


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice staat niet op de machine")
def test_the_pdf_made_from_word_can_be_read_aloud(
    demo_thuis: Thuis, inhoud: Verzameling, tmp_path: Path
) -> None:
    """Tagged, Dutch, with a title; charts in words, headings in order, cells of headings marked."""
    inzage = open_(demo_thuis, "openbaar")
    plaatjes = {f"{f.naam}.png": STIP for f in inhoud.figuren if f.plaat is not None}
    word = rapport.maak(inzage, stel_op(inzage, "Proef", 2024), inhoud, plaatjes)
    (tmp_path / "verslag.docx").write_bytes(word)
    soort = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    opdracht = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"]
    opdracht += ["--convert-to", soort, "--outdir", str(tmp_path), str(tmp_path / "verslag.docx")]
    subprocess.run(opdracht, check=True, capture_output=True, timeout=240)
    pdf = PdfReader(tmp_path / "verslag.pdf")
    wortel = pdf.trailer["/Root"]
    assert str(wortel["/Lang"]).lower().startswith("nl")
    assert wortel["/MarkInfo"]["/Marked"]
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Proef 2024"
    delen = list(_delen(wortel["/StructTreeRoot"]))
    soorten = [str(deel.get("/S")) for deel in delen]
    woorden = [str(deel["/Alt"]) for deel in delen if deel.get("/S") == "/Figure"]
    assert woorden == [f.alternatief for f in inhoud.figuren if f.plaat is not None]
    niveaus = [int(naam[2:]) for naam in soorten if re.fullmatch(r"/H\d", naam)]
    assert niveaus[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(niveaus))
    assert soorten.count("/Table") == len(inhoud.figuren)
    assert soorten.count("/TH") >= sum(len(f.tabel.kolommen) for f in inhoud.figuren)


def _delen(deel: object) -> list[DictionaryObject]:
    """Every element of the structure of a PDF, in reading order."""
    gevonden: list[DictionaryObject] = []
    werk = [deel]
    while werk:
        nu = werk.pop()
        nu = nu.get_object() if hasattr(nu, "get_object") else nu
        if isinstance(nu, DictionaryObject):
            if "/S" in nu:
                gevonden.append(nu)
            kinderen = nu.get("/K", [])
            kinderen = kinderen.get_object() if hasattr(kinderen, "get_object") else kinderen
            werk += [*reversed(kinderen)] if isinstance(kinderen, list) else [kinderen]
    return gevonden


def test_a_drawing_has_no_lots_in_it() -> None:
    """Plotly names the parts of an SVG by lot; here they are named after the chart."""
    een, ander = (
        f'<g id="defs-{a}"/><path clip="clip{a}xy" class="x trace{b}"/><path class="trace{c}"/>'
        for a, b, c in (("0a1b2c", "ffee01", "123abc"), ("99ffee", "0000aa", "bbbb12"))
    )
    assert vaststellen.svg(een.encode(), "01 x") == vaststellen.svg(ander.encode(), "01 x")
    assert b'class="trace_2"' in vaststellen.svg(een.encode(), "01 x")


def test_verdicts_are_told_when_a_meeting_settled_them(
    demo_thuis: Thuis, leeg: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The word for everybody; what people wrote with it only where the whole is confidential."""
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))
    register = opslag.open_register(leeg)
    anna = Schrijver("anna", "medewerker", "Anna")
    nu = datetime.now(UTC)
    for jaar, woord in ((2024, "deels"), (2025, "ja"), (2026, "nee")):
        code = agenda.maak_vergadering(register, anna, date(jaar, 6, 17), "av", "p0001").code
        nieuw = Oordeel(code, "3.R1", woord, f"Woorden van {jaar}.", "p0001", 0, "", nu)
        schrijven.bewaar_oordeel(register, anna, code, nieuw)
        if jaar < 2026:  # the last one is still a draft
            gezien = next(v for v in lezen.vergaderingen(register) if v.code == code)
            agenda.stel_vast(register, anna, gezien)

    def rijen(rol: str, vraag: str, tot: int | None = None) -> list[list[str]]:
        [figuur] = oordeelfiguur.maak(open_(demo_thuis, rol), Onderdeel(vraag=vraag), tot)
        return [[cel.tekst for cel in rij[1:]] for rij in figuur.tabel.rijen]

    [nieuwste, eerste] = rijen("medewerker", "3.R1")
    assert nieuwste[0] == "Ja"
    assert nieuwste[2] == "Woorden van 2025."
    assert rijen("openbaar", "3.R1") == [nieuwste[:2], eerste[:2]]
    assert rijen("openbaar", "3") == [nieuwste[:2]]  # of a doelstelling the newest of each
    assert rijen("openbaar", "3", 2024) == [eerste[:2]]
    assert oordeelfiguur.maak(open_(demo_thuis, "openbaar"), Onderdeel(vraag="3"), 2023) == []
