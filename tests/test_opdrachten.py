"""Every command that a document gives can be given: the quick ones are run, of the rest the words.

What is run is a small home, in this process. What takes long, or stays (``LANG``), is read word for
word against the command line, and its help is shown; a load, a demo and the app are run whole by
the tests of their own. Programs of others (``systemctl``, ``podman``, ``nginx``) are not run here.
"""

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

from pipelines.cli import app
from warehouse.paths import Thuis

WORTEL = Path(__file__).parent.parent
DOCUMENTEN = sorted(
    pad
    for pad in [*WORTEL.glob("*.md"), *WORTEL.glob("*/**/*.md")]
    if not {".venv", "data", "build", "dist", "mutants"} & set(pad.relative_to(WORTEL).parts)
    and pad.name not in ("CHANGELOG.md", "besluiten.md")  # they tell of what was, too
)
OPDRACHTEN: dict[str, click.Command] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
LANG = {"load", "demo", "audit", "bench", "serve", "export", "profielen"}
# At the start of a line, after settings, in a unit, or within a container or shell.
_REGEL = re.compile(
    r"(?:^ *|^ExecStart=|exec |^CMD +)(?:[A-Z_]+=\S+ +)*(?:[\w./\\]*[/\\])?peilstok"
    r"((?: +(?![#;&|>`])\S+)+)"
)
_MAPPEN = ("app", "pipelines", "warehouse", "expectations", "tests", "docs", ".ci")


def gegeven(tekst: str) -> list[str]:
    """Every command of ours in a document: in blocks, between backticks, and in units."""
    blokken = re.findall(r"^ {4}.*$|^ExecStart=.*$|^CMD .*$", tekst, re.MULTILINE)
    blokken += re.findall(r"`(peilstok [^`]+)`", tekst)
    kaal = (re.sub(r'[\[\]",]', " ", r) if r.startswith("CMD") else r for r in blokken)
    regels = [
        re.sub(r"\$\([^)]*\)", "1", r.replace("podman exec peilstok", "exec").replace("%%", "%"))
        for r in kaal
    ]
    gevonden = [_REGEL.search(re.split(r"\s#\s", regel)[0]) for regel in regels]
    return [g[1].strip() for g in gevonden if g and re.match(r" +[a-z]+\b(?!\.)", g[1])]


ALLES = sorted(
    {(pad.name, regel) for pad in DOCUMENTEN for regel in gegeven(pad.read_text("utf-8"))}
)


def woorden(regel: str) -> tuple[str, list[str]]:
    """The command, and its words without the brackets of what may be left out."""
    kaal = re.sub(r"[\[\]']|\.\.\.", " ", regel.replace("\\|", "|").replace("\\", "/"))
    naam, *rest = shlex.split(kaal)
    return naam, rest


def test_the_documents_give_every_command() -> None:
    assert {woorden(regel)[0] for _, regel in ALLES} >= set(OPDRACHTEN)


@pytest.mark.parametrize(("document", "regel"), ALLES, ids=[f"{d}: {r}" for d, r in ALLES])
def test_a_command_has_these_words(document: str, regel: str) -> None:
    naam, rest = woorden(regel)
    assert naam in OPDRACHTEN, document
    opties = {optie: deel for deel in OPDRACHTEN[naam].params for optie in deel.opts}
    vreemd = [w for w in rest if w.startswith("--") and w.partition("=")[0] not in opties]
    assert vreemd == [], document
    los, slaat_over = [], False
    for woord in rest:
        if slaat_over:
            slaat_over = False
        elif woord.startswith("--"):
            vlag = getattr(opties[woord], "is_flag", False)
            slaat_over = not vlag
        else:
            los.append(woord)
    plaatsen = [deel for deel in OPDRACHTEN[naam].params if deel.param_type_name == "argument"]
    onbeperkt = any(deel.nargs == -1 for deel in plaatsen)
    assert onbeperkt or len(los) <= len(plaatsen), (document, los)


@pytest.mark.parametrize("naam", sorted(LANG))
def test_what_takes_long_says_how_it_is_used(naam: str) -> None:
    uit = CliRunner().invoke(app, [naam, "--help"])
    assert uit.exit_code == 0
    assert "--help" in uit.stdout


def test_what_is_quick_does_what_the_documents_say(
    klein: Thuis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(klein.wortel.parent))
    levering = tmp_path / "leerlingen.csv"
    levering.write_bytes(next(iter((klein.archief / "bestanden").iterdir())).read_bytes())
    keren = {
        "status": ([], (0, 1)),  # what was delivered in 2026 is out of date one day
        "values": (["leerlingen_regulier", "--per", "gemeente", "--format", "csv"], (0,)),
        "definitions": (["leerlingen_regulier"], (0,)),
        "checks": ([], (0,)),
        "trace": (["leerlingen_regulier"], (0,)),
        "versions": ([], (0,)),
        "rollback": (["p0002"], (0,)),
        "purge": (["--dry-run"], (0,)),
        "herken": ([str(levering)], (0,)),
        "sjablonen": ([str(tmp_path / "sjablonen")], (0,)),
        "backup": ([str(tmp_path / "peilstok.backup")], (0,)),
        "restore": (["--overschrijf", str(tmp_path / "peilstok.backup")], (0,)),
    }
    assert set(keren) | LANG == set(OPDRACHTEN)
    for naam, (rest, goed) in keren.items():
        uit = CliRunner().invoke(app, [naam, *rest])
        assert uit.exit_code in goed, (naam, uit.output)


@pytest.mark.parametrize("document", DOCUMENTEN, ids=lambda pad: str(pad.relative_to(WORTEL)))
def test_every_path_that_is_named_exists(document: Path) -> None:
    genoemd = re.findall(r"`([\w.-]+/[\w./-]*\w)`", document.read_text("utf-8"))
    ons = [pad for pad in genoemd if pad.split("/")[0] in _MAPPEN]
    weg = [pad for pad in ons if not ((WORTEL / pad).exists() or (document.parent / pad).exists())]
    assert weg == []


def test_every_target_of_make_that_is_named_exists() -> None:
    doelen = set(re.findall(r"^([a-z-]+):", (WORTEL / "Makefile").read_text("utf-8"), re.MULTILINE))
    for pad in DOCUMENTEN:
        tekst = pad.read_text("utf-8")
        genoemd = set(re.findall(r"`make ([a-z-]+)`|^ {4}make ([a-z-]+)", tekst, re.MULTILINE))
        assert {a or b for a, b in genoemd} <= doelen, pad


def test_the_units_of_systemd_can_be_read() -> None:
    tekst = (WORTEL / "docs" / "installatie.md").read_text("utf-8")
    eenheden = re.findall(r"```ini\n(.*?)```", tekst, re.DOTALL)
    assert len(eenheden) == 3
    for eenheid in eenheden:
        gelezen = configparser.ConfigParser(interpolation=None, strict=False)
        gelezen.optionxform = str  # type: ignore[assignment,method-assign]
        gelezen.read_string(eenheid)
        assert "Unit" in gelezen
        if "Service" in gelezen:
            assert gelezen["Service"]["User"] == "peilstok"
            assert gelezen["Service"]["UMask"] == "0077"
