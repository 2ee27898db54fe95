"""The address that a monitor asks: red within a minute of a fault, and only then."""

import datetime as dt
import json
import logging
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse

from app import gezond, logregels
from app.gezond import Gezond, Waker
from tests.app.scherm import html_van, open_pagina
from tests.browser.conftest import draai_app
from warehouse import foutspoor, gezondheid, logboek, opmaak
from warehouse.backupbon import Backupbon, bewaar_backupbon
from warehouse.gezondheid import Blik, Klacht
from warehouse.paths import Thuis


def vraag(waker: Waker, *koppen: tuple[bytes, bytes], van: str = "127.0.0.1") -> JSONResponse:
    scope = {"type": "http", "headers": list(koppen), "client": (van, 1234), "method": "GET"}
    return Gezond(waker).antwoord(Request(scope))


def inhoud(antwoord: JSONResponse) -> Any:
    return json.loads(bytes(antwoord.body))


@pytest.fixture
def vers(klein: Thuis) -> Thuis:
    """The small home, delivered today: what it holds is not expired."""
    for bon in (klein.archief / "leveringen").glob("*.json"):
        velden = json.loads(bon.read_text("utf-8"))
        velden["datum"] = dt.datetime.now(dt.UTC).astimezone().date().isoformat()
        bon.write_text(json.dumps(velden), "utf-8")
    return klein


def test_green_and_red_with_reasons(vers: Thuis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gezond, "VERS", 0.0)
    waker = Waker(vers)
    goed = vraag(waker)
    assert (goed.status_code, inhoud(goed)["gezond"], inhoud(goed)["klachten"]) == (200, True, [])
    assert goed.headers["cache-control"] == "no-store"
    pad = vers.publicatiebestand("p0002", "openbaar")
    oud = pad.read_bytes()
    pad.write_bytes(oud[:-1])
    fout = vraag(waker)
    assert fout.status_code == 503
    (klacht,) = inhoud(fout)["klachten"]
    assert klacht["wat"] == "publicatie"
    assert "openbaar.duckdb" in klacht["zin"]
    pad.write_bytes(oud)
    assert vraag(waker).status_code == 200


def test_the_same_judgement_as_on_the_command_line(vers: Thuis) -> None:
    (vers.archief / "leveringen" / "000002.json").unlink()
    op_de_regel = [klacht.zin for klacht in gezondheid.kijk(Blik(vers))]
    assert [klacht["zin"] for klacht in inhoud(vraag(Waker(vers)))["klachten"]] == op_de_regel


@pytest.mark.parametrize(
    ("van", "kop"),
    [("192.0.2.7", (b"accept", b"*/*")), ("127.0.0.1", (b"x-forwarded-for", b"192.0.2.7"))],
)
def test_from_elsewhere_one_learns_whether_and_not_why(
    leeg: Thuis, van: str, kop: tuple[bytes, bytes]
) -> None:
    antwoord = vraag(Waker(leeg), kop, van=van)
    assert antwoord.status_code == 503
    assert inhoud(antwoord) == {"gezond": False}


