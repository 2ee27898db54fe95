"""Middelen in a browser: amounts open to parts that add up, and a slider moves the address."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Kijker


def bedrag(tekst: str) -> int:
    gevonden = re.search(r"€\s*(−?[\d.]+)", tekst.replace("\N{NO-BREAK SPACE}", " "))
    assert gevonden, tekst
    return int(gevonden[1].replace(".", "").replace("−", "-"))


def klap_open(pagina: Page, naam: str) -> Locator:
    """The first amount with this name, opened by clicking it."""
    vak = (
        pagina.locator("details.opengevouwen")
        .filter(has=pagina.locator("summary", has_text=re.compile(naam)))
        .first
    )
    expect(vak.locator("table")).not_to_be_visible()
    vak.locator("summary").click()
    expect(vak.locator("table")).to_be_visible()
    return vak


@pytest.mark.parametrize(
    ("adres", "naam", "delen"),
    [
        ("deel=reserve&jaar=2025", "Eigen vermogen eind 2025", 2),
        ("deel=begroting&naar=2025-jaarrekening", "^ondersteuningsbedrag bao", 3),
        ("deel=scholen&jaar=2025", "Budget 2025", 5),
    ],
)
def test_an_amount_opens_to_parts_that_add_up(
    kijker: Kijker, adres: str, naam: str, delen: int
) -> None:
    pagina = kijker.open(f"middelen?{adres}")
    vak = klap_open(pagina, naam)
    rijen = vak.locator("tbody tr")
    assert rijen.count() >= delen
    som = sum(bedrag(rij.locator("td").last.inner_text()) for rij in rijen.all())
    kop = bedrag(vak.locator(".som").first.inner_text())
    assert abs(som - kop) <= rijen.count() / 2
    assert bedrag(vak.locator("tfoot td").last.inner_text()) == kop
    assert kijker.fouten == []


def test_moving_a_slider_moves_the_address_and_the_answer(kijker: Kijker) -> None:
    pagina = kijker.open("middelen?deel=scenario")
    titel = pagina.get_by_role("heading", level=2).first
    voor = titel.inner_text()
    pagina.get_by_role("slider", name="Groei so per jaar").press("ArrowRight")
    expect(titel).not_to_have_text(voor)
    expect(pagina).to_have_url(re.compile("a_so=0.045"))
    expect(pagina.locator("[data-testid=stException]")).to_have_count(0)
