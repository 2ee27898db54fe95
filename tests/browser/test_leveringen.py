"""Delivering through a real browser: a good file to its publication, a broken one to its cure."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Kijker, draai_app, rust
from warehouse.paths import Thuis

GEDULD = 180_000  # milliseconds: a load on a busy machine


@pytest.fixture
def eigen_kijker(browser: Browser, klein_thuis: Thuis, tmp_path: Path) -> Iterator[Kijker]:
    """A page of an app on a home of a few schools, that may change."""
    bezoek = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    with draai_app(klein_thuis.wortel.parent, tmp_path) as adres:
        kijker = Kijker(bezoek.new_page(), adres)
        kijker.pagina.on("pageerror", lambda fout: kijker.fouten.append(str(fout)))
        yield kijker
        bezoek.close()


@pytest.fixture
def levering(kleine_leveringen: Path, tmp_path: Path) -> Path:
    """The newest count of pupils, with twelve pupils more at one school."""
    bron = sorted(kleine_leveringen.glob("leerlingen_*.csv"))[-1]
    rijen = list(csv.DictReader(io.StringIO(bron.read_text("utf-8-sig")), delimiter=";"))
    rij = next(r for r in rijen if r["aantal"].isdigit() and r["onderwijssoort"] == "bao")
    rij["aantal"] = str(int(rij["aantal"]) + 12)
    return schrijf(tmp_path / bron.name, rijen)


def schrijf(pad: Path, rijen: list[dict[str, str]]) -> Path:
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, list(rijen[0]), delimiter=";")
        schrijver.writeheader()
        schrijver.writerows(rijen)
    return pad


def kies(pagina: Page, pad: Path) -> None:
    pagina.locator("input[type=file]").set_input_files(pad)
    expect(pagina.get_by_text(pad.name).first).to_be_visible(timeout=GEDULD)


def test_a_good_file_shows_what_changes_and_is_published(
    eigen_kijker: Kijker, klein_thuis: Thuis, levering: Path
) -> None:
    eerder = klein_thuis.huidige()
    pagina = eigen_kijker.open("leveringen")
    kies(pagina, levering)
    expect(pagina.get_by_text("Leerlingen per school").first).to_be_visible(timeout=GEDULD)
    rust(pagina)
    pagina.get_by_role("button", name="Controleer 1 bestand").click()
    expect(pagina.get_by_role("heading", name="Dit gaat goed")).to_be_visible(timeout=GEDULD)
    rij = pagina.get_by_role("row", name="Leerlingen in het regulier onderwijs").first
    was, wordt = (int(cel.replace(".", "")) for cel in rij.locator("td.getal").all_inner_texts())
    assert wordt - was == 12
    assert klein_thuis.huidige() == eerder
    rust(pagina)
    pagina.get_by_role("button", name="Publiceren", exact=True).click()
    expect(pagina.get_by_role("heading", name="Gepubliceerd")).to_be_visible(timeout=GEDULD)
    nieuw = klein_thuis.huidige()
    assert nieuw != eerder
    expect(pagina.get_by_text(f"Publicatie {nieuw} is nu wat iedereen ziet")).to_be_visible()
    rust(pagina)
    pagina.get_by_role("link", name="Geschiedenis").click()
    rij = pagina.get_by_role("row", name=levering.name).first
    expect(rij).to_contain_text("Telt mee", timeout=GEDULD)
    assert eigen_kijker.fouten == []


def test_a_broken_file_shows_row_column_and_cure(
    eigen_kijker: Kijker, klein_thuis: Thuis, levering: Path
) -> None:
    regels = levering.read_text("utf-8").splitlines()
    kop = regels[0].split(";")
    cellen = regels[6].split(";")
    cellen[kop.index("aantal")] = "veel"
    regels[6] = ";".join(cellen)
    levering.write_text("\n".join(regels) + "\n", "utf-8")
    eerder = klein_thuis.huidige()
    pagina = eigen_kijker.open("leveringen")
    kies(pagina, levering)
    pagina.get_by_role("button", name="Controleer 1 bestand").wait_for(timeout=GEDULD)
    rust(pagina)
    pagina.get_by_role("button", name="Controleer 1 bestand").click()
    kaart = pagina.locator(".bevinding")
    expect(kaart).to_have_count(1, timeout=GEDULD)
    expect(kaart).to_contain_text("Rij 7, kolom aantal: 'veel' is geen geheel getal.")
    expect(kaart).to_contain_text("Wat te doen: Schrijf een geheel getal")
    expect(pagina.get_by_role("button", name="Publiceren", exact=True)).to_have_count(0)
    with pagina.expect_download() as wachten:
        pagina.get_by_role("button", name="Bevindingen in Excel").click()
    assert wachten.value.suggested_filename.endswith(".xlsx")
    assert klein_thuis.huidige() == eerder
    assert eigen_kijker.fouten == []


def test_a_template_can_be_downloaded(kijker: Kijker, tmp_path: Path) -> None:
    pagina = kijker.open("leveringen?deel=sjablonen")
    rij = pagina.locator(".st-key-rij_tlv")
    with pagina.expect_download() as wachten:
        rij.get_by_role("button", name="Sjabloon").click()
    assert wachten.value.suggested_filename == "tlv.xlsx"
    wachten.value.save_as(tmp_path / "tlv.xlsx")
    assert (tmp_path / "tlv.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("deel", ["aanleveren", "kalender", "sjablonen", "geschiedenis"])
def test_every_part_fits_a_phone(browser: Browser, server: str, deel: str) -> None:
    bezoek = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
    pagina = Kijker(bezoek.new_page(), server).open(f"leveringen?deel={deel}")
    pagina.wait_for_load_state("networkidle")
    breedte = "document.querySelector('[data-testid=stMain]').scrollWidth"
    assert pagina.evaluate(breedte) <= 391
    for engels in (re.compile("^Upload$"), "per file", "Browse"):
        expect(pagina.get_by_text(engels)).to_have_count(0)
    bezoek.close()


def test_the_upload_box_speaks_dutch(kijker: Kijker) -> None:
    pagina = kijker.open("leveringen")
    knop = pagina.locator("[data-testid=stFileUploader] button")
    expect(knop).to_contain_text("Bestanden kiezen", timeout=GEDULD)
    expect(pagina.get_by_text("of sleep ze hierheen; CSV of XLSX")).to_be_visible()
    assert kijker.fouten == []
