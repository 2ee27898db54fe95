"""What comes first on Overzicht, and why."""

from dataclasses import replace
from typing import Any

import pytest

from app import aandacht, data, toegang
from app.inhoud import Duiding, Inzage, Toets, Trechterpunt
from tests.app.scherm import html_van, open_pagina
from warehouse.paths import Thuis

pytestmark = pytest.mark.usefixtures("omgeving")


@pytest.fixture
def inzage() -> Inzage:
    gevonden = data.open_inzage(Thuis.uit_omgeving(), toegang.MEDEWERKER)
    assert gevonden
    return gevonden


def duiding(kengetal: str, trend: str = "stabiel", status: str = "geen_streefwaarde") -> Duiding:
    return Duiding(
        kengetal, "teldatum", "", "regio", (), "2024", 1.0, None, None, trend, status, "Zin."
    )


@pytest.fixture
def rangschik(inzage: Inzage) -> Any:
    """Order judgements; in the register fewer thuiszitters are better and more leerlingen too."""
    register = {
        "leerlingen": replace(data.kengetallen(inzage)["leerlingen_regulier"], gunstig="hoger"),
        "thuiszitters": replace(data.kengetallen(inzage)["leerlingen_regulier"], gunstig="lager"),
        "vermogen": replace(data.kengetallen(inzage)["leerlingen_regulier"], gunstig="geen"),
    }
    return lambda *duidingen, **rest: aandacht.rangschik(register, duidingen, **rest)


def test_what_misses_and_worsens_comes_first_and_what_improves_last(rangschik: Any) -> None:
    signalen = rangschik(
        duiding("leerlingen", "stijgt"),
        duiding("vermogen", "daalt"),
        duiding("thuiszitters", "stijgt", "niet_gehaald"),
    )
    assert [s.over.kengetal for s in signalen] == ["thuiszitters", "vermogen", "leerlingen"]
    assert signalen[0].reden == "haalt de streefwaarde niet en raakt er verder vandaan"
    assert "gunstige kant" in signalen[-1].reden


def test_what_really_changes_comes_before_a_target_missed_as_ever(rangschik: Any) -> None:
    signalen = rangschik(
        duiding("leerlingen", status="niet_gehaald"), duiding("thuiszitters", "stijgt")
    )
    assert [s.over.kengetal for s in signalen] == ["thuiszitters", "leerlingen"]


def test_the_figure_of_a_doelstelling_comes_before_another(rangschik: Any) -> None:
    gemist = [duiding(k, status="niet_gehaald") for k in ("leerlingen", "thuiszitters")]
    signalen = rangschik(*gemist, hoofdkengetallen={"thuiszitters"})
    assert [s.over.kengetal for s in signalen] == ["thuiszitters", "leerlingen"]
    assert "kerncijfer van een doelstelling" in signalen[0].reden


def test_what_the_publication_before_did_not_say_is_new(rangschik: Any) -> None:
    gemist = [duiding(k, status="niet_gehaald") for k in ("leerlingen", "thuiszitters")]
    eerder = {"leerlingen": gemist[0], "thuiszitters": duiding("thuiszitters", status="gehaald")}
    signalen = rangschik(*gemist, eerder=eerder)
    assert [(s.over.kengetal, s.nieuw) for s in signalen] == [
        ("thuiszitters", True),
        ("leerlingen", False),
    ]
    assert not any(s.nieuw for s in rangschik(*gemist))


@pytest.mark.parametrize("trend", ["stabiel", "te_kort", None])
@pytest.mark.parametrize("status", ["gehaald", "wisselend", "geen_streefwaarde", None])
def test_what_stands_still_and_misses_nothing_is_no_signal(
    rangschik: Any, trend: str, status: str
) -> None:
    assert rangschik(duiding("leerlingen", trend, status)) == []


def test_a_failed_check_is_a_signal_and_one_that_passed_is_not() -> None:
    toetsen = [
        Toets(uitkomst, None, None, "waarschuwing", uitkomst, 1, uitkomst, None, None, None)
        for uitkomst in ("geslaagd", "niet_uitgevoerd", "gezakt")
    ]
    assert [s.over.id for s in aandacht.van_toetsen(toetsen)] == [  # type: ignore[union-attr]
        "gezakt",
        "niet_uitgevoerd",
    ]


def test_a_funnel_in_which_all_lie_within_is_no_signal() -> None:
    getallen = (1000.0, 0.02, 0.02, 0.011, 0.029, 0.006, 0.034)
    vast = ("verwijzingspercentage", "schooljaar", "", "bestuur", "2024-2025")
    binnen = Trechterpunt(*vast, "41234", *getallen, "binnen")
    boven = Trechterpunt(*vast, "41235", *getallen, "boven")
    assert aandacht.van_trechters([[binnen]]) == []
    [signaal] = aandacht.van_trechters([[binnen, boven]])
    assert signaal.over is boven


def test_on_overzicht_every_signal_says_why_it_stands_there() -> None:
    lijst = html_van(open_pagina()).split("Om als eerste naar te kijken")[1].split("</ul>")[0]
    assert lijst.count("<li>") == lijst.count("Waarom hier:") > 2
    assert lijst.index("Deelname aan sbo en so") < lijst.index("Toets gezakt")


def test_without_signals_overzicht_says_that_nothing_stands_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(data, "oordelen", lambda *_: {})
    monkeypatch.setattr(data, "toetsen", lambda *_: [])
    monkeypatch.setattr(data, "opvallende_eenheden", lambda *_: [])
    html = html_van(open_pagina())
    assert "Niets valt op" in html
    assert 'class="signalen"' not in html
