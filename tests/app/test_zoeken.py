"""Zoeken: one place for figures, questions and words, in the URL, for each reader their own."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.scherm import adres_van, html_van, koppen_van, open_adres, open_pagina
from warehouse.paths import Thuis

pytestmark = pytest.mark.usefixtures("omgeving")


def vondsten(scherm: AppTest) -> list[tuple[str, str]]:
    """Kind and name of each result, in order."""
    gevonden = re.findall(
        r'<span class="soort">(.*?)</span><span><strong>(.*?)</strong>', html_van(scherm)
    )
    return [(soort, html.unescape(re.sub(r"<[^>]+>", "", naam))) for soort, naam in gevonden]


def test_a_kengetal_is_found_with_its_figure_of_now() -> None:
    scherm = open_pagina("zoeken", zoek="thuiszitter")
    assert vondsten(scherm)[0] == ("Kengetal", "Thuiszitters, landelijke definitie")
    assert "16 op 1 oktober 2024." in html_van(scherm)
    [adres] = re.findall(r'<a href="([^"]+)"[^>]*>Thuiszitters, landelijke', html_van(scherm))
    geopend = open_adres(adres.replace("&amp;", "&"))
    assert koppen_van(geopend)[0].startswith("Thuiszitters, landelijke definitie:")


def test_words_and_questions_are_found_as_well() -> None:
    assert ("Begrip", "deelnamepercentage") in vondsten(open_pagina("zoeken", zoek="deelname"))
    assert ("Begrip", "élan") in vondsten(open_pagina("zoeken", zoek="elan"))


def test_what_was_sought_and_of_which_kind_is_in_the_url() -> None:
    scherm = open_pagina("zoeken")
    scherm.text_input(key="zoek_zoek").set_value("deelname").run()
    assert adres_van(scherm)["zoek"] == "deelname"
    soort = open_pagina("zoeken", zoek="deelname", soort="begrip")
    assert {s for s, _ in vondsten(soort)} == {"Begrip"}
    assert vondsten(open_pagina("zoeken", **adres_van(soort))) == vondsten(soort)


def test_nothing_found_says_so() -> None:
    assert "Niets gevonden bij 'olifant'" in html.unescape(
        html_van(open_pagina("zoeken", zoek="olifant"))
    )


def test_what_is_typed_can_never_become_markup() -> None:
    assert "<script" not in html_van(open_pagina("zoeken", zoek="<script>alert(1)</script>"))


@pytest.mark.parametrize(
    ("vraag", "eerste"),
    [
        ("thuiszitters", "Thuiszitters, landelijke definitie"),
        ("doorlooptijden", "Doorlooptijd van TLV-aanvragen"),
        ("verwijzingspercentages", "Verwijzingspercentage"),
        ("eigen vermogen", "Eigen vermogen"),
        ("TLV", "TLV"),
        ("gelijke stem ouders", "Hebben ouders en school in de triade een gelijke stem?"),
        ("dekkend netwerk", "3. Dekkend netwerk"),
        ("schoolweging", "schoolweging"),
    ],
)
def test_in_the_whole_catalogue_the_best_comes_first(
    demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch, vraag: str, eerste: str
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))
    assert vondsten(open_pagina("zoeken", zoek=vraag))[0][1] == eerste
