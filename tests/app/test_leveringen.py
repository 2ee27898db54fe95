"""Page Leveringen: every state that someone who delivers can be in."""

import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from app import laadronde
from app.components import indeling
from app.components.aanbod import Aanbod
from app.laadronde import Mislukt, Ronde
from app.sjablonen import Bron, Veld
from pipelines.indeling.kolommen import lees_kolommen
from tests.app import proefpublicatie
from tests.app.scherm import SCHERM, adres_van, html_van, koppen_van, open_pagina, teksten_van
from warehouse.paths import Thuis

pytestmark = pytest.mark.usefixtures("omgeving")

BESTAND = "leerlingen.csv"
HERKEND: dict[str, Any] = {
    "bestand": BESTAND,
    "koppen": ["teldatum", "brin", "aantal"],
    "bron": ["leerlingen"],
    "kaart": "",
    "als": "",
    "ontbreekt": [],
    "voorstel": {},
    "vast": {},
    "volgorde": ["leerlingen"],
    "bevinding": None,
}
NIET_HERKEND = HERKEND | {
    "koppen": ["Jaar en school", "Plaats", "Melding", "Hoeveel"],
    "bron": [],
    "voorstel": {"verzuim": {"gemeente": "Plaats"}},
    "volgorde": ["verzuim", "leerlingen"],
    "bevinding": {"melding": "De kolommen horen bij geen enkele bron.", "oplossing": "x"},
}


def bevinding(rij: int | None, **anders: Any) -> dict[str, Any]:
    basis = {"ernst": "kritiek", "regel": "geen_geheel_getal", "kolom": "aantal", "bron": ""}
    basis |= {"melding": "'veel' is geen geheel getal.", "oplossing": "Schrijf een geheel getal."}
    return basis | {"rij": rij, "waarde": "veel", "bestand": BESTAND} | anders


def rapport(afloop: str, **anders: Any) -> dict[str, Any]:
    bestand = {
        "bestand": BESTAND,
        "afloop": afloop,
        "delen": [{"bron": "leerlingen", "rijen": 1234, "scope": ["teldatum 2024-10-01"]}],
        "aannames": ["Tekenset UTF-8."],
        "bevindingen": anders.pop("bevindingen", []),
    }
    basis = {"afloop": afloop, "zin": "", "publicatie": proefpublicatie.NIEUW, "toetsen": []}
    return basis | {"bestanden": [bestand], "wijzigingen": [], "overgeslagen": []} | anders


def wijziging(was: str, wordt: str, periode: str = "2024-10-01") -> dict[str, Any]:
    return {
        "kengetal": "leerlingen_regulier",
        "titel": "Leerlingen in het regulier onderwijs",
        "periode": periode,
        "was": None,
        "wordt": 1.0,
        "was_tekst": was,
        "wordt_tekst": wordt,
    }


def open_met(
    tmp_path: Path,
    herkend: dict[str, Any] = HERKEND,
    verslag: dict[str, Any] | None = None,
    *,
    fout: str = "",
    klaar: bool = True,
    na: str | None = proefpublicatie.NIEUW,
    **aanbod: Any,
) -> AppTest:
    """The page with one file chosen and, if there is a report or an error, a load about it."""
    scherm = AppTest.from_file(str(SCHERM), default_timeout=60)
    scherm.switch_page("app_pages/leveringen.py")
    keuze = Aanbod(bestanden={BESTAND: b"x"}, herkend={BESTAND: herkend}, **aanbod)
    if verslag or fout or not klaar:
        publiceert = bool(verslag and verslag["afloop"] == "geladen")
        ronde = Ronde("proef", (BESTAND,), publiceert, na, tmp_path, verslag, fout)
        if klaar:
            ronde.klaar.set()
        laadronde.rondes()["proef"] = ronde
        keuze.ronde = "proef"
    scherm.session_state["aanbod"] = keuze
    scherm.run()
    assert not scherm.exception, [f.value for f in scherm.exception]
    return scherm


def knoppen(scherm: AppTest) -> dict[str, bool]:
    """Labels of the buttons, and whether they can be pressed."""
    return {knop.label: not knop.disabled for knop in scherm.button}


# Before anything is chosen.


def test_before_the_first_publication_one_can_deliver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(tmp_path))
    scherm = open_pagina("leveringen")
    assert koppen_van(scherm) == ["Leveringen"]
    assert "Er is nog niets geleverd. Begin met scholen en leerlingen" in html_van(scherm)
    assert len(scherm.get("file_uploader")) == 1
    assert "deel=sjablonen" in html_van(scherm)
    for deel in ("kalender", "sjablonen", "geschiedenis"):
        assert koppen_van(open_pagina("leveringen", deel=deel)) == ["Leveringen"]


