"""What only a browser can see: the real server, drawn, clicked, small, dark and on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Kijker, rust

KOPPEN = {
    "": "Hoe staan we ervoor?",
    "kengetallen": "Kengetallen",
    "leveringen": "Leveringen",
    "datakwaliteit": "Datakwaliteit",
    "definities": "Definities",
}
VERDIEPING = "verdieping?kengetal=deelname_go_herkomst"


@pytest.mark.parametrize(("pad", "kop"), KOPPEN.items())
def test_a_page_stands_without_error_or_outside_help(kijker: Kijker, pad: str, kop: str) -> None:
    pagina = kijker.open(pad)
    expect(pagina.get_by_role("heading", level=1)).to_have_text(kop)
    expect(pagina.locator("[data-testid=stException]")).to_have_count(0)
    assert kijker.fouten == []
    assert kijker.buiten == []


def test_verdieping_draws_a_chart_with_its_table(kijker: Kijker) -> None:
    pagina = kijker.open(VERDIEPING)
    grafiek = pagina.locator(".js-plotly-plot")
    expect(grafiek.locator(".scatterlayer path.js-line").first).to_be_visible()
    expect(grafiek.get_by_text("streefwaarde")).to_be_visible()
    pagina.get_by_text("Tabel bij de grafiek").click()
    tabel = pagina.get_by_role("table", name=re.compile("Deelname"))
    expect(tabel.first.get_by_role("row").nth(1)).to_contain_text("%")
    assert kijker.fouten == []
    assert kijker.buiten == []


def test_the_document_is_dutch(kijker: Kijker) -> None:
    pagina = kijker.open("definities")
    assert pagina.evaluate("document.documentElement.lang") == "nl"
    expect(pagina).to_have_title("Peilstok")
    expect(pagina.get_by_text("Naar de inhoud")).to_have_count(1)
    for engels in ("Deploy", "Main menu", "Skip to main content"):
        expect(pagina.get_by_text(engels)).to_have_count(0)


def test_what_draws_charts_is_there_before_someone_asks_for_one(kijker: Kijker) -> None:
    blad = kijker.open("")
    assert blad.locator(".js-plotly-plot").count() == 0
    blad.wait_for_function(
        "performance.getEntriesByType('resource')"
        ".some((deel) => deel.name.includes('PlotlyChart') && deel.initiatorType !== 'link')"
    )


def test_a_row_leads_to_verdieping_and_the_back_button_returns(kijker: Kijker) -> None:
    pagina = kijker.open("kengetallen")
    rij = pagina.get_by_role("row", name=re.compile("Eigen vermogen"))
    rij.locator("td").first.click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Eigen vermogen: €")
    assert "kengetal=eigen_vermogen" in pagina.url
    rust(pagina)
    pagina.go_back()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Kengetallen")


def test_a_link_is_followed_without_loading_the_app_anew(kijker: Kijker) -> None:
    pagina = kijker.open("")
    pagina.evaluate("window.nogDezelfde = true")
    pagina.locator(".kaart.klikbaar a").first.click()
    pagina.wait_for_url("**/verdieping?**")
    assert pagina.evaluate("window.nogDezelfde") is True


def test_a_choice_is_in_the_address_and_the_address_reopens_it(kijker: Kijker) -> None:
    pagina = kijker.open("verdieping?kengetal=leerlingen_regulier&per=gemeente")
    pagina.locator(".staven").get_by_role("link", name="Zandvoort").click()
    kop = pagina.get_by_role("heading", level=1)
    expect(kop).to_contain_text("Zandvoort")
    getal = kop.inner_text()
    pagina.wait_for_url("**pad=gemeente%3AZandvoort**")
    adres = pagina.url.removeprefix(f"{kijker.adres}/")
    expect(kijker.open(adres).get_by_role("heading", level=1)).to_have_text(getal)
    expect(pagina.get_by_role("navigation", name="Kruimelpad")).to_contain_text("Zandvoort")


def test_down_to_a_school_and_back_by_the_button_of_the_browser(kijker: Kijker) -> None:
    pagina = kijker.open("verdieping?kengetal=leerlingen_regulier&per=gemeente")
    kop, koppen = pagina.get_by_role("heading", level=1), []
    for grain in ("gemeente", "bestuur", "school"):
        # The list of the step before stands until it is replaced.
        tabel = pagina.locator(".staven").first
        expect(tabel.locator("caption")).to_have_text(re.compile(f"per {grain}$"))
        koppen.append(kop.inner_text())
        rust(pagina)
        tabel.locator("th a").first.click()
        expect(kop).not_to_have_text(koppen[-1])
    kruimels = pagina.get_by_role("navigation", name="Kruimelpad")
    expect(kruimels.locator("a")).to_have_count(4)
    for eerder in reversed(koppen):
        rust(pagina)
        pagina.go_back()
        expect(kop).to_have_text(eerder)
    assert kijker.fouten == []


def test_a_point_of_the_funnel_opens_its_unit(kijker: Kijker) -> None:
    pagina = kijker.open("verdieping?kengetal=verwijzingspercentage&per=bestuur&vorm=trechter")
    kop = pagina.get_by_role("heading", level=1)
    regio = kop.inner_text()
    punt = pagina.locator(".st-key-trechter .scatterlayer .point").last
    punt.scroll_into_view_if_needed()
    rust(pagina)
    vlak = punt.bounding_box()
    assert vlak
    pagina.mouse.click(vlak["x"] + vlak["width"] / 2, vlak["y"] + vlak["height"] / 2)
    expect(kop).not_to_have_text(regio)
    expect(pagina.get_by_role("navigation", name="Vormen")).to_contain_text("Trechter")
    rust(pagina)
    pagina.go_back()
    expect(kop).to_have_text(regio)


def test_a_download_is_a_file_with_semicolons(kijker: Kijker, tmp_path: Path) -> None:
    pagina = kijker.open(VERDIEPING)
    with pagina.expect_download() as wachten:
        pagina.get_by_role("button", name="CSV").first.click()
    bestand = tmp_path / "verloop.csv"
    wachten.value.save_as(bestand)
    regels = bestand.read_text("utf-8-sig").splitlines()
    assert regels[0].startswith("Teldatum;Waarde;Teller;Noemer;Streefwaarde;Landelijk")
    assert re.match(r"1 \w+ \d{4};0,\d+;", regels[1])


def test_dark_is_dark_and_light_is_light(browser: Browser, server: str) -> None:
    gronden = {}
    for kleur in ("light", "dark"):
        bezoek = browser.new_context(color_scheme=kleur)
        pagina = Kijker(bezoek.new_page(), server).open("")
        gronden[kleur] = pagina.evaluate(
            "['.stApp', '.peil h1'].map((e, i) => getComputedStyle(document.querySelector(e))"
            "[i ? 'color' : 'backgroundColor'])"
        )
        bezoek.close()
    assert gronden == {
        "light": ["rgb(255, 255, 255)", "rgb(29, 42, 51)"],
        "dark": ["rgb(18, 24, 29)", "rgb(228, 234, 238)"],
    }


def test_on_paper_the_whole_page_is_there(kijker: Kijker) -> None:
    pagina = kijker.open(VERDIEPING)
    pagina.emulate_media(media="print")
    expect(pagina.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(pagina.locator("details table").first).to_be_visible()
    expect(pagina.get_by_text("Waar komt dit getal vandaan?")).to_be_visible()


def test_an_address_that_does_not_exist_is_answered_in_dutch(kijker: Kijker) -> None:
    pagina = kijker.open("bestaat-niet")
    expect(pagina.get_by_text("De gevraagde pagina bestaat niet.")).to_be_visible()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Hoe staan we ervoor?")
    assert kijker.fouten == []


def test_a_chart_follows_the_device_into_the_dark(kijker: Kijker) -> None:
    pagina = kijker.open(VERDIEPING)
    punt = pagina.locator(".js-plotly-plot .scatterlayer .point").last
    licht = punt.evaluate("e => getComputedStyle(e).fill")
    pagina.emulate_media(color_scheme="dark")
    expect(punt).not_to_have_css("fill", licht)
