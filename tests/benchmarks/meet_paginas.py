"""Every page on the server: first view, rerun, memory, and fifty visitors at once.

An empty Streamlit page with the same settings is measured in the same run, in turns with ours: what
a page costs is what lies above it. PEILSTOK_BENCH_HOME names a home with a loaded demo, which saves
loading one.
"""

import asyncio
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bezoekers import WORTEL, Bezoeker, Server, serveer, vrije_poort

from pipelines.demo import schrijf
from pipelines.run import Opdracht, laad
from warehouse.paths import Thuis

PAGINAS = tuple(sorted(pad.stem for pad in (WORTEL / "app" / "app_pages").glob("[a-z]*.py")))
HERHALINGEN = int(os.environ.get("PEILSTOK_BENCH_KEREN", "15"))
SESSIES = 50
DUUR = float(os.environ.get("PEILSTOK_BENCH_DUUR", "120"))
PAUZE = 5.0  # seconds between two clicks of one visitor, on average
# With the same cure for the collector as ours, or the empty page would flatter what lies above it.
LEEG = """
import gc, streamlit as st
@st.cache_resource(show_spinner=False)
def bevries():
    gc.collect()
    gc.freeze()
    return True
bevries()
st.title("Leeg")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk:
        home = Path(os.environ.get("PEILSTOK_BENCH_HOME") or maak_home(Path(tijdelijk)))
        leeg = Path(tijdelijk) / "leeg.py"
        leeg.write_text(LEEG, "utf-8")
        shutil.copytree(WORTEL / "app" / ".streamlit", leeg.parent / ".streamlit")
        with (
            serveer(leeg, vrije_poort(), home) as kaal,
            serveer(WORTEL / "app" / "main.py", vrije_poort(), home) as app,
        ):
            print(json.dumps(asyncio.run(_meet(kaal, app))))


async def _meet(kaal: Server, app: Server) -> dict[str, Any]:
    figuren: dict[str, Any] = {"start_s": round(app.start_s, 2), "rust_mb": round(app.geheugen_mb)}
    async with Bezoeker(app.poort) as eerste:
        figuren["allereerste_ms"] = round(await eerste.bekijk(PAGINAS[0]))
    figuren["paginas"] = {}
    for pagina in PAGINAS:
        figuren["paginas"][pagina] = await _pagina(kaal, app, pagina)
        print(pagina, figuren["paginas"][pagina], file=sys.stderr, flush=True)
    alle = [p["herhaling_p50_ms"] - p["leeg_p50_ms"] for p in figuren["paginas"].values()]
    figuren["boven_leeg_mediaan_ms"] = round(statistics.median(alle), 1)
    figuren["boven_leeg_hoogste_ms"] = round(max(alle), 1)
    return figuren | await _vijftig(app)


async def _pagina(kaal: Server, app: Server, pagina: str) -> dict[str, float]:
    """One visitor of each server, in turns, so that a busy moment hits both."""
    async with Bezoeker(app.poort) as ons, Bezoeker(kaal.poort) as hun:
        eerste = await ons.bekijk(pagina)
        await hun.bekijk("")
        voor = (app.rekentijd_ms, kaal.rekentijd_ms)
        paren = [(await ons.bekijk(pagina), await hun.bekijk("")) for _ in range(HERHALINGEN)]
        na = (app.rekentijd_ms, kaal.rekentijd_ms)
        assert not ons.fouten, f"{pagina} toont een fout"
    van_ons, leeg = zip(*paren, strict=True)
    return {
        "eerste_ms": round(eerste, 1),
        "herhaling_p50_ms": round(statistics.median(van_ons), 1),
        "herhaling_p95_ms": round(_p95(van_ons), 1),
        "leeg_p50_ms": round(statistics.median(leeg), 1),
        "leeg_p95_ms": round(_p95(leeg), 1),
        "rekentijd_ms": round((na[0] - voor[0]) / HERHALINGEN, 1),
        "rekentijd_leeg_ms": round((na[1] - voor[1]) / HERHALINGEN, 1),
    }


async def _vijftig(app: Server) -> dict[str, Any]:
    """Visitors who click from page to page; memory before, halfway and at the end."""
    voor = app.geheugen_mb
    einde = time.monotonic() + DUUR
    meten = asyncio.create_task(_geheugen_halverwege(app))
    gevonden = await asyncio.gather(
        *(_bezoek(app, random.Random(zaad), einde) for zaad in range(SESSIES)),
        return_exceptions=True,
    )
    tijden = [ms for bezoek in gevonden if isinstance(bezoek, list) for ms in bezoek]
    na = app.geheugen_mb
    return {
        "sessies": SESSIES,
        "klikken": len(tijden),
        "fouten": sum(isinstance(bezoek, BaseException) for bezoek in gevonden),
        "druk_p50_ms": round(statistics.median(tijden)),
        "druk_p95_ms": round(_p95(tijden)),
        "sessie_mb": round((await meten - voor) / SESSIES, 2),
        "geheugen_mb": [round(voor), round(await meten), round(na)],
    }


async def _bezoek(app: Server, toeval: random.Random, einde: float) -> list[float]:
    """One visitor until the end; the first view is not counted as a rerun.

    Raises:
        AssertionError: a page showed an error.
    """
    tijden = []
    async with Bezoeker(app.poort) as bezoeker:
        await bezoeker.bekijk(toeval.choice(PAGINAS))
        while True:
            await asyncio.sleep(toeval.expovariate(1 / PAUZE))
            if time.monotonic() > einde:
                break
            tijden.append(await bezoeker.bekijk(toeval.choice(PAGINAS)))
        assert not bezoeker.fouten
    return tijden


async def _geheugen_halverwege(app: Server) -> float:
    await asyncio.sleep(DUUR / 2)
    return app.geheugen_mb


def _p95(tijden: "tuple[float, ...] | list[float]") -> float:
    return sorted(tijden)[min(len(tijden) - 1, int(0.95 * len(tijden)))]


def maak_home(map_: Path) -> Path:
    """A home with the demo loaded."""
    thuis = Thuis(map_ / "home" / "zuid-kennemerland", "zuid-kennemerland")
    schrijf(map_ / "leveringen")
    assert laad(thuis, Opdracht(paden=(map_ / "leveringen",)), lambda _: None).afloop == "geladen"
    return map_ / "home"


if __name__ == "__main__":
    main()
