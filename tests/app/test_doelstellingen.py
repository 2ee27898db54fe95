"""Doelstellingen: the evidence under a question, and what a meeting records beside it."""

import io
import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from docx import Document
from docx.oxml.ns import qn
from streamlit.testing.v1 import AppTest

from app import data, toegang, vergaderen
from app.components import vraagbewijs
from app.verslag import vergaderstuk
from tests.app.proefpublicatie import NIEUW, OUD, PROFIEL
from tests.app.rolpublicaties import maak_rolthuis
from tests.app.scherm import adres_van, html_van, koppen_van, open_pagina, teksten_van
from warehouse.paths import Thuis
from warehouse.vergaderingen import agenda, lezen, opslag, schrijven, stukken
from warehouse.vergaderingen.inhoud import Oordeel, Schrijver
from warehouse.vergaderingen.opslag import Register

ANNA = Schrijver("anna", "medewerker")
JUNI = date(2026, 6, 17)
VRAAG = MappingProxyType({"doelstelling": "3", "vraag": "R1"})


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that every test gets a copy of."""
    return maak_rolthuis(tmp_path_factory.mktemp("rollen"), oud_alleen_medewerker=False)


@pytest.fixture
def thuis(voorbeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Thuis:
    """A home of one's own, looked at as toezicht."""
    home = shutil.copytree(voorbeeld, tmp_path / "home")
    monkeypatch.setenv("PEILSTOK_HOME", str(home))
    monkeypatch.setenv("PEILSTOK_PROFIEL", PROFIEL)
    monkeypatch.setenv(toegang.ROL, "toezicht")
    return Thuis.uit_omgeving()


@pytest.fixture
def register(thuis: Thuis) -> Register:
    return opslag.open_register(thuis)


def schrijf(register: Register, code: str, wat: str, tekst: str, gezien: int = 0) -> Oordeel:
    oordeel = Oordeel("", "3.R1", wat, tekst, NIEUW, gezien, "", datetime.now(UTC))
    return schrijven.bewaar_oordeel(register, ANNA, code, oordeel)


def besluit(register: Register, code: str, tekst: str) -> None:
    nieuw = schrijven.Nieuw("3.R1", tekst, "directeur-bestuurder", date(2026, 11, 1))
    schrijven.bewaar_besluit(register, ANNA, code, nieuw)


def vastgesteld(register: Register) -> str:
    """A meeting in June that decided something."""
    juni = agenda.maak_vergadering(register, ANNA, JUNI, "av", NIEUW)
    schrijf(register, juni.code, "deels", "Nog niet overal.")
    besluit(register, juni.code, "Een wachtlijstplan maken")
    (nu,) = lezen.vergaderingen(register)
    agenda.stel_vast(register, ANNA, nu)
    return juni.code


def druk(scherm: AppTest, woord: str) -> AppTest:
    """Press the button with this word on it."""
    scherm = next(knop for knop in scherm.button if knop.label == woord).click().run()
    assert not scherm.exception
    return scherm


def vul(scherm: AppTest, oordeel: str, tekst: str) -> AppTest:
    scherm.radio[0].set_value(oordeel)
    scherm.text_area[0].set_value(tekst)
    return druk(scherm, "Oordeel bewaren")


# The evidence.


def test_a_question_shows_its_answer_its_chart_and_what_is_not_known(thuis: Thuis) -> None:
    scherm = open_pagina("doelstellingen", doelstelling="3", vraag="R2")
    assert koppen_van(scherm) == ["Doelstelling 3: Dekkend netwerk"]
    html = html_van(scherm)
    assert "Dat past bij de gewone schommeling" in html
    assert "Wat we niet weten" in html
    (grafiek,) = scherm.get("plotly_chart")
    assert grafiek.proto.alt.startswith("Lijngrafiek van")
    assert "verdieping?kengetal=thuiszitters_landelijk" in html


