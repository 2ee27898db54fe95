"""Logging in through a real OpenID provider: own pages only, and away after a while."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.navigation import PAGINAS
from app.toegang import rol_van
from tests.app.rolpublicaties import NIEUW, OUD, maak_rolthuis, merk
from tests.browser.conftest import WORTEL, _wacht_op, rust
from warehouse import logboek
from warehouse.paths import STANDAARD_PROFIEL, Thuis

# The provider runs in this process, and authlib speaks there of its next version.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

GEDULD = 20_000  # milliseconds
ALTIJD = (date(2020, 1, 1), date(2100, 1, 1))
MENSEN: dict[str, dict[str, object]] = {
    "anna": {"email": "anna@proef.test", "groepen": ["kwaliteit"]},
    "bert": {"email": "bert@proef.test"},
    "carla": {"email": "carla@proef.test"},
    "daan": {"email": "daan@proef.test"},
}
TOEGANG = """
[login]
adres = "{adres}"
metadata = "{aanbieder}/.well-known/openid-configuration"
client_id = "peilstok"
client_secret = "proef"

[claim]
naam = "groepen"
rollen = {{ kwaliteit = "toezicht" }}

[personen]
"bert@proef.test" = "medewerker"
carla = ["platform_jeugd", "bestuur_41234"]
"""


class Huis:
    """The app with login, as a visitor finds it."""

    def __init__(self, adres: str, home: Path, klok: Path) -> None:
        self.adres, self.klok = adres, klok
        self.thuis = Thuis(home / STANDAARD_PROFIEL, STANDAARD_PROFIEL)

    def zet_vooruit(self, seconden: float) -> None:
        nu = float(self.klok.read_text("utf-8"))
        self.klok.write_text(str(nu + seconden), "utf-8")

    def logregels(self, wie: str) -> list[tuple[str, str]]:
        regels = logboek.lees(self.thuis, *ALTIJD)
        return [(r.wat, r.over.get("pagina", "")) for r in regels if r.wie == wie]


@pytest.fixture(scope="module")
def huis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Huis]:
    """The app on planted publications, behind a real provider on loopback."""
    from oidc_provider_mock import User, run_server_in_thread  # noqa: PLC0415 - it warns

    mensen = [User(sub=sub, claims=claims) for sub, claims in MENSEN.items()]
    home = maak_rolthuis(tmp_path_factory.mktemp("toegang"))
    klok = home / "klok"
    klok.write_text("0", "utf-8")
    with run_server_in_thread(user_claims=mensen) as aanbieder, socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
        vrij.close()
        adres = f"http://localhost:{poort}"
        tekst = TOEGANG.format(adres=adres, aanbieder=f"http://localhost:{aanbieder.server_port}")
        (home / "toegang.toml").write_text(tekst, "utf-8")
        with _draai(home, klok, poort):
            yield Huis(adres, home, klok)


@contextmanager
def _draai(home: Path, klok: Path, poort: int) -> Iterator[None]:
    opdracht = [sys.executable, "-m", "tests.browser.met_klok", str(klok), "run"]
    opdracht += [str(WORTEL / "app" / "main.py"), f"--server.port={poort}"]
    opdracht += ["--server.address=localhost"]
    omgeving = os.environ | {"PEILSTOK_HOME": str(home)}
    omgeving.pop("PEILSTOK_ROL", None)
    log = home / "server.log"
    with (
        log.open("wb") as uit,
        subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving, stdout=uit, stderr=uit) as app,
    ):
        try:
            _wacht_op(f"http://localhost:{poort}/_stcore/health", app, log)
            yield
        finally:
            app.terminate()


@pytest.fixture
def bezoek(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(GEDULD)
    yield context
    context.close()


def meld_aan(bezoek: BrowserContext, huis: Huis, wie: str, pad: str = "") -> Page:
    pagina = bezoek.new_page()
    pagina.goto(f"{huis.adres}/{pad}")
    pagina.get_by_role("button", name="Aanmelden").click()
    pagina.get_by_role("button", name=wie, exact=True).click()
    pagina.wait_for_url(f"{huis.adres}/**")
    pagina.locator(".peil h1").first.wait_for()
    return rust(pagina)


def paginas(pagina: Page) -> list[str]:
    links = pagina.locator("[data-testid=stSidebarNavLink]")
    links.first.wait_for()
    return [tekst.split("\n")[-1] for tekst in links.all_inner_texts()]


def eigen_paginas(rol: str) -> list[str]:
    """What the menu of a role may hold; what it may not hold is never among it."""
    titels = [pagina.titel for pagina in PAGINAS if rol_van(rol).mag(pagina.bestand)]
    assert not {"Leveringen", "Beheer"} & set(titels)
    return titels


def test_without_login_there_is_nothing_but_the_door(bezoek: BrowserContext, huis: Huis) -> None:
    pagina = bezoek.new_page()
    pagina.goto(f"{huis.adres}/datakwaliteit")
    expect(pagina.get_by_role("button", name="Aanmelden")).to_be_visible()
    assert pagina.url == f"{huis.adres}/"
    expect(pagina.locator("[data-testid=stSidebarNavLink]")).to_have_count(0)
    assert "Geheimschool" not in pagina.content()


def test_a_link_survives_logging_in_and_only_own_pages_exist(
    bezoek: BrowserContext, huis: Huis
) -> None:
    link = f"verdieping?kengetal=eigen_vermogen&publicatie={NIEUW}"
    pagina = meld_aan(bezoek, huis, "anna", link)
    expect(pagina.locator(".peil h1").first).to_contain_text("Eigen vermogen")
    assert paginas(pagina) == eigen_paginas("toezicht")
    expect(pagina.locator("[data-testid=stSidebar]")).to_contain_text("toezicht")
    # A page of another role is answered as one that nobody ever made.
    for pad in ("leveringen", "beheer", "bestaat-niet"):
        pagina.goto(f"{huis.adres}/{pad}")
        expect(pagina.get_by_text("De gevraagde pagina bestaat niet.")).to_be_visible()
        assert pad not in pagina.url
    expect(pagina.locator("html")).to_contain_text(merk("toezicht"))
    inhoud = pagina.content()
    assert "Beheer" not in inhoud
    assert ">Leveringen<" not in inhoud
    assert merk("medewerker") not in inhoud
    # A link to figures that this role never had.
    pagina.goto(f"{huis.adres}/kengetallen?publicatie={OUD}")
    expect(pagina.get_by_text("zijn er niet meer")).to_be_visible()
    regels = huis.logregels("anna")
    assert ("aangemeld", "") in regels
    assert ("bekeken", "verdieping") in regels
    assert ("geweigerd", "leveringen") in regels


def test_logging_out_makes_the_cookie_worthless(bezoek: BrowserContext, huis: Huis) -> None:
    pagina = meld_aan(bezoek, huis, "bert")
    assert paginas(pagina)[-1] == "Beheer"
    koekjes = bezoek.cookies()
    pagina.get_by_role("button", name="Afmelden").click()
    pagina.get_by_role("button", name="End session").click()  # of the provider
    pagina.wait_for_url(f"{huis.adres}/**")
    expect(pagina.get_by_role("button", name="Aanmelden")).to_be_visible()
    bezoek.add_cookies(koekjes)
    pagina.goto(f"{huis.adres}/")
    expect(pagina.get_by_role("button", name="Aanmelden")).to_be_visible()
    assert "Geheimschool" not in pagina.content()
    assert [wat for wat, _ in huis.logregels("bert")][-1] == "afgemeld"


def test_a_person_without_a_role_sees_that_and_nothing_else(
    bezoek: BrowserContext, huis: Huis
) -> None:
    pagina = meld_aan(bezoek, huis, "daan")
    expect(pagina.locator(".peil h1").first).to_have_text("Nog geen toegang")
    expect(pagina.locator("[data-testid=stSidebarNavLink]")).to_have_count(0)
    assert "Geheimschool" not in pagina.content()
    assert huis.logregels("daan")[0] == ("geweigerd", "")


def test_who_has_two_roles_chooses_and_may_change(bezoek: BrowserContext, huis: Huis) -> None:
    pagina = meld_aan(bezoek, huis, "carla")
    expect(pagina.locator(".peil h1").first).to_have_text("Kies uw rol")
    pagina.get_by_role("button", name="Verder als Platform Jeugd").click()
    expect(pagina.locator(".peil h1").first).to_have_text("Hoe staan we ervoor?")
    assert paginas(pagina) == eigen_paginas("platform_jeugd")
    assert merk("platform_jeugd") in pagina.content()
    pagina.get_by_role("button", name="Van rol wisselen").click()
    pagina.get_by_role("button", name="Verder als bestuur 41234").click()
    expect(pagina.get_by_role("link", name="Kengetallen").first).to_be_visible()
    expect(pagina.locator(".peil", has_text=merk("bestuur_41234")).first).to_be_visible()
    assert merk("platform_jeugd") not in pagina.content()


def test_a_tampered_cookie_is_no_login(bezoek: BrowserContext, huis: Huis) -> None:
    meld_aan(bezoek, huis, "anna").close()
    for koekje in bezoek.cookies():
        if koekje["name"] == "_streamlit_user":
            waarde = koekje["value"]
            anders = "A" if waarde[20] != "A" else "B"
            bezoek.add_cookies([{**koekje, "value": waarde[:20] + anders + waarde[21:]}])
    pagina = bezoek.new_page()
    pagina.goto(f"{huis.adres}/")
    expect(pagina.get_by_role("button", name="Aanmelden")).to_be_visible()
    assert "Geheimschool" not in pagina.content()


def test_after_half_an_hour_of_quiet_one_logs_in_again(bezoek: BrowserContext, huis: Huis) -> None:
    pagina = meld_aan(bezoek, huis, "anna", "definities")
    huis.zet_vooruit(29 * 60)
    pagina.goto(f"{huis.adres}/kengetallen")
    expect(pagina.locator(".peil h1").first).to_have_text("Kengetallen")
    huis.zet_vooruit(31 * 60)
    pagina.get_by_role("link", name="Definities").first.click()
    expect(pagina.get_by_text("een half uur niets gedaan")).to_be_visible()
    assert "Geheimschool" not in pagina.content()
    assert ("verlopen", "") in huis.logregels("anna")
    assert logboek.controleer(huis.thuis) is None
