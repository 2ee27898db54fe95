"""The first load: figures for medewerkers at once, for everyone when they are protected."""

import json
from pathlib import Path

import pytest

from pipelines.run import Opdracht, laad
from tests.conftest import Laden
from warehouse.paths import Thuis
from warehouse.publish import beschadigd, lees_versie


class Afgebroken(Exception):
    pass


def bestanden(thuis: Thuis, publicatie: str) -> set[str]:
    manifest = thuis.publicaties / publicatie / "manifest.json"
    return set(json.loads(manifest.read_text("utf-8"))["bestanden"])


def test_medewerkers_see_their_figures_while_those_of_others_are_protected(
    leeg: Thuis, kleine_leveringen: Path, laden: Laden
) -> None:
    gezien: dict[str, str | None] = {}
    opdracht = Opdracht(paden=(kleine_leveringen,), alvast=True)
    rapport = laad(leeg, opdracht, lambda zin: gezien.setdefault(zin, leeg.huidige()))
    assert rapport.afloop == "geladen"
    assert gezien["schrijven voor medewerkers"] is None
    assert gezien["beschermen"] == "p0001"
    assert bestanden(leeg, "p0001") == {"medewerker.duckdb", "casus.duckdb"}
    assert lees_versie(leeg, "p0001").is_alvast
    assert leeg.huidige() == "p0002"
    assert {"openbaar.duckdb", "toezicht.duckdb"} < bestanden(leeg, "p0002")
    assert not lees_versie(leeg, "p0002").is_alvast
    assert beschadigd(leeg, "p0002") == []
    assert laden(leeg, kleine_leveringen, alvast=True).afloop == "ongewijzigd"


def test_stopped_in_between_the_next_load_finishes_it(
    leeg: Thuis, kleine_leveringen: Path, laden: Laden
) -> None:
    def breek_af(zin: str) -> None:
        if zin == "beschermen":
            raise Afgebroken

    with pytest.raises(Afgebroken):
        laad(leeg, Opdracht(paden=(kleine_leveringen,), alvast=True), breek_af)
    assert leeg.huidige() == "p0001"
    assert laden(leeg).afloop == "geladen"
    assert "openbaar.duckdb" in bestanden(leeg, str(leeg.huidige()))


def test_after_that_everyone_gets_new_figures_at_the_same_time(
    klein_thuis: Thuis, kleine_leveringen: Path, tmp_path: Path, laden: Laden
) -> None:
    bron = kleine_leveringen / "leerlingen_2023-02-01.csv"
    regels = bron.read_text("utf-8").splitlines()
    levering = tmp_path / bron.name
    levering.write_text("\n".join([regels[0], *regels[2:]]) + "\n", "utf-8")
    assert laden(klein_thuis, levering, alvast=True).afloop == "geladen"
    assert klein_thuis.publicatielijst() == ["p0001", "p0002"]
    assert "openbaar.duckdb" in bestanden(klein_thuis, "p0002")
