"""What the app writes in the audit log, and what the page Beheer makes of it."""

import json
import shutil
import statistics
import time
from datetime import date
from pathlib import Path

import pytest

from app import inzien, laadronde, toegang
from tests.app.proefpublicatie import NIEUW, OUD, PROFIEL
from tests.app.scherm import html_van, koppen_van, open_pagina
from warehouse import logboek
from warehouse.paths import Thuis

ALTIJD = (date(2020, 1, 1), date(2100, 1, 1))


@pytest.fixture
def thuis(proefthuis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Thuis:
    """A home of its own, in which nothing was logged yet."""
    home = tmp_path / "home"
    shutil.copytree(proefthuis, home, ignore=shutil.ignore_patterns("logboek"))
    monkeypatch.setenv("PEILSTOK_HOME", str(home))
    monkeypatch.setenv("PEILSTOK_PROFIEL", PROFIEL)
    return Thuis.uit_omgeving()


def regels(thuis: Thuis) -> list[tuple[str, dict[str, str]]]:
    return [(r.wat, r.over) for r in logboek.lees(thuis, *ALTIJD)]


def test_a_view_is_logged_once_with_what_it_was_about(thuis: Thuis) -> None:
    scherm = open_pagina("verdieping", kengetal="leerlingen_regulier", per="bestuur")
    scherm.run()
    over = {
        "pagina": "verdieping",
        "publicatie": NIEUW,
        "kengetal": "leerlingen_regulier",
        "per": "bestuur",
    }
    assert regels(thuis) == [("bekeken", over)]
    (regel,) = logboek.lees(thuis, *ALTIJD)
    assert (regel.wie, regel.rol) == (toegang.LOKAAL, "medewerker")


def test_what_someone_types_never_gets_into_the_log(thuis: Thuis) -> None:
    open_pagina("kengetallen", zoek="Sanne de Wit", kengetal="Sanne", publicatie="Sanne")
    open_pagina("definities", kengetal="999003", deel="begrippen")
    tekst = "".join(p.read_text("utf-8") for p in logboek.map_van(thuis).glob("*.jsonl"))
    assert "Sanne" not in tekst
    assert "999003" not in tekst


def test_a_download_is_logged_before_it_is_made(
    thuis: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.session_state", {})
    inzien.begin("verdieping", None)
    maak = inzien.bij_download("verloop (2).csv", lambda: b"a;b")
    assert regels(thuis) == []
    assert maak() == b"a;b"
    ((wat, over),) = regels(thuis)
    assert wat == "gedownload"
    assert over["bestand"] == "verloop__2_.csv"


def test_writing_down_a_view_hardly_takes_time(thuis: Thuis) -> None:
    wie = toegang.bezoeker()
    tijden = []
    for _ in range(100):
        begin = time.perf_counter()
        inzien._schrijf("bekeken", wie, zeker=False, pagina="overzicht", publicatie=NIEUW)
        tijden.append(time.perf_counter() - begin)
    assert statistics.median(tijden) < 0.002


def test_a_log_that_cannot_be_written_stops_no_local_user(thuis: Thuis) -> None:
    logboek.map_van(thuis).write_text("geen map")
    assert koppen_van(open_pagina()) == ["Hoe staan we ervoor?"]


def test_beheer_shows_the_log_and_says_when_it_was_changed(thuis: Thuis) -> None:
    open_pagina("verdieping", kengetal="eigen_vermogen")
    html = html_van(open_pagina("beheer", deel="logboek"))
    assert "Het logboek is heel" in html
    assert "<code>eigen_vermogen</code>" in html
    pad = next(logboek.map_van(thuis).glob("*.jsonl"))
    pad.write_text(pad.read_text("utf-8").replace("eigen_vermogen", "rentabiliteit", 1), "utf-8")
    html = html_van(open_pagina("beheer", deel="logboek"))
    assert f"logboek/{pad.name}, regel 1" in html


def test_the_log_can_be_filtered(thuis: Thuis) -> None:
    logboek.schrijf(thuis, "geweigerd", "anna", "toezicht", pagina="beheer")
    logboek.schrijf(thuis, "aangemeld", "bert", "openbaar")
    html = html_van(open_pagina("beheer", deel="logboek", wat="geweigerd", rol="toezicht"))
    assert "<code>anna</code>" in html
    assert "<code>bert</code>" not in html


def test_beheer_goes_back_to_an_earlier_publication(
    thuis: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevraagd = []
    monkeypatch.setattr(laadronde, "vraag", lambda _, woorden: gevraagd.append(woorden))
    scherm = open_pagina("beheer", naar=OUD)
    assert scherm.button(key="terugzetten").disabled
    scherm.checkbox(key=f"zeker_{OUD}").check().run()
    scherm.button(key="terugzetten").click().run()
    assert gevraagd == [["rollback", OUD]]


def test_beheer_says_who_has_which_role(thuis: Thuis, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Inloggen staat uit" in html_van(open_pagina("beheer", deel="rollen"))


def test_one_role_is_served_with_its_own_pages(
    thuis: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(toegang.ROL, "bestuur_41234")
    scherm = open_pagina()
    assert koppen_van(scherm) == ["Nog geen cijfers"]
    assert "everingen" not in html_van(scherm)


@pytest.mark.parametrize("tekst", ["[login]\n", "geen toml"])
def test_with_a_wrong_file_nobody_gets_in(thuis: Thuis, tekst: str) -> None:
    (thuis.wortel.parent / "toegang.toml").write_text(tekst, "utf-8")
    assert koppen_van(open_pagina()) == ["Geen toegang"]


def test_a_file_that_is_taken_away_does_not_open_the_app(
    thuis: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toegang, "LOGIN_VERWACHT", True)
    assert koppen_van(open_pagina()) == ["Geen toegang"]


def test_the_log_holds_no_figure(thuis: Thuis) -> None:
    for pagina in ("overzicht", "kengetallen", "verdieping", "datakwaliteit", "beheer"):
        open_pagina(pagina)
    for pad in logboek.map_van(thuis).glob("*.jsonl"):
        for tekst in pad.read_text("utf-8").splitlines():
            assert set(json.loads(tekst)["over"]) <= {"pagina", "kengetal", "per", "publicatie"}
