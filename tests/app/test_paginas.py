"""What every page promises: it opens, it says what it shows, and its address reopens it."""

import json
from pathlib import Path

import pytest

from app import data, toegang
from app.inhoud import Inzage
from tests.app import proefpublicatie
from tests.app.scherm import (
    PAGINAS,
    adres_van,
    html_van,
    koppen_van,
    open_adres,
    open_pagina,
    teksten_van,
    verwijzingen_van,
)
from tests.steekproef import kies
from warehouse.paths import Thuis

KENGETALLEN = (
    "leerlingen_regulier",
    "deelname_go_herkomst",
    "thuiszitters_landelijk",
    "tlv_afgegeven",
    "tlv_doorlooptijd",
    "rentabiliteit",
    "eigen_vermogen",
)

pytestmark = pytest.mark.usefixtures("omgeving")


@pytest.fixture
def demo_inzage(demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch) -> Inzage:
    """The publication that the pipeline makes of the demo deliveries."""
    monkeypatch.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))
    inzage = data.open_inzage(demo_thuis, toegang.huidige_rol())
    assert inzage
    return inzage


@pytest.mark.parametrize("pagina", PAGINAS)
def test_every_page_opens_with_one_heading(pagina: str) -> None:
    assert len(koppen_van(open_pagina(pagina))) == 1


@pytest.mark.parametrize("kengetal", KENGETALLEN)
def test_every_kengetal_has_its_verdieping_and_definition(kengetal: str) -> None:
    verdieping = open_pagina("verdieping", kengetal=kengetal)
    assert len(verdieping.get("plotly_chart")) == 1
    definitie = open_pagina("definities", kengetal=kengetal)
    assert "Rekenvoorbeeld" in html_van(definitie)
    assert koppen_van(verdieping)[0].startswith(koppen_van(definitie)[0])


def test_every_kengetal_of_the_demo_opens(demo_inzage: Inzage) -> None:
    """Each at one grain, another one in turn."""
    for plaats, kengetal in kies([*enumerate(data.kengetallen(demo_inzage).values())], 12):
        open_pagina("definities", kengetal=kengetal.kengetal)
        grain = kengetal.grain[plaats % len(kengetal.grain)]
        scherm = open_pagina("verdieping", kengetal=kengetal.kengetal, per=grain)
        assert koppen_van(scherm)[0].startswith(kengetal.titel)


