"""The command line between a question and its answer: exit codes, JSON, and what is passed on."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import pipelines.nakijken
import pipelines.opdatum
import pipelines.opschonen
import pipelines.run
from pipelines import bedienen, cli, vastleggen
from pipelines.cijfers import VraagFout
from pipelines.cli import app
from pipelines.nakijken import Uitkomst
from pipelines.opschoonverslag import Opschoonverslag
from pipelines.rapport import Laadrapport
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout


@pytest.fixture
def draai(leeg: Thuis, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in an empty home."""
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))
    return lambda *woorden: CliRunner().invoke(app, list(woorden))


@pytest.mark.parametrize(
    ("ernst", "uitkomst", "code"),
    [("kritiek", "gezakt", 1), ("waarschuwing", "gezakt", 0), ("kritiek", "niet_uitgevoerd", 0)],
)
@pytest.mark.parametrize("opties", [(), ("--json",)])
def test_only_a_critical_check_that_failed_makes_the_exit_code_1(
    draai: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    opties: tuple[str, ...],
    ernst: str,
    uitkomst: str,
    code: int,
) -> None:
    rij = {"id": "x", "bron": "tlv", "kengetal": None, "ernst": ernst, "uitkomst": uitkomst}
    rij |= {"aantal": 1, "titel": "T", "melding": "M", "oplossing": "O", "voorbeeld": '[{"a": 1}]'}
    monkeypatch.setattr(cli, "publicatiepad", lambda *_: Path("x.duckdb"))
    monkeypatch.setattr(cli, "lees_toetsen", lambda _: [rij])
    uit = draai("checks", *opties)
    assert uit.exit_code == code
    if opties:
        assert json.loads(uit.stdout)[0]["voorbeeld"] == [{"a": 1}]
    else:
        assert uit.stdout.endswith("0 van 1 geslaagd.\n")


@pytest.mark.parametrize("proef", [True, False])
def test_a_trial_of_a_load_is_not_logged(
    draai: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, proef: bool
) -> None:
    gelogd: list[Any] = []
    rapport = Laadrapport("proef" if proef else "geweigerd", "Zo zou het gaan.", None)
    monkeypatch.setattr(pipelines.run, "laad", lambda *_: rapport)
    monkeypatch.setattr(vastleggen, "laadronde", lambda *wat: gelogd.append(wat))
    uit = draai("load", *(["--dry-run"] if proef else []))
    assert (uit.exit_code, uit.stdout) == (0 if proef else 1, "Zo zou het gaan.\n")
    assert bool(gelogd) is not proef


