"""Where a place lies beside the region: left, right, and when the difference is clear."""

from dataclasses import replace
from pathlib import Path

import pytest

from app import data, toegang
from app.components import ruggengraat
from app.inhoud import Kengetal, Punt
from tests.app import proefpublicatie
from warehouse.paths import Thuis

REGIO = 0.50


@pytest.fixture(scope="module")
def kengetal(tmp_path_factory: pytest.TempPathFactory) -> Kengetal:
    home: Path = proefpublicatie.maak_thuis(tmp_path_factory.mktemp("rug"))
    thuis = Thuis(home / proefpublicatie.PROFIEL, proefpublicatie.PROFIEL)
    inzage = data.open_inzage(thuis, toegang.MEDEWERKER)
    assert inzage is not None
    return data.kengetallen(inzage)["deelname_go_herkomst"]


def punt(waarde: float | None, onder: float | None = None, boven: float | None = None) -> Punt:
    leeg = dict.fromkeys(Punt.__dataclass_fields__, None)
    return Punt(**(leeg | {"waarde": waarde, "onder": onder, "boven": boven}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gunstig", "hoger", "lager"),
    [
        ("hoger", "gunstiger", "ongunstiger"),
        ("lager", "ongunstiger", "gunstiger"),
        ("geen", "hoger", "lager"),
    ],
)
def test_a_clear_difference_has_the_direction_of_the_indicator(
    kengetal: Kengetal, gunstig: str, hoger: str, lager: str
) -> None:
    k = replace(kengetal, gunstig=gunstig)
    boven = ruggengraat.bereken(k, punt(0.70, 0.60, 0.80), REGIO, [])
    onder = ruggengraat.bereken(k, punt(0.30, 0.20, 0.40), REGIO, [])
    assert (boven.stand, onder.stand) == (hoger, lager)
    assert boven.hier is not None
    assert (boven.hier > 50) == (gunstig != "lager")


@pytest.mark.parametrize(
    "zonder_verschil", [punt(0.70, 0.45, 0.90), punt(0.70), punt(0.50, 0.50, 0.50), punt(None)]
)
def test_without_an_interval_that_leaves_out_the_region_nothing_is_said(
    kengetal: Kengetal, zonder_verschil: Punt
) -> None:
    assert ruggengraat.bereken(kengetal, zonder_verschil, REGIO, []).stand == "gelijk"


def test_the_farthest_place_reaches_the_edge_and_the_region_stays_in_the_middle(
    kengetal: Kengetal,
) -> None:
    k = replace(kengetal, gunstig="hoger")
    rug = ruggengraat.bereken(k, punt(0.60, 0.1, 0.99), REGIO, [0.30, 0.50], land=0.55)
    assert rug.anderen == pytest.approx((4.0, 50.0))
    assert rug.hier == pytest.approx(73.0)
    assert rug.land == pytest.approx(61.5)
    assert rug.marge == pytest.approx((4.0, 96.0))


def test_a_hidden_figure_is_not_drawn(kengetal: Kengetal) -> None:
    rug = ruggengraat.bereken(kengetal, None, REGIO, [0.4])
    assert rug.hier is None
    assert rug.marge is None
    assert 'class="hier' not in ruggengraat.html(rug)
