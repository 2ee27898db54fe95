"""Who may import whom, and what may never load where."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

WORTEL = Path(__file__).parent.parent
PAKKETTEN = ("app", "expectations", "pipelines", "warehouse")
MAG = {
    "warehouse": set(),
    "expectations": {"warehouse"},
    "pipelines": {"warehouse", "expectations"},
    "app": {"warehouse"},
}
ALLEEN_IN = {
    "great_expectations": {"expectations"},
    "duckdb_engine": {"expectations"},
    "sqlalchemy": {"expectations", "warehouse"},  # in warehouse: the register of meetings
    "alembic": {"warehouse"},
    "streamlit": {"app"},
    "plotly": {"app"},
}
NERGENS = {"pandas"}
REGELGRENS = 400


def bestanden(pakket: str) -> list[Path]:
    return sorted((WORTEL / pakket).rglob("*.py"))


def ingevoerd(pad: Path) -> set[str]:
    """Top-level names of everything that a file imports, inside functions too."""
    namen: set[str] = set()
    for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
        if isinstance(knoop, ast.Import):
            namen |= {alias.name.split(".")[0] for alias in knoop.names}
        elif isinstance(knoop, ast.ImportFrom) and knoop.module and not knoop.level:
            namen.add(knoop.module.split(".")[0])
    return namen


@pytest.mark.parametrize("pakket", PAKKETTEN)
def test_imports_follow_the_direction(pakket: str) -> None:
    verboden = set(PAKKETTEN) - MAG[pakket] - {pakket}
    fout = {
        str(pad.relative_to(WORTEL)): sorted(ingevoerd(pad) & verboden)
        for pad in bestanden(pakket)
        if ingevoerd(pad) & verboden
    }
    assert fout == {}


@pytest.mark.parametrize("pakket", PAKKETTEN)
def test_heavy_libraries_stay_in_their_place(pakket: str) -> None:
    verboden = {naam for naam, thuis in ALLEEN_IN.items() if pakket not in thuis} | NERGENS
    if pakket == "app":
        verboden.discard("pandas")  # warmed up once in main.py, because Streamlit imports it anyway
    fout = {
        str(pad.relative_to(WORTEL)): sorted(ingevoerd(pad) & verboden)
        for pad in bestanden(pakket)
        if ingevoerd(pad) & verboden
    }
    assert fout == {}


def test_only_app_data_holds_queries() -> None:
    met_duckdb = [
        pad.name for pad in bestanden("app") if "duckdb" in ingevoerd(pad) and pad.name != "main.py"
    ]
    assert met_duckdb == ["data.py"]


@pytest.mark.parametrize(
    ("module", "verboden"),
    [
        ("app.data", ("great_expectations", "sqlalchemy")),
        ("pipelines.cli", ("great_expectations", "streamlit", "plotly", "polars")),
        ("expectations.toets", ("great_expectations",)),
    ],
)
def test_light_modules_do_not_load_heavy_ones(module: str, verboden: tuple[str, ...]) -> None:
    uitvoer = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {module}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=WORTEL,
    ).stderr
    geladen = {regel.rsplit("|", 1)[-1].strip().split(".")[0] for regel in uitvoer.splitlines()}
    assert geladen & set(verboden) == set()
    assert module.split(".", maxsplit=1)[0] in geladen


@pytest.mark.parametrize("pakket", PAKKETTEN)
def test_no_module_grows_beyond_what_one_reads_in_a_sitting(pakket: str) -> None:
    lang = {
        str(pad.relative_to(WORTEL)): regels
        for pad in bestanden(pakket)
        if (regels := len(pad.read_text("utf-8").splitlines())) > REGELGRENS
    }
    assert lang == {}


@pytest.mark.parametrize("pakket", PAKKETTEN)
def test_every_module_says_what_it_is_for(pakket: str) -> None:
    zonder = [
        str(pad.relative_to(WORTEL))
        for pad in bestanden(pakket)
        if pad.read_text("utf-8").strip()
        and not ast.get_docstring(ast.parse(pad.read_text("utf-8")))
    ]
    assert zonder == []


def test_no_module_is_a_drawer_for_everything() -> None:
    namen = {pad.stem for pakket in PAKKETTEN for pad in bestanden(pakket)}
    assert namen & {"utils", "helpers", "util", "common", "misc"} == set()


def test_nothing_committed_names_a_host_or_a_machine() -> None:
    for naam in ("requirements.lock", "pyproject.toml", "Makefile", ".ci/run"):
        tekst = (WORTEL / naam).read_text("utf-8")
        assert "://" not in tekst, naam
        assert "index-url" not in tekst or naam == "Makefile", naam
        assert "find-links" not in tekst or naam == "Makefile", naam


def test_telemetry_is_off() -> None:
    instelling = (WORTEL / "app" / ".streamlit" / "config.toml").read_text("utf-8")
    assert "gatherUsageStats = false" in instelling