def test_without_templates_the_page_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def mislukt(*_: Any) -> None:
        raise Mislukt("Een contract is stuk; vraag de beheerder.")

    monkeypatch.setattr("app.sjablonen.haal", mislukt)
    assert "Een contract is stuk" in html_van(open_pagina("leveringen"))


def test_the_calendar_has_a_sign_with_a_word_for_every_bron() -> None:
    teksten = teksten_van(open_pagina("leveringen", deel="kalender"))
    assert {"Te laat", "Nog niet geleverd"} <= set(teksten)
    assert any("te laat" in tekst and "dagen" in tekst for tekst in teksten)


def test_every_bron_has_its_template_to_download() -> None:
    scherm = open_pagina("leveringen", deel="sjablonen")
    labels = [knop.label for knop in scherm.get("download_button")]
    assert labels.count("Sjabloon") > 20
    assert labels[0] == "Alle sjablonen (zip)"
    assert "Toelaatbaarheidsverklaringen" in teksten_van(scherm)


def test_the_history_says_who_when_what_and_whether_it_counts() -> None:
    scherm = open_pagina("leveringen", deel="geschiedenis", bron="leerlingen")
    teksten = teksten_van(scherm)
    assert "Telt mee" in teksten
    assert adres_van(scherm) == {"deel": "geschiedenis", "bron": "leerlingen"}


# Files.


def test_a_recognised_file_can_be_checked(tmp_path: Path) -> None:
    scherm = open_met(tmp_path)
    assert knoppen(scherm)["Controleer 1 bestand"]
    assert "Leerlingen per school" in teksten_van(scherm)


def test_an_unknown_file_must_first_be_mapped_or_taken_away(tmp_path: Path) -> None:
    scherm = open_met(tmp_path, NIET_HERKEND)
    assert not knoppen(scherm)["Controleer 1 bestand"]
    assert "Niet herkend" in teksten_van(scherm)
    scherm.button(key=f"weg_{BESTAND}").click().run()
    assert "Controleer 1 bestand" not in knoppen(scherm)


def test_a_file_without_a_table_says_what_to_do(tmp_path: Path) -> None:
    pdf = {"melding": "Dit is een PDF.", "oplossing": "Sla het op als XLSX."}
    onleesbaar = HERKEND | {"koppen": [], "bron": [], "volgorde": [], "bevinding": pdf}
    scherm = open_met(tmp_path, onleesbaar)
    assert "Dit is een PDF. Sla het op als XLSX." in teksten_van(scherm)
    assert "Kolommen aanwijzen" not in knoppen(scherm)


def test_columns_are_pointed_out_and_kept_for_next_time(tmp_path: Path) -> None:
    scherm = open_met(tmp_path, NIET_HERKEND, wijst_aan=BESTAND)
    sleutel = f"indeling_{BESTAND}_verzuim"
    assert scherm.selectbox(key=f"{sleutel}_gemeente").value == "Plaats"
    assert not knoppen(scherm)["Bewaren en verder"]
    assert "Nog aan te wijzen: schooljaar, soort en aantal" in html_van(scherm)
    scherm.selectbox(key=f"{sleutel}_soort").set_value("Melding").run()
    scherm.selectbox(key=f"{sleutel}_aantal").set_value("Hoeveel").run()
    scherm.selectbox(key=f"{sleutel}_schooljaar").set_value(indeling._VAST).run()
    scherm.text_input(key=f"{sleutel}_schooljaar_vast").set_value("2024-2025").run()
    assert knoppen(scherm)["Bewaren en verder"]


def test_a_kept_mapping_is_one_that_a_load_can_read(leeg: Thuis) -> None:
    veld = Veld("gemeente", "gemeente", True, "De gemeente.", "naam", {}, False)
    bron = Bron("verzuim", "Verzuim", "", "meting", [], False, "verzuim.xlsx", [veld])
    gekozen = indeling.Gekozen(
        bron, "Onze: 'uitdraai'", {"gemeente": "^Plaats: 1", "soort": "ja"}, {"schooljaar": "24-25"}
    )
    naam = indeling.bewaar(leeg, gekozen)
    kaart = lees_kolommen(naam, indeling.lees(leeg, naam))
    assert kaart.titel == "Onze: 'uitdraai'"
    assert kaart.herken == (r"^\^Plaats:\ 1", "ja")
    assert kaart.bronnen[0].vast == {"schooljaar": "24-25"}
    assert yaml.safe_load(indeling.lees(leeg, naam))["herken"][1] == "ja"
    opnieuw = indeling.Gekozen(bron, "Andere naam", {"gemeente": "Plaats"}, {})
    indeling.bewaar(leeg, opnieuw, naam)
    assert len(list(leeg.kolommenkaarten.iterdir())) == 1


# The load.


