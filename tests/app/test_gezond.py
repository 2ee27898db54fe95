"""The address that a monitor asks: red within a minute of a fault, and only then."""

import datetime as dt
import json
import logging
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse

from app import gezond, logregels
from app.gezond import Gezond, Waker
from tests.app.scherm import html_van, open_pagina
from tests.browser.conftest import draai_app
from tests.steekproef import ALLES, kies
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


@contextmanager
def anders(pad: Path, inhoud: bytes | None) -> Iterator[None]:
    """A file with other contents, or without the file, and then as it was."""
    oud = pad.read_bytes()
    if inhoud is None:
        pad.unlink()
    else:
        pad.write_bytes(inhoud)
    try:
        yield
    finally:
        pad.write_bytes(oud)


def levering_veranderd(thuis: Thuis) -> AbstractContextManager[None]:
    pad = min((thuis.archief / "bestanden").iterdir())
    return anders(pad, pad.read_bytes()[:-1])


def levering_onleesbaar(thuis: Thuis) -> AbstractContextManager[None]:
    return anders(thuis.archief / "leveringen" / "000001.json", b"{")


def verkeerde_som(thuis: Thuis) -> AbstractContextManager[None]:
    pad = thuis.publicatiebestand("p0002", "openbaar")
    return anders(pad, pad.read_bytes() + b"x")


def manifest_weg(thuis: Thuis) -> AbstractContextManager[None]:
    return anders(thuis.publicaties / "p0002" / "manifest.json", None)


def stand_stuk(thuis: Thuis) -> AbstractContextManager[None]:
    return anders(thuis.stand, b"{")


def register_stuk(thuis: Thuis) -> AbstractContextManager[None]:
    pad = thuis.wortel / "vergaderingen" / "register.sqlite"
    return anders(pad, b"SQLite format 3\0" + b"?" * 4096)


@contextmanager
def dode_ronde(thuis: Thuis) -> Iterator[None]:
    """A load whose process is gone."""
    weg = subprocess.Popen([sys.executable, "-c", ""])
    weg.wait()
    sinds = dt.datetime.now(dt.UTC).isoformat()
    thuis.bezig.write_text(json.dumps({"proces": weg.pid, "sinds": sinds}), "utf-8")
    try:
        yield
    finally:
        thuis.bezig.unlink()


@contextmanager
def verlopen(thuis: Thuis) -> Iterator[None]:
    """Nobody delivered anything for two years."""
    toen = (dt.datetime.now(dt.UTC) - dt.timedelta(days=730)).date().isoformat()
    with ExitStack() as stapel:
        for bon in (thuis.archief / "leveringen").glob("*.json"):
            velden = json.loads(bon.read_text("utf-8")) | {"datum": toen}
            stapel.enter_context(anders(bon, json.dumps(velden).encode()))
        yield


@contextmanager
def pagina_stuk(thuis: Thuis) -> Iterator[None]:
    foutspoor.leg_vast(thuis, ValueError("geheim"), foutspoor.PAGINA, "overzicht")
    try:
        yield
    finally:
        thuis.fouten.unlink()


@contextmanager
def volle_schijf(thuis: Thuis) -> Iterator[None]:
    """The home lies on a disk of its own, of which hardly anything is left."""
    subprocess.run(["mount", "-o", "remount,size=64m", thuis.wortel.parent], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,size=4g", thuis.wortel.parent], check=True)


STORINGEN: dict[Callable[[Thuis], AbstractContextManager[None]], str] = {
    levering_veranderd: "archief",
    levering_onleesbaar: "archief",
    verkeerde_som: "publicatie",
    manifest_weg: "publicatie",
    stand_stuk: "stand",
    register_stuk: "vergaderingen",
    dode_ronde: "laadronde",
    verlopen: "versheid",
    pagina_stuk: "pagina",
}


@pytest.fixture
def eigen_schijf(vers: Thuis, tmp_path: Path) -> Iterator[Thuis | None]:
    """The home on a disk of its own; None for who may make none."""
    map_ = tmp_path / "schijf"
    map_.mkdir()
    gelukt = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4g", "peilstok", map_],
        check=False,
        capture_output=True,
    )
    if gelukt.returncode:
        yield None
        return
    try:
        shutil.copytree(vers.wortel, map_ / vers.wortel.name)
        yield Thuis(map_ / vers.wortel.name, vers.profiel)
    finally:
        subprocess.run(["umount", "-l", map_], check=True)


def test_the_real_server_turns_red_within_a_minute_of_a_fault_and_only_then(
    vers: Thuis, eigen_schijf: Thuis | None, tmp_path: Path
) -> None:
    thuis = eigen_schijf or vers
    storingen = kies(list(STORINGEN.items()), 2)
    if eigen_schijf and ALLES:
        storingen.append((volle_schijf, "schijf"))
    with draai_app(thuis.wortel.parent, tmp_path) as adres:
        assert haal(adres)[0] == 200
        for plant, wat in storingen:
            with plant(thuis):
                seconden, velden = wacht(adres, 503)
                assert seconden < 60
                assert {klacht["wat"] for klacht in velden["klachten"]} == {wat}, plant.__name__
            wacht(adres, 200)
        assert haal(adres.replace("127.0.0.1", "localhost"))[0] == 200
    regels = (tmp_path / "server.log").read_text("utf-8").splitlines()
    gelogd = [json.loads(regel) for regel in regels if regel.startswith("{")]
    ziek = {f"niet gezond: {wat}" for _, wat in storingen}
    assert {"de app is gestart", "weer gezond"} | ziek <= {regel["wat"] for regel in gelogd}
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
