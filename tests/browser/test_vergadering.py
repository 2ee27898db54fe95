"""An Algemene Vergadering as it goes: evidence, a verdict, a decision, papers, and the next one."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.app.rolpublicaties import maak_rolthuis
from tests.browser.conftest import Kijker, draai_app, rust

VRAAG = "doelstellingen?doelstelling=3&vraag=R2"
TEKST = "Het aantal daalt, maar de oorzaak is nog niet bekend."
BESLUIT = "De redenen per kerngebied uitzoeken"


@pytest.fixture(scope="module")
def zaal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app for the toezicht, on a home of its own; yields its address."""
    map_ = tmp_path_factory.mktemp("vergadering")
    with pytest.MonkeyPatch.context() as zet:
        zet.setenv("PEILSTOK_ROL", "toezicht")
        with draai_app(maak_rolthuis(map_ / "home"), map_) as adres:
            yield adres


def test_a_meeting_from_its_evidence_to_the_next_meeting(
    browser: Browser, context: BrowserContext, zaal: str, tmp_path: Path
) -> None:
    kijker = Kijker(context.new_page(), zaal)
    pagina = kijker.open("doelstellingen?deel=vergadering")
    maak_vergadering(pagina, "17-06-2026")
    kijker.open(f"{VRAAG}&vergadering=2026-06-17-av")
    bekijk_het_bewijs(pagina)
    oordeel(pagina)
    pagina.reload()
    expect(pagina.get_by_label("Toelichting")).to_have_value(TEKST)
    in_een_tweede_browser(browser, pagina.url)
    haal_het_vergaderstuk(kijker, tmp_path)
    stel_vast(pagina)
    kijker.open(f"{VRAAG}&vergadering=2026-06-17-av")
    expect(pagina.locator(".oordeel")).to_contain_text(TEKST)
    expect(pagina.get_by_role("button", name="Oordeel bewaren")).to_have_count(0)
    kijker.open("doelstellingen?deel=vergadering")
    maak_vergadering(pagina, "09-12-2026")
    kijker.open(f"{VRAAG}&vergadering=2026-12-09-av")
    open_ = pagina.locator(".besluit").filter(has_text=BESLUIT)
    expect(open_).to_contain_text("Open")
    expect(open_).to_contain_text("besloten op 17 juni 2026")


def test_who_still_has_the_form_open_is_refused_once_it_is_definitief(
    browser: Browser, context: BrowserContext, zaal: str
) -> None:
    kijker = Kijker(context.new_page(), zaal)
    pagina = kijker.open("doelstellingen?deel=vergadering")
    maak_vergadering(pagina, "01-09-2026")
    kijker.open(f"{VRAAG}&vergadering=2026-09-01-av")
    pagina.get_by_label("Toelichting").fill("Te laat")
    bezoek = browser.new_context(locale="nl-NL")
    ander = Kijker(bezoek.new_page(), zaal)
    stel_vast(ander.open("doelstellingen?deel=vergadering&vergadering=2026-09-01-av"))
    bezoek.close()
    kies(pagina, "Deels")
    pagina.get_by_role("button", name="Oordeel bewaren").click()
    expect(pagina.get_by_role("status")).to_contain_text("definitief en verandert niet meer")
    expect(pagina.get_by_text("in deze vergadering geen oordeel gegeven")).to_be_visible()


# What people do.


def maak_vergadering(pagina: Page, datum: str) -> None:
    vak = pagina.locator("details", has=pagina.locator("summary", has_text="Nieuwe vergadering"))
    vak.wait_for()
    rust(pagina)
    if vak.get_attribute("open") is None:
        vak.locator("summary").click()
    vak.get_by_label("Datum").fill(datum)
    vak.get_by_label("Datum").press("Tab")
    pagina.get_by_role("button", name="Vergadering maken").click()
    expect(pagina.get_by_text("De vergadering is gemaakt.")).to_be_visible()
    rust(pagina)


def bekijk_het_bewijs(pagina: Page) -> None:
    """The chart, down to a gemeente in Verdieping, and back with the button of the browser."""
    vraag, kop = pagina.url, pagina.get_by_role("heading", level=1)
    expect(pagina.locator(".js-plotly-plot .scatterlayer .point").first).to_be_visible()
    pagina.get_by_role("link", name=re.compile("^Verdieping: Thuiszitters")).click()
    expect(kop).to_contain_text("Thuiszitters")
    rust(pagina)
    hier = kop.inner_text()
    pagina.locator(".staven th a").first.click()
    expect(kop).not_to_have_text(hier)
    rust(pagina).go_back()
    expect(kop).to_have_text(hier)
    rust(pagina).go_back()
    expect(kop).to_have_text("Doelstelling 3: Dekkend netwerk")
    expect(pagina.locator(".vraag.open")).to_contain_text("thuiszitters")
    rust(pagina)
    assert pagina.url.partition("&publicatie")[0] == vraag.partition("&publicatie")[0]


def oordeel(pagina: Page) -> None:
    """A verdict, and a decision beside it."""
    kies(pagina, "Deels")
    pagina.get_by_label("Toelichting").fill(TEKST)
    pagina.get_by_role("button", name="Oordeel bewaren").click()
    expect(pagina.get_by_text("Het oordeel is bewaard.")).to_be_visible()
    rust(pagina)
    pagina.locator("summary", has_text="Besluit toevoegen").click()
    pagina.get_by_label("Besluit", exact=True).fill(BESLUIT)
    pagina.get_by_label("Eigenaar (functie)").fill("coördinator thuiszitters")
    pagina.get_by_label("Termijn").fill("1 november 2026")
    pagina.get_by_role("button", name="Besluit bewaren").click()
    expect(pagina.locator(".besluit").filter(has_text=BESLUIT)).to_be_visible()
    rust(pagina)


def kies(pagina: Page, woord: str) -> None:
    keuze: Locator = pagina.get_by_role("radiogroup", name="Wat is het antwoord?")
    keuze.get_by_text(woord, exact=True).click()


def in_een_tweede_browser(browser: Browser, adres: str) -> None:
    """The same address shows the same view to someone else."""
    bezoek = browser.new_context(locale="nl-NL")
    pagina = bezoek.new_page()
    pagina.goto(adres)
    expect(pagina.locator(".vraag.open")).to_contain_text("Deels")
    expect(pagina.get_by_label("Toelichting")).to_have_value(TEKST)
    expect(pagina.locator(".besluit")).to_contain_text(BESLUIT)
    assert pagina.url == adres
    bezoek.close()


def haal_het_vergaderstuk(kijker: Kijker, map_: Path) -> None:
    pagina = kijker.open("doelstellingen?deel=vergadering&vergadering=2026-06-17-av")
    with pagina.expect_download() as wachten:
        pagina.get_by_role("button", name="Vergaderstuk (Word)").click()
    assert wachten.value.suggested_filename == "vergaderstuk_2026-06-17-av.docx"
    pad = map_ / "stuk.docx"
    wachten.value.save_as(pad)
    with zipfile.ZipFile(pad) as pakket:
        tekst = pakket.read("word/document.xml").decode()
    assert TEKST in tekst
    assert BESLUIT in tekst


def stel_vast(pagina: Page) -> None:
    rust(pagina).locator("label", has_text="is klaar").click()
    rust(pagina)
    pagina.get_by_role("button", name="Definitief maken").click()
    expect(pagina.get_by_text("De vergadering is definitief.")).to_be_visible()
