"""Everyone can use every page: by the rules of axe-core, by keyboard, and at 400% zoom.

One visitor goes from view to view, and looks at each in all widths and colours. What Streamlit
itself makes impossible stands in docs/toegankelijkheid.md.
"""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from playwright.sync_api import TimeoutError as Verlopen

from app.navigation import PAGINAS
from tests.browser.conftest import Kijker, rust
from tests.steekproef import ALLES

_TRECHTER = "verdieping?kengetal=verwijzingspercentage&per=bestuur&vorm="
SCHERMEN = [
    *(pagina.bestand for pagina in PAGINAS),
    *(_TRECHTER + vorm for vorm in ("verloop", "trechter", "momenten")),
    "verdieping?kengetal=tlv_afgegeven&reeks=kwartaal",
    "definities?kengetal=deelname_go_herkomst",
    "definities?deel=begrippen",
    "zoeken?zoek=ouders",
    "middelen?deel=begroting",
    "middelen?deel=scenario&naast=ja",
]
# What hinders people, by every rule that axe has or by some; `gedaan` says that it looked at all.
ERNSTIG = """(regels) => axe.run(document, {
  resultTypes: ['violations'],
  ...(regels.length ? {runOnly: {type: 'rule', values: regels}} : {}),
}).then((uitslag) => ({
  gedaan: uitslag.passes.length,
  ernstig: uitslag.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)}`)),
}))"""
# By night the document is the same: in another colour, and drawn anew. A sample of the rules.
ANDERS_IN_HET_DONKER = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")
BREED: ViewportSize = {"width": 1280, "height": 900}
SMAL = (390, 320)  # a phone, and 1280 pixels at 400% zoom
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

# What sticks out at the right and is not inside something that scrolls by itself, and the words
# along an axis that run into each other.
STEEKT_UIT = """() => {
  const breed = document.documentElement.clientWidth;
  const schuift = (e) => {
    for (let o = e.parentElement; o && o !== document.body; o = o.parentElement) {
      if (o.matches('[data-testid=stMain], [data-testid=stAppViewContainer], .stApp')) return false;
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(o).overflowX)) return true;
    }
    return false;
  };
  const hoofd = document.querySelector('[data-testid=stMain]');
  const uit = [...hoofd.querySelectorAll('.peil *, [data-testid=stWidgetLabel], button, input')]
    .filter((e) => {
      const r = e.getBoundingClientRect();
      return r.width > 1 && r.height > 1 && r.right > breed + 1 && !schuift(e);
    })
    .map((e) => `${e.tagName} ${e.className} ${(e.textContent || '').slice(0, 40)}`);
  const breder = [document.documentElement, hoofd].some((e) => e.scrollWidth > e.clientWidth + 1);
  const assen = [...hoofd.querySelectorAll('.xaxislayer-above')].flatMap((as) => {
    const woorden = [...as.querySelectorAll('.xtick text')]
      .filter((e) => getComputedStyle(e).visibility === 'visible')
      .map((e) => [e.getBoundingClientRect(), e.textContent])
      .sort((a, b) => a[0].left - b[0].left);
    return woorden.slice(1).filter(([vak], i) => vak.left < woorden[i][0].right)
      .map(([, woord]) => `${woord} staat op zijn buur`);
  });
  return breder ? ['de pagina schuift opzij', ...uit, ...assen] : [...uit, ...assen];
}"""

# By night charts are drawn anew, with another colour for what stands along their axes.
IS_DONKER = """() => [...document.querySelectorAll('.js-plotly-plot :is(.xtick, .ytick) text')]
  .every((e) => getComputedStyle(e).fill !== 'rgb(90, 104, 112)')"""
NACHT = "rgb(18, 24, 29)"

# Everything that can be worked with, by its place in the document.
BEDIENBAAR = """() => {
  const soorten = 'a[href], button:not([tabindex="-1"]), input, select, textarea, summary,'
    + ' [role=button], [role=tab]';
  const zichtbaar = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && e.getBoundingClientRect().width > 0 && !e.disabled && !e.closest('[aria-hidden=true]');
  document.querySelectorAll('[data-plek]').forEach((e) => delete e.dataset.plek);
  const alle = [...document.querySelectorAll(soorten)].filter(zichtbaar);
  alle.forEach((e, i) => { e.dataset.plek = i; });
  return alle.map((e) => `${e.tagName} ${e.getAttribute('aria-label') || e.textContent.trim()}`);
}"""
NU = """() => {
  const e = document.activeElement, s = getComputedStyle(e);
  const vak = e.closest('[data-baseweb], [data-testid=stTextInput], .kaart');
  const rand = (t) => t && (t.outlineStyle !== 'none' || t.boxShadow !== 'none');
  return [e.dataset.plek ?? null, Boolean(rand(s) || e.matches('input') || (vak && rand(
    getComputedStyle(vak))))];
}"""


