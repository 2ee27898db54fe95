"""The server of the app: `streamlit run app/main.py` finds the App below and serves it.

Around Streamlit it adds what belongs in the HTTP answer and not in a page: a Dutch document,
headers that forbid the browser to talk to anyone else, and an address for a monitor (`gezond`). Who
gets what at which address is left to `poort`, what is on the screen to `scherm`, and to
`foutmelding` when a page fails. What pages need is loaded once the server answers:
`voorbereiding`.
"""

import logging
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import gezond, logregels, toegang, voorbereiding
from app.poort import Poort
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout
from warehouse.versie import VERSIE

_LOGBOEK = logging.getLogger("peilstok.app")

# A page that is opened by its own address would first look for the server beneath that address.
_THUIS = b"<script>window.__streamlit={BACKEND_BASE_URL:new URL('.',location.href).href}</script>"

# What draws charts is large: it is fetched when the first page is done and unpacked by `browser.js`
# before someone goes on to a chart.
_DELEN = Path(st.__file__).parent / "static" / "static" / "js"
_TEKENAAR = b"".join(
    b'<link rel="prefetch" as="script" crossorigin data-tekenaar href="./static/js/%b">'
    % pad.name.encode()
    for pad in _DELEN.glob("PlotlyChart.*.js")
)

# Streamlit serves one HTML page, in English and under its own name.
_VERVANG = (
    (b'<html lang="en">', b'<html lang="nl">'),
    (b"<title>Streamlit</title>", b"<title>Peilstok</title>" + _THUIS + _TEKENAAR),
)

# Everything comes from here; inline styles, workers and compiled code are Streamlit's and Plotly's.
_BELEID = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; frame-ancestors 'self'"
)
_KOPPEN = (
    (b"content-security-policy", _BELEID.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


class NederlandsDocument:
    """ASGI middleware: the page says it is Dutch, every answer says it stays at home."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        koppen = scope["headers"]
        if any(k == b"accept" and b"text/html" in v for k, v in koppen):
            # A page is asked for uncompressed: its words are still to be changed.
            scope = {**scope, "headers": [k for k in koppen if k[0] != b"accept-encoding"]}
        await self.app(scope, receive, _Antwoord(send).stuur)


class _Antwoord:
    """One answer on its way out: an HTML page is held until it is whole, then translated."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.begin: Message | None = None
        self.html = b""

    async def stuur(self, bericht: Message) -> None:
        if bericht["type"] == "http.response.start":
            koppen = [*bericht["headers"], *_KOPPEN]
            bericht = {**bericht, "headers": koppen}
            if _is_html(koppen):
                self.begin = bericht
                return
        elif self.begin and bericht["type"] == "http.response.body":
            self.html += bericht.get("body", b"")
            if bericht.get("more_body"):
                return
            await self.send(self._vertaald_begin())
            bericht = {"type": "http.response.body", "body": self.html}
        await self.send(bericht)

    def _vertaald_begin(self) -> Message:
        for engels, nederlands in _VERVANG:
            self.html = self.html.replace(engels, nederlands, 1)
        assert self.begin is not None
        # The length changes with the words, and so does the version that a cache may keep.
        over = [k for k in self.begin["headers"] if k[0] not in (b"content-length", b"etag")]
        lengte = (b"content-length", str(len(self.html)).encode())
        begin, self.begin = {**self.begin, "headers": [*over, lengte]}, None
        return begin


def _is_html(koppen: list[tuple[bytes, bytes]]) -> bool:
    return any(k == b"content-type" and v.startswith(b"text/html") for k, v in koppen)


def meld_fout(fout: Exception) -> bool:
    """A page failed; True: nothing else is shown than what is said of it."""
    from app import foutmelding  # noqa: PLC0415 - with all that pages need

    return foutmelding.toon(fout)


def _geheimen() -> dict[str, Any]:
    """What logging in needs; with a wrong file nobody gets in, and every page says so."""
    try:
        geheimen = toegang.geheimen(Thuis.uit_omgeving())
    except DefinitieFout as fout:
        _LOGBOEK.error("%s", str(fout))
        toegang.LOGIN_VERWACHT = True
        return {}
    toegang.LOGIN_VERWACHT = bool(geheimen)
    return geheimen


logregels.stel_in()
_thuis = Thuis.uit_omgeving()
_inloggen = _geheimen()
_LOGBOEK.info("de app is gestart", extra={"profiel": _thuis.profiel, "versie": VERSIE})
_gezond = gezond.Gezond(gezond.Waker(_thuis))
app = st.App(
    Path(__file__).with_name("scherm.py"),
    secrets=_inloggen,
    lifespan=voorbereiding.terwijl,
    routes=[Route(f"/{gezond.PAD}", _gezond.antwoord)],
    middleware=[Middleware(Poort), Middleware(NederlandsDocument)],
    on_script_error=meld_fout,
)
