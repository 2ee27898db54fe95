"""A beleidsambtenaar of Zandvoort, the smallest gemeente: the monitor, the profile, a download."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from app import data, profielboek, toegang
from app.components import plekken
from app.inhoud import Inzage
from tests.browser.conftest import Kijker, draai_app
from warehouse.paths import Thuis
from warehouse.profiel import laad_profiel

ROL = "platform_jeugd"
ZANDVOORT = "gemeente:Zandvoort"


def tabel(thuis: Thuis, rol: str, sql: str) -> list[tuple[object, ...]]:
    """Rows of the file of a role in the current publication."""
    bestand = thuis.publicatiebestand(thuis.huidige() or "", rol)
    with duckdb.connect(str(bestand), read_only=True) as verbinding:
        return verbinding.execute(sql).fetchall()


@pytest.fixture(scope="module")
def adres(demo_thuis: Thuis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as only Platform Jeugd sees it."""
    with pytest.MonkeyPatch.context() as zet:
        zet.setenv(toegang.ROL, ROL)
        with draai_app(demo_thuis.wortel.parent, tmp_path_factory.mktemp("platform")) as server:
            yield server


@pytest.fixture
def ambtenaar(browser: Browser, adres: str) -> Iterator[Kijker]:
    bezoek = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield Kijker(bezoek.new_page(), adres)
    bezoek.close()


@pytest.fixture(scope="module")
def inzage(demo_thuis: Thuis) -> Inzage:
    geopend = data.open_inzage(demo_thuis, toegang.rol_van(ROL))
    assert geopend is not None
    return geopend


def tekst(pagina: Page) -> str:
    pagina.wait_for_load_state("networkidle")
    return pagina.locator("[data-testid=stMain]").inner_text()


def is_klein(getal: str) -> bool:
    """Whether a count in a list of places is one that may not be seen, or is not rounded."""
    kaal = getal.strip().replace(".", "")
    return kaal.isdigit() and int(kaal) % 5 != 0


def test_the_monitor_names_no_school_and_shows_no_small_number(
    ambtenaar: Kijker, demo_thuis: Thuis
) -> None:
    scholen = tabel(demo_thuis, "medewerker", "select naam from eenheid where grain = 'vestiging'")
    # A school may be called as a word of the language, or after a place.
    namen = {str(naam) for (naam,) in scholen if len(str(naam)) > len("De Schelp")}
    assert len(namen) > 50
    pagina = ambtenaar.open("bewegingen")
    tabs = pagina.locator("nav.tabs a")
    aantal = tabs.count()
    assert aantal == len(laad_profiel(demo_thuis.profiel).beweging)
    gezien = 0
    for plaats in range(aantal):
        pagina = ambtenaar.open(f"bewegingen?beweging=B{plaats + 1}")
        gelezen = tekst(pagina)
        assert [naam for naam in namen if naam in gelezen] == []
        getallen = pagina.locator(".naastlijst .waarde").all_inner_texts()
        gezien += len(getallen)
        assert [g for g in getallen if is_klein(g)] == []
    assert gezien > 100


def test_the_monitor_sets_zandvoort_beside_region_and_country(ambtenaar: Kijker) -> None:
    pagina = ambtenaar.open("bewegingen?beweging=B3")
    blok = pagina.locator("#jeugdhulpgebruik")
    expect(blok).to_contain_text("Hele regio")
    expect(blok).to_contain_text("Landelijk")
    expect(blok.locator("tr", has_text="Zandvoort")).to_contain_text("%")
    assert re.search(r"\d%\*", blok.inner_text()), "het voorlopige cijfer mist zijn ster"
    expect(blok).to_contain_text("anders geteld")
    levert = pagina.get_by_role("table", name="Wie levert wat")
    expect(levert.locator("tr", has_text="Jeugdhulp").first).to_contain_text("Gemeenten")


def test_the_profile_of_zandvoort_is_protected_and_can_be_taken_along(ambtenaar: Kijker) -> None:
    pagina = ambtenaar.open(f"gemeenteprofiel?plek={ZANDVOORT}")
    expect(pagina.locator("h1")).to_have_text("Profiel van gemeente Zandvoort")
    expect(pagina.get_by_text("zodat niemand een kind kan herkennen")).to_be_visible()
    getallen = pagina.locator(".telling .vet").all_inner_texts()
    assert "<5" in [g.strip() for g in getallen]
    assert [g for g in getallen if is_klein(g)] == []
    expect(pagina.get_by_text("Alle bladen")).to_have_count(0)
    with pagina.expect_download() as gehaald:
        pagina.get_by_role("button", name="PDF van dit blad").click()
    blad = PdfReader(gehaald.value.path())
    assert len(blad.pages) == 1
    assert "Zandvoort" in blad.pages[0].extract_text()
    assert ambtenaar.fouten == []


def test_a_chart_is_downloaded_as_a_picture(ambtenaar: Kijker) -> None:
    pagina = ambtenaar.open("bewegingen?beweging=B3&indicator=jeugdhulpgebruik&plek=" + ZANDVOORT)
    expect(pagina.get_by_role("heading", name="Jeugdhulpgebruik, Zandvoort")).to_be_visible()
    with pagina.expect_download() as gehaald:
        pagina.get_by_role("button", name="PNG").click()
    beeld = Path(gehaald.value.path()).read_bytes()
    assert beeld.startswith(b"\x89PNG")
    assert len(beeld) > 10_000


def test_a_printed_profile_is_one_sheet(ambtenaar: Kijker) -> None:
    pagina = ambtenaar.open(f"gemeenteprofiel?plek={ZANDVOORT}")
    tekst(pagina)
    assert len(PdfReader(io.BytesIO(pagina.pdf(format="A4"))).pages) == 1


def test_the_file_holds_no_school_and_only_rounded_counts(demo_thuis: Thuis) -> None:
    grains = tabel(demo_thuis, ROL, "select distinct grain from waarde")
    assert not [g for (g,) in grains if {"vestiging", "bestuur"} & set(str(g).split(","))]
    eenheden = "select * from eenheid where grain in ('vestiging', 'bestuur')"
    assert tabel(demo_thuis, ROL, eenheden) == []
    namen = "select * from dekking where eenheid = 'school' and len(ontbreekt) > 0"
    assert tabel(demo_thuis, ROL, namen) == []
    klein = """
        select kengetal, periode, gemeente, kerngebied, teller from waarde
        where grain in ('gemeente', 'kerngebied')
            and kengetal <> 'kernteams_actief' -- schools, which everyone may count
            and teller % 5 <> 0
    """
    assert tabel(demo_thuis, ROL, klein) == []


def test_every_place_fits_one_sheet(inzage: Inzage) -> None:
    if not profielboek.kan_pdf():
        pytest.skip("chromium ontbreekt: installeer het met apt-get install chromium")
    plekken_ = list(plekken.alle(inzage).values())
    boek = PdfReader(io.BytesIO(profielboek.als_pdf(inzage)))
    assert len(boek.pages) == len(plekken_)
    for blad, plek in zip(boek.pages, plekken_, strict=True):
        assert f"Profiel van {plek.in_zin}" in blad.extract_text()
    assert profielboek.als_docx(inzage).startswith(b"PK")
