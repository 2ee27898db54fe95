"""What the command line writes in the logboek: what happened, and nothing of the figures."""

from datetime import date

import pytest

from pipelines import vastleggen
from pipelines.opschoonverslag import Opschoonverslag
from pipelines.rapport import Laadrapport
from warehouse import logboek
from warehouse.logboek import Regel
from warehouse.paths import Thuis

ALTIJD = (date(2020, 1, 1), date(2100, 1, 1))


@pytest.fixture(autouse=True)
def carla(monkeypatch: pytest.MonkeyPatch) -> None:
    """Carla works, from the app."""
    monkeypatch.setenv(logboek.WIE, "carla")
    monkeypatch.setenv(logboek.WIE_ROL, "medewerker")


def nieuw(thuis: Thuis) -> list[Regel]:
    return [regel for regel in logboek.lees(thuis, *ALTIJD) if regel.wie == "carla"]


@pytest.mark.parametrize("eerder", [True, False])
def test_a_load_is_logged_and_a_publication_when_it_is_another(klein: Thuis, eerder: bool) -> None:
    nu = klein.huidige()
    rapport = Laadrapport("geladen", "Geladen.", nu)
    vastleggen.laadronde(klein, rapport, nu if eerder else None)
    geladen, *gepubliceerd = nieuw(klein)
    assert (geladen.wat, geladen.rol) == ("geladen", "medewerker")
    assert geladen.over["afloop"] == "geladen"
    assert "ontvangst" in geladen.over
    assert [r.over for r in gepubliceerd] == ([] if eerder else [{"publicatie": nu}])


def test_a_first_load_that_was_refused_is_logged_without_a_publication(leeg: Thuis) -> None:
    vastleggen.laadronde(leeg, Laadrapport("geweigerd", "Geweigerd.", None), None)
    [regel] = nieuw(leeg)
    assert (regel.wat, regel.over) == ("geladen", {"afloop": "geweigerd"})


def test_figures_that_were_asked_for_are_logged_by_their_codes(leeg: Thuis) -> None:
    vastleggen.cijfers(leeg, "toezicht", ["tlv", "so"], ["gemeente"])
    vastleggen.cijfers(leeg, "toezicht", [], [])
    vastleggen.cijfers(leeg, "toezicht", ["kengetal"] * 40, [])
    een, alles, veel = nieuw(leeg)
    assert een.over == {"pagina": "values", "kengetal": "tlv,so", "per": "gemeente"}
    assert (een.rol, alles.over) == ("toezicht", {"pagina": "values"})
    assert len(veel.over["kengetal"]) == 120


def test_going_back_and_purging_are_logged(leeg: Thuis) -> None:
    verslag = Opschoonverslag("opgeschoond", date(2021, 7, 31), 3, (), "p0003")
    vastleggen.terugzetten(leeg, "p0001")
    assert vastleggen.opschoning(leeg, verslag, date(2026, 6, 1)) == []
    assert [(r.wat, r.over) for r in nieuw(leeg)] == [
        ("teruggezet", {"publicatie": "p0001"}),
        ("opgeschoond", {"afloop": "opgeschoond", "publicatie": "p0003"}),
    ]
