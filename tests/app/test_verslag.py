"""Reports: the choice, the figures, and what stands in every kind of file."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation
from python_calamine import CalamineWorkbook

from app import chromium, data, toegang
from app.components import tabel, vangst
from app.components.middelen import vooruitblik
from app.components.middelen.boek import Boek
from app.verslag import boek, keuzetekst, klaar, mandje, naloop, pakket, rapport
from app.verslag.figuren import verzamel
from app.verslag.figuur import Figuur
from app.verslag.mandje import Mandje, Onderdeel
from app.verslag.opdracht import stel_op
from warehouse.paths import Thuis
from warehouse.register import laad_register
from warehouse.strikt import DefinitieFout

WORTEL = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def gemaakt(demo_thuis: Thuis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The jaarverslag of 2024 on the demo, as the command line makes it, without pictures."""
    map_ = tmp_path_factory.mktemp("verslag")
    start = "from pipelines.cli import main; main()"
    opdracht = [sys.executable, "-c", start, "export", "--jaar", "2024", "--naar", str(map_)]
    opdracht += ["--formaat", "docx,pptx,xlsx,csv", "--bewerkbaar"]
    omgeving = os.environ | {"PEILSTOK_HOME": str(demo_thuis.wortel.parent)}
    gelopen = subprocess.run(
        opdracht, env=omgeving, cwd=WORTEL, capture_output=True, text=True, check=False
    )
    assert gelopen.returncode == 0, gelopen.stderr
    assert "cijfers verzamelen" in gelopen.stderr
    return map_


@pytest.fixture(scope="module")
def figuren(demo_thuis: Thuis) -> list[Figuur]:
    """The same figures, as the publication for the public has them."""
    inzage = data.open_inzage(demo_thuis, toegang.rol_van("openbaar"))
    assert inzage is not None
    return list(verzamel(inzage, klaar.lees(klaar.JAARVERSLAG), 2024).figuren)


def test_every_figure_is_one_that_the_public_gets(
    demo_thuis: Thuis, figuren: list[Figuur], gemaakt: Path
) -> None:
    """What is in the CSV files, held against what ``peilstok values --rol openbaar`` reads."""
    from pipelines.cijfers import Vraag, lees_waarden, publicatiepad  # noqa: PLC0415

    pad = publicatiepad(demo_thuis, "openbaar")
    gezien = 0
    for figuur in figuren:
        per = (figuur.onderdeel.per,) if figuur.onderdeel.per else ()
        rijen = lees_waarden(pad, Vraag((figuur.onderdeel.kengetal,), None, per))
        bekend = {round(r["waarde"], 9) for r in rijen if r["waarde"] is not None}
        tekst = (gemaakt / "tabellen" / f"{figuur.naam}.csv").read_text("utf-8-sig")
        kop, *regels = csv.reader(io.StringIO(tekst), delimiter=";")
        plek = kop.index("Mediaan" if "Mediaan" in kop else "Waarde")
        for regel in regels:
            cel = regel[plek].replace(",", ".")
            if cel.lstrip("-").replace(".", "", 1).isdigit():
                gezien += 1
                assert any(abs(float(cel) - w) < 1e-8 for w in bekend), (figuur.naam, regel)
    assert gezien > 250


def test_word_has_headings_in_order_captions_and_words_for_every_chart(
    gemaakt: Path, figuren: list[Figuur]
) -> None:
    document = Document(str(gemaakt / "jaarverslag_2024.docx"))
    niveaus = [
        int(alinea.style.name[-1])
        for alinea in document.paragraphs
        if alinea.style is not None and str(alinea.style.name).startswith("Heading")
    ]
    assert niveaus[0] == 1
    assert all(later <= eerder + 1 for eerder, later in pairwise(niveaus))
    xml = document.element.xml
    beelden = document.element.findall(".//" + WOORD_TEKENING)
    assert len(beelden) == sum(f.tekening is not None for f in figuren) > 30
    assert all(len(beeld.get("descr")) > 30 for beeld in beelden)
    assert xml.count("SEQ Figuur") == len(beelden)
    assert xml.count("SEQ Tabel") == len(document.tables) == len(figuren)
    assert all("w:tblHeader" in tabel_.rows[0]._tr.xml for tabel_ in document.tables)
    assert "nl-NL" in document.styles.element.xml
    teksten = "\n".join(alinea.text for alinea in document.paragraphs)
    assert "Bijlage: wat de cijfers betekenen" in teksten
    assert "zoals bekend op" in teksten
    assert "ertrouwelijk" not in document.sections[0].header.paragraphs[0].text