@pytest.mark.parametrize("is_alvast", [True, False])
def test_figures_for_medewerkers_alone_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_alvast: bool
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(proefpublicatie.maak_thuis(tmp_path)))
    publicatie = proefpublicatie.NIEUW
    manifest = {"publicatie": publicatie, "gemaakt_op": "2024-09-01T09:00:00", "ontvangst": 3}
    manifest |= {"vingerafdruk": "", "bestanden": {}, "alvast": is_alvast}
    map_ = Thuis.uit_omgeving().publicaties / publicatie
    (map_ / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert ("Alleen voor medewerkers" in html_van(open_pagina())) == is_alvast


@pytest.mark.usefixtures("demo_inzage")
@pytest.mark.parametrize("pagina", PAGINAS)
def test_every_page_opens_on_the_demo(pagina: str) -> None:
    assert len(koppen_van(open_pagina(pagina))) == 1


@pytest.mark.parametrize("pagina", PAGINAS)
def test_every_link_on_a_page_leads_somewhere(pagina: str) -> None:
    for adres in dict.fromkeys(verwijzingen_van(open_pagina(pagina))[:25]):
        assert koppen_van(open_adres(adres))


# The address of a view.


def test_the_url_says_everything_that_was_chosen() -> None:
    scherm = open_pagina("verdieping", kengetal="leerlingen_regulier")
    assert adres_van(scherm) == {
        "kengetal": "leerlingen_regulier",
        "reeks": "1 februari",
        "per": "gemeente",
        "periode": "2024-02-01",
        "publicatie": proefpublicatie.NIEUW,
    }


def test_a_link_reopens_the_same_view() -> None:
    scherm = open_pagina("verdieping", kengetal="leerlingen_regulier")
    scherm.selectbox(key="kies_per").set_value("bestuur").run()
    scherm.selectbox(key="kies_eenheid").set_value("41235").run()
    scherm.selectbox(key="kies_periode").set_value("2022-02-01").run()
    opnieuw = open_pagina("verdieping", **adres_van(scherm))
    assert koppen_van(opnieuw) == [
        "Leerlingen in het regulier onderwijs, TWijs: 8.672 op 1 februari 2022"
    ]
    assert html_van(opnieuw) == html_van(scherm)


def test_another_kengetal_starts_at_its_own_newest_period() -> None:
    scherm = open_pagina("verdieping", kengetal="leerlingen_regulier", periode="2020-02-01")
    scherm.selectbox(key="kies_kengetal").set_value("rentabiliteit").run()
    assert adres_van(scherm)["periode"] == "2024"


def test_a_choice_that_does_not_exist_falls_back() -> None:
    scherm = open_pagina("verdieping", kengetal="bestaat_niet", per="maan", periode="gisteren")
    assert adres_van(scherm)["kengetal"] == "leerlingen_regulier"


def test_the_filter_and_the_search_are_in_the_url() -> None:
    scherm = open_pagina("kengetallen", doelstelling="6", zoek="vermogen")
    assert "Eigen vermogen" in html_van(scherm)
    assert "Rentabiliteit" not in html_van(scherm)
    assert adres_van(scherm)["doelstelling"] == "6"


def test_a_search_without_result_says_so() -> None:
    assert "Geen kengetal past" in html_van(open_pagina("kengetallen", zoek="olifant"))


# Publications.


def test_an_old_link_shows_the_old_figures_and_offers_the_newest() -> None:
    oud = open_pagina(
        "verdieping", kengetal="thuiszitters_landelijk", publicatie=proefpublicatie.OUD
    )
    assert koppen_van(oud) == ["Thuiszitters, landelijke definitie: 18 op 1 oktober 2024"]
    aanbod = next(a for a in verwijzingen_van(oud) if proefpublicatie.NIEUW in a)
    nieuw = open_adres(aanbod)
    assert koppen_van(nieuw) == ["Thuiszitters, landelijke definitie: 16 op 1 oktober 2024"]
    assert "Toon de nieuwere cijfers" not in html_van(nieuw)


def test_a_publication_that_is_gone_is_said_to_be_gone() -> None:
    scherm = open_pagina(publicatie="20200101T000000-0")
    assert "zijn er niet meer" in html_van(scherm)


@pytest.mark.parametrize("publicatie", ["../../elders", "/etc/passwd", "."])
def test_an_address_cannot_reach_outside_the_publications(publicatie: str) -> None:
    thuis = Thuis.uit_omgeving()
    assert toegang.publicatiebestand(thuis, publicatie, toegang.MEDEWERKER) is None


def test_without_a_publication_the_app_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(tmp_path))
    scherm = open_pagina()
    assert koppen_van(scherm) == ["Nog geen cijfers"]
    assert "peilstok load" in html_van(scherm)


def test_after_a_roll_back_the_standing_figures_are_not_called_newer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = proefpublicatie.maak_thuis(
        tmp_path, publicaties=(proefpublicatie.NIEUW, proefpublicatie.OUD)
    )
    monkeypatch.setenv("PEILSTOK_HOME", str(home))
    assert "Toon de andere cijfers" in html_van(open_pagina(publicatie=proefpublicatie.NIEUW))


def test_an_unknown_role_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_ROL", "toezichthouder")
    assert koppen_van(open_pagina()) == ["Geen toegang"]


# What is on them.


def test_absent_figures_have_four_signs_with_a_word() -> None:
    scherm = open_pagina("verdieping", kengetal="thuiszitters_landelijk", periode="2019-10-01")
    teksten = teksten_van(scherm)
    for woord in ("onbekend", "verborgen", "n.v.t.", "nog niet geleverd", "<5"):
        assert woord in teksten or woord.replace("<", "&lt;") in teksten


def test_a_doelstelling_without_figures_says_what_is_missing() -> None:
    teksten = teksten_van(open_pagina())
    assert "Nog niet geleverd" in teksten
    assert any(tekst.startswith("Nog te leveren: ") for tekst in teksten)


def test_signals_and_failed_checks_come_first() -> None:
    html = html_van(open_pagina())
    signalen = html.split("Om als eerste naar te kijken")[1].split("</ul>")[0]
    assert "Deelname aan sbo en so" in signalen
    assert "Geen sprong van meer dan een kwart" in signalen
    assert "Rentabiliteit" not in signalen


def test_invented_data_are_marked_on_every_page() -> None:
    for pagina in PAGINAS:
        assert "Voorbeeldgegevens" in teksten_van(open_pagina(pagina))


def test_datakwaliteit_opens_with_a_verdict() -> None:
    teksten = teksten_van(open_pagina("datakwaliteit"))
    assert any("3 van 5 toetsen geslaagd, 1 gezakt, 1 niet uitgevoerd" in t for t in teksten)