def test_a_check_that_hangs_or_fails_is_an_illness(
    leeg: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    los = threading.Event()

    def hangt(_: Blik) -> tuple[Klacht, ...]:
        los.wait(10)
        raise RuntimeError

    monkeypatch.setattr(gezondheid, "kijk", hangt)
    monkeypatch.setattr(gezond, "GEDULD", 0.05)
    waker = Waker(leeg)
    assert [k["wat"] for k in inhoud(vraag(waker))["klachten"]] == ["controle"]
    los.set()
    monkeypatch.setattr(gezond, "GEDULD", 10)
    assert [k["wat"] for k in inhoud(vraag(waker))["klachten"]] == ["controle"]


def test_many_at_once_cost_one_look(leeg: Thuis, monkeypatch: pytest.MonkeyPatch) -> None:
    keren = []

    def telt(_: Blik) -> tuple[Klacht, ...]:
        keren.append(1)
        time.sleep(0.1)
        return ()

    monkeypatch.setattr(gezondheid, "kijk", telt)
    waker = Waker(leeg)
    draden = [threading.Thread(target=waker.oordeel) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(keren) == 1


def test_the_log_says_that_it_fell_ill_and_got_well(
    leeg: Thuis, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gezond, "VERS", -1.0)
    waker = Waker(leeg)
    with caplog.at_level(logging.INFO, "peilstok.app"):
        for klachten in ((Klacht("schijf", "vol"),), (Klacht("schijf", "vol"),), ()):
            monkeypatch.setattr(gezondheid, "kijk", lambda _, k=klachten: k)
            waker.oordeel()
    assert [r.getMessage() for r in caplog.records] == ["niet gezond: schijf", "weer gezond"]


def test_a_line_of_the_log_is_json_without_the_text_of_an_error() -> None:
    regel = logging.LogRecord("peilstok.app", logging.ERROR, "", 1, "mis: %s", ("x",), None)
    regel.exc_text, regel.kenmerk = "app/x.py", "1a2b3c4d"
    velden = json.loads(logregels.Jsonregel().format(regel))
    assert (velden["wat"], velden["spoor"], velden["kenmerk"]) == ("mis: x", "app/x.py", "1a2b3c4d")
    assert velden["niveau"] == "ERROR"


def haal(adres: str) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(f"{adres}/gezond", timeout=30) as antwoord:
            return antwoord.status, json.load(antwoord)
    except urllib.error.HTTPError as fout:
        with fout:
            return fout.code, json.load(fout)


def wacht(adres: str, code: int) -> tuple[float, Any]:
    """How many seconds until the address gives this code, and what it says then."""
    begin = time.monotonic()
    while time.monotonic() - begin < 60:
        gekregen, velden = haal(adres)
        if gekregen == code:
            return time.monotonic() - begin, velden
        time.sleep(0.5)
    raise AssertionError(f"na een minuut nog geen {code}: {velden}")


def test_the_real_server_turns_red_within_a_minute_and_green_again(
    vers: Thuis, tmp_path: Path
) -> None:
    with draai_app(vers.wortel.parent, tmp_path) as adres:
        assert haal(adres)[0] == 200
        (levering, *_) = sorted((vers.archief / "bestanden").iterdir())
        oud = levering.read_bytes()
        levering.write_bytes(oud[:-1])
        seconden, velden = wacht(adres, 503)
        assert seconden < 60
        assert [klacht["wat"] for klacht in velden["klachten"]] == ["archief"]
        levering.write_bytes(oud)
        wacht(adres, 200)
        kenmerk = foutspoor.leg_vast(vers, ValueError("geheim"), foutspoor.PAGINA, "overzicht")
        _, velden = wacht(adres, 503)
        assert kenmerk in velden["klachten"][0]["zin"]
        assert haal(adres.replace("127.0.0.1", "localhost"))[0] == 503
    regels = (tmp_path / "server.log").read_text("utf-8").splitlines()
    gelogd = [json.loads(regel) for regel in regels if regel.startswith("{")]
    assert {"de app is gestart", "niet gezond: archief", "weer gezond"} <= {
        regel["wat"] for regel in gelogd
    }
    assert "127.0.0.1:" not in "".join(r for r in regels if r.startswith("{")), "no visitors"
    assert "geheim" not in "".join(regels)


def test_page_beheer_says_what_is_wrong_and_when_the_last_back_up_was(
    vers: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(vers.wortel.parent))
    monkeypatch.setenv("PEILSTOK_ZONDER_LOGIN", "ja")
    (vers.wortel.parent / "toegang.toml").unlink()
    html = html_van(open_pagina("beheer", deel="gezondheid"))
    assert "Alles is in orde." in html
    assert "Er is hier nog geen back-up gemaakt." in html
    assert "Het laatste jaar is er niet opgeschoond." in html
    nu = dt.datetime.now(dt.UTC)
    bewaar_backupbon(vers, Backupbon(nu, 5 * 1024**2, "0" * 64))
    logboek.schrijf(vers, "opgeschoond", "beheerder", "opdrachtregel", afloop="opgeschoond")
    (vers.archief / "leveringen" / "000002.json").unlink()
    html = html_van(open_pagina("beheer", deel="gezondheid"))
    assert "Het archief is niet in orde: levering 2 is er niet meer" in html
    assert f"De laatste is van {opmaak.datum(nu.astimezone().date())}" in html
    assert "5,0 MB" in html
    assert "Voor het laatst opgeschoond op" in html
    bewaar_backupbon(vers, Backupbon(nu - dt.timedelta(days=8), 1, "0" * 64))
    html = html_van(open_pagina("beheer", deel="gezondheid"))
    assert "langer dan een week geleden" in html
