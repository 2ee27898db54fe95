"""`peilstok demo`, `bench` and `--alle-swv`: what is passed on, said and refused."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import pipelines.demo
import pipelines.demo.land
import pipelines.landelijk
import warehouse.landelijk
from pipelines import bench, opschalen
from pipelines.cijfers import VraagFout
from pipelines.cli import app
from pipelines.landelijk import Afloop
from warehouse.deelnemers import thuis_van
from warehouse.duurzaam import TIJDELIJK
from warehouse.paths import Thuis

GELADEN = Afloop("po9001", "PO9001", "geladen", "geladen als p0001", "p0001", {"lezen": 0.5})
MISLUKT = Afloop("po9002", "", "mislukt", "de schijf is vol", None)


@pytest.fixture
def draai(leeg: Thuis, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in an empty home."""
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))
    return lambda *woorden: CliRunner().invoke(app, list(woorden))


# The demo.


@pytest.fixture
def verzonnen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, int]]:
    """Where the demo would be written, and with which seed; nothing is."""
    gevraagd: list[tuple[Path, int]] = []

    def schrijf(doel: Path, *, seed: int, **_: object) -> list[str]:
        gevraagd.append((doel, seed))
        return ["a.csv", "b.csv"]

    def schrijf_land(doel: Path, *, seed: int, **_: object) -> Iterator[tuple[str, int]]:
        gevraagd.append((doel, seed))
        yield from (("PO9001", 30), ("PO9002", 31))

    monkeypatch.setattr(pipelines.demo, "schrijf", schrijf)
    monkeypatch.setattr(pipelines.demo.land, "schrijf_land", schrijf_land)
    return gevraagd


def test_a_folder_with_something_else_in_it_gets_no_demo(
    draai: Callable[..., Result], verzonnen: list[tuple[Path, int]], tmp_path: Path
) -> None:
    (tmp_path / "brief.docx").write_bytes(b"")
    uit = draai("demo", str(tmp_path))
    assert (uit.exit_code, verzonnen) == (1, [])
    assert "is niet leeg; kies een nieuwe of lege map" in uit.stderr


@pytest.mark.parametrize("bestanden", [None, (), ("LEESMIJ.txt", "scholen.csv")])
def test_a_new_or_empty_folder_or_an_earlier_demo_does(
    draai: Callable[..., Result],
    verzonnen: list[tuple[Path, int]],
    tmp_path: Path,
    bestanden: tuple[str, ...] | None,
) -> None:
    doel = tmp_path / "demo"
    if bestanden is not None:
        doel.mkdir()
        for naam in bestanden:
            (doel / naam).write_text("", "utf-8")
    uit = draai("demo", str(doel), "--seed", "7")
    assert (uit.exit_code, verzonnen) == (0, [(doel, 7)])
    assert uit.stderr == f"2 verzonnen leveringen staan in {doel}\n"


def test_the_demo_of_the_country_counts_its_deliveries(
    draai: Callable[..., Result], verzonnen: list[tuple[Path, int]], tmp_path: Path
) -> None:
    doel = tmp_path / "land"
    uit = draai("demo", str(doel), "--schaal", "landelijk")
    assert (uit.exit_code, verzonnen) == (0, [(doel, 2704)])
    zin = f"61 verzonnen leveringen van 2 samenwerkingsverbanden staan in {doel}"
    assert uit.stderr.splitlines()[-1] == zin


# All SWVs.


def zet_uitkomst(monkeypatch: pytest.MonkeyPatch, *uitkomsten: Afloop) -> list[Path]:
    """What loading all SWVs comes to; the homes of which the national publication is made anew."""
    bijgewerkt: list[Path] = []
    monkeypatch.setattr(pipelines.landelijk, "laad_alle", lambda *_: list(uitkomsten))
    monkeypatch.setattr(opschalen, "werk_bij", bijgewerkt.append)
    return bijgewerkt


def test_one_swv_that_was_not_loaded_makes_the_exit_code_1(
    draai: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, leeg: Thuis
) -> None:
    bijgewerkt = zet_uitkomst(monkeypatch, GELADEN, MISLUKT)
    uit = draai("load", "--alle-swv", "--json")
    assert uit.exit_code == 1
    assert [u["afloop"] for u in json.loads(uit.stdout)] == ["geladen", "mislukt"]
    assert uit.stderr == "1 van 2 samenwerkingsverbanden zijn geladen\n"
    assert bijgewerkt == [leeg.wortel.parent]


