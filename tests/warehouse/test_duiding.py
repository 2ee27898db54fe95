"""What the last point of a series says, word for word."""

import math
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.duiding import Punt, duid
from warehouse.statistics import poisson_interval, wilson


@dataclass(frozen=True)
class Kengetal:
    onderwerp: str
    soort: str = "aantal"
    eenheid: str = "leerlingen"
    decimalen: int = 0
    gunstig: str = "geen"


THUISZITTERS = Kengetal("het aantal thuiszitters", eenheid="thuiszitters", gunstig="lager")
MELDINGEN = Kengetal("het aantal meldingen", eenheid="meldingen", gunstig="lager")
KLACHTEN = Kengetal("het aantal klachten", eenheid="klachten", gunstig="lager")
AANBOD = Kengetal(
    "het aandeel met een aanbod binnen drie maanden", "aandeel", "%", 0, gunstig="hoger"
)
DEELNAME = Kengetal("de deelname aan het gespecialiseerd onderwijs", "aandeel", "%", 2, "lager")
RENTABILITEIT = Kengetal("de rentabiliteit", "aandeel", "%", 2, gunstig="doel")
VERMOGEN = Kengetal("het eigen vermogen", "bedrag", "€", 0, gunstig="hoger")
BUDGET = Kengetal("het ondersteuningsbudget", "bedrag", "€ per leerling", 0)
DOORLOOPTIJD = Kengetal(
    "de mediane doorlooptijd van een TLV", "verdeling", "dagen", 0, gunstig="lager"
)
PER_1000 = Kengetal("het aantal thuiszitters", "promille", "per 1.000 leerlingen", 1)


def aantal(code: str, n: int) -> Punt:
    onder, boven = poisson_interval(n)
    return Punt(code, n, n, n, teller=n, onder=onder, boven=boven)


def aandeel(code: str, teller: int, noemer: int) -> Punt:
    onder, boven = wilson(teller, noemer)
    x = teller / noemer
    return Punt(code, x, x, x, teller=teller, noemer=noemer, onder=onder, boven=boven)


def kaal(code: str, x: float) -> Punt:
    """A figure without an interval: money, a median."""
    return Punt(code, x, x, x)


def bereik(code: str, laag: float, hoog: float) -> Punt:
    return Punt(code, None, laag, hoog)


def peildata(*aantallen: int, tot: int = 2024) -> list[Punt]:
    eerste = tot - len(aantallen) + 1
    return [aantal(f"{eerste + i}-10-01", n) for i, n in enumerate(aantallen)]


def schooljaren(*aantallen: int) -> list[Punt]:
    eerste = 2024 - len(aantallen) + 1
    return [aantal(f"{eerste + i}-{eerste + i + 1}", n) for i, n in enumerate(aantallen)]


def kwartalen(*aantallen: int | None) -> list[Punt]:
    """The last one is 2024-K4; None is a kwartaal that is not there."""
    nummers = range(4 * 2024 + 4 - len(aantallen), 4 * 2024 + 4)
    return [
        aantal(f"{nummer // 4}-K{nummer % 4 + 1}", n)
        for nummer, n in zip(nummers, aantallen, strict=True)
        if n is not None
    ]


RUSTIG = (8, 10, 9, 7, 9, 10, 8, 9, 7, 8, 10, 8)
VERBORGEN = Punt("2024-10-01", symbool="x")
ONBEKEND = Punt("2024-10-01")


