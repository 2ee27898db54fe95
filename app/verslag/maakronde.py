"""Making a report as a process of its own, so that a page stays quick and its memory small."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.verslag.mandje import Mandje, als_tekst
from warehouse.paths import Thuis

_MAXIMUM = 600  # seconds


@dataclass(frozen=True)
class Uitkomst:
    """What came of it: the package as one file, and what there is to say.

    Attributes:
        zip: empty when it failed.
    """

    naam: str
    zip: bytes
    meldingen: tuple[str, ...]


@dataclass(frozen=True)
class Wens:
    """What is asked for; `sjabloon` is the name and the contents of a file of the reader's."""

    mandje: Mandje
    rol: str
    publicatie: str
    formaten: Sequence[str]
    jaar: int | None = None
    bewerkbaar: bool = False
    sjabloon: tuple[str, bytes] | None = None


def maak(thuis: Thuis, wens: Wens, melden: Callable[[str], None]) -> Uitkomst:
    """Make the package; `melden` receives a line of progress at each step."""
    with tempfile.TemporaryDirectory(prefix="peilstok-verslag-") as tijdelijk:
        map_ = Path(tijdelijk)
        keuze = map_ / "keuze.toml"
        keuze.write_text(als_tekst(wens.mandje), "utf-8")
        woorden = ["--rol", wens.rol, "--publicatie", wens.publicatie, "--keuze", str(keuze)]
        woorden += ["--naar", str(map_ / "uit"), "--formaat", ",".join(wens.formaten)]
        woorden += ["--jaar", str(wens.jaar)] if wens.jaar else []
        woorden += ["--bewerkbaar"] if wens.bewerkbaar else []
        if wens.sjabloon:
            pad = map_ / f"sjabloon{Path(wens.sjabloon[0]).suffix.lower()}"
            pad.write_bytes(wens.sjabloon[1])
            woorden += ["--sjabloon", str(pad)]
        regels = _draai(woorden, _omgeving(thuis), melden)
        gevonden = next((map_ / "uit").glob("*.zip"), None)
        if gevonden is None:
            return Uitkomst("", b"", tuple(regels[-1:]))
        gemeld = tuple(r.removeprefix(MELDING) for r in regels if r.startswith(MELDING))
        return Uitkomst(gevonden.name, gevonden.read_bytes(), gemeld)


MELDING = "! "  # before what the reader must know afterwards; the rest is progress


def _draai(
    woorden: Sequence[str], omgeving: Mapping[str, str], melden: Callable[[str], None]
) -> list[str]:
    regels: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "app.verslag", *woorden],
        env=dict(omgeving),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as proces:
        for regel in proces.stderr or ():
            if regel.strip() and "streamlit" not in regel.lower():
                regels.append(regel.strip())
                if not regel.startswith(MELDING):
                    melden(regel.strip())
        proces.wait(_MAXIMUM)
    return regels


def _omgeving(thuis: Thuis) -> dict[str, str]:
    return os.environ | {
        "PEILSTOK_HOME": str(thuis.wortel.parent),
        "PEILSTOK_PROFIEL": thuis.profiel,
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