def test_all_swvs_loaded_makes_it_0_and_without_json_nothing_goes_to_standard_output(
    draai: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    zet_uitkomst(monkeypatch, GELADEN)
    uit = draai("load", "--alle-swv")
    assert (uit.exit_code, uit.stdout) == (0, "")
    assert uit.stderr == "1 van 1 samenwerkingsverbanden zijn geladen\n"


@pytest.mark.parametrize("optie", [("--dry-run",), ("--bron", "scholen"), ("--alvast",)])
def test_a_choice_about_one_swv_does_not_go_with_all_of_them(
    draai: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, optie: tuple[str, ...]
) -> None:
    bijgewerkt = zet_uitkomst(monkeypatch, GELADEN)
    uit = draai("load", "--alle-swv", *optie)
    assert (uit.exit_code, bijgewerkt) == (2, [])
    assert "--alle-swv gaat alleen samen met --json" in uit.stderr


def test_figures_of_all_swvs_are_those_of_the_national_publication(
    leeg: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, bijgewerkt = leeg.wortel.parent, list[Path]()
    monkeypatch.setattr(opschalen, "deelnemers", lambda _: ["po9001"])
    monkeypatch.setattr(opschalen, "werk_bij", bijgewerkt.append)
    assert opschalen.landelijk(leeg, met=False) == (thuis_van(home), "landelijk", ("swv",))
    assert bijgewerkt == [home]
    with pytest.raises(VraagFout, match="gaat niet samen met --op of --per"):
        opschalen.landelijk(leeg, met=True)


def test_without_any_publication_there_are_no_figures_of_all_swvs(
    draai: Callable[..., Result],
) -> None:
    uit = draai("values", "--alle-swv")
    assert (uit.exit_code, uit.stdout) == (1, "")
    assert uit.stderr == "peilstok: nog geen samenwerkingsverband heeft iets gepubliceerd\n"


@pytest.fixture
def gepubliceerd(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The homes of which the national publication was made."""
    homes: list[Path] = []
    monkeypatch.setattr(warehouse.landelijk, "publiceer_landelijk", lambda h, _: homes.append(h))
    return homes


@pytest.mark.parametrize(
    ("actueel", "vaker"), [([True], 0), ([False, True], 0), ([False, False], 1)]
)
def test_the_national_publication_is_made_only_when_an_swv_has_published_since(
    leeg: Thuis,
    monkeypatch: pytest.MonkeyPatch,
    gepubliceerd: list[Path],
    actueel: list[bool],
    vaker: int,
) -> None:
    home = leeg.wortel.parent
    rest = thuis_van(home).werk / f"{TIJDELIJK}1-p0001"
    rest.mkdir(parents=True)
    monkeypatch.setattr(opschalen, "is_actueel", lambda _: actueel.pop(0))
    opschalen.werk_bij(home)
    assert gepubliceerd == [home] * vaker
    assert rest.exists() is not bool(vaker)
    assert actueel == []


# The benchmark.


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Measuring scripts that measure nothing."""
    map_ = tmp_path / "benchmarks"
    map_.mkdir()
    inhoud = {
        "meet_laden": "print('opwarmen')\nprint('{\"seconden\": 1.5}')",
        "meet_pagina": "import sys\nsys.exit('Traceback\\ngeen browser')",
        "meet_stil": "import os\nos._exit(137)",
        "meet_landelijk": "print('{\"swv\": 76}')",
        "hulp": "raise SystemExit(9)",
    }
    for naam, tekst in inhoud.items():
        (map_ / f"{naam}.py").write_text(tekst, "utf-8")
    monkeypatch.setattr(bench, "SCRIPTS", map_)
    return map_


@pytest.mark.usefixtures("scripts")
def test_the_benchmark_gathers_every_script_and_the_machine(draai: Callable[..., Result]) -> None:
    uit = draai("bench")
    assert uit.exit_code == 0
    gemeten: dict[str, Any] = json.loads(uit.stdout)
    assert gemeten["figuren"] == {
        "laden": {"seconden": 1.5},
        "pagina": {"fout": "geen browser"},
        "stil": {"fout": "gestopt met 137"},
    }
    assert uit.stderr.splitlines() == ["laden meten", "pagina meten", "stil meten"]
    assert gemeten["machine"]["kernen"] >= 1
    assert set(gemeten["versies"]) >= {"peilstok", "duckdb", "polars"}
    assert gemeten["gemeten_op"].endswith("+00:00")


@pytest.mark.usefixtures("scripts")
def test_the_benchmark_of_the_country_is_that_and_no_other(draai: Callable[..., Result]) -> None:
    uit = draai("bench", "--schaal", "landelijk")
    assert json.loads(uit.stdout)["figuren"] == {"landelijk": {"swv": 76}}


def test_an_installation_without_the_scripts_says_where_they_are(
    draai: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "SCRIPTS", tmp_path / "weg")
    uit = draai("bench")
    assert (uit.exit_code, uit.stdout) == (1, "")
    assert "draai ze in een kloon van Peilstok" in uit.stderr