@pytest.mark.parametrize(
    ("kengetal", "punten", "trend", "zin"),
    [
        # Five annual points or more: does it really change?
        (
            THUISZITTERS,
            peildata(24, 22, 25, 26, 21),
            "stabiel",
            "Het aantal thuiszitters daalde in een jaar van 26 naar 21; "
            "dat past bij de gewone schommeling.",
        ),
        (
            THUISZITTERS,
            peildata(24, 22, 25, 21, 21),
            "stabiel",
            "Het aantal thuiszitters bleef in een jaar gelijk op 21; "
            "dat past bij de gewone schommeling.",
        ),
        (
            THUISZITTERS,
            peildata(20, 22, 21, 20, 60),
            "stabiel",
            "Het aantal thuiszitters steeg in een jaar van 20 naar 60; die stap is groter dan de "
            "gewone schommeling, maar over vijf jaar is er geen duidelijke trend.",
        ),
        (
            MELDINGEN,
            schooljaren(20, 30, 42, 55, 70),
            "stijgt",
            "Het aantal meldingen steeg in een jaar van 55 naar 70; "
            "ook over vijf jaar is er een duidelijke stijging.",
        ),
        (
            MELDINGEN,
            schooljaren(70, 55, 40, 30, 32),
            "daalt",
            "Het aantal meldingen steeg in een jaar van 30 naar 32; "
            "over vijf jaar is er wel een duidelijke daling.",
        ),
        (
            MELDINGEN,
            schooljaren(70, 55, 40, 30, 30),
            "daalt",
            "Het aantal meldingen bleef in een jaar gelijk op 30; "
            "over vijf jaar is er wel een duidelijke daling.",
        ),
        # Only the same peildatum of other years is comparable.
        (
            THUISZITTERS,
            [*peildata(24, 22, 25, 26, 21), aantal("2024-07-01", 40), aantal("2024-04-01", 39)],
            "stabiel",
            "Het aantal thuiszitters daalde in een jaar van 26 naar 21; "
            "dat past bij de gewone schommeling.",
        ),
        # Too short.
        (
            THUISZITTERS,
            peildata(30, 25, 26, 21),
            "te_kort",
            "Het aantal thuiszitters daalde in een jaar van 26 naar 21; "
            "de reeks is nog te kort voor een oordeel.",
        ),
        (
            THUISZITTERS,
            [aantal("2024-07-01", 2), aantal("2024-10-01", 1)],
            "te_kort",
            "Het aantal thuiszitters daalde sinds 1 juli 2024 van 2 naar 1; "
            "de reeks is nog te kort voor een oordeel.",
        ),
        (
            MELDINGEN,
            [aantal("2021-2022", 3), aantal("2024-2025", 0)],
            "te_kort",
            "Het aantal meldingen daalde sinds schooljaar 2021-2022 van 3 naar 0; "
            "de reeks is nog te kort voor een oordeel.",
        ),
        (
            KLACHTEN,
            [aantal("2022", 0), aantal("2024", 4)],
            "te_kort",
            "Het aantal klachten steeg sinds 2022 van 0 naar 4; "
            "de reeks is nog te kort voor een oordeel.",
        ),
        # One point.
        (
            THUISZITTERS,
            [aantal("2024-10-01", 21)],
            "te_kort",
            "Op 1 oktober 2024 was het aantal thuiszitters 21; "
            "er is nog geen eerder cijfer om mee te vergelijken.",
        ),
        (
            KLACHTEN,
            [aantal("2024", 0)],
            "te_kort",
            "In 2024 was het aantal klachten 0; "
            "er is nog geen eerder cijfer om mee te vergelijken.",
        ),
        (
            DOORLOOPTIJD,
            [kaal("2024-2025", 1)],
            None,
            "In schooljaar 2024-2025 was de mediane doorlooptijd van een TLV 1 dag; "
            "er is nog geen eerder cijfer om mee te vergelijken.",
        ),
        # Shares: percentage points between the figures as they are shown.
        (
            AANBOD,
            [aandeel("2023-2024", 70, 100), aandeel("2024-2025", 84, 100)],
            "te_kort",
            "Het aandeel met een aanbod binnen drie maanden steeg in een jaar met 14 procentpunt, "
            "van 70% naar 84%; de reeks is nog te kort voor een oordeel.",
        ),
        (
            DEELNAME,
            [
                aandeel("2020-02-01", 690, 22300),
                aandeel("2021-02-01", 700, 22350),
                aandeel("2022-02-01", 712, 22400),
                aandeel("2023-02-01", 727, 22474),
                aandeel("2024-02-01", 727, 22475),
            ],
            "stabiel",
            "De deelname aan het gespecialiseerd onderwijs bleef in een jaar vrijwel gelijk "
            "op 3,23%; dat past bij de gewone schommeling.",
        ),
        # Money: the difference only.
        (
            VERMOGEN,
            [kaal("2023", 2560000), kaal("2024", 1797043.4)],
            None,
            "Het eigen vermogen daalde in een jaar met € 762.957, van € 2.560.000 naar "
            "€ 1.797.043.",
        ),
        (
            RENTABILITEIT,
            [kaal("2023", -301422 / 18680066), kaal("2024", -762957 / 19412806)],
            None,
            "De rentabiliteit daalde in een jaar met 2,32 procentpunt, van −1,61% naar −3,93%.",
        ),
        (
            BUDGET,
            [kaal("2023", 450), kaal("2024", 430)],
            None,
            "Het ondersteuningsbudget daalde in een jaar met € 20, van € 450 naar "
            "€ 430 per leerling.",
        ),
        # Other measures: the unit once, at the end.
        (
            DOORLOOPTIJD,
            [kaal("2023-2024", 33), kaal("2024-2025", 35)],
            None,
            "De mediane doorlooptijd van een TLV steeg in een jaar van 33 naar 35 dagen.",
        ),
        (
            PER_1000,
            [kaal("2023-10-01", 1.44), kaal("2024-10-01", 1.25)],
            None,
            "Het aantal thuiszitters daalde in een jaar van 1,4 naar 1,3 per 1.000 leerlingen.",
        ),
        # Kwartalen: the XmR chart.
        (
            MELDINGEN,
            kwartalen(*RUSTIG, 9),
            "stabiel",
            "Het aantal meldingen steeg ten opzichte van een jaar eerder van 7 naar 9; "
            "dat past bij de gewone schommeling.",
        ),
        (
            MELDINGEN,
            kwartalen(*RUSTIG, 25),
            "stijgt",
            "Het aantal meldingen steeg ten opzichte van een jaar eerder van 7 naar 25; "
            "dat ligt boven de gewone schommeling.",
        ),
        (
            MELDINGEN,
            kwartalen(12, 16, 11, 16, 12, 16, 9, 8, 9, 8, 9, 7),
            "daalt",
            "Het aantal meldingen daalde ten opzichte van een jaar eerder van 8 naar 7; "
            "het cijfer ligt al minstens zes kwartalen onder het gemiddelde.",
        ),
        (
            MELDINGEN,
            kwartalen(12, 9, 12, 9, 8, 9, 10, 11, 12, 13),
            "stijgt",
            "Het aantal meldingen steeg ten opzichte van een jaar eerder van 9 naar 13; "
            "het cijfer loopt al minstens zes kwartalen op.",
        ),
        (
            MELDINGEN,
            kwartalen(10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 15, 11, 15),
            "stijgt",
            "Het aantal meldingen steeg ten opzichte van een jaar eerder van 11 naar 15; van de "
            "laatste drie kwartalen waren er minstens twee opvallend hoog.",
        ),
        (
            MELDINGEN,
            kwartalen(8, 10, 9, 7, 9, 10, 8, 9, 7),
            "te_kort",
            "Het aantal meldingen daalde ten opzichte van een jaar eerder van 9 naar 7; "
            "de reeks is nog te kort voor een oordeel.",
        ),
        (
            MELDINGEN,
            kwartalen(8, None, 9),
            "te_kort",
            "Het aantal meldingen steeg ten opzichte van het 2e kwartaal van 2024-2025 van 8 naar "
            "9; de reeks is nog te kort voor een oordeel.",
        ),
        # Hidden, incomplete, unknown.
        (
            THUISZITTERS,
            [*peildata(24, tot=2023), VERBORGEN],
            None,
            "Op 1 oktober 2024 blijft het aantal thuiszitters verborgen om herkenning te "
            "voorkomen.",
        ),
        (
            THUISZITTERS,
            [replace(VERBORGEN, symbool="<5")],
            None,
            "Op 1 oktober 2024 was het aantal thuiszitters lager dan 5; het precieze aantal blijft "
            "verborgen om herkenning te voorkomen.",
        ),
        (
            AANBOD,
            [Punt("2024-2025", symbool="<5")],
            None,
            "In schooljaar 2024-2025 blijft het aandeel met een aanbod binnen drie maanden "
            "verborgen om herkenning te voorkomen.",
        ),
        (
            Kengetal("het aantal leerlingen in het regulier onderwijs"),
            [aantal("2023-02-01", 21747), Punt("2024-02-01", 21200, 21200, None, ontbreekt=3)],
            None,
            "Op 1 februari 2024 was het aantal leerlingen in het regulier onderwijs minstens "
            "21.200; 3 tellingen ontbreken.",
        ),
        (
            THUISZITTERS,
            [Punt("2024-10-01", None, 0, None, ontbreekt=1)],
            None,
            "Op 1 oktober 2024 was het aantal thuiszitters nog onbekend; 1 telling ontbreekt.",
        ),
        (
            DEELNAME,
            [Punt("2024-02-01", 0.031, 0.031, None, ontbreekt=2)],
            None,
            "Op 1 februari 2024 was de deelname aan het gespecialiseerd onderwijs nog niet te "
            "bepalen; 2 tellingen ontbreken.",
        ),
        (
            THUISZITTERS,
            [*peildata(24, tot=2023), ONBEKEND],
            None,
            "Op 1 oktober 2024 was het aantal thuiszitters onbekend.",
        ),
        (
            AANBOD,
            [Punt("2024-2025", teller=0, noemer=0)],
            None,
            "In schooljaar 2024-2025 was het aandeel met een aanbod binnen drie maanden niet te "
            "berekenen, omdat de noemer 0 is.",
        ),
        # A hidden, incomplete or unknown earlier figure is passed over.
        (
            THUISZITTERS,
            [
                aantal("2022-10-01", 26),
                replace(VERBORGEN, periode="2023-10-01"),
                aantal("2024-10-01", 21),
            ],
            "te_kort",
            "Het aantal thuiszitters daalde sinds 1 oktober 2022 van 26 naar 21; "
            "de reeks is nog te kort voor een oordeel.",
        ),
        # Ranges: counts that were delivered as <5, or thuiszitters of whom the begin is unknown.
        (
            Kengetal("het aantal leerlingen"),
            [bereik("2024-02-01", 940, 952)],
            None,
            "Op 1 februari 2024 lag het aantal leerlingen tussen 940 en 952; "
            "er is nog geen eerder cijfer om mee te vergelijken.",
        ),
        (
            Kengetal("het aantal leerlingen"),
            [aantal("2023-02-01", 930), bereik("2024-02-01", 940, 952)],
            None,
            "Op 1 februari 2024 lag het aantal leerlingen tussen 940 en 952, "
            "hoger dan een jaar eerder (930).",
        ),
        (
            Kengetal("het aantal leerlingen"),
            [bereik("2022-02-01", 950, 960), aantal("2024-02-01", 940)],
            "te_kort",
            "Op 1 februari 2024 was het aantal leerlingen 940, "
            "lager dan op 1 februari 2022 (tussen 950 en 960).",
        ),
        (
            Kengetal("het aantal leerlingen"),
            [bereik("2023-02-01", 935, 944), bereik("2024-02-01", 940, 952)],
            None,
            "Op 1 februari 2024 lag het aantal leerlingen tussen 940 en 952; of dat hoger of lager "
            "is dan een jaar eerder, is niet te zeggen omdat niet elk cijfer precies bekend is.",
        ),
        (
            replace(DEELNAME, decimalen=1),
            [bereik("2024-02-01", 0.03221, 0.03229)],
            None,
            "Op 1 februari 2024 was de deelname aan het gespecialiseerd onderwijs 3,2%; "
            "er is nog geen eerder cijfer om mee te vergelijken.",
        ),
    ],
)
def test_zin(kengetal: Kengetal, punten: list[Punt], trend: str | None, zin: str) -> None:
    duiding = duid(kengetal, punten)
    assert duiding.zin == zin
    assert duiding.trend == trend
    assert duiding.status == "geen_streefwaarde"


