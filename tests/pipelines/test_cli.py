"""The command line: its words, its JSON and its exit codes are a contract."""

import contextlib
import csv
import io
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipelines.cli import app
from warehouse.paths import Thuis

WORTEL = Path(__file__).parents[2]
VELDEN = (
    "swv kengetal periode teller noemer waarde waarde_min waarde_max symbool n p25 mediaan p75 p90"
    " onder boven status trend streefwaarde landelijk definitie_versie publicatie"
).split()
BEKEND = {  # the plan of the region, counted on 1 February 2023
    "leerlingen_regulier": 21747,
    "leerlingen_go": 958,
    "grensverkeer_in": 302,
    "grensverkeer_uit": 71,
    "deelname_go_herkomst": 727 / 22474,
    "deelname_go_vestiging": 958 / 22705,
}


@pytest.fixture
def peilstok(demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command on the demo home."""
    monkeypatch.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))

    def draai(*woorden: str) -> Result:
        return CliRunner().invoke(app, list(woorden))

    return draai


def test_the_known_answers_of_the_demo(peilstok: Any) -> None:
    uit = peilstok("values", *BEKEND, "--periode", "2023-02-01", "--format", "json")
    assert uit.exit_code == 0
    cijfers = {rij["kengetal"]: rij["waarde"] for rij in json.loads(uit.stdout)}
    assert cijfers == pytest.approx(BEKEND)


@pytest.mark.parametrize(
    ("kengetal", "sbo", "so"),
    [("leerlingen_go", 620, 338), ("grensverkeer_in", 109, 193), ("grensverkeer_uit", 33, 38)],
)
def test_the_known_answers_per_schoolsoort(peilstok: Any, kengetal: str, sbo: int, so: int) -> None:
    uit = peilstok(
        "values", kengetal, "--per", "schoolsoort", "--periode", "2023-02-01", "--format", "json"
    )
    cijfers = {rij["schoolsoort"]: rij["waarde"] for rij in json.loads(uit.stdout)}
    assert (cijfers["sbo"], cijfers["so"]) == (sbo, so)


def test_the_known_answers_of_the_begroting(peilstok: Any) -> None:
    def begroting(kengetal: str) -> list[float]:
        uit = peilstok("values", kengetal, "--per", "soort", "--format", "json")
        return [rij["waarde"] for rij in json.loads(uit.stdout) if rij["soort"] == "begroting"]

    assert [round(w) for w in begroting("signaleringswaarde")] == [
        653802, 679448, 673608, 657783, 653539, 649317,
    ]  # fmt: skip
    assert [round(100 * w, 2) for w in begroting("rentabiliteit")] == [
        -1.61, -3.93, -3.04, -2.70, -0.48, -0.00,
    ]  # fmt: skip
    assert round(100 * begroting("weerstandsvermogen")[1], 2) == 9.55


def test_json_has_the_fields_of_the_contract(peilstok: Any) -> None:
    uit = peilstok("values", "leerlingen_regulier", "--per", "gemeente", "--format", "json")
    rijen = json.loads(uit.stdout)
    assert set(VELDEN) | {"gemeente"} <= set(rijen[0])
    assert {rij["gemeente"] for rij in rijen} >= {"Haarlem", "Zandvoort"}
    assert uit.stderr == ""


def test_the_order_of_a_combined_grain_does_not_matter(peilstok: Any) -> None:
    een = peilstok("values", "signaleringswaarde", "--per", "soort,onderdeel", "--format", "json")
    ander = peilstok("values", "signaleringswaarde", "--per", "onderdeel,soort", "--format", "json")
    assert een.exit_code == 0
    assert json.loads(een.stdout) == json.loads(ander.stdout)


def test_csv_is_dutch(peilstok: Any) -> None:
    uit = peilstok("values", "deelname_go_vestiging", "--periode", "2023-02-01", "--format", "csv")
    [rij] = csv.DictReader(io.StringIO(uit.stdout), delimiter=";")
    assert rij["waarde"].startswith("0,0421")
    assert rij["teller"] == "958"


def test_a_table_for_people(peilstok: Any) -> None:
    uit = peilstok("values", "leerlingen_regulier", "--periode", "2023-02-01")
    assert "21.747" in uit.stdout
    assert "1 februari 2023" in uit.stdout


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("values", "leerlngen"), "bestaat niet; bekend zijn"),
        (("values", "rentabiliteit", "--per", "gemeente"), "wel per: regio | soort"),
        (("values", "--per", "planeet"), "geen kengetal is er per planeet"),
        (("definitions", "leerlngen"), "bestaat niet; bekend zijn"),
        (("trace", "leerlngen"), "bestaat niet; bekend zijn"),
        (("trace", "rentabiliteit", "--periode", "1999"), "heeft geen cijfer over 1999"),
        (("load", "bestaat-niet.csv"), "bestaat-niet.csv"),
    ],
)
def test_wrong_usage_is_two_and_says_what_can_be_asked(
    peilstok: Any, woorden: tuple[str, ...], melding: str
) -> None:
    uit = peilstok(*woorden)
    assert uit.exit_code == 2
    assert melding in " ".join(uit.stderr.replace("│", " ").split())


def test_what_cannot_be_done_is_one(peilstok: Any) -> None:
    assert peilstok("rollback", "p9999").exit_code == 1
    uit = peilstok("values", "rentabiliteit", "--rol", "bestuur_00000")
    assert uit.exit_code == 1
    assert "wel voor: bestuur_" in uit.stderr


def test_every_check_has_the_same_record(peilstok: Any) -> None:
    uit = peilstok("checks", "--json")
    toetsen = json.loads(uit.stdout)
    assert uit.exit_code == 0
    assert {"id", "bron", "ernst", "uitkomst", "aantal", "voorbeeld"} <= set(toetsen[0])
    assert {t["uitkomst"] for t in toetsen} <= {"geslaagd", "gezakt", "niet_uitgevoerd"}
    assert {t["ernst"] for t in toetsen} == {"kritiek", "waarschuwing"}


def test_a_figure_leads_to_its_deliveries_and_back(peilstok: Any, demo_leveringen: Path) -> None:
    uit = peilstok("trace", "leerlingen_regulier", "--periode", "2023-02-01", "--json")
    spoor = json.loads(uit.stdout)
    bestanden = {lev["bestand"]: lev for lev in spoor["leveringen"]}
    assert set(bestanden) == {"leerlingen_2023-02-01.csv", "scholen_2022-2023.csv"}
    telling = bestanden["leerlingen_2023-02-01.csv"]
    rijen = (demo_leveringen / telling["bestand"]).read_text("utf-8").splitlines()
    assert telling["rijen"] == len(rijen) - 1
    assert len(telling["sha256"]) == 64
    assert "select" in spoor["sql"]


def test_status_and_versions(peilstok: Any) -> None:
    uit = peilstok("status", "--json")
    stand = json.loads(uit.stdout)
    assert uit.exit_code == 0
    assert stand["gezond"] is True
    assert stand["ontbreekt"] == []
    assert [v["publicatie"] for v in json.loads(peilstok("versions", "--json").stdout)] == ["p0001"]


def test_status_is_ill_without_a_publication(leeg: Thuis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))
    uit = CliRunner().invoke(app, ["status"])
    assert uit.exit_code == 1
    assert "nog niets gepubliceerd" in uit.stdout


_HANDDRUK = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def test_without_login_the_app_answers_to_its_own_name_only(demo_thuis: Thuis) -> None:
    """A site elsewhere whose name was made to point at this machine gets nothing."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    start = "from pipelines.cli import main; main()"
    opdracht = [sys.executable, "-c", start, "serve", "--port", str(poort)]
    omgeving = os.environ | {"PEILSTOK_HOME": str(demo_thuis.wortel.parent)}

    def antwoord(naam: str) -> bytes:
        with socket.create_connection(("127.0.0.1", poort), timeout=30) as lijn:
            lijn.sendall(_HANDDRUK.format(naam).encode())
            return lijn.recv(64).split(b"\r\n")[0]

    with subprocess.Popen(opdracht, env=omgeving, cwd=WORTEL) as proces:
        try:
            for _ in range(120):
                with contextlib.suppress(OSError):
                    antwoord("localhost")
                    break
                time.sleep(0.5)
            assert b"101" in antwoord(f"localhost:{poort}")
            assert b"101" in antwoord(f"127.0.0.1:{poort}")
            assert b"403" in antwoord("elders.example")
        finally:
            proces.terminate()


def test_the_network_sees_nothing_without_login_unless_asked_for(peilstok: Any) -> None:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    uit = peilstok("serve", "--host", "0.0.0.0", "--port", str(poort))
    assert uit.exit_code == 1
    assert "--zonder-login" in uit.stderr


def test_demo_does_not_write_into_a_folder_of_yours(tmp_path: Path) -> None:
    (tmp_path / "begroting.xlsx").write_bytes(b"van mij")
    uit = CliRunner().invoke(app, ["demo", str(tmp_path)])
    assert uit.exit_code == 1
    assert "niet leeg" in uit.stderr
    assert [pad.name for pad in tmp_path.iterdir()] == ["begroting.xlsx"]


def test_refused_is_one_and_the_report_is_json_alone(
    leeg: Thuis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))
    kapot = tmp_path / "kapot.csv"
    kapot.write_text("")
    uit = CliRunner().invoke(app, ["load", str(kapot), "--json"])
    assert uit.exit_code == 1
    rapport = json.loads(uit.stdout)
    assert rapport["afloop"] == "geweigerd"
    assert rapport["bestanden"][0]["bevindingen"][0]["oplossing"]