WOORD_TEKENING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def test_slides_and_sheets_hold_native_charts_with_the_figures_of_the_table(
    gemaakt: Path, figuren: list[Figuur]
) -> None:
    dias = list(Presentation(str(gemaakt / "jaarverslag_2024.pptx")).slides)[1:]
    assert len(dias) == len(figuren)
    for vel, figuur in zip(dias, figuren, strict=True):
        assert vel.shapes.title.text_frame.text == figuur.boodschap
        assert figuur.begrip is not None
        assert (
            dict(figuur.begrip.regels)["Wat het niet is"] in vel.notes_slide.notes_text_frame.text
        )
        grafieken = [vorm.chart for vorm in vel.shapes if vorm.has_chart]
        if figuur.tekening is None:
            assert any(vorm.has_table for vorm in vel.shapes)
            continue
        [grafiek] = grafieken
        getekend = [tuple(reeks.values) for reeks in grafiek.plots[0].series]
        assert getekend == [reeks.waarden for reeks in figuur.tekening.reeksen]
        in_tabel = {cel.waarde for rij in figuur.tabel.rijen for cel in rij}
        assert {w for w in getekend[0] if w is not None} <= in_tabel


def delen(inhoud: bytes, begin: str) -> dict[str, str]:
    """The XML parts of an office file whose name begins like this."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        namen = [naam for naam in zip_.namelist() if naam.startswith(begin)]
        return {naam: zip_.read(naam).decode() for naam in namen if naam.endswith(".xml")}


def test_the_workbook_has_numbers_and_no_formula(gemaakt: Path, figuren: list[Figuur]) -> None:
    inhoud = (gemaakt / "jaarverslag_2024.xlsx").read_bytes()
    werkmap = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
    assert werkmap.sheet_names[0] == "Inhoud"
    assert werkmap.sheet_names[-1] == "Definities"
    for naam, figuur in zip(werkmap.sheet_names[1:-1], figuren, strict=True):
        rijen = werkmap.get_sheet_by_name(naam).to_python(skip_empty_area=False)
        breed = len(figuur.tabel.kolommen)
        assert rijen[5][:breed] == [kolom.titel for kolom in figuur.tabel.kolommen]
        for gelezen, cel in zip(rijen[6][:breed], figuur.tabel.rijen[0], strict=True):
            is_tekst = isinstance(cel.waarde, str)
            assert gelezen == (cel.waarde if is_tekst else pytest.approx(cel.waarde))
    assert not any("<f>" in xml for xml in delen(inhoud, "xl/worksheets/").values())
    getekend = sum(f.tekening is not None for f in figuren)
    assert len(delen(inhoud, "xl/charts/")) == getekend


def test_the_manifest_names_every_file_with_its_hash(gemaakt: Path) -> None:
    manifest = json.loads((gemaakt / "manifest.json").read_text("utf-8"))
    assert manifest["doelgroep"] == "openbaar"
    with zipfile.ZipFile(gemaakt / "jaarverslag_2024.zip") as zip_:
        assert {*zip_.namelist()} == {*manifest["bestanden"], "manifest.json"}


def test_the_same_publication_gives_the_same_package(
    demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "zoek", lambda: None)
    inzage = data.open_inzage(demo_thuis, toegang.rol_van("openbaar"))
    assert inzage is not None
    keuze = Mandje(onderdeel=klaar.lees(klaar.MARAP).onderdeel[:4])
    opdracht = stel_op(inzage, "MARAP", 2024)
    een, ander = (
        pakket.maak(inzage, keuze, opdracht, ["docx", "pptx", "xlsx", "csv", "png"])
        for _ in range(2)
    )
    assert any("geen Chromium, Chrome of Edge" in melding for melding in een.meldingen)
    for naam, inhoud in een.bestanden.items():
        assert _zonder_tijden(naam, inhoud) == _zonder_tijden(naam, ander.bestanden[naam]), naam


def _zonder_tijden(naam: str, inhoud: bytes) -> object:
    """What is in a file; of a container its parts, for those of charts hold workbooks again."""
    if naam == "manifest.json":
        return [*json.loads(inhoud)["bestanden"]]
    if not naam.endswith((".docx", ".pptx", ".xlsx")):
        return inhoud
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        return {
            deel: _zonder_tijden(deel, zip_.read(deel))
            for deel in sorted(zip_.namelist())
            if not deel.endswith("core.xml")
        }


def test_figures_that_are_not_for_everybody_say_so_on_every_page(demo_thuis: Thuis) -> None:
    inzage = data.open_inzage(demo_thuis, toegang.rol_van("medewerker"))
    assert inzage is not None
    opdracht = stel_op(inzage, "Proef", None)
    inhoud = verzamel(inzage, Mandje(onderdeel=(Onderdeel(kengetal="verwijzingen"),)))
    document = Document(io.BytesIO(rapport.maak(inzage, opdracht, inhoud, {})))
    assert "Vertrouwelijk" in document.sections[0].header.paragraphs[0].text
    bladen = delen(boek.maak(opdracht, inhoud.figuren), "xl/worksheets/sheet2")
    assert all("<oddHeader>&amp;CVertrouwelijk" in blad for blad in bladen.values())


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t"])
def test_a_text_that_looks_like_a_formula_arrives_as_text(begin: str) -> None:
    kwaad = f"{begin}HYPERLINK(A1)"
    inhoud = tabel.Tabel("t", (tabel.Kolom("School"),), [(tabel.Cel(kwaad),)])
    regels = tabel.als_csv(inhoud).decode("utf-8-sig").splitlines()
    assert not regels[1].strip('"').startswith(("=", "+", "-", "@", "\t"))
    boek_ = tabel.als_xlsx(inhoud)
    blad = CalamineWorkbook.from_filelike(io.BytesIO(boek_)).get_sheet_by_index(0)
    assert blad.to_python()[1] == [kwaad.strip()]
    assert not any("<f>" in xml for xml in delen(boek_, "xl/worksheets/").values())


def test_every_ready_made_choice_names_kengetallen_that_exist() -> None:
    register = laad_register()
    for naam in klaar.NAMEN:
        for onderdeel in klaar.lees(naam).onderdeel:
            if not onderdeel.kengetal:
                continue
            definitie = register[onderdeel.kengetal].definitie
            assert not onderdeel.per or onderdeel.per in definitie.grain


def test_a_choice_survives_a_file_and_a_link(leeg: Thuis) -> None:
    keuze = Mandje(
        titel='Met "aanhalingstekens"',
        onderdeel=(
            Onderdeel(kengetal="verwijzingen", per="bestuur", opmerking="regel\ntwee \x7f"),
            Onderdeel(kengetal="tlv_afgegeven", grain="gemeente", eenheid="Haarlem"),
        ),
    )
    mandje.bewaar(leeg, "Verslag 2024", keuze)
    assert mandje.bewaarde(leeg) == ["Verslag 2024"]
    assert mandje.open_bewaarde(leeg, "Verslag 2024") == keuze
    assert mandje.uit_tekst(mandje.als_tekst(keuze).encode(), "x.toml") == keuze
    uit = mandje.uit_link(mandje.als_link(keuze))
    assert [(o.kengetal, o.per, o.eenheid) for o in uit.onderdeel] == [
        ("verwijzingen", "bestuur", ""),
        ("tlv_afgegeven", "", "Haarlem"),
    ]
    with pytest.raises(DefinitieFout):
        mandje.bewaar(leeg, "../buiten", keuze)
    with pytest.raises(DefinitieFout):
        mandje.uit_tekst(b"titel = [", "kapot.toml")


def test_the_order_of_a_choice_is_the_author_s() -> None:
    keuze = Mandje(onderdeel=tuple(Onderdeel(kengetal=k) for k in "abc"))
    assert [o.kengetal for o in keuze.verplaatst(2, -1).onderdeel] == ["a", "c", "b"]
    assert [o.kengetal for o in keuze.zonder(0).onderdeel] == ["b", "c"]
    assert keuze.met(Onderdeel(kengetal="b")) == keuze
    assert keuze.anders(1, titel="Mijn titel").onderdeel[1].titel == "Mijn titel"


def test_a_scenario_is_a_figure_like_any_other(demo_thuis: Thuis) -> None:
    """From the address of the page, through link and file, into every kind of document."""
    inzage = data.open_inzage(demo_thuis, toegang.rol_van("openbaar"))
    assert inzage is not None
    blik = vooruitblik.lees(Boek(inzage), "vanuit=2024-begroting&naast=ja&a_so=0.06&b_so=9&jaren=x")
    assert blik is not None
    assert blik.code == "a_so=0.06&grens=weerstandsvermogen&jaren=4&naast=ja&vanuit=2024-begroting"
    keuze = Mandje(onderdeel=(Onderdeel(scenario=blik.code),))
    assert mandje.uit_tekst(mandje.als_tekst(keuze).encode(), "x.toml") == keuze
    assert mandje.uit_link(mandje.als_link(keuze)) == keuze
    [figuur] = verzamel(inzage, keuze, 2024).figuren
    assert figuur.titel == blik.titel
    assert figuur.tekening is not None
    assert figuur.plaat is not None
    namen = [reeks.naam for reeks in figuur.tekening.reeksen]
    assert namen == ["Scenario A", "Scenario B", "Grens", "Begroting"]
    laatste = {u.naam: u.jaren[-1].reserve for u in blik.uitkomsten}
    assert figuur.tekening.reeksen[0].waarden[-1] == laatste["scenario A"]
    assert figuur.tekening.reeksen[1].waarden[-1] == pytest.approx(613_292, abs=1_000)
    assert laatste["scenario A"] in [cel.waarde for cel in figuur.tabel.rijen[-1]]
    bestanden = pakket.maak(
        inzage, keuze, stel_op(inzage, "Proef", 2024), ["docx", "pptx", "xlsx", "csv"], True
    ).bestanden
    assert "tabellen/01_scenario.csv" in bestanden
    tekst = delen(bestanden["proef_2024.docx"], "word/document")["word/document.xml"]
    assert "groei so per jaar 6,0%" in tekst
    assert "Zo is gerekend" in tekst
    elders = Onderdeel(scenario="vanuit=1999-begroting")
    assert verzamel(inzage, Mandje(onderdeel=(elders,))).gemist == ("Scenario",)


# Blocks of pages.


def test_a_block_of_a_page_comes_along_with_its_charts_for_the_readers_of_the_report(
    demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is run on the file of its readers: the link of a medewerker shows them no more."""
    monkeypatch.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))
    openbaar = data.open_inzage(demo_thuis, toegang.rol_van("openbaar"))
    assert openbaar is not None
    keuze = Mandje(
        onderdeel=(
            Onderdeel(pagina="middelen", blok="reserve", keuzes="deel=reserve"),
            Onderdeel(pagina="leerlingstromen", blok="stromen", titel="Mijn titel"),
            Onderdeel(
                pagina="begaafdheid", blok="hb_scholen", keuzes="deel=scholing", naam="Scholen"
            ),
            Onderdeel(pagina="../begaafdheid", blok="hb_scholen"),
        )
    )
    inhoud = verzamel(openbaar, keuze)
    reserve, weerstand, stromen = inhoud.figuren
    assert [f.naam for f in inhoud.figuren] == [
        "01a_middelen_reserve",
        "01b_middelen_reserve",
        "02_leerlingstromen_stromen",
    ]
    assert reserve.titel.startswith("Reserve: €")
    assert weerstand.titel.startswith("Weerstandsvermogen: van")
    assert all(f.plaat is not None and len(f.alternatief) > 30 for f in inhoud.figuren)
    assert "zoals bekend op" in stromen.bron
    assert stromen.titel == stromen.boodschap == "Mijn titel"
    # The list of schools comes out of the case file, which is for medewerkers.
    assert inhoud.gemist == ("Scholen", "Overzicht")
    medewerker = data.open_inzage(demo_thuis, toegang.rol_van("medewerker"))
    assert medewerker is not None
    assert "hb_scholen" in naloop.blokken(medewerker, "begaafdheid", "deel=scholing")


