"""The audit against known answers of other tools and of a brute-force count of all tables."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp

from tests.conftest import GEDEELD
from warehouse.audit import Feiten, _gelijke_kolommen, _lekken_mee, is_lek

Grenzen = tuple[float, float]
Cellen = Mapping[str, Sequence[str]]  # name of a count → its atoms
ONEINDIG = np.inf


def antwoord(naam: str) -> dict[str, Any]:
    pad = GEDEELD / "fixtures" / "sdc" / f"{naam}.json"
    if not pad.is_file():
        pytest.skip("de bekende antwoorden staan niet naast het project")
    gelezen: dict[str, Any] = json.loads(pad.read_text("utf-8"))
    return gelezen


class Tabel:
    """Counts by name, and what is shown of each."""

    def __init__(
        self, waar: Mapping[str, float], cellen: Cellen, toont: Callable[[str, float], Grenzen]
    ) -> None:
        self.namen = list(cellen)
        plaats = {atoom: i for i, atoom in enumerate(waar)}
        rijen = [i for i, delen in enumerate(cellen.values()) for _ in delen]
        kolommen = [plaats[atoom] for delen in cellen.values() for atoom in delen]
        vorm = (len(cellen), len(waar))
        som = sp.csr_array((np.ones(len(rijen)), (rijen, kolommen)), shape=vorm)
        totalen = som @ np.array(list(waar.values()), float)
        paren = [toont(naam, waarde) for naam, waarde in zip(cellen, totalen, strict=True)]
        onder, boven = (np.array(kant, float) for kant in zip(*paren, strict=True))
        self.feiten = Feiten(som, onder, boven, np.array(list(waar.values()), float))

    def grenzen(self, namen: Iterable[str]) -> dict[str, list[float]]:
        return {naam: [*self.feiten.bereik(self.namen.index(naam))] for naam in namen}

    def lekken(self, namen: Iterable[str]) -> dict[str, list[float]]:
        gevonden = self.feiten.lekken([self.namen.index(naam) for naam in namen])
        return {self.namen[lek.feit]: [lek.minimum, lek.maximum] for lek in gevonden}


def verberg(namen: Iterable[str]) -> Callable[[str, float], Grenzen]:
    weg = set(namen)
    return lambda naam, waarde: (0.0, ONEINDIG) if naam in weg else (waarde, waarde)


def kruistabel(gegeven: Mapping[str, Any], kolommen: Sequence[str]) -> dict[str, list[str]]:
    """The inner cells of a table of rows and columns, and the totals of both."""
    rijen = gegeven["rows"]
    return (
        {atoom: [atoom] for atoom in gegeven["inner"]}
        | {rij: [f"{rij}|{kolom}" for kolom in kolommen] for rij in rijen}
        | {kolom: [f"{rij}|{kolom}" for rij in rijen] for kolom in kolommen}
    )


def klopt(gekregen: Mapping[str, Sequence[float]], verwacht: Mapping[str, Any]) -> None:
    assert gekregen.keys() == verwacht.keys()
    for naam, grenzen in verwacht.items():
        assert gekregen[naam] == pytest.approx(grenzen, abs=1e-6), naam


class TestTweePerRegelIsNietGenoeg:
    """F1: in every line two cells are hidden, and still one follows exactly."""

    @pytest.fixture
    def gegeven(self) -> dict[str, Any]:
        return antwoord("F1_sdctable_4x4_gap")

    def tabel(self, gegeven: dict[str, Any], weg: Iterable[str]) -> Tabel:
        return Tabel(gegeven["inner"], kruistabel(gegeven, gegeven["cols"]), verberg(weg))

    def test_bounds_before(self, gegeven: dict[str, Any]) -> None:
        tabel = self.tabel(gegeven, gegeven["primary"])
        klopt(tabel.grenzen(gegeven["primary"]), gegeven["verified_here"]["before"])
        assert [*tabel.lekken(gegeven["primary"])] == gegeven["expected"]["recoverable_before"]

    def test_bounds_after_one_more(self, gegeven: dict[str, Any]) -> None:
        weg = [*gegeven["primary"], gegeven["expected"]["one_valid_extra_in_upstream_comment"]]
        tabel = self.tabel(gegeven, weg)
        klopt(tabel.grenzen(weg), gegeven["verified_here"]["after_xb"])
        assert tabel.lekken(weg) == {}

    def test_each_other_that_would_do(self, gegeven: dict[str, Any]) -> None:
        for extra, grenzen in gegeven["verified_here"]["wb_bounds_per_single_extra"].items():
            tabel = self.tabel(gegeven, [*gegeven["primary"], extra])
            klopt(tabel.grenzen(["w|b"]), {"w|b": grenzen})


class TestGekoppeldeTabellen:
    """F2: each table is safe alone; together they give one count away."""

    @pytest.mark.parametrize(
        ("welke", "groepen", "extra"),
        [
            ("table1_only", ("Total", "county-1", "county-2"), ()),
            ("table2_only", ("Total", "big", "small"), ()),
            ("both", ("Total", "county-1", "county-2", "big", "small"), ()),
            ("both_plus_N", ("Total", "county-1", "county-2", "big", "small"), ("N",)),
        ],
    )
    def test_bounds(self, welke: str, groepen: Sequence[str], extra: Sequence[str]) -> None:
        gegeven = antwoord("F2_sdctable_linked_tables")
        cellen = {eenheid: [eenheid] for eenheid in gegeven["units"]}
        cellen |= {groep: gegeven["groups"][groep] for groep in groepen}
        weg = [*gegeven["primary"], *extra]
        tabel = Tabel(gegeven["units"], cellen, verberg(weg))
        klopt(tabel.grenzen(weg), gegeven["verified_here"][welke])
        assert [*tabel.lekken(weg)] == (["K"] if welke == "both" else [])


class TestAlleenstaanden:
    """F4: who is the one in a cell, knows the other; and zeros that are shown say what is not."""

    def test_the_sum_of_two_hidden_ones_is_small(self) -> None:
        gegeven = antwoord("F4_sdctable_singletons")
        cellen = {eenheid: [eenheid] for eenheid in gegeven["units"]}
        cellen["totaal"] = [*gegeven["units"]]
        tabel = Tabel(gegeven["units"], cellen, verberg(gegeven["primary"]))
        klopt(tabel.grenzen(gegeven["primary"]), {"a": [0, 2], "c": [0, 2]})
        assert [*tabel.lekken(gegeven["primary"])] == gegeven["primary"]

    def test_one_that_knows_itself_knows_the_other(self) -> None:
        gegeven = antwoord("F4_sdctable_singletons")
        cellen = {eenheid: [eenheid] for eenheid in gegeven["units"]}
        cellen["totaal"] = [*gegeven["units"]]
        tabel = Tabel(gegeven["units"], cellen, verberg(["c"]))
        klopt(tabel.grenzen(["c"]), {"c": [1, 1]})

    def test_one_more_hidden_is_not_enough_and_two_are(self) -> None:
        gegeven = antwoord("F4_sdctable_singletons")
        cellen = {eenheid: [eenheid] for eenheid in gegeven["units"]}
        cellen["totaal"] = [*gegeven["units"]]
        drie = ["a", "b", "c"]
        assert Tabel(gegeven["units"], cellen, verberg(drie)).lekken(drie) == {}
        alles = Tabel(gegeven["units"], cellen, verberg([*drie, "d"]))
        klopt(alles.grenzen(["a", "d"]), {"a": [0, 4], "d": [0, 4]})


class TestAchtBijVier:
    """F5: three small cells under each other, and what is hidden beside them."""

    KOLOMMEN = ("annet", "arbeid", "soshjelp", "trygd")

    def tabel(self, gegeven: dict[str, Any], weg: Iterable[str]) -> Tabel:
        return Tabel(gegeven["inner"], kruistabel(gegeven, self.KOLOMMEN), verberg(weg))

    def test_bounds_of_the_small_ones_alone(self) -> None:
        gegeven = antwoord("F5_gausssuppression_z1")
        tabel = self.tabel(gegeven, gegeven["primary"])
        klopt(tabel.grenzen(gegeven["primary"]), gegeven["verified_here"]["primary_only_bounds"])
        assert [*tabel.lekken(gegeven["primary"])] == gegeven["primary"]

    def test_bounds_with_what_was_hidden_beside_them(self) -> None:
        gegeven = antwoord("F5_gausssuppression_z1")
        weg = [*gegeven["primary"], *gegeven["expected"]["secondary"]]
        tabel = self.tabel(gegeven, weg)
        klopt(tabel.grenzen(weg), gegeven["verified_here"]["bounds"])
        assert tabel.lekken(weg) == {}


def klein_zonder_nul(_: str, waarde: float) -> Grenzen:
    """1 to 4 is hidden, the rest is exact; zeros too."""
    return (1, 4) if 1 <= waarde <= 4 else (waarde, waarde)


def klein_en_afgerond(_: str, waarde: float) -> Grenzen:
    """0 to 4 is hidden, the rest is rounded to 5, and what is shown is no small count."""
    rond = 5 * round(waarde / 5)
    return (0, 4) if waarde <= 4 else (max(5, rond - 2), rond + 2)


class TestAlleTabellen:
    """F11: a region with schools, besturen and gemeenten, counted out in full."""

    @pytest.mark.parametrize(
        ("beleid", "toont"),
        [
            ("primary_exact_zero_shown", klein_zonder_nul),
            ("sym04_round5", klein_en_afgerond),
        ],
    )
    def test_bounds(self, beleid: str, toont: Callable[[str, float], Grenzen]) -> None:
        gegeven = antwoord("F11_swv_bruteforce_oracle")
        atomen = {atoom: [atoom] for atoom in gegeven["atoms"]}

        def getoond(naam: str, waarde: float) -> Grenzen:
            return (0.0, ONEINDIG) if naam in atomen else toont(naam, waarde)

        tabel = Tabel(gegeven["atoms"], gegeven["cells"] | atomen, getoond)
        oordeel = gegeven["oracle"][beleid]
        klopt(tabel.grenzen(gegeven["cells"]), oordeel["cell_bounds"])
        klopt(tabel.grenzen(atomen), oordeel["atom_bounds"])


@pytest.mark.parametrize(
    ("minimum", "maximum", "lekt"),
    [
        (2, 2, True),
        (7, 7, True),
        (0, 2, True),
        (2, 4, True),
        (0, 3, False),
        (1, 4, False),
        (3, 5, False),
        (6, 7, False),
    ],
)
def test_what_is_a_leak(minimum: float, maximum: float, lekt: bool) -> None:
    assert is_lek(minimum, maximum) is lekt


def test_a_sum_of_hidden_counts_may_be_known_when_it_is_not_small() -> None:
    assert not is_lek(7, 7, is_som=True)
    assert is_lek(3, 3, is_som=True)


def test_facts_that_contradict_each_other_are_refused() -> None:
    tabel = Tabel(
        {"a": 3, "b": 4},
        {"a": ["a"], "b": ["b"], "samen": ["a", "b"]},
        lambda naam, _: (9, 9) if naam == "samen" else (0, 4),
    )
    with pytest.raises(ValueError, match="spreken elkaar tegen"):
        tabel.feiten.bereik(0)


@pytest.mark.parametrize("zaad", range(5))
def test_the_search_finds_what_asking_each_finds(zaad: int) -> None:
    """Many questions at once is quicker than one at a time, and no different."""
    rng = np.random.default_rng(zaad)
    waar = {f"{rij}{kolom}": float(rng.integers(0, 9)) for rij in "abcde" for kolom in "pqrs"}
    cellen = {atoom: [atoom] for atoom in waar}
    cellen |= {rij: [f"{rij}{kolom}" for kolom in "pqrs"] for rij in "abcde"}
    cellen |= {kolom: [f"{rij}{kolom}" for rij in "abcde"] for kolom in "pqrs"}
    weg = [naam for naam, waarde in waar.items() if waarde <= 4]

    def getoond(naam: str, waarde: float) -> Grenzen:
        return (0, 4) if naam in weg else (waarde, waarde)

    tabel = Tabel(waar, cellen, getoond)
    los = {naam: grenzen for naam, grenzen in tabel.grenzen(weg).items() if is_lek(*grenzen)}
    klopt(tabel.lekken(weg), los)


def test_columns_are_told_apart_by_what_they_hold() -> None:
    rng = np.random.default_rng(2704)
    dicht = rng.choice([0.0, 0.0, 0.0, 1.0, -1.0], (6, 400))
    groep = _gelijke_kolommen(sp.csc_array(dicht))
    assert len(set(groep.tolist())) > 20
    zelfde = (dicht[:, :, None] == dicht[:, None, :]).all(axis=0)
    assert ((groep[:, None] == groep[None, :]) == zelfde).all()


def test_many_ranges_at_once_are_judged_as_each_by_itself() -> None:
    grenzen = [(laag, laag + breed) for laag in (0.0, 1.0, 2.0, 7.0) for breed in range(6)]
    vragen = [(laag, hoog, is_som) for laag, hoog in grenzen for is_som in (False, True)]
    laag, hoog, is_som = (np.array(kolom) for kolom in zip(*vragen, strict=True))
    assert _lekken_mee(laag, hoog, is_som).tolist() == [is_lek(*vraag) for vraag in vragen]
