"""`peilstok profielen` and `peilstok export`: what is asked of the app, and how it refuses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pytest
from typer.testing import CliRunner, Result

from pipelines import uitgeven
from pipelines.cli import app
from warehouse.paths import Thuis


class Proces:
    """Stands in for the process of the app: it keeps what it was asked and answers with lines."""

    def __init__(self, regels: tuple[str, ...] = (), code: int = 0) -> None:
        self.stderr = regels
        self.returncode = code
        self.opdracht: list[str] = []
        self.omgeving: dict[str, str] = {}

    def start(self, opdracht: list[str], *, env: dict[str, str], **_: Any) -> Self:
        self.opdracht, self.omgeving = opdracht, env
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def waarde(self, optie: str) -> str:
        return self.opdracht[self.opdracht.index(optie) + 1]


@pytest.fixture
def draai(leeg: Thuis, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command with a process that only says what it was asked."""
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))

    def _draai(proces: Proces, *woorden: str) -> Result:
        monkeypatch.setattr(uitgeven.subprocess, "Popen", proces.start)
        return CliRunner().invoke(app, list(woorden))

    return _draai


def test_the_name_of_the_file_says_how_the_profielen_are_written(
    draai: Callable[..., Result], tmp_path: Path, leeg: Thuis
) -> None:
    proces, doel = Proces(), tmp_path / "profielen.docx"
    uit = draai(proces, "profielen", str(doel))
    assert uit.exit_code == 0
    assert uit.stderr.splitlines() == [f"de profielen staan in {doel}"]
    assert proces.opdracht[1:3] == ["-m", "app.profielboek"]
    assert proces.waarde("--formaat") == "docx"
    assert proces.waarde("--naar") == str(doel)
    assert proces.waarde("--rol") == "platform_jeugd"
    assert proces.omgeving["PEILSTOK_HOME"] == str(leeg.wortel.parent)
    assert proces.omgeving["PEILSTOK_PROFIEL"] == leeg.profiel


def test_a_formaat_that_is_named_counts_above_the_name_of_the_file(
    draai: Callable[..., Result], tmp_path: Path
) -> None:
    proces = Proces()
    uit = draai(proces, "profielen", str(tmp_path / "boek.oud"), "--formaat", "pdf")
    assert uit.exit_code == 0
    assert proces.waarde("--formaat") == "pdf"


def test_a_file_that_is_no_pdf_or_docx_is_refused_before_anything_starts(
    draai: Callable[..., Result], tmp_path: Path
) -> None:
    proces = Proces()
    uit = draai(proces, "profielen", str(tmp_path / "profielen.odt"))
    assert uit.exit_code == 2
    assert "'profielen.odt' eindigt niet op .pdf of .docx; noem --formaat" in uit.stderr
    assert proces.opdracht == []


@pytest.mark.parametrize("opdracht", [("profielen", "boek.pdf"), ("export", "--naar", "pakket")])
def test_a_rol_that_does_not_exist_is_refused(
    draai: Callable[..., Result], opdracht: tuple[str, ...]
) -> None:
    proces = Proces()
    uit = draai(proces, *opdracht, "--rol", "wethouder")
    assert (uit.exit_code, proces.opdracht) == (2, [])
    assert uit.stderr == "peilstok: rol 'wethouder' bestaat niet\n"


def test_the_last_line_of_the_app_says_why_it_could_not(
    draai: Callable[..., Result], tmp_path: Path
) -> None:
    regels = ("vel 1 van 20\n", "\n", "Streamlit: bare mode\n", "er is nog niets gepubliceerd\n")
    uit = draai(Proces(regels, 1), "profielen", str(tmp_path / "boek.pdf"))
    assert uit.exit_code == 1
    assert uit.stderr.splitlines() == ["vel 1 van 20", "peilstok: er is nog niets gepubliceerd"]


def test_an_app_that_stops_without_a_word_is_a_refusal_all_the_same(
    draai: Callable[..., Result], tmp_path: Path
) -> None:
    uit = draai(Proces((), 3), "profielen", str(tmp_path / "boek.pdf"))
    assert (uit.exit_code, uit.stderr) == (1, "peilstok: het is niet gelukt\n")


def test_progress_is_shown_to_the_last_line(draai: Callable[..., Result], tmp_path: Path) -> None:
    regels = ("Word schrijven\n", "Excel schrijven\n")
    uit = draai(Proces(regels), "export", "--naar", str(tmp_path / "pakket"))
    assert uit.exit_code == 0
    assert uit.stderr.splitlines() == [
        "Word schrijven",
        "Excel schrijven",
        f"het pakket staat in {tmp_path / 'pakket'}",
    ]


def test_everything_that_is_chosen_for_an_export_reaches_the_app(
    draai: Callable[..., Result], tmp_path: Path
) -> None:
    keuze, sjabloon = tmp_path / "keuze.yaml", tmp_path / "huisstijl.docx"
    keuze.write_text("", "utf-8")
    sjabloon.write_bytes(b"")
    proces = Proces()
    opties = ["--jaar", "2024", "--formaat", "docx, csv,", "--keuze", str(keuze)]
    opties += ["--sjabloon", str(sjabloon), "--bewerkbaar", "--rol", "toezicht"]
    uit = draai(proces, "export", "--naar", str(tmp_path / "pakket"), *opties)
    assert uit.exit_code == 0
    assert proces.opdracht[1:] == [
        *("-m", "app.verslag", "--rol", "toezicht", "--naar", str(tmp_path / "pakket")),
        *("--formaat", "docx,csv", "--jaar", "2024", "--keuze", str(keuze)),
        *("--sjabloon", str(sjabloon), "--bewerkbaar"),
    ]


def test_an_export_without_choices_is_everything_that_is_public(
    draai: Callable[..., Result], tmp_path: Path
) -> None:
    proces = Proces()
    draai(proces, "export", "--naar", str(tmp_path / "pakket"))
    assert proces.waarde("--rol") == "openbaar"
    assert proces.waarde("--formaat") == "docx,pptx,xlsx,png,svg,csv"
    assert not {"--jaar", "--keuze", "--sjabloon", "--bewerkbaar"} & set(proces.opdracht)


def test_a_formaat_that_does_not_exist_is_named_with_those_that_do(
    draai: Callable[..., Result], tmp_path: Path
) -> None:
    proces = Proces()
    uit = draai(proces, "export", "--naar", str(tmp_path), "--formaat", "docx,odt")
    assert (uit.exit_code, proces.opdracht) == (2, [])
    assert "formaat 'odt' bestaat niet; kies uit docx, pptx, xlsx, png, svg, csv" in uit.stderr


def test_no_formaat_at_all_is_refused(draai: Callable[..., Result], tmp_path: Path) -> None:
    proces = Proces()
    uit = draai(proces, "export", "--naar", str(tmp_path), "--formaat", ",")
    assert (uit.exit_code, proces.opdracht) == (2, [])
    assert "noem achter --formaat een of meer van docx, pptx" in uit.stderr


def test_a_template_that_is_no_docx_or_pptx_is_refused(
    draai: Callable[..., Result], tmp_path: Path
) -> None:
    sjabloon = tmp_path / "huisstijl.dotx"
    sjabloon.write_bytes(b"")
    proces = Proces()
    uit = draai(proces, "export", "--naar", str(tmp_path), "--sjabloon", str(sjabloon))
    assert (uit.exit_code, proces.opdracht) == (2, [])
    assert "'huisstijl.dotx' is geen docx of pptx" in uit.stderr