@pytest.mark.parametrize(
    ("kengetal", "punten", "streefwaarde", "status", "zin"),
    [
        (
            AANBOD,
            [aandeel("2024-2025", 84, 100)],
            0.8,
            "gehaald",
            "De streefwaarde van minstens 80% is gehaald.",
        ),
        (
            AANBOD,
            [aandeel("2024-2025", 79, 100)],
            0.8,
            "niet_gehaald",
            "De streefwaarde van minstens 80% is niet gehaald.",
        ),
        # A figure that reads the same as the target is on the target.
        (
            DEELNAME,
            [kaal("2024-02-01", 0.040049)],
            0.04,
            "gehaald",
            "De streefwaarde van hoogstens 4% is gehaald.",
        ),
        (
            DEELNAME,
            [kaal("2024-02-01", 0.04005)],
            0.04,
            "niet_gehaald",
            "De streefwaarde van hoogstens 4% is niet gehaald.",
        ),
        (
            DEELNAME,
            [kaal("2024-02-01", 0.0326)],
            0.0325,
            "niet_gehaald",
            "De streefwaarde van hoogstens 3,25% is niet gehaald.",
        ),
        (
            RENTABILITEIT,
            [kaal("2028", -0.0000426)],
            0,
            "gehaald",
            "De streefwaarde van 0% is gehaald.",
        ),
        (
            DOORLOOPTIJD,
            [kaal("2024-2025", 33)],
            42,
            "gehaald",
            "De streefwaarde van hoogstens 42 dagen is gehaald.",
        ),
        # Kwartalen: will the target be met as things go?
        (
            MELDINGEN,
            kwartalen(*RUSTIG),
            8,
            "wisselend",
            "De streefwaarde van hoogstens 8 wordt soms wel en soms niet gehaald.",
        ),
        (
            MELDINGEN,
            kwartalen(*RUSTIG),
            20,
            "gehaald",
            "De streefwaarde van hoogstens 20 wordt bij gewone schommeling steeds gehaald.",
        ),
        (
            MELDINGEN,
            kwartalen(*RUSTIG),
            2,
            "niet_gehaald",
            "De streefwaarde van hoogstens 2 wordt zonder verandering niet gehaald.",
        ),
        # A range may be clear of the target, or not.
        (
            THUISZITTERS,
            [bereik("2024-10-01", 21, 24)],
            25,
            "gehaald",
            "De streefwaarde van hoogstens 25 is gehaald.",
        ),
        (THUISZITTERS, [bereik("2024-10-01", 21, 27)], 25, None, ""),
        # No judgement without a figure, or without a direction.
        (THUISZITTERS, [VERBORGEN], 25, None, ""),
        (THUISZITTERS, [ONBEKEND], 25, None, ""),
        (
            replace(THUISZITTERS, gunstig="geen"),
            [aantal("2024-10-01", 21)],
            25,
            "geen_streefwaarde",
            "",
        ),
    ],
)
def test_streefwaarde(
    kengetal: Kengetal, punten: list[Punt], streefwaarde: float, status: str | None, zin: str
) -> None:
    duiding = duid(kengetal, punten, streefwaarde)
    without = duid(kengetal, punten).zin
    assert duiding.status == status
    assert duiding.zin == f"{without} {zin}".strip()


