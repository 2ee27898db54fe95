"""What a visitor waits for in a browser: from the start, the first view of a page, and a click.

A first view is that of a browser without anything kept; a click goes from Overzicht to the page
with four charts and back. A page stands when its heading is there, the script has ended and every
chart is drawn. Beside it, in turns, a bare Streamlit app: an empty page, and one with four plain
charts and a table of a thousand rows. How much longer ours takes says more than seconds do, on a
machine that is now quick and then slow. PEILSTOK_BENCH_HOME names a home with a loaded demo, which
saves loading one.
"""

import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from bezoekers import WORTEL, serveer, vrije_poort
from meet_paginas import PAGINAS, maak_home
from playwright.sync_api import Browser, Page, sync_playwright

VIER_GRAFIEKEN = "thuiszitters"
KEREN = int(os.environ.get("PEILSTOK_BENCH_KEREN", "15"))
BEURTEN = 5  # of starting, and of the first views that are compared
KAAL = """
import plotly.graph_objects as go, polars as pl, streamlit as st

def kop(tekst):
    st.html(f'<div class="peil"><h1>{tekst}</h1></div>')

def leeg():
    kop("Leeg")

def vier():
    kop("Vier")
    for nummer in range(4):
        st.plotly_chart(go.Figure(go.Bar(x=list("abcdefgh"), y=[nummer + i for i in range(8)])))
    st.dataframe(pl.DataFrame({naam: range(1000) for naam in "abcdef"}))

st.navigation([st.Page(leeg, default=True), st.Page(vier)]).run()
"""
_OPTIES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_STAAT = """([titel]) => document.querySelector('.peil h1')
  && document.querySelector('.peil h1').innerText !== titel
  && document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
  && !document.querySelector('[data-testid=stSkeleton]')
  && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
    .every((e) => e.querySelector('svg.main-svg'))"""


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk, sync_playwright() as playwright:
        home = Path(os.environ.get("PEILSTOK_BENCH_HOME") or maak_home(Path(tijdelijk)))
        kaal, app = Path(tijdelijk) / "kaal.py", WORTEL / "app" / "main.py"
        kaal.write_text(KAAL, "utf-8")
        shutil.copytree(app.parent / ".streamlit", kaal.parent / ".streamlit")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_OPTIES)
        starts = [(_start(browser, app, home), _start(browser, kaal, home)) for _ in range(BEURTEN)]
        with (
            serveer(app, vrije_poort(), home) as ons,
            serveer(kaal, vrije_poort(), home) as hun,
        ):
            adres, adres_kaal = (f"http://127.0.0.1:{server.poort}" for server in (ons, hun))
            figuren = _starts(starts) | _eersten(browser, adres, adres_kaal)
            figuren |= _klikken(browser, adres, adres_kaal)
        browser.close()
        print(json.dumps(figuren))


def _start(browser: Browser, script: Path, home: Path) -> float:
    """Seconds from starting the server to the first heading in a browser that kept nothing."""
    poort = vrije_poort()
    begin = time.perf_counter()
    with serveer(script, poort, home):
        _eerste(browser, f"http://127.0.0.1:{poort}", "")
        return time.perf_counter() - begin


def _starts(tijden: list[tuple[float, float]]) -> dict[str, float]:
    ons, kaal = (statistics.median(kant) for kant in zip(*tijden, strict=True))
    return {
        "start_tot_kop_s": round(ons, 2),
        "start_tot_kop_kaal_s": round(kaal, 2),
        "start_tot_kop_keer": round(ons / kaal, 2),
    }


def _eersten(browser: Browser, adres: str, kaal: str) -> dict[str, Any]:
    """Every page in a browser that kept nothing; the slowest of them in turns with the bare one."""
    eerste = {pagina: _eerste(browser, adres, pagina) for pagina in PAGINAS}
    traagste = max(eerste, key=lambda pagina: eerste[pagina])
    plekken = ((adres, traagste), (kaal, "vier"), (kaal, ""))
    beurten = [[_eerste(browser, *plek) for plek in plekken] for _ in range(BEURTEN)]
    ons, vier, leeg = (statistics.median(kant) for kant in zip(*beurten, strict=True))
    return {
        "eerste_ms": eerste,
        "eerste_traagste": traagste,
        "eerste_hoogste_ms": ons,
        "eerste_kaal_ms": vier,
        "eerste_leeg_ms": leeg,
        "eerste_keer": round(ons / vier, 2),
    }


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


def _klikken(browser: Browser, adres: str, kaal: str) -> dict[str, float]:
    """From the first page to the one with four charts, by its link in the menu; in turns."""
    ons, hun = (_open(browser, plek) for plek in (adres, kaal))
    paren = [(_klik(ons, VIER_GRAFIEKEN), _klik(hun, "vier")) for _ in range(KEREN)]
    van_ons, van_hun = zip(*paren, strict=True)
    p50, p50_kaal = statistics.median(van_ons), statistics.median(van_hun)
    return {
        "klik_p50_ms": round(p50),
        "klik_p95_ms": round(sorted(van_ons)[int(0.95 * len(van_ons))]),
        "klik_kaal_p50_ms": round(p50_kaal),
        "klik_keer": round(p50 / p50_kaal, 2),
    }


def _open(browser: Browser, adres: str) -> Page:
    scherm = browser.new_context(locale="nl-NL").new_page()
    scherm.goto(adres)
    _wacht(scherm, "")
    return scherm


def _klik(scherm: Page, pagina: str) -> float:
    """Milliseconds until the page stands; afterwards back to the first one."""
    kop = scherm.inner_text(".peil h1")
    begin = time.perf_counter()
    scherm.locator(f"[data-testid=stSidebarNavLink][href$='{pagina}']").click()
    _wacht(scherm, kop)
    duur = 1000 * (time.perf_counter() - begin)
    kop = scherm.inner_text(".peil h1")
    scherm.locator("[data-testid=stSidebarNavLink]").first.click()
    _wacht(scherm, kop)
    return duur


if __name__ == "__main__":
    main()
