"""A visitor without a browser: the websocket of the real app, and every byte that it sends.

The app runs in this process; a login is the signed cookie that Streamlit would have set. So many
visitors can take turns, and what reaches each of them can be searched.
"""

import json
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    generate_xsrf_token_string,
)
from streamlit.web.server.starlette.starlette_server_config import (
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)

from app import toegang
from app.poort import Poort
from warehouse.paths import Thuis

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it speaks of the successor of httpx
    from starlette.testclient import TestClient, WebSocketTestSession

SCHERM = Path(__file__).parents[2] / "app" / "scherm.py"
ADRES = "http://localhost"


_OPEN: list["Kanaal"] = []


def claims(wie: str, **erbij: Any) -> dict[str, Any]:
    """What the provider would say of someone who logs in now."""
    vast = {"iss": "proef", "sub": wie, "iat": int(time.time()), "nonce": f"{wie}{time.time_ns()}"}
    return vast | erbij


class Kanaal:
    """One visit."""

    def __init__(self, klant: TestClient, gegevens: Mapping[str, Any]) -> None:
        self.klant = klant
        self.koekjes = koekjes(gegevens) if gegevens else {}
        self.ontvangen = b""
        self._open = ExitStack()
        self._lijn: WebSocketTestSession | None = None
        _OPEN.append(self)

    def kop(self) -> dict[str, str]:
        return {"cookie": "; ".join(f"{n}={w}" for n, w in self.koekjes.items())}

    def haal(self, pad: str) -> tuple[int, str]:
        """A page as a browser asks for it: status, and where it is sent to."""
        self.klant.cookies.clear()  # visitors do not share a browser
        antwoord = self.klant.get(
            pad, headers=self.kop() | {"accept": "text/html"}, follow_redirects=False
        )
        self.ontvangen += antwoord.content
        return antwoord.status_code, antwoord.headers.get("location", "")

    def bekijk(self, pagina: str, vraag: str = "") -> bytes:
        """Open a page; returns all that the server sends until it is done."""
        if self._lijn is None:
            self.klant.cookies.clear()
            xsrf = generate_xsrf_token_string()
            self.koekjes |= {XSRF_COOKIE_NAME: xsrf}
            self._lijn = self._open.enter_context(
                self.klant.websocket_connect(
                    "/_stcore/stream",
                    headers=self.kop() | {"origin": ADRES},
                    subprotocols=["streamlit", xsrf],
                )
            )
        bericht = BackMsg()
        bericht.rerun_script.page_name = pagina
        bericht.rerun_script.query_string = vraag
        self._lijn.send_bytes(bericht.SerializeToString())
        deel = b""
        while True:
            stuk = self._lijn.receive_bytes()
            deel += stuk
            gelezen = ForwardMsg.FromString(stuk)
            if gelezen.WhichOneof("type") == "script_finished" and gelezen.script_finished != 2:
                self.ontvangen += deel
                return deel

    def sluit(self) -> None:
        self._open.close()


def koekjes(gegevens: Mapping[str, Any]) -> dict[str, str]:
    """The login cookies that Streamlit sets after the provider has answered."""
    gezet: dict[str, str] = {}
    inhoud = dict(gegevens, origin=ADRES, is_logged_in=True, provider="default")
    set_cookie_with_chunks(
        lambda naam, waarde: gezet.__setitem__(naam, _onderteken(naam, waarde).decode()),
        _onderteken,
        USER_COOKIE_NAME,
        inhoud,
        cookie_attr_size=100,
    )
    return gezet


def _onderteken(naam: str, waarde: str) -> bytes:
    return create_signed_value(get_cookie_secret(), naam, waarde)


@contextmanager
def draai(home: Path) -> Iterator[TestClient]:
    """The app in this process, on a home with its own `toegang.toml`."""
    thuis = Thuis.uit_omgeving()
    assert thuis.wortel.parent == home.resolve()
    app = st.App(SCHERM, secrets=toegang.geheimen(thuis), middleware=[Middleware(Poort)])
    with TestClient(app, base_url=ADRES) as klant:
        try:
            yield klant
        finally:
            for kanaal in _OPEN:  # an open line would keep the app from ending
                kanaal.sluit()
            _OPEN.clear()


def schrijf_toegang(home: Path, personen: Mapping[str, str | list[str]]) -> None:
    regels = "\n".join(f"{json.dumps(wie)} = {json.dumps(rol)}" for wie, rol in personen.items())
    tekst = f"""
[login]
adres = "http://localhost"
metadata = "http://localhost:1/.well-known/openid-configuration"
client_id = "peilstok"
client_secret = "proef"

[personen]
{regels}
"""
    (home / "toegang.toml").write_text(tekst, "utf-8")
