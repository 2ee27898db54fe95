"""Besturen and schools against the region: who differs by more than chance explains."""

from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from warehouse.statistics import funnel_limits
from warehouse.trechter import trechter, trechters


def register(soort: str = "aandeel", heeft_toeval: bool = True) -> Any:
    definitie = SimpleNamespace(soort=soort, heeft_toeval=heeft_toeval)
    return {"verwijzingspercentage": SimpleNamespace(definitie=definitie)}


def waarden(*besturen: tuple[str, float | None, float, str | None]) -> pl.DataFrame:
    """Figures of besturen: code, figure, noemer and sign; the region stands at two percent."""
    vast = {"kengetal": "verwijzingspercentage", "periode_soort": "schooljaar", "reeks": ""}
    vast |= {"periode": "2024-2025"}
    regio = {"grain": "regio", "bestuur": None, "waarde": 0.02, "noemer": 5000.0, "symbool": None}
    rijen = [vast | regio | {"ontbreekt": 0}]
    for code, waarde, noemer, symbool in besturen:
        eigen = {"grain": "bestuur", "bestuur": code, "waarde": waarde, "noemer": noemer}
        rijen.append(vast | eigen | {"symbool": symbool, "ontbreekt": 0})
    return pl.DataFrame(rijen, infer_schema_length=None)


ZES = [(f"4123{i}", 0.02, 1000.0, None) for i in range(6)]


def test_a_bestuur_stands_out_beyond_the_limits_of_its_own_size() -> None:
    klein, groot = ("klein", 0.05, 100.0, None), ("groot", 0.05, 1000.0, None)
    rijen = trechters(waarden(*ZES, klein, groot), register())
    oordelen = {rij["eenheid"]: rij["oordeel"] for rij in rijen if rij["eenheid"]}
    assert oordelen["klein"] == "binnen"
    assert oordelen["groot"] == "boven"
    assert set(oordelen.values()) == {"binnen", "boven"}


def test_the_limits_are_those_of_the_statistics() -> None:
    [eenheid, *lijn] = trechter([("41234", 1000.0, 0.001)], 0.02)
    assert (eenheid["onder_998"], eenheid["boven_998"]) == funnel_limits(0.02, 1000, 0.998)
    assert (eenheid["onder_95"], eenheid["boven_95"]) == funnel_limits(0.02, 1000, 0.95)
    assert eenheid["oordeel"] == "onder"
    assert {rij["eenheid"] for rij in lijn} == {None}


def test_a_number_per_thousand_has_limits_per_thousand() -> None:
    [eenheid, *_] = trechter([("41234", 1000.0, 20.0)], 20.0, schaal=1000.0)
    onder, boven = funnel_limits(0.02, 1000, 0.998)
    assert (eenheid["onder_998"], eenheid["boven_998"]) == pytest.approx((onder * 1e3, boven * 1e3))


@pytest.mark.parametrize("symbool", ["x", "<5"])
def test_a_hidden_bestuur_has_no_place_in_it(symbool: str) -> None:
    rijen = trechters(waarden(*ZES, ("geheim", None, 900.0, symbool)), register())
    assert "geheim" not in {rij["eenheid"] for rij in rijen}
    # Nor does its size set how far the curves run.
    assert {rij["n"] for rij in rijen} == {1000.0}


def test_who_is_in_no_bestuur_is_not_compared() -> None:
    rest = [("onbekend", 0.5, 900.0, None), ("buiten regio", 0.5, 900.0, None)]
    rijen = trechters(waarden(*ZES, *rest), register())
    assert {rij["oordeel"] for rij in rijen if rij["eenheid"]} == {"binnen"}


def test_among_four_there_is_no_funnel() -> None:
    assert trechters(waarden(*ZES[:4]), register()) == []


def test_without_the_region_there_is_no_funnel() -> None:
    frame = waarden(*ZES).filter(pl.col("grain") != "regio")
    assert trechters(frame, register()) == []


@pytest.mark.parametrize(("soort", "toeval"), [("aantal", True), ("aandeel", False)])
def test_only_what_chance_moves_has_a_funnel(soort: str, toeval: bool) -> None:
    assert trechters(waarden(*ZES), register(soort, toeval)) == []