@pytest.mark.parametrize(
    ("punten", "zin"),
    [
        (
            [kaal("2027", 614081), kaal("2028", 613292)],
            "Het eigen vermogen daalt naar verwachting in een jaar met € 789, van € 614.081 naar "
            "€ 613.292. De streefwaarde van minstens € 649.317 wordt naar verwachting niet "
            "gehaald.",
        ),
        (
            [kaal("2028", 700000)],
            "In 2028 is het eigen vermogen naar verwachting € 700.000; er is nog geen eerder "
            "cijfer om mee te vergelijken. De streefwaarde van minstens € 649.317 wordt naar "
            "verwachting gehaald.",
        ),
        (
            [kaal("2027", 613292), kaal("2028", 613292)],
            "Het eigen vermogen blijft naar verwachting in een jaar gelijk op € 613.292. De "
            "streefwaarde van minstens € 649.317 wordt naar verwachting niet gehaald.",
        ),
    ],
)
def test_a_forecast_is_told_as_one(punten: list[Punt], zin: str) -> None:
    assert duid(VERMOGEN, punten, 649317, is_raming=True).zin == zin


def test_the_judged_point() -> None:
    duiding = duid(THUISZITTERS, peildata(24, 22, 25, 26, 21)[::-1])
    assert (duiding.periode, duiding.waarde) == ("2024-10-01", 21)
    assert (duiding.vorige_periode, duiding.vorige_waarde) == ("2023-10-01", 26)


