"""What every test may use: a home with the demo data, built once, and copies of it to change."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from pipelines.demo import schrijf
from pipelines.rapport import Laadrapport
from pipelines.run import Opdracht, laad
from warehouse.paths import STANDAARD_PROFIEL, Thuis

# Time limits per example say more about a busy machine than about the code.
settings.register_profile("peilstok", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("peilstok")

GEDEELD = Path(__file__).parents[2] / "shared"

Laden = Callable[..., Laadrapport]


@pytest.fixture(scope="session")
def demo_thuis(tmp_path_factory: pytest.TempPathFactory) -> Thuis:
    """The demo deliveries, loaded and published. Shared between workers: read only."""
    wortel = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        wortel = wortel.parent
    home = wortel / "demo-home"
    klaar = wortel / "demo-home.klaar"
    with FileLock(wortel / "demo-home.slot"):
        if not klaar.exists():
            leveringen = wortel / "demo-leveringen"
            schrijf(leveringen)
            rapport = laad(_thuis(home), Opdracht(paden=(leveringen,)), lambda _: None)
            assert rapport.afloop == "geladen", rapport
            klaar.touch()
    return _thuis(home)


@pytest.fixture(scope="session")
def demo_leveringen(demo_thuis: Thuis) -> Path:
    """The folder with the demo deliveries."""
    return demo_thuis.wortel.parents[1] / "demo-leveringen"


@pytest.fixture
def eigen_demo(demo_thuis: Thuis, tmp_path: Path) -> Thuis:
    """A copy of the demo home that the test may change."""
    shutil.copytree(demo_thuis.wortel.parent, tmp_path / "home")
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
