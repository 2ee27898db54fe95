"""The demo of another region: the same world, in its own gemeenten and its own words."""

import csv
from pathlib import Path

import pytest

from pipelines.demo import schrijf
from tests.pipelines.demo.lezen import lees_bestand
from warehouse.profiel import Profiel, laad_profiel
from warehouse.register import laad_register, voor_profiel

VREEMD = (b"kerngebied", b"Kerngebied", b"Zandvoort", b"Heemstede", b"PO2704-")


@pytest.fixture(scope="module")
def profiel() -> Profiel:
    return laad_profiel("noord-kennemerland-po")


@pytest.fixture(scope="module")
def elders(tmp_path_factory: pytest.TempPathFactory, profiel: Profiel) -> Path:
    map_ = tmp_path_factory.mktemp("elders")
    schrijf(map_, profiel=profiel)
    return map_


def leden(elders: Path, profiel: Profiel) -> list[dict[str, str]]:
    with (elders / "scholen_2026-2027.csv").open(encoding="utf-8", newline="") as bestand:
        return [r for r in csv.DictReader(bestand, delimiter=";") if r["lid_swv"] == "ja"]


def test_members_stand_in_the_gemeenten_and_gebieden_of_the_profile(
    elders: Path, profiel: Profiel
) -> None:
    scholen = leden(elders, profiel)
    gemeente_van = {g.naam: g.gemeente for g in profiel.kerngebied}
    assert {s["werkgebied"] for s in scholen} == set(gemeente_van)
    assert all(s["gemeente"] == gemeente_van[s["werkgebied"]] for s in scholen)
    assert {s["gemeente"] for s in scholen} == set(profiel.gemeenten)


def test_a_school_lies_near_the_middle_of_its_gebied(elders: Path, profiel: Profiel) -> None:
    midden = {g.naam: g.middelpunt for g in profiel.kerngebied}
    for school in leden(elders, profiel):
        noord, oost = midden[school["werkgebied"]] or (0.0, 0.0)
        assert abs(float(school["breedtegraad"].replace(",", ".")) - noord) < 0.01
        assert abs(float(school["lengtegraad"].replace(",", ".")) - oost) < 0.01


def test_no_pupil_is_lost_on_the_way(elders: Path, profiel: Profiel) -> None:
    rijen = lees_bestand(elders / "leerlingen_2023-02-01.csv")
    regulier = [r for r in rijen if r["onderwijssoort"] == "bao"]
    assert sum(int(r["aantal"]) for r in regulier) == 21_747
    assert {r["swv_herkomst"] for r in regulier} == {profiel.swv}


def test_nothing_of_the_calibrated_region_stays_behind(elders: Path) -> None:
    for pad in sorted(elders.glob("*.csv")):
        inhoud = pad.read_bytes()
        assert [woord for woord in VREEMD if woord in inhoud] == [], pad.name


def test_what_the_region_does_not_have_is_not_delivered(elders: Path, profiel: Profiel) -> None:
    bronnen = {pad.name.rstrip("0123456789-.csvxl").rstrip("_") for pad in elders.iterdir()}
    assert not {"dws", "begroting", "jaarrekening", "tarieven"} & bronnen
    register = voor_profiel(laad_register(), profiel)
    assert not [naam for naam in register if naam.startswith("dws_") or naam.endswith("_ikc")]


def test_a_region_without_schools_still_has_a_demo(tmp_path: Path) -> None:
    geschreven = schrijf(tmp_path, profiel=laad_profiel("noord-kennemerland-vo"))
    assert "hb_trajecten" in {pad.name.split("_2")[0] for pad in geschreven}
    assert not [pad for pad in geschreven if pad.name.startswith(("scholen", "leerlingen"))]