@pytest.mark.parametrize(
    "laatste", [VERBORGEN, ONBEKEND, Punt("2024-10-01", 21, 21, None, ontbreekt=1)]
)
def test_a_figure_that_does_not_count_is_not_given_back(laatste: Punt) -> None:
    duiding = duid(THUISZITTERS, [*peildata(24, 22, 25, 26, tot=2023), laatste], 25)
    assert duiding.waarde is None
    assert duiding.vorige_periode is None
    assert (duiding.trend, duiding.status) == (None, None)


def test_a_hidden_figure_does_not_slip_through_with_its_symbol() -> None:
    """Also when the number was left beside the symbol."""
    duiding = duid(THUISZITTERS, [replace(aantal("2024-10-01", 3), symbool="<5")])
    assert duiding.waarde is None
    assert "3" not in duiding.zin


def test_nothing_is_compared_across_a_trend_break() -> None:
    breuk = [date(2022, 8, 1)]
    duiding = duid(THUISZITTERS, peildata(60, 58, 55, 26, 21), trendbreuken=breuk)
    assert duiding.trend == "te_kort"
    alone = duid(THUISZITTERS, peildata(60, 58, 21), trendbreuken=[date(2024, 8, 1)])
    assert alone.zin == (
        "Op 1 oktober 2024 was het aantal thuiszitters 21; "
        "er is door een trendbreuk nog geen eerder cijfer om mee te vergelijken."
    )
    later = duid(THUISZITTERS, peildata(24, 22, 25, 26, 21), trendbreuken=[date(2025, 8, 1)])
    assert later == duid(THUISZITTERS, peildata(24, 22, 25, 26, 21))


