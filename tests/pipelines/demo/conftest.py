"""A demo set of two seeds: what must hold holds for every seed."""

from functools import cache
from pathlib import Path

import pytest

from pipelines.demo import schrijf
from tests.pipelines.demo.lezen import Lezer, Rij, lees_bestand


@pytest.fixture(scope="session", params=[2704, 7], ids=["vaste seed", "andere seed"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("demo")
    schrijf(map_, seed=request.param)
    return map_


@pytest.fixture(scope="session")
def lees(demo: Path) -> Lezer:
    @cache
    def lezer(patroon: str) -> list[Rij]:
        return [rij for pad in sorted(demo.glob(patroon)) for rij in lees_bestand(pad)]

    return lezer
