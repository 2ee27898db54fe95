"""What a visitor waits for in a browser: from the start, the first view of a page, and a click.

A first view is that of a browser without anything kept; a click goes from Overzicht to the page
with four charts and back. A page stands when its heading is there, the script has ended and every
chart is drawn. PEILSTOK_BENCH_HOME names a home with a loaded demo, which saves loading one.
"""

import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from bezoekers import WORTEL, serveer, vrije_poort
from meet_paginas import PAGINAS, maak_home
from playwright.sync_api import Browser, Page, sync_playwright

VIER_GRAFIEKEN = "thuiszitters"
KEREN = int(os.environ.get("PEILSTOK_BENCH_KEREN", "15"))
_OPTIES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_STAAT = """([titel]) => document.querySelector('.peil h1')
  && document.querySelector('.peil h1').innerText !== titel
  && document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
  && !document.querySelector('[data-testid=stSkeleton]')
  && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    .every((e) => e.querySelector('svg.main-svg'))"""


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk:
        home = Path(os.environ.get("PEILSTOK_BENCH_HOME") or maak_home(Path(tijdelijk)))
        poort = vrije_poort()
        adres = f"http://127.0.0.1:{poort}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=_OPTIES
            )
            begin = time.perf_counter()
            with serveer(WORTEL / "app" / "main.py", poort, home):
                eerste = _eerste(browser, adres, "")
                figuren = {
                    "start_tot_kop_s": round(time.perf_counter() - begin, 2),
                    "allereerste_ms": eerste,
                    "eerste_ms": {p: _eerste(browser, adres, p) for p in PAGINAS},
                } | _klikken(browser, adres)
            browser.close()
        figuren["eerste_hoogste_ms"] = max(figuren["eerste_ms"].values())
        print(json.dumps(figuren))


def _eerste(browser: Browser, adres: str, pagina: str) -> int:
    """Milliseconds until a page stands in a browser that kept nothing."""
    bezoek = browser.new_context(locale="nl-NL")
    scherm = bezoek.new_page()
    begin = time.perf_counter()
    scherm.goto(f"{adres}/{'' if pagina == 'overzicht' else pagina}")
    _wacht(scherm, "")
    duur = 1000 * (time.perf_counter() - begin)
    bezoek.close()
    return round(duur)


def _wacht(scherm: Page, vorige: str) -> None:
    scherm.wait_for_function(_STAAT, arg=[vorige], polling=10)


def _klikken(browser: Browser, adres: str) -> dict[str, int]:
    """From Overzicht to the page with four charts, by its link in the menu."""
    scherm = browser.new_context(locale="nl-NL").new_page()
    scherm.goto(adres)
    _wacht(scherm, "")
    tijden = []
    for _ in range(KEREN):
        kop = scherm.inner_text(".peil h1")
        begin = time.perf_counter()
        scherm.locator(f"[data-testid=stSidebarNavLink][href$='{VIER_GRAFIEKEN}']").click()
        _wacht(scherm, kop)
        tijden.append(1000 * (time.perf_counter() - begin))
        kop = scherm.inner_text(".peil h1")
        scherm.locator("[data-testid=stSidebarNavLink]").first.click()
        _wacht(scherm, kop)
    return {
        "klik_p50_ms": round(statistics.median(tijden)),
        "klik_p95_ms": round(sorted(tijden)[int(0.95 * len(tijden))]),
    }


if __name__ == "__main__":
    main()
