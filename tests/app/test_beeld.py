"""What a chart shows: which lines are joined, which events are named, what is drawn to scale."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import data, toegang
from app.components import afdalen, grafiek, palet, versheid
from app.components import beeld as beelden
from app.components.beeld import Beeld
from app.inhoud import REGIO, Gebeurtenis, Inzage, Referentie
from tests.app.proefpublicatie import PROFIEL
from warehouse.paths import Thuis


@pytest.fixture
def inzage(omgeving: Path) -> Inzage:
    geopend = data.open_inzage(Thuis(omgeving / PROFIEL, PROFIEL), toegang.huidige_rol())
    assert geopend
    return geopend


@pytest.fixture
def kwartalen(inzage: Inzage) -> Beeld:
    kengetal = data.kengetallen(inzage)["tlv_afgegeven"]
    punten = [
        p for p in data.cijfers(inzage, "tlv_afgegeven", REGIO) if p.periode_soort == "kwartaal"
    ]
    return Beeld(kengetal, punten, "2023-K4", "2023-K4")


def _gebeurtenis(dag: date, soort: str = "gebeurtenis", gemeente: str | None = None) -> Gebeurtenis:
    return Gebeurtenis(dag, "Er gebeurde iets", soort, [], gemeente, "profiel")


def test_a_break_interrupts_the_line(kwartalen: Beeld) -> None:
    breuk = _gebeurtenis(date(2022, 8, 1), "trendbreuk")
    gebroken = replace(kwartalen, gebeurtenissen=[breuk])
    assert len(list(kwartalen.paren())) == len(kwartalen.punten) - 1
    assert len(list(gebroken.paren())) == len(kwartalen.punten) - 2
    assert [len(deel) for deel in gebroken.stukken(gebroken.punten)] == [4, 9]


def test_an_event_interrupts_nothing(kwartalen: Beeld) -> None:
    met = replace(kwartalen, gebeurtenissen=[_gebeurtenis(date(2022, 8, 1))])
    assert len(list(met.paren())) == len(kwartalen.punten) - 1


def test_few_events_are_named_in_the_chart_and_many_are_numbered(kwartalen: Beeld) -> None:
    weinig = [_gebeurtenis(date(2022, 8, 1)), _gebeurtenis(date(2023, 1, 1))]
    veel = [*weinig, _gebeurtenis(date(2023, 1, 15))]
    assert replace(kwartalen, gebeurtenissen=weinig).namen_in_grafiek
    genummerd = replace(kwartalen, gebeurtenissen=veel)
    assert not genummerd.namen_in_grafiek
    noten = {
        n.text: n.yshift for n in grafiek.trend(genummerd, palet.LICHT).layout.annotations if n.text
    }
    assert {"1", "2", "3"} <= set(noten)
    assert noten["3"] > noten["2"]  # too near to its neighbour: a lane higher


@pytest.mark.parametrize(
    ("gemeente", "soort", "bekeken", "is_regio", "hoort_erbij"),
    [
        (None, "gebeurtenis", None, True, True),
        ("Haarlem", "gebeurtenis", None, True, False),
        ("Haarlem", "gebeurtenis", "Haarlem", False, True),
        ("Haarlem", "gebeurtenis", "Zandvoort", False, False),
        ("Haarlem", "trendbreuk", None, True, True),
        ("Haarlem", "trendbreuk", "Zandvoort", False, False),
    ],
)
def test_an_event_belongs_to_its_gemeente(
    kwartalen: Beeld,
    gemeente: str | None,
    soort: str,
    bekeken: str | None,
    is_regio: bool,
    hoort_erbij: bool,
) -> None:
    gebeurtenis = _gebeurtenis(date(2022, 8, 1), soort, gemeente)
    assert beelden.raakt(gebeurtenis, kwartalen.kengetal, bekeken, is_regio) is hoort_erbij


def _landelijk(periode: str, waarde: float, vergelijkbaar: bool = True) -> Referentie:
    dag = date(int(periode[:4]), 8, 1)
    velden = ("tlv_afgegeven", "landelijk", periode, dag, waarde, None, "DUO", "Zo geteld.")
    return Referentie(*velden, vergelijkbaar, False, None)


def test_a_national_figure_of_another_size_or_period_is_told_and_not_drawn(
    kwartalen: Beeld,
) -> None:
    for cijfer_ in (_landelijk("2023-K1", 24_000), _landelijk("2022-2023", 64)):
        beeld = replace(kwartalen, landelijk=[cijfer_])
        assert beeld.landelijke_lijn(False) == []
        assert beeld.laatste_landelijk == cijfer_


def test_what_is_counted_differently_is_another_line(kwartalen: Beeld) -> None:
    anders = _landelijk("2023-K1", 64, vergelijkbaar=False)
    beeld = replace(kwartalen, landelijk=[anders])
    assert beeld.landelijke_lijn(False) == []
    assert beeld.landelijke_lijn(True) == [anders]


def test_a_signal_has_a_shape_and_an_open_period_too(kwartalen: Beeld) -> None:
    figuur = grafiek.trend(kwartalen, palet.LICHT)
    vormen = next(s.marker.symbol for s in figuur.data if s.customdata is not None)
    assert vormen[-2:] == ("diamond", "circle-open")
    assert any("onvolledig" in tekst for tekst in figuur.layout.xaxis.ticktext)


def test_a_lower_limit_below_zero_is_not_drawn_for_a_count(kwartalen: Beeld) -> None:
    punten = [p if p.xmr_onder is None else replace(p, xmr_onder=-4.0) for p in kwartalen.punten]
    figuur = grafiek.trend(replace(kwartalen, punten=punten), palet.LICHT)
    assert figuur.layout.yaxis.range[0] == 0
    assert not any("ondergrens" in noot.text for noot in figuur.layout.annotations)


def test_who_is_in_no_unit_is_known_by_its_code() -> None:
    assert {"onbekend", "buiten regio", "totaal"} == afdalen.RESTCODES


@pytest.mark.parametrize(
    ("dag", "tekst"),
    [
        (date(2024, 9, 1), "vandaag"),
        (date(2024, 8, 31), "1 dag geleden"),
        (date(2024, 8, 1), "31 dagen geleden"),
        (date(2024, 2, 1), "7 maanden geleden"),
        (date(2021, 8, 1), "3 jaar geleden"),
    ],
)
def test_age_is_told_in_the_words_of_someone_who_wonders(dag: date, tekst: str) -> None:
    assert versheid.ouderdom(dag, date(2024, 9, 1)) == tekst
