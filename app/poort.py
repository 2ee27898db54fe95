"""The gate before the app: which address answers whom.

A page that is not of the visitor's role does not exist, just as one that nobody ever made. Whoever
must log in first comes to the front door, and after logging in to the link that was followed.
Files of a session (downloads, uploads) are for who is logged in.
"""

import json
from typing import Any
from urllib.parse import quote, unquote

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from app import gezond, navigation, toegang
from warehouse import aanmelden, logboek
from warehouse.paths import Thuis

_PAGINAS = {pagina.bestand for pagina in navigation.PAGINAS}
_EERSTE = navigation.PAGINAS[0].bestand
_TERUG = "oauth2callback"  # where the provider sends people back to
_BESTANDEN = ("media/", "_stcore/upload_file")
_DOEL = "peilstok_doel"  # cookie with the link that someone wanted before logging in
_DOEL_SECONDEN = 900
_NIET_GEVONDEN = "./?niet_gevonden=ja"


class Poort:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        verzoek = Request(scope)
        pad = _pad(verzoek)
        if pad == gezond.PAD:
            await self.app(scope, receive, send)
            return
        antwoord = _bij_bestand(verzoek, pad) or _bij_pagina(verzoek, pad)
        if antwoord:
            await antwoord(scope, receive, _Koekjes(send, verzoek, "").stuur)
        else:
            await self.app(scope, receive, _Koekjes(send, verzoek, pad).stuur)


class _Koekjes:
    """One answer on its way out: cookies that only travel safely, and the way back after login."""

    def __init__(self, send: Send, verzoek: Request, pad: str) -> None:
        self.send = send
        self.doel = unquote(verzoek.cookies.get(_DOEL, "")) if pad == _TERUG else ""
        self.veilig = _adres().startswith("https://")

    async def stuur(self, bericht: Message) -> None:
        if bericht["type"] == "http.response.start":
            koppen = [self._kop(naam, waarde) for naam, waarde in bericht["headers"]]
            if self.doel:
                koppen.append((b"set-cookie", f"{_DOEL}=; Max-Age=0; Path=/".encode()))
            bericht = {**bericht, "headers": koppen}
        await self.send(bericht)

    def _kop(self, naam: bytes, waarde: bytes) -> tuple[bytes, bytes]:
        if naam == b"set-cookie" and self.veilig and b"secure" not in waarde.lower():
            return naam, waarde + b"; Secure"
        if naam == b"location" and _is_van_ons(self.doel):
            return naam, f"./{self.doel}".encode()
        return naam, waarde


def _pad(verzoek: Request) -> str:
    basis = str(st.get_option("server.baseUrlPath")).strip("/")
    return verzoek.url.path.strip("/").removeprefix(basis).strip("/")


def _bezoeker(verzoek: Request) -> toegang.Bezoeker | None:
    """Who asks; None when nothing may be shown to them."""
    try:
        return toegang.bezoeker(_gegevens(verzoek))
    except toegang.GeenToegang:
        return None


def _gegevens(verzoek: Request) -> dict[str, Any]:
    """The claims in the login cookie; empty when there is none or its signature is wrong.

    Leans on a private function of Streamlit, whose version is pinned; the browser tests watch it.
    """
    koekjes = {n: w for n, w in verzoek.cookies.items() if n.startswith(USER_COOKIE_NAME)}
    try:
        ruw = starlette_websocket._get_signed_cookie_with_chunks(koekjes, USER_COOKIE_NAME)
        gegevens = json.loads(ruw) if ruw else {}
    except ValueError:
        return {}
    return gegevens if isinstance(gegevens, dict) else {}


def _bij_bestand(verzoek: Request, pad: str) -> Response | None:
    """No file of a session without login; uploads are for who delivers."""
    if not pad.startswith(_BESTANDEN):
        return None
    bezoeker = _bezoeker(verzoek)
    if bezoeker and (pad.startswith(_BESTANDEN[0]) or bezoeker.rol.mag("leveringen")):
        return None
    return PlainTextResponse("Niet gevonden", 404)


def _bij_pagina(verzoek: Request, pad: str) -> Response | None:
    """Where someone must go instead; None when the app answers.

    Streamlit serves the first page at the bare address only, and of any path that it does not
    know it says so in English.
    """
    is_pagina = "/" not in pad and "." not in pad and pad != _TERUG
    if not is_pagina or "text/html" not in verzoek.headers.get("accept", ""):
        return None
    vraag = verzoek.url.query
    if pad == _EERSTE:
        return RedirectResponse(f"./?{vraag}" if vraag else "./")
    if not pad and not vraag:
        return None
    bezoeker = _bezoeker(verzoek)
    if bezoeker is None:
        return _naar_voordeur(pad, vraag)
    if not pad or (pad in _PAGINAS and bezoeker.rol.mag(pad)):
        return None
    if pad in _PAGINAS:
        logboek.schrijf(
            Thuis.uit_omgeving(), "geweigerd", bezoeker.wie, bezoeker.rol.code, pagina=pad
        )
    return RedirectResponse(_NIET_GEVONDEN)


def _naar_voordeur(pad: str, vraag: str) -> Response:
    """The bare address, where people log in; the link is remembered for a quarter of an hour."""
    antwoord = RedirectResponse("./")
    doel = f"{pad}?{vraag}" if vraag else pad
    if _is_van_ons(doel):
        antwoord.set_cookie(
            _DOEL, quote(doel), max_age=_DOEL_SECONDEN, path="/", httponly=True, samesite="lax"
        )
    return antwoord


def _is_van_ons(doel: str) -> bool:
    """Whether this is a page of ours with choices; never an address elsewhere."""
    pagina, _, vraag = doel.partition("?")
    return bool(doel) and pagina in {"", *_PAGINAS} and vraag.isprintable() and len(doel) < 2000


def _adres() -> str:
    try:
        ingesteld = toegang.instelling(Thuis.uit_omgeving())
    except toegang.GeenToegang:
        return "https://"
    return ingesteld.login.adres if isinstance(ingesteld, aanmelden.Toegang) else ""
