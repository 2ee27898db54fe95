"""How far a load is: a bar on a terminal, a line per step anywhere else."""

import io
from typing import Any

import pytest
from rich.console import Console

from pipelines import voortgang


@pytest.fixture
def scherm(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal of which everything that is drawn is kept."""
    scherm = io.StringIO()

    def console(**_: Any) -> Console:
        return Console(file=scherm, force_terminal=True, width=100)

    monkeypatch.setattr(voortgang, "Console", console)
    return scherm


def test_elsewhere_every_step_is_a_line_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with voortgang.toon_voortgang() as stand:
        stand.meld("[1] scholen.csv lezen " + "x" * 300)
        stand.vorder(0.5)
        stand.meld("bouwen")
    uit = capsys.readouterr()
    assert uit.out == ""
    assert uit.err.splitlines() == ["[1] scholen.csv lezen " + "x" * 300, "bouwen"]


def test_a_terminal_gets_a_bar_with_the_step_beside_it(scherm: io.StringIO) -> None:
    with voortgang.toon_voortgang() as stand:
        stand.meld("bouwen")
        stand.vorder(0.25)
        assert stand._balk is not None
        [taak] = stand._balk.tasks
        assert (taak.description, taak.percentage) == ("bouwen", 25.0)
    assert "bouwen" in scherm.getvalue()
    assert scherm.getvalue().endswith("\x1b[2K")  # the bar is wiped out when all is done