def test_the_choices_of_a_page_fit_a_link() -> None:
    tekst = keuzetekst.als_tekst({"pad": "a~b;c", "deel": "x y", "publicatie": "p"}, "publicatie")
    keuze = Mandje(onderdeel=(Onderdeel(pagina="verdieping", blok="verloop", keuzes=tekst),))
    assert mandje.uit_link(mandje.als_link(keuze)) == keuze.model_copy(update={"titel": TITEL})
    with pytest.raises(ValueError, match="een kengetal, een scenario"):
        Onderdeel(kengetal="verwijzingen", vraag="3.R1")
    assert mandje.uit_link("~;;;~;;;;;;;;;;").onderdeel == ()


TITEL = Mandje().titel


def test_every_chart_of_a_page_can_go_into_a_report() -> None:
    """Charts are shown in one way, and every table has one way to be taken along."""
    for pad in (WORTEL / "app").rglob("*.py"):
        if pad.name != "grafiek.py":
            assert "plotly_chart(" not in pad.read_text("utf-8"), pad


def test_words_above_a_table_belong_to_it() -> None:
    gevangen = vangst.Vangst()
    rijen = tabel.Tabel("t", (tabel.Kolom("a"),), [])
    gevangen.hoor('<h2>Kop &amp; staart</h2><p class="onderkop">Een <b>zin</b>.</p>')
    gevangen.hoor('<p class="bronregel">Bron: x.</p><p class="klein">Niet dit.</p>')
    gevangen.neem(rijen, "een")
    gevangen.hoor("<h3>Een</h3>")
    gevangen.hoor('<h3 class="deelkop">Twee</h3><p class="zin">Zin.</p>')
    gevangen.neem(rijen, "twee")
    een, twee = gevangen.blokken.values()
    assert (een.kop, een.zin, een.bron) == ("Kop & staart", "Een zin.", "Bron: x.")
    assert (twee.kop, twee.zin, twee.bron) == ("", "", "")  # below two headings: its own title
