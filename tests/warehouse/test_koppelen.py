"""Counts of one kengetal beside those of others: what nobody publishes may follow from two."""

import numpy as np
import polars as pl
import pytest

from warehouse.audit import KLEIN
from warehouse.eigendom import Eigendom
from warehouse.feiten import Kennis
from warehouse.koppelen import maak_stelsel
from warehouse.protect import KLEIN_TEKEN, Bescherming
from warehouse.register import Kengetal, laad_register
from warehouse.samenhang import Cel, Stelsel

JAAR = "2021-2022"
INSTROOM, TERUG = "instroom_go", "terug_na_plaatsing"


@pytest.fixture(scope="module")
def register() -> dict[str, Kengetal]:
    return laad_register()


def stelsel(
    register: dict[str, Kengetal], instroom: dict[str, int], terug: dict[str, tuple[int, int]]
) -> Stelsel:
    """Who came, by the way, and of who was placed with us: per term how many are back, of whom."""
    rijen = [
        {"kengetal": INSTROOM, "afkomst": weg, "teller": float(aantal)}
        for weg, aantal in instroom.items()
    ] + [
        {"kengetal": TERUG, "termijn": termijn, "teller": float(teller), "noemer": float(noemer)}
        | {"buiten": [] if termijn == "3" else ["termijn"]}
        for termijn, (teller, noemer) in terug.items()
    ]
    vast = {"periode": JAAR, "afkomst": None, "termijn": None, "noemer": None, "buiten": []}
    soorten = {"afkomst": pl.String, "termijn": pl.String, "noemer": pl.Float64}
    atomen = pl.DataFrame(
        [vast | rij for rij in rijen], schema_overrides=soorten | {"buiten": pl.List(pl.String)}
    )
    grains = {naam: register[naam].definitie.grain for naam in (INSTROOM, TERUG)}
    return maak_stelsel(atomen, register, grains, Eigendom([]))


def besluiten(
    register: dict[str, Kengetal], toegekend: dict[str, int], beslist: dict[str, int]
) -> Stelsel:
    """Per categorie how many TLV's were given, of how many decisions."""
    rijen = [
        {"kengetal": kengetal, "periode": JAAR, "categorie": categorie, "teller": float(aantal)}
        for kengetal, per in (("tlv_afgegeven", toegekend), ("tlv_doorlooptijd", beslist))
        for categorie, aantal in per.items()
    ]
    plek = {"bestuur": "B", "vestiging": "S", "formulier": "A"}
    atomen = pl.DataFrame([rij | plek | {"noemer": None, "buiten": []} for rij in rijen])
    atomen = atomen.cast({"noemer": pl.Float64, "buiten": pl.List(pl.String)})
    grains = {"tlv_afgegeven": ("regio", "categorie"), "tlv_doorlooptijd": ("regio", "categorie")}
    return maak_stelsel(atomen, register, grains, Eigendom([]))


def lekken(tabellen: Stelsel, tekens: dict[Cel, str]) -> set[tuple[str, str]]:
    """Of which counts too much follows when these are hidden and all others are shown."""
    weg = [tekens.get(cel, "") for cel in tabellen.cellen]
    toont = np.array([not teken for teken in weg])
    toont[tabellen.over] = False
    kennis = Kennis(tabellen)
    kennis.onder = np.where(toont, tabellen.waarden, 0.0)
    klein = np.array([teken == KLEIN_TEKEN for teken in weg])
    klein[tabellen.over] = False
    kennis.boven = np.where(toont, tabellen.waarden, np.where(klein, KLEIN, np.inf))
    kennis.verborgen = set(np.flatnonzero(tabellen.waarden <= KLEIN).tolist())
    return {(cel.kengetal, cel.maat) for cel, _ in kennis.lekken()}


def beschermd(tabellen: Stelsel) -> dict[Cel, str]:
    bescherming = Bescherming(tabellen)
    bescherming.bescherm()
    return dict(bescherming.tekens())


def test_few_placed_elsewhere_do_not_follow_from_who_came_and_who_was_followed(
    register: dict[str, Kengetal],
) -> None:
    """51 came, 6 of them from another GO school; 43 were followed: 2 went to no member."""
    instroom = {"bao": 30, "onderinstroom": 10, "go": 6, "elders": 5}
    tabellen = stelsel(register, instroom, {"1": (12, 43), "2": (20, 43), "3": (30, 43)})
    assert (TERUG, "noemer_over_instroom_go") in lekken(tabellen, {})
    tekens = beschermd(tabellen)
    assert lekken(tabellen, tekens) == set()
    assert Cel(INSTROOM, JAAR, "regio", (), "teller") not in tekens


def test_nobody_in_the_last_year_does_not_follow_from_two_terms(
    register: dict[str, Kengetal],
) -> None:
    """Back within two years 20, within three years 21."""
    tabellen = stelsel(register, {}, {"1": (12, 80), "2": (20, 80), "3": (21, 80)})
    assert (TERUG, "teller_over_terug_na_plaatsing") in lekken(tabellen, {})
    assert lekken(tabellen, beschermd(tabellen)) == set()


def test_what_is_no_part_after_all_is_let_alone(register: dict[str, Kengetal]) -> None:
    """More followed than came: a delivery is incomplete, and nothing can be said of a rest."""
    tabellen = stelsel(register, {"bao": 30, "go": 6}, {"3": (12, 43)})
    assert tabellen.over == []
    ruim = stelsel(register, {"bao": 60, "go": 6}, {"3": (12, 43)})
    assert [round(ruim.waarde(nummer)) for nummer in ruim.over] == [17, 17]


def test_few_refusals_of_a_kind_do_not_follow_from_what_was_given_and_decided(
    register: dict[str, Kengetal],
) -> None:
    """Refused: 2 for SBO, 7 for I, 9 for II; the totals of the region are shown, 18 apart."""
    beslist = {"SBO": 42, "I": 27, "II": 39}
    tabellen = besluiten(register, {"SBO": 40, "I": 20, "II": 30}, beslist)
    assert ("tlv_afgegeven", "teller_over_tlv_doorlooptijd") in lekken(tabellen, {})
    tekens = beschermd(tabellen)
    assert lekken(tabellen, tekens) == set()
    assert not [cel for cel in tekens if cel.grain == "regio" and "over" not in cel.maat]


def test_what_the_totals_of_the_region_say_is_not_hidden_in_its_parts(
    register: dict[str, Kengetal],
) -> None:
    """Two refusals in the whole region: totals are always shown, so that is no secret."""
    tabellen = besluiten(register, {"SBO": 40, "I": 25}, {"SBO": 41, "I": 26})
    assert tabellen.over == []
    assert beschermd(tabellen) == {}
