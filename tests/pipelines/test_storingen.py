"""Whatever stops a load, at any step: the old or the new publication is whole, and life goes on.

Every write, rename and sync is stopped in turn, the disk fills up at each of them, and the process
is killed at random moments. ``make test`` takes a seeded sample; ``make test-all`` does them all.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.cijfers import Vraag, lees_waarden, publicatiepad
from pipelines.leveringen import Archief
from pipelines.run import Opdracht, laad
from tests.conftest import Laden
from tests.pipelines.klein import van_enkele_scholen
from tests.steekproef import keren, kies
from warehouse.paths import Thuis
from warehouse.publish import beschadigd

WORTEL = Path(__file__).parents[2]
STAPPEN = {"dood": 2, "vol": 1}
MOMENTEN = keren(1, 200)
PERIODE = "2023-02-01"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 bestaat niet op Windows")


@dataclass(frozen=True)
class Toestel:
    """A small home with one count, the correction that is being loaded, and the two figures."""

    thuis: Thuis
    levering: Path
    oud: float
    nieuw: float
    stappen: int
    duur: float


def omgeving(thuis: Thuis) -> dict[str, str]:
    return os.environ | {"PEILSTOK_HOME": str(thuis.wortel.parent)}


def start(thuis: Thuis, soort: str, nummer: int, pad: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.pipelines.storing", soort, str(nummer), str(pad)],
        cwd=WORTEL,
        env=omgeving(thuis),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def cijfer(thuis: Thuis) -> float:
    [rij] = lees_waarden(
        publicatiepad(thuis, "medewerker"), Vraag(("leerlingen_regulier",), PERIODE)
    )
    assert isinstance(rij["waarde"], float)
    return rij["waarde"]


def kopie(thuis: Thuis, map_: Path) -> Thuis:
    shutil.copytree(thuis.wortel.parent, map_)
    return Thuis(map_ / thuis.profiel, thuis.profiel)


@pytest.fixture(scope="module")
def toestel(demo_leveringen: Path, tmp_path_factory: pytest.TempPathFactory) -> Toestel:
    map_ = tmp_path_factory.mktemp("storingen")
    thuis = Thuis(map_ / "home" / "zuid-kennemerland", "zuid-kennemerland")
    (map_ / "in").mkdir()
    bron = map_ / "in" / f"leerlingen_{PERIODE}.csv"
    for pad in (map_ / "in" / "scholen_2022-2023.csv", bron):
        pad.write_text(van_enkele_scholen(demo_leveringen / pad.name), "utf-8")
    assert laad(thuis, Opdracht(paden=(map_ / "in",)), lambda _: None).afloop == "geladen"
    regels = bron.read_text("utf-8").splitlines()
    plaats = regels[0].split(";").index("aantal")
    cellen = regels[1].split(";")
    oud = cijfer(thuis)
    nieuw = oud - int(cellen[plaats]) + 1000
    cellen[plaats] = "1000"
    levering = map_ / "correctie.csv"
    levering.write_text("\n".join([regels[0], ";".join(cellen), *regels[2:]]) + "\n", "utf-8")
    begin = time.monotonic()
    proces = start(kopie(thuis, map_ / "meting"), "geen", 0, levering)
    uitvoer = proces.communicate()[0]
    return Toestel(thuis, levering, oud, nieuw, int(uitvoer.split()[0]), time.monotonic() - begin)


def eis_heel(toestel: Toestel, thuis: Thuis, laden: Laden) -> None:
    """One of the two publications is whole and readable, and the load can be done again."""
    huidige = thuis.huidige()
    assert huidige
    assert beschadigd(thuis, huidige) == []
    stand = cijfer(thuis)
    assert stand in (toestel.oud, toestel.nieuw)
    archief = Archief(thuis)
    leveringen = archief.leveringen()
    assert len(leveringen) == (3 if stand == toestel.nieuw else 2)
    for levering in leveringen:
        archief.inhoud(levering)
    assert laden(thuis, toestel.levering).afloop in ("geladen", "ongewijzigd")
    assert cijfer(thuis) == toestel.nieuw
    assert list(thuis.wortel.rglob(".bouw-*")) == []
    bestanden = {pad.name for pad in (thuis.archief / "bestanden").iterdir()}
    assert bestanden == {levering.sha256 for levering in archief.leveringen()}


@pytest.mark.parametrize("soort", STAPPEN)
def test_stopped_at_every_write_rename_and_sync(
    toestel: Toestel, tmp_path: Path, laden: Laden, soort: str
) -> None:
    assert toestel.stappen > 20
    for nummer in kies(range(1, toestel.stappen + 1), STAPPEN[soort]):
        thuis = kopie(toestel.thuis, tmp_path / str(nummer))
        proces = start(thuis, soort, nummer, toestel.levering)
        uitvoer = proces.communicate()[0]
        # Tidying up may fail when all is done and counts: then the load did what it says.
        if proces.returncode == 0:
            assert (soort, cijfer(thuis)) == ("vol", toestel.nieuw), f"stap {nummer}"
            assert int(uitvoer.split()[0]) >= nummer, f"stap {nummer} kwam er niet"
        eis_heel(toestel, thuis, laden)
        shutil.rmtree(thuis.wortel.parent)


def test_killed_at_random_moments(toestel: Toestel, tmp_path: Path, laden: Laden) -> None:
    toeval = random.Random(2704)
    geraakt = 0
    for nummer in range(MOMENTEN):
        thuis = kopie(toestel.thuis, tmp_path / str(nummer))
        proces = start(thuis, "geen", 0, toestel.levering)
        time.sleep(toeval.uniform(0.2, 1.0) * toestel.duur)
        proces.send_signal(signal.SIGKILL)
        proces.communicate()
        geraakt += proces.returncode != 0
        eis_heel(toestel, thuis, laden)
        shutil.rmtree(thuis.wortel.parent)
    assert geraakt > 0


def test_two_loads_at_once_and_none_is_lost(
    toestel: Toestel, demo_leveringen: Path, tmp_path: Path
) -> None:
    thuis = kopie(toestel.thuis, tmp_path / "samen")
    samen = [
        start(thuis, "geen", 0, toestel.levering),
        start(thuis, "geen", 0, demo_leveringen / "scholen_2023-2024.csv"),
    ]
    for proces in samen:
        assert "geladen" in proces.communicate()[0]
    assert len(Archief(thuis).leveringen()) == 4
    assert cijfer(thuis) == toestel.nieuw


def test_a_reader_keeps_its_publication_during_a_load(toestel: Toestel, tmp_path: Path) -> None:
    thuis = kopie(toestel.thuis, tmp_path / "lezer")
    pad = publicatiepad(thuis, "medewerker")
    vraag = Vraag(("leerlingen_regulier",), PERIODE)
    proces = start(thuis, "geen", 0, toestel.levering)
    gelezen = 0
    while proces.poll() is None:  # its only line of output fits the pipe
        assert lees_waarden(pad, vraag)[0]["waarde"] == toestel.oud
        assert cijfer(thuis) in (toestel.oud, toestel.nieuw)
        gelezen += 1
    proces.communicate()
    assert gelezen > 10
    assert cijfer(thuis) == toestel.nieuw
    assert lees_waarden(pad, vraag)[0]["waarde"] == toestel.oud
