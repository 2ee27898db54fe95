"""The whole country, invented: every SWV gets a folder with a profile that can be used."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest

import pipelines.demo
from pipelines.demo import land
from warehouse.paths import Thuis
from warehouse.profiel import Profiel, profiel_van


class Kring:
    """Stands in for the processes: everything happens here, and at once."""

    def __init__(self, *_: object, **__: object) -> None:
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def submit(self, werk: Callable[..., int], *wat: object) -> SimpleNamespace:
        uit = werk(*wat)
        return SimpleNamespace(result=lambda: uit)


def test_every_region_has_a_folder_with_its_own_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profielen: list[Profiel] = []

    def schrijf(doel: Path, *, seed: int, profiel: Profiel, **_: Any) -> list[int]:
        assert doel.is_dir()
        profielen.append(profiel)
        return [seed] * (30 + len(profielen))

    monkeypatch.setattr(land, "ProcessPoolExecutor", Kring)
    monkeypatch.setattr(pipelines.demo, "schrijf", schrijf)
    gemeld: list[str] = []
    geschreven = list(land.schrijf_land(tmp_path / "land", seed=3, melden=gemeld.append, aantal=2))
    assert [(regio.swv, aantal) for regio, aantal in geschreven] == [("PO9001", 31), ("PO9002", 32)]
    assert gemeld[0] == f"PO9001 {geschreven[0][0].naam}: 31 leveringen"
    assert [p.swv for p in profielen] == ["PO9001", "PO9002"]
    namen = sorted(pad.name for pad in (tmp_path / "land").iterdir())
    assert namen == ["LEESMIJ.txt", "po9001", "po9002"]
    for regio, _ in geschreven:
        profiel = profiel_van(Thuis(tmp_path / "land" / regio.id, regio.id))
        assert regio.naam in profiel.naam
        assert len(profiel.gemeenten) == 5
        assert "bestaat niet" in regio.profiel


def test_the_regions_together_have_the_schools_of_the_country_and_no_name_twice() -> None:
    alle = land.regios(2704)
    assert len({r.naam for r in alle}) == len({r.swv for r in alle}) == land.SWVS
    assert land.regios(2704) == alle
    assert land.regios(2705) != alle
    assert land.regios(2704, 3) == alle[:3]