def test_figures_as_known_on_a_day_are_those_of_that_day(
    draai: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    gevraagd: list[Any] = []

    def publicatie_op(_: Thuis, *wat: Any) -> Path:
        gevraagd.append([deel for deel in wat if not callable(deel)])
        return Path("op.duckdb")

    def lees(pad: Path, _: object) -> list[dict[str, str]]:
        return [{"uit": pad.name}]

    monkeypatch.setattr(pipelines.opdatum, "publicatie_op", publicatie_op)
    monkeypatch.setattr(cli, "lees_waarden", lees)
    uit = draai("values", "tlv", "--op", "01-06-2026", "--rol", "toezicht", "--format", "json")
    assert json.loads(uit.stdout) == [{"uit": "op.duckdb"}]
    assert gevraagd == [[dt.date(2026, 6, 1), "toezicht", ("tlv",)]]


@pytest.mark.parametrize("gevonden", [True, False])
@pytest.mark.parametrize("opties", [(), ("--json",)])
def test_an_audit_that_finds_something_makes_the_exit_code_1(
    draai: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    opties: tuple[str, ...],
    gevonden: bool,
) -> None:
    rij = SimpleNamespace(kengetal="tlv", periode="2024-02-01", grain="regio", eenheid=())
    vondst: Any = SimpleNamespace(
        doelgroep="openbaar", rij=rij, minimum=1.0, maximum=2.0, als_dict=lambda: {"maat": "teller"}
    )
    uitkomst = Uitkomst(("openbaar",), (vondst,) if gevonden else ())
    monkeypatch.setattr(pipelines.nakijken, "kijk_na", lambda *_: uitkomst)
    uit = draai("audit", *opties)
    assert uit.exit_code == int(gevonden)
    if opties:
        assert json.loads(uit.stdout) == ([{"maat": "teller"}] if gevonden else [])
    else:
        slot = f"1 doelgroep onderzocht; {'1 cel' if gevonden else '0 cellen'} uit te rekenen."
        assert uit.stdout.splitlines()[-1] == slot


def test_there_is_nothing_to_audit_before_something_is_published(
    draai: Callable[..., Result], leeg: Thuis
) -> None:
    assert "er is nog niets gepubliceerd" in draai("audit").stderr
    with pytest.raises(PublicatieFout, match="peilstok load"):
        pipelines.nakijken.kijk_na(leeg, "openbaar", lambda _: None)


def test_a_doelgroep_that_is_not_there_is_named_with_those_that_are(
    klein: Thuis,
) -> None:
    with pytest.raises(VraagFout, match=r"'wethouder' is er niet; wel: .*openbaar"):
        pipelines.nakijken.kijk_na(klein, "wethouder", lambda _: None)


@pytest.mark.parametrize("afloop", ["niets", "geweigerd"])
@pytest.mark.parametrize("opties", [(), ("--json",)])
def test_a_refused_purge_makes_the_exit_code_1(
    draai: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    opties: tuple[str, ...],
    afloop: Any,
) -> None:
    verslag = Opschoonverslag(afloop, dt.date(2021, 7, 31), 3, ())
    monkeypatch.setattr(pipelines.opschonen, "schoon_op", lambda *_, **__: verslag)
    uit = draai("purge", *opties)
    assert uit.exit_code == (1 if afloop == "geweigerd" else 0)
    if opties:
        gelezen = json.loads(uit.stdout)
        assert (gelezen["afloop"], gelezen["grens"], gelezen["rijen"]) == (afloop, "2021-07-31", 0)
    else:
        assert uit.stdout.splitlines() == [verslag.zin]


@pytest.mark.parametrize("opties", [(), ("--json",)])
def test_going_back_to_an_earlier_publication_is_said_and_logged(
    draai: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, opties: tuple[str, ...]
) -> None:
    gedaan: list[Any] = []
    monkeypatch.setattr(cli, "zet_terug", lambda _, wat: gedaan.append(wat))
    monkeypatch.setattr(vastleggen, "terugzetten", lambda _, wat: gedaan.append(wat))
    uit = draai("rollback", "p0001", *opties)
    assert (uit.exit_code, gedaan) == (0, ["p0001", "p0001"])
    assert "publicatie p0001 is weer de huidige." in uit.stderr
    assert (json.loads(uit.stdout) if opties else uit.stdout) == (
        {"publicatie": "p0001"} if opties else ""
    )


# Serving the app.


class Server:
    """Stands in for the server: it keeps how it was started, and stops with a code."""

    def __init__(self, code: int | None) -> None:
        self.code = code
        self.gestopt = False

    def start(self, opdracht: list[str], *, env: dict[str, str], **_: Any) -> "Server":
        self.opdracht, self.omgeving = opdracht, env
        return self

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def wait(self) -> int:
        if self.code is None:
            raise KeyboardInterrupt
        return self.code

    def terminate(self) -> None:
        self.gestopt = True


@pytest.fixture
def serveer(leeg: Thuis, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Serve with a server that only says how it was started."""
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))
    monkeypatch.setattr(bedienen.signal, "signal", lambda *_: None)

    def _serveer(server: Server, *wat: Any) -> int:
        monkeypatch.setattr(bedienen.subprocess, "Popen", server.start)
        return bedienen.bedien(*wat)

    return _serveer


@pytest.mark.parametrize(("code", "eigen"), [(0, 0), (3, 3), (-15, 0), (None, 0)])
def test_who_stops_the_server_on_purpose_gets_exit_code_0(
    serveer: Callable[..., int], code: int | None, eigen: int
) -> None:
    server = Server(code)
    assert serveer(server, "127.0.0.1", 8501, None) == eigen
    assert server.gestopt is (code is None)


def test_the_server_gets_the_home_the_role_and_only_its_own_names(
    serveer: Callable[..., int], leeg: Thuis
) -> None:
    server = Server(0)
    serveer(server, "127.0.0.1", 8600, "toezicht", True)
    assert server.omgeving["PEILSTOK_HOME"] == str(leeg.wortel.parent)
    assert server.omgeving["PEILSTOK_ROL"] == "toezicht"
    assert server.omgeving["PEILSTOK_ZONDER_LOGIN"] == "ja"
    namen = [deel for deel in server.opdracht if "allowedHosts" in deel]
    assert namen == ["--server.allowedHosts=127.0.0.1", "--server.allowedHosts=localhost"]
    assert {"--server.port=8600", "--browser.gatherUsageStats=false"} <= set(server.opdracht)
    serveer(server, "0.0.0.0", 8600, None)
    assert not [deel for deel in server.opdracht if "allowedHosts" in deel]


def test_an_installation_without_the_app_says_so(
    draai: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bedienen, "find_spec", lambda _: None)
    uit = draai("serve")
    assert uit.exit_code == 1
    assert "het pakket 'app' ontbreekt; installeer Peilstok opnieuw" in uit.stderr
