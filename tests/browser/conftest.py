"""The real server and a real browser, started once for all browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from warehouse.paths import Thuis

WORTEL = Path(__file__).parents[2]
_OPTIES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Streamlit writes down the state of its script; a click during a run may be undone by its end.
_STAAT_STIL = "[data-testid=stApp][data-test-script-state=notRunning]"
_GEKOPPELD = "html[data-peilstok=gekoppeld]"
# Charts and long tables come a moment after the page that they stand on.
_GETEKEND = """() => document.fonts.status === 'loaded'
  && !document.querySelector('[data-testid=stSkeleton]')
  && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    .every((e) => e.querySelector('svg.main-svg'))"""
_GA = """(pad) => {
  window.history.pushState({}, '', `/${pad}`);
  window.dispatchEvent(new PopStateEvent('popstate'));
}"""
_GEDULD = 60  # seconds; a machine under load starts slowly
expect.set_options(timeout=_GEDULD * 1000 / 2)


@dataclass
class Kijker:
    """A page of the app in a browser, with what the browser complained about."""

    pagina: Page
    adres: str
    fouten: list[str] = field(default_factory=list)
    buiten: list[str] = field(default_factory=list)
    lopen: int = 0

    def open(self, pad: str) -> Page:
        """Go to a view and wait until it stands and answers to clicks."""
        self.pagina.goto(f"{self.adres}/{pad}")
        self.pagina.locator(".peil h1").first.wait_for(timeout=_GEDULD * 1000)
        return self._gekoppeld()

    def ga(self, pad: str) -> Page:
        """Go to another view in place, as a link of the app does; nothing is loaded anew.

        Only for who follows: see `volg`.
        """
        with self._een_loop():
            self.pagina.evaluate(_GA, pad)
        return self._gekoppeld()

    def kleur(self, kleur: Literal["light", "dark"]) -> Page:
        """By day or by night; the app draws its charts anew."""
        if not self.pagina.evaluate(
            "k => matchMedia(`(prefers-color-scheme: ${k})`).matches", kleur
        ):
            with self._een_loop():
                self.pagina.emulate_media(color_scheme=kleur)
        return self._gekoppeld()

    def _gekoppeld(self) -> Page:
        """Wait until the view stands, and answers to clicks and to the colour of the device."""
        rust(self.pagina)
        # The document has no height of its own, so that it never counts as visible.
        self.pagina.locator(_GEKOPPELD).wait_for(state="attached", timeout=_GEDULD * 1000)
        return rust(self.pagina)

    def volg(self) -> "Kijker":
        """Count the runs of the script, by what the server says of them."""

        def bericht(inhoud: str | bytes) -> None:
            if isinstance(inhoud, bytes):
                self.lopen += ForwardMsg.FromString(inhoud).WhichOneof("type") == "script_finished"

        self.pagina.on("websocket", lambda lijn: lijn.on("framereceived", bericht))
        return self

    @contextmanager
    def _een_loop(self) -> Iterator[None]:
        """What is done within makes the script run; it has run afterwards."""
        eerst, einde = self.lopen, time.monotonic() + _GEDULD
        yield
        while self.lopen == eerst:
            assert time.monotonic() < einde, "de pagina liep niet opnieuw"
            self.pagina.wait_for_timeout(20)


def rust(pagina: Page) -> Page:
    """Wait until the script has run to its end and every chart is drawn where it stays.

    Before each click that follows another: what is clicked during a run may be replaced by it.
    """
    pagina.locator(_STAAT_STIL).wait_for(timeout=_GEDULD * 1000)
    pagina.wait_for_function(_GETEKEND, timeout=_GEDULD * 1000)
    return pagina


@pytest.fixture(scope="session")
def server(demo_thuis: Thuis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as people start it, on a free port; yields its address."""
    with draai_app(demo_thuis.wortel.parent, tmp_path_factory.mktemp("server")) as adres:
        yield adres


@contextmanager
def draai_app(home: Path, map_: Path) -> Iterator[str]:
    """The app on a home, as long as it is needed; its log goes into `map_`."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    logboek = map_ / "server.log"
    opdracht = [sys.executable, "-m", "streamlit", "run", str(WORTEL / "app" / "main.py")]
    opdracht += [f"--server.port={poort}", "--server.address=127.0.0.1"]
    omgeving = os.environ | {"PEILSTOK_HOME": str(home)}
    adres = f"http://127.0.0.1:{poort}"
    with (
        logboek.open("wb") as uitvoer,
        subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving, stdout=uitvoer, stderr=uitvoer) as app,
    ):
        try:
            _wacht_op(f"{adres}/_stcore/health", app, logboek)
            yield adres
        finally:
            app.terminate()


def _wacht_op(adres: str, app: subprocess.Popen[bytes], logboek: Path) -> None:
    einde = time.monotonic() + _GEDULD
    while time.monotonic() < einde:
        if app.poll() is not None:
            break
        try:
            with urllib.request.urlopen(adres, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"de server startte niet:\n{logboek.read_text('utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless chromium; without it these tests skip, in CI they fail."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium ontbreekt: installeer het met apt-get install chromium")
        pytest.skip("chromium ontbreekt: installeer het met apt-get install chromium")
    with sync_playwright() as playwright:
        gestart = playwright.chromium.launch(executable_path=chromium, args=_OPTIES)
        yield gestart
        gestart.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with a Dutch browser on a desktop."""
    bezoek = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield bezoek
    bezoek.close()


@pytest.fixture
def kijker(context: BrowserContext, server: str) -> Kijker:
    """A fresh page that keeps what goes wrong."""
    pagina = context.new_page()
    kijker = Kijker(pagina, server)
    pagina.on(
        "console", lambda regel: kijker.fouten.append(regel.text) if regel.type == "error" else None
    )
    pagina.on("pageerror", lambda fout: kijker.fouten.append(str(fout)))
    pagina.on(
        "request",
        lambda verzoek: (
            None
            if verzoek.url.startswith((server, "data:", "blob:"))
            else kijker.buiten.append(verzoek.url)
        ),
    )
    return kijker