def test_a_gap_of_a_year_is_too_short_for_a_trend() -> None:
    punten = schooljaren(20, 25, 30, 42, 55, 70)
    assert duid(MELDINGEN, punten).trend == "stijgt"
    assert duid(MELDINGEN, punten[:2] + punten[3:]).trend == "te_kort"


def test_kwartalen_that_never_follow_each_other_give_no_chart() -> None:
    assert duid(MELDINGEN, kwartalen(*[9, None] * 11, 9)).trend == "te_kort"


@pytest.mark.parametrize(
    ("punten", "melding"),
    [
        ([], "at least one point"),
        ([aantal("2024", 1), aantal("2024-2025", 1)], "one kind of period"),
        ([aantal("2024", 1), aantal("2024", 2)], "one point for each period"),
    ],
)
def test_what_is_no_series_is_refused(punten: list[Punt], melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        duid(THUISZITTERS, punten)


def test_29_february_is_compared_with_the_28th() -> None:
    duiding = duid(THUISZITTERS, [aantal("2023-02-28", 26), aantal("2024-02-29", 21)])
    assert duiding.vorige_periode == "2023-02-28"
    assert "in een jaar" in duiding.zin


@given(
    st.lists(st.integers(0, 60) | st.none(), min_size=1, max_size=20),
    st.sampled_from([MELDINGEN, VERMOGEN, RENTABILITEIT, DOORLOOPTIJD, PER_1000]),
    st.none() | st.floats(0, 60),
    st.booleans(),
)
def test_every_series_gets_proper_sentences(
    aantallen: list[int | None], kengetal: Kengetal, doel: float | None, is_raming: bool
) -> None:
    punten = [
        Punt(f"{2000 + i // 4}-K{i % 4 + 1}")
        if n is None
        else aantal(f"{2000 + i // 4}-K{i % 4 + 1}", n)
        for i, n in enumerate(aantallen)
    ]
    duiding = duid(kengetal, punten, doel, is_raming=is_raming)
    assert duiding.zin[0].isupper()
    assert duiding.zin.endswith(".")
    assert "  " not in duiding.zin
    assert "None" not in duiding.zin
    assert duiding.waarde is None or math.isfinite(duiding.waarde)
