"""The known answers on signals and assurance, through publication and command line.

Each series of the fixtures is a kengetal of its own, published as kwartalen on an otherwise empty
home; what ``peilstok values`` then says must be what the fixture says, to the last digit.
"""

import csv
import datetime as dt
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests.conftest import GEDEELD
from tests.pipelines.lezen import PROFIEL, lees
from tests.pipelines.magazijn import BRONNEN
from warehouse import periode
from warehouse.build import Deel, bouw
from warehouse.grondslag import Gegevens
from warehouse.paths import STANDAARD_PROFIEL, Thuis
from warehouse.publish import publiceer, schrijf_map
from warehouse.register import Definitie, Kengetal, laad_register
from warehouse.statistics import xmr

FIXTURES = GEDEELD / "fixtures" / "spc"
pytestmark = pytest.mark.skipif(not FIXTURES.is_dir(), reason="geen fixtures naast het project")

LAATSTE = "2025-K4"
SIGNALEN = {"Trend": "trend", "Shift": "shift", "2of3": "two_of_three", "Astro": "beyond"}
OORDELEN = {
    "none": "geen_streefwaarde",
    "pass": "gehaald",
    "fail": "niet_gehaald",
    "hit_or_miss": "wisselend",
}


def als_kengetal(naam: str, reeks: list[float], gunstig: str) -> Kengetal:
    """A mean per kwartaal, ending in the same one for all."""
    perioden = [periode.kwartaal_eerder(LAATSTE, n) for n in range(len(reeks) - 1, -1, -1)]
    rijen = ", ".join(f"('{code}', {x!r}, 1)" for code, x in zip(perioden, reeks, strict=True))
    voorbeeld = laad_register()["tevredenheid_ouders"]
    wijziging = {
        "id": naam,
        "periode": ("kwartaal",),
        "grain": ("regio",),
        "niet_optelbaar": (),
        "bronnen": ("streefwaarden",),
        "gunstig": gunstig,
        "decimalen": 2,
    }
    return voorbeeld.model_copy(
        update={
            "definitie": Definitie(**(voorbeeld.definitie.model_dump() | wijziging)),
            "sql": "select 'PO2704' as swv, reeks.*"
            f" from (values {rijen}) as reeks (periode, teller, noemer)",
        }
    )


def publiceer_reeksen(
    thuis: Thuis, map_: Path, register: dict[str, Kengetal], streefwaarden: dict[str, float]
) -> None:
    regels = [
        f"2025-2026;{naam};{doel!r};;".replace(".", ",") for naam, doel in streefwaarden.items()
    ]
    kop = "schooljaar;indicator;streefwaarde;signaalwaarde;toelichting"
    gelezen = lees("streefwaarden", kop, *regels)
    assert gelezen.rijen is not None, gelezen.bevindingen
    pad = map_ / "streefwaarden.parquet"
    gelezen.rijen.write_parquet(pad)
    werk = map_ / "werk.duckdb"
    bouw(werk, PROFIEL, register, BRONNEN, [Deel(1, dt.date(2026, 9, 1), "streefwaarden", pad)])
    gegevens = Gegevens(
        "p0001", None, dt.datetime(2026, 9, 1), "0", PROFIEL, register, (), (), ()
    )  # fmt: skip
    schrijf_map(map_ / "p0001", werk, gegevens, 1, "proef")
    publiceer(thuis, map_ / "p0001", "p0001", 1)


@pytest.fixture(scope="module")
def antwoorden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What the command line says of every series of both fixtures, oldest point first."""
    map_ = tmp_path_factory.mktemp("spc")
    home = map_ / "home"
    thuis = Thuis(home / STANDAARD_PROFIEL, STANDAARD_PROFIEL)
    register = {n: als_kengetal(n, reeks, "geen") for n, reeks in signaalreeksen().items()}
    fixture = json.loads((FIXTURES / "S2_mdcspc_assurance.json").read_text("utf-8"))
    richting = {"higher": "hoger", "lower": "lager"}
    doelen = {}
    for metric, reeks in fixture["series"].items():
        naam = metric.lower()
        register[naam] = als_kengetal(naam, reeks["value"], richting[fixture["direction"][metric]])
        dated = {
            t["EffectiveFrom"]: t["TargetValue"]
            for t in fixture["targets"]
            if t["MetricName"] == metric
        }
        if dated:
            doelen[naam] = dated[max(dated)]
    publiceer_reeksen(thuis, map_, register, doelen)
    uit = CliRunner().invoke(app, ["values", "--format", "json"], env={"PEILSTOK_HOME": str(home)})
    assert uit.exit_code == 0, uit.stderr
    per_reeks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rij in json.loads(uit.stdout):
        per_reeks[rij["kengetal"]].append(rij)
    return per_reeks


def signaalreeksen() -> dict[str, list[float]]:
    """Series by the id of their kengetal, in the order of the file."""
    reeksen: dict[str, list[float]] = defaultdict(list)
    for rij in _csv("S1_mdcspc_golden_input.csv"):
        reeksen[_id(rij["MetricName"])].append(float(rij["Value"]))
    return reeksen


def _csv(bestand: str) -> list[dict[str, str]]:
    with open(FIXTURES / bestand, encoding="utf-8-sig", newline="") as stroom:
        return list(csv.DictReader(stroom))


def _id(metric: str) -> str:
    return "s_" + "".join(teken if teken.isalnum() else "_" for teken in metric.lower())


def test_the_golden_signals(antwoorden: dict[str, list[dict[str, Any]]]) -> None:
    """S1: the label of the last point; where several rules hold, the file names the first."""
    for rij in _csv("S1_mdcspc_golden_expected.csv"):
        laatste = antwoorden[_id(rij["MetricName"])][-1]
        gezien = (laatste["signaal"] or "").split("|")
        gevonden = [signaal for signaal in SIGNALEN.values() if signaal in gezien]
        verwacht = [] if rij["RuleBreakRaw"] == "None" else [SIGNALEN[rij["RuleBreakRaw"]]]
        assert gevonden[:1] == verwacht, rij["MetricName"]


def test_limits_and_signals_are_those_of_the_chart_to_the_last_digit(
    antwoorden: dict[str, list[dict[str, Any]]],
) -> None:
    for naam, reeks in signaalreeksen().items():
        kaart, rijen = xmr(reeks), antwoorden[naam]
        assert [rij["waarde"] for rij in rijen] == reeks
        assert {rij["xmr_midden"] for rij in rijen} == {kaart.mean}
        assert {rij["xmr_onder"] for rij in rijen} == {kaart.lower}
        assert {rij["xmr_boven"] for rij in rijen} == {kaart.upper}
        signalen = ["|".join(sorted(punt)) or None for punt in kaart.signals]
        assert [rij["signaal"] for rij in rijen] == signalen


def test_the_golden_assurance(antwoorden: dict[str, list[dict[str, Any]]]) -> None:
    fixture = json.loads((FIXTURES / "S2_mdcspc_assurance.json").read_text("utf-8"))
    for metric, verwacht in fixture["expected_assurance"].items():
        laatste = antwoorden[metric.lower()][-1]
        assert laatste["status"] == OORDELEN[verwacht], metric