@pytest.fixture(scope="module")
def bezoeker(browser: Browser, server: str) -> Iterator[Kijker]:
    """Someone with a Dutch browser who has just come in."""
    context = browser.new_context(locale="nl-NL", viewport=BREED)
    kijker = Kijker(context.new_page(), server).volg()
    kijker.open("")
    yield kijker
    context.close()


def _ga(bezoeker: Kijker, pad: str) -> Page:
    """Another view, by day and on a desktop."""
    bezoeker.pagina.set_viewport_size(BREED)
    bezoeker.kleur("light")
    pagina = bezoeker.ga("" if pad == "overzicht" else pad)
    # The last to come is the script that gives the menu its role.
    pagina.locator("ul[role=group][data-testid=stSidebarNavItems]").wait_for()
    return pagina


def _ernstig(pagina: Page, *regels: str) -> list[str]:
    uitslag = pagina.evaluate(ERNSTIG, regels)
    assert uitslag["gedaan"]
    return list(uitslag["ernstig"])


def _steekt_uit(pagina: Page, breedte: int) -> list[str]:
    """What still sticks out of a screen of this width when everything has taken its place."""
    pagina.set_viewport_size({"width": breedte, "height": 800})
    try:
        pagina.wait_for_function(f"() => !({STEEKT_UIT})().length", timeout=5_000)
    except Verlopen:
        return list(pagina.evaluate(STEEKT_UIT))
    return []


@pytest.mark.parametrize(
    "pad", [*(p.bestand for p in PAGINAS), "zoeken?zoek=ouders", f"{_TRECHTER}trechter"]
)
def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(
    bezoeker: Kijker, pad: str
) -> None:
    pagina = _ga(bezoeker, pad)
    namen = pagina.evaluate(BEDIENBAAR)
    gezien: set[int] = set()
    onzichtbaar = []
    for _ in range(3 * len(namen)):
        pagina.keyboard.press("Tab")
        plek, heeft_rand = pagina.evaluate(NU)
        if plek is None:
            continue
        if not heeft_rand:
            onzichtbaar.append(namen[int(plek)])
        gezien.add(int(plek))
        if len(gezien) == len(namen):
            break
    assert [naam for i, naam in enumerate(namen) if i not in gezien] == []
    assert onzichtbaar == []


def test_the_keyboard_alone_goes_down_the_path(bezoeker: Kijker) -> None:
    pagina = _ga(bezoeker, "verdieping?kengetal=leerlingen_regulier&per=gemeente")
    kop = pagina.locator(".peil h1").first
    regio = kop.inner_text()
    pagina.locator(".staven th a").first.focus()
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**pad=gemeente**")
    pagina.wait_for_function("t => document.querySelector('.peil h1').innerText !== t", arg=regio)
    pagina.go_back()
    pagina.wait_for_function("t => document.querySelector('.peil h1').innerText === t", arg=regio)


@pytest.mark.parametrize("pad", SCHERMEN)
def test_a_page_has_no_barrier_and_fits_a_phone_and_400_percent(bezoeker: Kijker, pad: str) -> None:
    pagina = _ga(bezoeker, pad)
    pagina.evaluate(AXE)
    assert _ernstig(pagina) == []
    assert pagina.evaluate("document.documentElement.lang") == "nl"
    for breedte in SMAL:
        assert _steekt_uit(pagina, breedte) == [], breedte
    pagina.set_viewport_size(BREED)
    bezoeker.kleur("dark")
    expect(pagina.locator(".stApp")).to_have_css("background-color", NACHT)
    pagina.wait_for_function(IS_DONKER)
    assert _ernstig(rust(pagina), *(() if ALLES else ANDERS_IN_HET_DONKER)) == []


def test_the_scans_see_what_is_wrong(bezoeker: Kijker) -> None:
    pagina = _ga(bezoeker, "zoeken")
    pagina.evaluate(AXE)
    pagina.evaluate(
        """() => document.querySelector('.peil h1').insertAdjacentHTML('afterend',
        '<p class="proef" style="width:600px;color:#ddd">breed en bleek</p>')"""
    )
    [ernstig] = _ernstig(pagina)
    assert ernstig.startswith("color-contrast")
    assert any("breed en bleek" in deel for deel in _steekt_uit(pagina, 320))
    pagina.evaluate("document.querySelector('.proef').remove()")