def test_a_school_has_its_bestuur_in_the_breadcrumb() -> None:
    scherm = open_pagina(
        "verdieping", kengetal="leerlingen_regulier", per="vestiging", eenheid="03AB00"
    )
    kruimels = html_van(scherm).split("</nav>")[0]
    assert "Stichting Spaarnesant" in kruimels
    assert "Basisschool De Proef 3" in kruimels


def test_the_glossary_is_sorted_as_a_dutch_reader_expects() -> None:
    html = html_van(open_pagina("definities", deel="begrippen"))
    plaatsen = [html.index(f"<dt>{woord}") for woord in ("deelnamepercentage", "élan", "teldatum")]
    assert plaatsen == sorted(plaatsen)


def test_a_figure_with_a_school_missing_says_so_everywhere() -> None:
    verdieping = teksten_van(open_pagina("verdieping", kengetal="deelname_go_herkomst"))
    assert "1 school ontbreekt" in verdieping
    assert any("De Schelp" in tekst for tekst in verdieping)
    kengetallen = teksten_van(open_pagina("kengetallen"))
    assert {"1 ontbreekt", "85 van 86 scholen", "86 van 86 scholen"} <= set(kengetallen)
    assert "1 school ontbreekt" in teksten_van(open_pagina())


def test_a_national_figure_that_is_counted_differently_is_not_laid_beside_ours() -> None:
    scherm = open_pagina("verdieping", kengetal="deelname_go_herkomst")
    teksten = teksten_van(scherm)
    assert "landelijk, anders geteld 3,95% (voorlopig)" in teksten
    assert "Landelijk, anders geteld:" in teksten
    assert any("niet de herkomst" in tekst for tekst in teksten)
    assert "anders geteld" in teksten_van(open_pagina("kengetallen"))


def test_the_kwartaal_is_in_the_url_and_draws_a_chart_with_its_rules() -> None:
    scherm = open_pagina("verdieping", kengetal="tlv_afgegeven")
    assert adres_van(scherm)["reeks"] == "schooljaar"
    scherm.selectbox(key="kies_reeks").set_value("kwartaal").run()
    assert adres_van(scherm)["periode"] == "2023-K4"
    teksten = teksten_van(open_pagina("verdieping", **adres_van(scherm)))
    assert {"gemiddelde 62,0", "bovengrens 93,0", "ondergrens 31,0"} <= set(teksten)
    assert "buiten de grens" in teksten
    assert any("Making Data Count" in tekst for tekst in teksten)
    assert any("onvolledig en telt niet mee" in tekst for tekst in teksten)


def test_a_period_that_still_runs_is_not_judged() -> None:
    scherm = open_pagina(
        "verdieping", kengetal="tlv_afgegeven", reeks="kwartaal", periode="2024-K1"
    )
    assert "een tussenstand, geen oordeel" in html_van(scherm)


def test_a_distribution_shows_its_quartiles_and_number() -> None:
    teksten = teksten_van(open_pagina("verdieping", kengetal="tlv_doorlooptijd"))
    assert {"helft tussen 21 en 48", "9 van de 10 tot 66 dagen"} <= set(teksten)
    assert any(tekst.endswith("n = 214") for tekst in teksten)
    assert {"Mediaan", "Kwart onder", "Tiende boven"} <= set(teksten)


def test_an_event_of_a_gemeente_is_shown_there_and_a_break_everywhere() -> None:
    keuzes = {"kengetal": "leerlingen_regulier", "per": "gemeente"}
    regio = teksten_van(open_pagina("verdieping", **keuzes))
    haarlem = teksten_van(open_pagina("verdieping", **keuzes, eenheid="Haarlem"))
    assert not any("De Kade opent" in tekst for tekst in regio)
    assert any("De Kade opent (Haarlem)" in tekst for tekst in haarlem)
    for teksten in (regio, haarlem):
        assert any("trendbreuk: Nieuwe teldatum" in tekst for tekst in teksten)


def test_datakwaliteit_can_be_about_one_kengetal() -> None:
    scherm = open_pagina("datakwaliteit", kengetal="deelname_go_herkomst")
    assert adres_van(scherm)["kengetal"] == "deelname_go_herkomst"
    teksten = teksten_van(scherm)
    assert "De Schelp" in teksten
    assert not any("Posten tellen op" in tekst for tekst in teksten)


def test_a_definition_that_is_due_for_review_says_so() -> None:
    verlopen = teksten_van(open_pagina("definities", kengetal="tlv_afgegeven"))
    assert "Herziening is over tijd" in verlopen
    assert any(tekst.startswith("1 februari, de dag") for tekst in verlopen)