def test_a_load_on_its_way_shows_its_step_and_may_be_left(tmp_path: Path) -> None:
    (tmp_path / "voortgang.txt").write_text("1 bestand lezen\nbouwen\n", "utf-8")
    scherm = open_met(tmp_path, klaar=False)
    assert 'aria-current="step">Cijfers maken' in html_van(scherm)
    assert "U kunt deze pagina verlaten" in html_van(scherm)
    assert adres_van(scherm)["ronde"] == "proef"


def test_waiting_for_someone_else_is_said(tmp_path: Path) -> None:
    zin = "een andere laadronde is bezig; wachten tot die klaar is\n"
    (tmp_path / "voortgang.txt").write_text(zin, "utf-8")
    assert "Iemand anders laadt op dit moment" in html_van(open_met(tmp_path, klaar=False))


def test_findings_say_row_column_and_cure(tmp_path: Path) -> None:
    datum = {"regel": "geen_datum", "kolom": "teldatum", "melding": "'31-02' is geen datum."}
    datum |= {"oplossing": "Schrijf dd-mm-jjjj."}
    gevonden = [bevinding(r) for r in (11, 12, 13, 40)] + [bevinding(61, **datum)]
    scherm = open_met(tmp_path, verslag=rapport("geweigerd", bevindingen=gevonden))
    teksten = teksten_van(scherm)
    assert "Kolom aantal: 'veel' is geen geheel getal." in teksten_ontsnapt(teksten)
    assert "4 rijen: 11 t/m 13, 40" in teksten
    assert "Rij 61, kolom teldatum: '31-02' is geen datum." in teksten_ontsnapt(teksten)
    assert any("Schrijf dd-mm-jjjj." in tekst for tekst in teksten)
    assert "Publiceren" not in knoppen(scherm)


def teksten_ontsnapt(teksten: list[str]) -> list[str]:
    return [tekst.replace("&#39;", "'") for tekst in teksten]


def test_a_trial_shows_what_changes_and_asks(tmp_path: Path) -> None:
    anders = [wijziging("20.853", "20.865"), wijziging("3,15%", "3,15%", "2023-10-01")]
    scherm = open_met(tmp_path, verslag=rapport("proef", wijzigingen=anders))
    assert "Hierdoor verandert 1 cijfer van de regio" in html_van(scherm)
    assert "Te klein om te zien na afronding: 1 cijfer" in teksten_van(scherm)
    assert knoppen(scherm)["Publiceren"]
    scherm.button(key="niet_publiceren").click().run()
    assert "Publiceren" not in knoppen(scherm)
    assert "ronde" not in scherm.query_params


def test_what_is_already_in_use_needs_nothing(tmp_path: Path) -> None:
    scherm = open_met(tmp_path, verslag=rapport("ongewijzigd"))
    assert "precies zo al in gebruik" in html_van(scherm)
    assert "Publiceren" not in knoppen(scherm)


def test_a_preview_of_an_older_state_must_be_made_anew(tmp_path: Path) -> None:
    scherm = open_met(tmp_path, verslag=rapport("proef"), na=proefpublicatie.OUD)
    assert "Er is intussen iets anders gepubliceerd" in html_van(scherm)
    assert "Publiceren" not in knoppen(scherm)


def test_someone_else_can_look_but_not_publish(tmp_path: Path) -> None:
    open_met(tmp_path, verslag=rapport("proef"))
    ander = open_pagina("leveringen", deel="aanleveren", ronde="proef")
    assert "Publiceren kan alleen wie deze bestanden koos" in html_van(ander)


def test_after_publishing_the_visit_looks_at_the_new_figures(tmp_path: Path) -> None:
    scherm = open_met(tmp_path, verslag=rapport("geladen"), na=proefpublicatie.OUD)
    assert f"Publicatie {proefpublicatie.NIEUW} is nu wat iedereen ziet" in html_van(scherm)
    assert scherm.session_state["publicatie_in_beeld"] == proefpublicatie.NIEUW
    assert scherm.session_state["aanbod"].bestanden == {}


def test_a_load_that_failed_can_be_tried_again(tmp_path: Path) -> None:
    fout = "Een andere laadronde is na tien minuten nog bezig. Probeer het later opnieuw."
    scherm = open_met(tmp_path, fout=fout)
    assert fout in teksten_van(scherm)
    assert knoppen(scherm)["Controleer opnieuw"]


def test_uploads_replace_each_other_by_name() -> None:
    aanbod = Aanbod()
    aanbod.voeg_toe([("a.csv", b"1"), ("../b.csv", io.BytesIO(b"2").getvalue())])
    aanbod.herkend = {"a.csv": HERKEND, "b.csv": HERKEND}
    aanbod.ronde = "oud"
    aanbod.voeg_toe([("a.csv", b"beter")])
    assert aanbod.bestanden == {"a.csv": b"beter", "b.csv": b"2"}
    assert set(aanbod.herkend) == {"b.csv"}
    assert (aanbod.ronde, aanbod.beurt) == ("", 2)
