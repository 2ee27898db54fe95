"""What every test may use: a home with the demo data, built once, and copies of it to change."""

import os
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from pipelines.demo import schrijf
from pipelines.rapport import Laadrapport
from pipelines.run import Opdracht, laad
from pipelines.werkplaats import vingerafdruk
from tests.pipelines.klein import schrijf_klein
from warehouse.paths import STANDAARD_PROFIEL, Thuis

# Time limits per example say more about a busy machine than about the code.
settings.register_profile("peilstok", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("peilstok")

HOMES = Path(__file__).parent / "homes"
GEDEELD = Path(__file__).parents[2] / "shared"

Laden = Callable[..., Laadrapport]


@pytest.fixture(scope="session")
def demo_leveringen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the demo deliveries. Shared between workers: read only."""
    return _eenmalig(tmp_path_factory, "demo-leveringen", schrijf)


@pytest.fixture(scope="session")
def demo_thuis(demo_leveringen: Path, tmp_path_factory: pytest.TempPathFactory) -> Thuis:
    """The demo deliveries, loaded and published. Shared between workers: read only."""
    return _thuis(
        _eenmalig(tmp_path_factory, "demo-home", lambda map_: _laad(map_, demo_leveringen))
    )


@pytest.fixture(scope="session")
def kleine_leveringen(demo_leveringen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two school years of the demo, of a few schools: what is told by any load, in no time."""
    return _eenmalig(
        tmp_path_factory, "kleine-leveringen", lambda map_: schrijf_klein(demo_leveringen, map_)
    )


@pytest.fixture(scope="session")
def klein_bewaard(kleine_leveringen: Path, tmp_path_factory: pytest.TempPathFactory) -> Thuis:
    """The few schools, loaded and published. Shared between workers: read only."""
    return _thuis(_eenmalig(tmp_path_factory, "klein-home", lambda m: _laad(m, kleine_leveringen)))


def _eenmalig(fabriek: pytest.TempPathFactory, naam: str, maak: Callable[[Path], object]) -> Path:
    """A folder that one of the workers makes, for all of them.

    Loading the demo takes a minute. Who runs tests often names a folder in PEILSTOK_TESTDEMO: what
    was made there by this very code is used again.
    """
    wortel = fabriek.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        wortel = wortel.parent
    doel = wortel / naam
    bewaard = os.environ.get("PEILSTOK_TESTDEMO")
    plek = Path(bewaard, vingerafdruk(), naam) if bewaard else doel
    plek.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{plek}.slot"):
        if not plek.is_dir():
            half = plek.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            maak(half)
            half.rename(plek)
        if plek != doel and not doel.is_dir():
            shutil.copytree(plek, doel)
    return doel


def _laad(home: Path, leveringen: Path) -> None:
    rapport = laad(_thuis(home), Opdracht(paden=(leveringen,)), lambda _: None)
    assert rapport.afloop == "geladen", rapport


@pytest.fixture
def eigen_demo(demo_thuis: Thuis, tmp_path: Path) -> Thuis:
    """A copy of the demo home that the test may change."""
    # Other tests look at the demo meanwhile, and that is logged.
    zonder = shutil.ignore_patterns("logboek")
    shutil.copytree(demo_thuis.wortel.parent, tmp_path / "home", ignore=zonder)
    return _thuis(tmp_path / "home")


@pytest.fixture
def klein_thuis(klein_bewaard: Thuis, tmp_path: Path) -> Thuis:
    """A copy of the home of a few schools that the test may change."""
    shutil.copytree(klein_bewaard.wortel.parent, tmp_path / "home")
    return _thuis(tmp_path / "home")


@pytest.fixture
def leeg(tmp_path: Path) -> Thuis:
    """A home in which nothing was delivered yet."""
    return _thuis(tmp_path / "home")


@pytest.fixture
def laden() -> Laden:
    """Load files into a home, quietly."""

    def _laden(thuis: Thuis, *paden: Path, **opdracht: object) -> Laadrapport:
        return laad(thuis, Opdracht(paden=paden, **opdracht), lambda _: None)  # type: ignore[arg-type]

    return _laden


@pytest.fixture
def duo() -> Path:
    """The real public data beside the project; skips where they are not."""
    map_ = GEDEELD / "data" / "duo"
    if not map_.is_dir():
        pytest.skip("de openbare DUO-bestanden staan niet naast het project")
    return map_


def _thuis(home: Path) -> Thuis:
    return Thuis(home / STANDAARD_PROFIEL, STANDAARD_PROFIEL)


@pytest.fixture
def klein(tmp_path: Path) -> Thuis:
    """A small home with everything that a home can hold, as version 0.1.0 left it."""
    return pak_uit(HOMES / "thuis-0.1.0.tar.xz", tmp_path / "klein")


def pak_uit(bestand: Path, home: Path) -> Thuis:
    """A home of an earlier version."""
    with tarfile.open(bestand) as tar:
        tar.extractall(home, filter="data")
    return _thuis(home)
