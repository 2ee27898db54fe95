"""What the documents name must exist: files, folders and commands."""

import re
from pathlib import Path

import pytest
import typer

from pipelines.cli import app

WORTEL = Path(__file__).parent.parent
DOCUMENTEN = sorted(
    pad
    for pad in [*WORTEL.glob("*.md"), *WORTEL.glob("*/**/*.md")]
    if not {".venv", "data", "build"} & set(pad.relative_to(WORTEL).parts)
)
COMMANDOS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def naam(pad: Path) -> str:
    return str(pad.relative_to(WORTEL))


@pytest.mark.parametrize("document", DOCUMENTEN, ids=naam)
def test_every_link_leads_somewhere(document: Path) -> None:
    doelen = re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8"))
    assert [doel for doel in doelen if not (document.parent / doel).exists()] == []


@pytest.mark.parametrize("map_", ["pipelines", "warehouse"])
def test_the_map_of_a_folder_names_what_is_there(map_: str) -> None:
    genoemd = re.findall(r"`([\w/.]+?)`", (WORTEL / map_ / "README.md").read_text("utf-8"))
    bestanden = {woord for woord in genoemd if "/" in woord or woord.endswith((".py", ".toml"))}
    assert {woord for woord in bestanden if not (WORTEL / map_ / woord).exists()} == set()
    modules = {pad.name for pad in (WORTEL / map_).glob("*.py")} - {"__init__.py"}
    assert modules - {"bevindingen.py", "slot.py"} <= bestanden


def test_every_command_of_the_readme_exists_and_the_other_way_round() -> None:
    tekst = (WORTEL / "README.md").read_text("utf-8")
    genoemd = set(re.findall(r"`peilstok (\w+)", tekst))
    assert genoemd == COMMANDOS
