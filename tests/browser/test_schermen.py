"""Every page as its reader sees it: light, dark and on a phone, kept in docs/schermen.

``make schermen`` takes the pictures. That nothing is cut off is tested in `test_toegankelijkheid`.
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from app.navigation import PAGINAS
from tests.browser.conftest import Kijker, rust

BEWAAR = os.environ.get("PEILSTOK_SCHERMEN")
VORMEN = {
    "": {"viewport": {"width": 1280, "height": 900}},
    "_donker": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "_telefoon": {"viewport": {"width": 390, "height": 844}},
}
_DELEN = "verdieping?kengetal=verwijzingspercentage&per=bestuur&vorm="
# Each page as it opens, but a search with its results; and the forms of Verdieping.
SCHERMEN = {
    **{pagina.bestand: pagina.bestand for pagina in PAGINAS},
    "zoeken": "zoeken?zoek=ouders",
    **{f"verdieping_{vorm}": _DELEN + vorm for vorm in ("verloop", "trechter", "momenten")},
}
_HOOGST = 1500  # of what is longer the beginning says enough
_GROOTST = 120_000  # bytes


@pytest.mark.skipif(not BEWAAR, reason="schermen worden gemaakt met: make schermen")
@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize("naam", SCHERMEN)
def test_a_page_is_pictured(browser: Browser, server: str, naam: str, vorm: str) -> None:
    bezoek = browser.new_context(locale="nl-NL", **VORMEN[vorm])
    scherm = Kijker(bezoek.new_page(), server).open(SCHERMEN[naam])
    scherm.wait_for_load_state("networkidle")
    assert scherm.get_by_role("dialog").count() == 0
    breedte = VORMEN[vorm]["viewport"]["width"]
    # The forms stand below the course: they are what is pictured.
    if "vorm=" in SCHERMEN[naam]:
        scherm.locator(".tabs[aria-label=Vormen]").scroll_into_view_if_needed()
        scherm.evaluate(
            "document.querySelector('.tabs[aria-label=Vormen]').scrollIntoView({block: 'start'})"
        )
    else:
        hoogte = scherm.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        scherm.set_viewport_size({"width": breedte, "height": min(max(hoogte, 844), _HOOGST)})
    rust(scherm)
    # A picture is of what stands: charts take their new width in a few frames.
    scherm.wait_for_timeout(600)
    map_ = Path(BEWAAR or "")
    map_.mkdir(parents=True, exist_ok=True)
    bewaar(scherm.screenshot(animations="disabled"), map_ / f"{naam}{vorm}.png")
    bezoek.close()


def bewaar(foto: bytes, pad: Path) -> None:
    """A small file: a page has few colours, and those that it has most of stay as they are.

    Of greys it has many, which look alike; a bright colour, however little of it, is a status.
    """
    with Image.open(io.BytesIO(foto)) as bron:
        beeld = bron.convert("RGB")
    geteld = [
        (aantal * (1 + max(kleur) - min(kleur)), kleur)  # type: ignore[call-overload]
        for aantal, kleur in beeld.getcolors(beeld.width * beeld.height) or []
    ]
    geteld.sort(reverse=True)
    for aantal in (200, 128, 64, 32):
        palet = Image.new("P", (1, 1))
        palet.putpalette([deel for _, kleur in geteld[:aantal] for deel in kleur])  # type: ignore[union-attr]
        beeld.quantize(palette=palet, dither=Image.Dither.NONE).save(pad, optimize=True)
        if pad.stat().st_size < _GROOTST:
            return
    pytest.fail(f"{pad.name} is te groot")
