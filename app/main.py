"""The server of the app: `streamlit run app/main.py` finds the App below and serves it.

Around Streamlit it adds what belongs in the HTTP answer and not in a page: a Dutch document and
headers that forbid the browser to talk to anyone else. What is on the screen is left to `scherm`,
except when a page fails: then a reader gets a sentence and the log gets the error.
"""

import logging
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import navigation
from app.components import blok

_LOGBOEK = logging.getLogger("peilstok.app")
_PAGINAS = {pagina.bestand for pagina in navigation.PAGINAS}
_EERSTE = navigation.PAGINAS[0].bestand
_FOUT = (
    "Deze pagina kan nu niet worden getoond. De cijfers zelf zijn niet veranderd. Laad de pagina "
    "opnieuw; blijft het mis, vraag dan de beheerder naar het logboek van de app."
)

# A page that is opened by its own address would first look for the server beneath that address.
_THUIS = b"<script>window.__streamlit={BACKEND_BASE_URL:new URL('.',location.href).href}</script>"

# Streamlit serves one HTML page, in English and under its own name.
_VERVANG = (
    (b'<html lang="en">', b'<html lang="nl">'),
    (b"<title>Streamlit</title>", b"<title>Peilstok</title>" + _THUIS),
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
            if elders := _omleiding(scope["path"], scope["query_string"].decode()):
                await RedirectResponse(elders)(scope, receive, send)
                return
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


def _omleiding(pad: str, vraag: str) -> str | None:
    """Where a path must go instead; None for a page that Streamlit knows by it.

    Streamlit serves the first page at the bare address only, and of any path that it does not
    know it says so in English.
    """
    basis = str(st.get_option("server.baseUrlPath")).strip("/")
    rest = pad.strip("/").removeprefix(basis).strip("/")
    if rest == _EERSTE:
        return f"./?{vraag}" if vraag else "./"
    if not rest or "/" in rest or "." in rest or rest in _PAGINAS:
        return None
    return "./?niet_gevonden=ja"


def _is_html(koppen: list[tuple[bytes, bytes]]) -> bool:
    return any(k == b"content-type" and v.startswith(b"text/html") for k, v in koppen)


def meld_fout(fout: Exception) -> bool:
    """Tell the reader in Dutch that a page failed, and the log why; True: nothing else is shown."""
    _LOGBOEK.error("een pagina gaf een fout", exc_info=fout)
    blok.toon(blok.melding(_FOUT, "oranje"))
    return True


app = st.App(
    Path(__file__).with_name("scherm.py"),
    middleware=[Middleware(NederlandsDocument)],
    on_script_error=meld_fout,
)
