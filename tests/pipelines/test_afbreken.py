"""A load that is killed leaves the old publication readable, and the next load works."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.cijfers import Vraag, lees_waarden, publicatiepad
from pipelines.leveringen import Archief
from tests.conftest import Laden
from warehouse.paths import Thuis
from warehouse.publish import beschadigd

# Fractions of a whole load's duration at which it is killed; seeded, so that a failure repeats.
OUD = 21747
OPSTARTEN = 1.5  # seconds before a load of its own process begins to work
MOMENTEN = [0.05, 0.98, *(round(random.Random(2704).random(), 2) for _ in range(4))]


def start(thuis: Thuis, pad: Path) -> subprocess.Popen[bytes]:
    code = "import sys; sys.argv[:1] = ['peilstok', 'load']; from pipelines.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, str(pad)],
        env=os.environ | {"PEILSTOK_HOME": str(thuis.wortel.parent)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def gevolgd(thuis: Thuis) -> float | None:
    rijen = lees_waarden(
        publicatiepad(thuis, "medewerker"), Vraag(("leerlingen_regulier",), "2023-02-01")
    )
    waarde = rijen[0]["waarde"]
    assert waarde is None or isinstance(waarde, float)
    return waarde


def correctie(bron: Path, doel: Path) -> tuple[Path, float]:
    """A corrected count, and what the figure of the region becomes by it."""
    regels = bron.read_text("utf-8").splitlines()
    plaats = regels[0].split(";").index("aantal")
    cellen = regels[1].split(";")
    nieuw = OUD - int(cellen[plaats]) + 1000
    cellen[plaats] = "1000"
    doel.write_text("\n".join([regels[0], ";".join(cellen), *regels[2:]]) + "\n", "utf-8")
    return doel, nieuw


@pytest.mark.skipif(os.name == "nt", reason="kill -9 bestaat niet op Windows")
def test_killed_at_any_moment(
    eigen_demo: Thuis, demo_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    levering, nieuw = correctie(
        demo_leveringen / "leerlingen_2023-02-01.csv", tmp_path / "correctie.csv"
    )
    begin = time.monotonic()
    assert laden(eigen_demo, levering, dry_run=True).afloop == "proef"
    duur = time.monotonic() - begin + OPSTARTEN
    for moment in MOMENTEN:
        thuis = Thuis(tmp_path / f"na-{moment}" / eigen_demo.profiel, eigen_demo.profiel)
        shutil.copytree(eigen_demo.wortel, thuis.wortel)
        proces = start(thuis, levering)
        time.sleep(moment * duur)
        proces.send_signal(signal.SIGKILL)
        proces.wait()

        huidige = thuis.huidige()
        assert huidige
        assert beschadigd(thuis, huidige) == []
        assert gevolgd(thuis) in (OUD, nieuw)
        for bon in Archief(thuis).leveringen():
            Archief(thuis).inhoud(bon)

        assert laden(thuis, levering).afloop in ("geladen", "ongewijzigd")
        assert gevolgd(thuis) == nieuw
        assert list(thuis.wortel.rglob(".bouw-*")) == []
        shutil.rmtree(thuis.wortel)