def test_a_question_without_figures_says_what_counts_instead(thuis: Thuis) -> None:
    teksten = teksten_van(open_pagina("doelstellingen", doelstelling="7"))
    assert any("niet met cijfers te beantwoorden. Als bewijs telt:" in t for t in teksten)


def test_every_doelstelling_ends_with_what_the_av_asks(thuis: Thuis) -> None:
    inzage = data.open_inzage(thuis, toegang.rol_van("toezicht"))
    assert inzage
    for doel in data.doelstellingen(inzage):
        vragen = vraagbewijs.per_doelstelling(inzage, doel)
        assert vragen[-1].soort == vraagbewijs.AV
        assert vragen[0].soort != vraagbewijs.AV


@pytest.mark.parametrize("rol", ["platform_jeugd", "openbaar", "bestuur_41234"])
def test_who_does_not_meet_has_no_such_page(
    thuis: Thuis, rol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not toegang.rol_van(rol).mag("doelstellingen")
    monkeypatch.setenv(toegang.ROL, rol)
    geschreven: list[Schrijver] = []
    vergaderen.probeer(geschreven.append, "bewaard")
    assert geschreven == []


# A meeting.


def test_a_meeting_is_made_judged_and_reopened_by_its_address(thuis: Thuis) -> None:
    scherm = open_pagina("doelstellingen", deel="vergadering")
    scherm.text_input(key="nieuw_datum").set_value("17 juni 2026")
    druk(scherm, "Vergadering maken")
    assert adres_van(scherm)["vergadering"] == "2026-06-17-av"
    assert adres_van(scherm)["publicatie"] == NIEUW
    scherm = open_pagina("doelstellingen", **VRAAG, vergadering="2026-06-17-av")
    assert any("geen namen van kinderen" in tekst for tekst in teksten_van(scherm))
    vul(scherm, "deels", "Nog niet <overal>.")
    weer = open_pagina("doelstellingen", **adres_van(scherm))
    assert weer.text_area[0].value == "Nog niet <overal>."
    assert html_van(weer).count("Deels") >= 1
    assert "1 van 15 vragen" in html_van(weer)


def test_a_date_that_is_none_is_asked_for_again(thuis: Thuis) -> None:
    scherm = open_pagina("doelstellingen", deel="vergadering")
    scherm.text_input(key="nieuw_datum").set_value("morgen")
    assert "schrijf hem als" in html_van(druk(scherm, "Vergadering maken"))


def test_two_at_once_both_keep_their_words(thuis: Thuis, register: Register) -> None:
    code = agenda.maak_vergadering(register, ANNA, JUNI, "av", NIEUW).code
    scherm = open_pagina("doelstellingen", **VRAAG, vergadering=code)
    schrijf(register, code, "ja", "De tekst van Anna")
    vul(scherm, "nee", "Mijn eigen tekst")
    html = html_van(scherm)
    assert "niets overschreven" in html
    assert "De tekst van Anna" in html
    assert scherm.text_area[0].value == "Mijn eigen tekst"
    assert [o.toelichting for o in lezen.oordelen(register, [code])] == ["De tekst van Anna"]
    druk(scherm, "Beide teksten samenvoegen")
    assert scherm.text_area[0].value == "De tekst van Anna\n\nMijn eigen tekst"
    druk(scherm, "Oordeel bewaren")
    (bewaard,) = lezen.oordelen(register, [code])
    assert (bewaard.oordeel, bewaard.toelichting) == (
        "nee",
        "De tekst van Anna\n\nMijn eigen tekst",
    )


def test_one_can_keep_the_other_text_or_ones_own(thuis: Thuis, register: Register) -> None:
    code = agenda.maak_vergadering(register, ANNA, JUNI, "av", NIEUW).code
    scherm = open_pagina("doelstellingen", **VRAAG, vergadering=code)
    eerste = schrijf(register, code, "ja", "De tekst van Anna")
    druk(vul(scherm, "nee", "Mijn eigen tekst"), "De andere tekst houden")
    assert scherm.text_area[0].value == "De tekst van Anna"
    schrijf(register, code, "ja", "Anna nog eens", eerste.versie)
    druk(vul(scherm, "nee", "Toch de mijne"), "Mijn tekst bewaren")
    assert [o.toelichting for o in lezen.oordelen(register, [code])] == ["Toch de mijne"]
    assert "Anna nog eens" in html_van(scherm), "what was replaced stays in the history"


def test_a_definitief_meeting_has_no_form_and_opens_the_next_with_its_decisions(
    thuis: Thuis, register: Register
) -> None:
    code = vastgesteld(register)
    dicht = open_pagina("doelstellingen", **VRAAG, vergadering=code)
    assert not dicht.text_area
    assert "Nog niet overal." in html_van(dicht)
    agenda.maak_vergadering(register, ANNA, date(2026, 12, 9), "av", NIEUW)
    volgende = open_pagina("doelstellingen", **VRAAG, vergadering="2026-12-09-av")
    html = html_van(volgende)
    assert "Een wachtlijstplan maken" in html
    assert "verstreken" in html
    assert "Nog niet overal." in html
    volgende.radio[1].set_value("uitgevoerd")
    volgende.text_area[1].set_value("Het plan ligt er.")
    druk(volgende, "Status bewaren")
    lijst = open_pagina("doelstellingen", deel="besluiten", vergadering="2026-12-09-av")
    assert "Er staat niets open." in html_van(lijst)
    assert "Het plan ligt er." in html_van(lijst)


def test_finalising_and_correcting(thuis: Thuis, register: Register) -> None:
    code = agenda.maak_vergadering(register, ANNA, JUNI, "av", NIEUW).code
    schrijf(register, code, "ja", "Goed")
    scherm = open_pagina("doelstellingen", deel="vergadering", vergadering=code)
    scherm.checkbox[0].check().run()
    druk(scherm, "Definitief maken")
    assert "Definitief" in html_van(scherm)
    druk(scherm, "Correctie beginnen")
    assert adres_van(scherm)["vergadering"] == f"{code}-c1"
    assert [v.definitief for v in lezen.vergaderingen(register)] == [False, True]


def test_a_meeting_reopens_the_figures_that_it_judged_by(thuis: Thuis, register: Register) -> None:
    code = agenda.maak_vergadering(register, ANNA, JUNI, "av", OUD).code
    scherm = open_pagina("doelstellingen", **VRAAG, vergadering=code)
    assert adres_van(scherm)["publicatie"] == OUD
    assert "Toon de nieuwere cijfers" in html_van(scherm)
    nieuw = open_pagina("doelstellingen", **VRAAG, vergadering=code, publicatie=NIEUW)
    assert "oordeelt op andere cijfers" in html_van(nieuw)
    druk(nieuw, "Voortaan op deze cijfers oordelen")
    (vergadering,) = lezen.vergaderingen(register)
    assert vergadering.publicatie == NIEUW


def test_a_document_is_added_and_taken_off(thuis: Thuis, register: Register) -> None:
    code = agenda.maak_vergadering(register, ANNA, JUNI, "av", NIEUW).code
    scherm = open_pagina("doelstellingen", **VRAAG, vergadering=code)
    naam = f"bewijs_{code}_3.R1_1"
    scherm.text_input(key=f"{naam}_titel").set_value("Jaarverslag 2025")
    scherm.text_input(key=f"{naam}_adres").set_value("https://swv.example/jaarverslag")
    druk(scherm, "Document bewaren")
    assert 'href="https://swv.example/jaarverslag"' in html_van(scherm)
    druk(scherm, "Weghalen")
    assert "Jaarverslag 2025" not in html_van(scherm)


def test_a_register_that_cannot_be_reached_is_said(
    thuis: Thuis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(opslag.ADRES, f"postgresql://peilstok@/postgres?host={tmp_path}")
    assert "niet te bereiken" in html_van(open_pagina("doelstellingen"))


# On paper.


@pytest.fixture
def stuk(thuis: Thuis, register: Register) -> bytes:
    """The pack of a December meeting that found something, after one in June."""
    vastgesteld(register)
    december = agenda.maak_vergadering(register, ANNA, date(2026, 12, 9), "av", NIEUW)
    schrijf(register, december.code, "ja", "Het gaat beter.")
    stuk_ = stukken.NieuwStuk("3.R1", "Casuïstiek", JUNI, "https://swv.example/casus")
    schrijven.voeg_bewijs_toe(register, ANNA, december.code, stuk_)
    werk = vergaderen.open_werk(register, lezen.vergaderingen(register), december.code)
    inzage = data.open_inzage(thuis, toegang.rol_van("toezicht"), NIEUW)
    assert inzage
    return vergaderstuk.maak_stuk(inzage, werk)


def test_the_pack_has_the_questions_the_evidence_and_what_is_open(stuk: bytes) -> None:
    document = Document(io.BytesIO(stuk))
    koppen = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert "3. Dekkend netwerk" in koppen
    assert "3.R1 Kunnen scholen hun zorgplicht waarmaken?" in koppen
    assert koppen[-2:] == ["Besluiten van deze vergadering", "Besluiten van eerdere vergaderingen"]
    tekst = "\n".join(p.text for p in document.paragraphs)
    for deel in (
        "Vorig oordeel. 17 juni 2026: deels",
        "Oordeel: ja. Het gaat beter.",
        "Casuïstiek",
    ):
        assert deel in tekst
    assert "Voorbeeldgegevens" in tekst
    cellen = {c.text for t in document.tables for r in t.rows for c in r.cells}
    assert any(c.startswith("Een wachtlijstplan maken") for c in cellen)


def test_the_pack_is_dutch_has_heading_rows_and_page_numbers(stuk: bytes) -> None:
    document = Document(io.BytesIO(stuk))
    talen = {t.get(qn("w:val")) for t in document.styles.element.iter(qn("w:lang"))}
    assert talen == {"nl-NL"}
    assert document.core_properties.language == "nl-NL"
    assert document.tables
    for tabel in document.tables:
        assert tabel.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    voet = document.sections[0].footer._element.xml
    assert "PAGE" in voet
    assert "NUMPAGES" in voet


def test_charts_are_native_can_be_edited_and_are_told_in_words(stuk: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(stuk)) as pakket:
        grafieken = [n for n in pakket.namelist() if n.startswith("word/charts/chart")]
        werkboeken = [n for n in pakket.namelist() if n.startswith("word/embeddings/")]
        assert len(grafieken) == len(werkboeken) > 1
        for naam in werkboeken:
            assert pakket.read(naam).startswith(b"PK")
        tekening = pakket.read(grafieken[0]).decode()
        assert "externalData" in tekening
        assert pakket.testzip() is None
    document = Document(io.BytesIO(stuk))
    teksten = [p.get("descr") for p in document.element.body.iter(qn("wp:docPr"))]
    assert len(teksten) == len(grafieken)
    assert all(tekst.startswith("Lijngrafiek van") for tekst in teksten)


def test_the_papers_hold_the_figures_of_toezicht_whoever_makes_them(
    thuis: Thuis, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(toegang.ROL, "medewerker")
    code = agenda.maak_vergadering(register, ANNA, JUNI, "av", NIEUW).code
    scherm = open_pagina("doelstellingen", deel="vergadering", vergadering=code)
    assert "De cijfers zijn die van toezicht" in html_van(scherm)
    (thuis.publicaties / NIEUW / "toezicht.duckdb").unlink()
    zonder = open_pagina("doelstellingen", deel="vergadering", vergadering=code)
    assert "publicatie voor toezicht nodig" in html_van(zonder)
