"""Every page as its reader sees it: light, dark and on a phone.

The test looks that nothing is cut off. ``make schermen`` keeps the pictures in docs/schermen.
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from app.navigation import PAGINAS
from tests.browser.conftest import Kijker

BEWAAR = os.environ.get("PEILSTOK_SCHERMEN")
VORMEN = {
    "": {"viewport": {"width": 1280, "height": 900}},
    "_donker": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "_telefoon": {"viewport": {"width": 390, "height": 844}},
}


@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize("pagina", [pagina.bestand for pagina in PAGINAS])
def test_a_page_fits_its_screen(
    browser: Browser, server: str, pagina: str, vorm: str, tmp_path: Path
) -> None:
    bezoek = browser.new_context(locale="nl-NL", **VORMEN[vorm])
    kijker = Kijker(bezoek.new_page(), server)
    scherm = kijker.open(pagina)
    scherm.wait_for_load_state("networkidle")
    assert scherm.get_by_role("dialog").count() == 0
    breedte = scherm.evaluate("document.documentElement.scrollWidth")
    assert breedte <= VORMEN[vorm]["viewport"]["width"]
    foto = scherm.screenshot(animations="disabled")
    map_ = Path(BEWAAR) if BEWAAR else tmp_path
    map_.mkdir(parents=True, exist_ok=True)
    bewaar(foto, map_ / f"{pagina}{vorm}.png")
    bezoek.close()


def bewaar(foto: bytes, pad: Path) -> None:
    """A small file: a page has few colours."""
    with Image.open(io.BytesIO(foto)) as beeld:
        beeld.convert("RGB").quantize(128).save(pad, optimize=True)
    assert pad.stat().st_size < 200_000
