"""Verdieping: down the path by clicking, four forms of the parts, and where the path stops."""

import html
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import data, toegang
from app.components import keuze
from app.components import pad as paden
from app.components.pad import Stap
from app.inhoud import Inzage
from tests.app.scherm import (
    adres_van,
    html_van,
    koppen_van,
    open_adres,
    open_pagina,
    teksten_van,
    verwijzingen_van,
)
from warehouse.paths import Thuis

pytestmark = pytest.mark.usefixtures("omgeving")


@pytest.fixture
def inzage() -> Inzage:
    gevonden = data.open_inzage(Thuis.uit_omgeving(), toegang.MEDEWERKER)
    assert gevonden
    return gevonden


def kruimels(scherm: object) -> list[str]:
    pad = html_van(scherm).split('class="kruimels"')[1].split("</nav>")[0]  # type: ignore[arg-type]
    delen = re.sub(r"<[^>]+>", "\n", pad.partition(">")[2])
    return [html.unescape(deel) for deel in delen.split("\n") if deel.strip() not in ("", "›")]


def stap(scherm: object, naam: str) -> str:
    """The address that a unit in the breakdown leads to."""
    bron = html_van(scherm)  # type: ignore[arg-type]
    [adres] = set(re.findall(rf'<a href="([^"]+)"[^>]*>{re.escape(naam)}</a>', bron))
    return adres.replace("&amp;", "&")


def test_the_path_goes_from_the_region_to_a_school_and_back() -> None:
    regio = open_pagina("verdieping", kengetal="leerlingen_regulier", per="gemeente")
    gemeente = open_adres(stap(regio, "Haarlem"))
    assert koppen_van(gemeente)[0].startswith("Leerlingen in het regulier onderwijs, Haarlem:")
    bestuur = open_adres(stap(gemeente, "TWijs"))
    school = open_adres(stap(bestuur, "Basisschool De Proef 4"))
    kop = "Leerlingen in het regulier onderwijs"
    assert koppen_van(school)[0].startswith(f"{kop}, Basisschool De Proef 4:")
    assert kruimels(school) == ["Kengetallen", kop, "Haarlem", "TWijs", "Basisschool De Proef 4"]
    assert adres_van(school)["pad"] == "gemeente:Haarlem;bestuur:41235"
    terug = [a for a in verwijzingen_van(school) if "pad=gemeente%3AHaarlem&" in a]
    assert koppen_van(open_adres(terug[0])) == koppen_van(gemeente)


def test_the_parts_are_those_within_the_path() -> None:
    scherm = open_pagina(
        "verdieping",
        kengetal="leerlingen_regulier",
        per="vestiging",
        pad="gemeente:Heemstede;bestuur:41235",
    )
    namen = re.findall(r"Basisschool De Proef (\d+)</a>", html_van(scherm))
    assert sorted(map(int, namen)) == [6, 12, 18, 24, 30]
    assert any("die in Heemstede staan" in tekst for tekst in teksten_van(scherm))


def test_of_a_bestuur_in_a_gemeente_it_is_said_that_the_whole_is_counted() -> None:
    scherm = open_pagina(
        "verdieping", kengetal="leerlingen_regulier", per="bestuur", pad="gemeente:Haarlem"
    )
    assert "Het cijfer is van het hele bestuur" in html_van(scherm)


def test_a_hidden_figure_stops_the_path_with_a_word() -> None:
    keuzes = {"kengetal": "deelname_go_herkomst", "per": "bestuur"}
    regio = open_pagina("verdieping", **keuzes)
    # The one that is shown leads on to its schools, the hidden one only to itself.
    assert "per=vestiging" in stap(regio, "Stichting Spaarnesant")
    dicht = open_adres(stap(regio, "TWijs"))
    assert adres_van(dicht)["per"] == "bestuur"
    assert "Hier stopt het pad" in html_van(dicht)
    # Nor does an address that someone typed go further.
    getypt = open_pagina(
        "verdieping",
        kengetal="deelname_go_herkomst",
        per="vestiging",
        pad="bestuur:41235",
    )
    assert "Hier stopt het pad" in html_van(getypt)
    assert "Basisschool De Proef" not in html_van(getypt)


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("gemeente:Haarlem;bestuur:41234", (("gemeente", "Haarlem"), ("bestuur", "41234"))),
        ("bestuur:41234;gemeente:Haarlem", (("bestuur", "41234"),)),
        ("gemeente:Atlantis;bestuur:41234", (("bestuur", "41234"),)),
        ("vestiging:01AB00", ()),
        ("soort:so;;:", ()),
    ],
)
def test_a_path_leads_down_along_units_that_exist(
    inzage: Inzage, tekst: str, verwacht: tuple[tuple[str, str], ...]
) -> None:
    kengetal = data.kengetallen(inzage)["leerlingen_regulier"]
    gelezen = paden.lees(tekst, kengetal, "vestiging", list(data.eenheden(inzage)))
    assert gelezen == tuple(Stap(*deel) for deel in verwacht)
    opnieuw = paden.lees(
        paden.als_tekst(gelezen), kengetal, "vestiging", list(data.eenheden(inzage))
    )
    assert opnieuw == gelezen


def test_another_breakdown_leaves_the_path() -> None:
    scherm = open_pagina(
        "verdieping",
        kengetal="deelname_go_herkomst",
        per="schoolsoort",
        pad="bestuur:41234",
    )
    assert "pad" not in adres_van(scherm)
    assert koppen_van(scherm)[0].startswith("Deelname aan sbo en so naar herkomst: ")


# The forms of the parts.


@pytest.mark.parametrize("vorm", keuze.VORMEN)
def test_every_form_has_a_title_a_reading_a_table_and_downloads(vorm: str) -> None:
    scherm = open_pagina("verdieping", kengetal="deelname_go_herkomst", per="vestiging", vorm=vorm)
    bron = html_van(scherm)
    deel = bron.split("<h2>Per school</h2>")[1].split("<h2>")[0]
    assert 'class="deelkop"' in deel
    assert "Zo leest u dit." in deel
    assert "<table" in deel
    labels = [knop.label for knop in scherm.get("download_button")]
    # What is drawn as HTML comes along as its table only.
    beeld = ["PNG", "SVG"]
    getekend = beeld if vorm == "trechter" else []
    assert labels == ["CSV", "Excel", *beeld, "CSV", "Excel", *getekend]


def test_how_to_read_a_chart_is_said_in_two_sentences() -> None:
    for vorm in keuze.VORMEN:
        scherm = open_pagina(
            "verdieping", kengetal="deelname_go_herkomst", per="vestiging", vorm=vorm
        )
        for tekst in re.findall(r"Zo leest u dit\.</strong>(.*?)</p>", html_van(scherm)):
            assert len(re.findall(r"[.?](?=\s|$)", tekst)) == 2, tekst


def test_the_funnel_names_who_stands_out_and_leaves_out_who_is_hidden() -> None:
    scherm = open_pagina(
        "verdieping", kengetal="deelname_go_herkomst", per="vestiging", vorm="trechter"
    )
    teksten = teksten_van(scherm)
    assert "Basisschool De Proef 29 wijkt meer af dan toeval verklaart" in teksten
    assert any("1 school staat er niet in" in tekst for tekst in teksten)
    tabel = html_van(scherm).split("Tabel bij de trechter")[1].split("</table>")[0]
    assert "De Proef 29" in tabel
    assert "De Proef 2<" not in tabel
    assert len(scherm.get("plotly_chart")) == 2


def test_pictures_side_by_side_share_their_axes() -> None:
    scherm = open_pagina(
        "verdieping", kengetal="leerlingen_regulier", per="gemeente", vorm="verloop"
    )
    plaatjes = re.findall(r'<div class="plaat">(.*?)</div>', html_van(scherm))
    assert len(plaatjes) == 5
    assen = {tuple(re.findall(r'class="as"[^>]*>([^<]*)<', plaatje)) for plaatje in plaatjes}
    assert len(assen) == 1


def test_two_moments_are_in_the_url_and_say_the_difference() -> None:
    keuzes = {"kengetal": "leerlingen_regulier", "per": "bestuur", "vorm": "momenten"}
    scherm = open_pagina("verdieping", **keuzes)
    assert adres_van(scherm)["naast"] == "2023-02-01"
    scherm.selectbox(key="kies_naast").set_value("2020-02-01").run()
    assert adres_van(scherm)["naast"] == "2020-02-01"
    opnieuw = open_pagina("verdieping", **adres_van(scherm))
    assert html_van(opnieuw) == html_van(scherm)
    assert "Van 1 februari 2020 naar 1 februari 2024." in html_van(opnieuw)


def test_a_form_without_figures_falls_back_to_bars() -> None:
    scherm = open_pagina(
        "verdieping", kengetal="leerlingen_regulier", per="gemeente", vorm="trechter"
    )
    assert "Trechter" not in teksten_van(scherm)
    assert 'class="staven"' in html_van(scherm)


def test_a_frozen_figure_says_so(
    omgeving: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is drawn is kept by its publication: this one is another.
    monkeypatch.setenv("PEILSTOK_HOME", str(shutil.copytree(omgeving, tmp_path / "home")))
    echt = data.regiocijfers

    def bevroren(kijk: Inzage) -> dict[str, list[object]]:
        dag = date(2024, 8, 1)
        return {k: [replace(p, bevroren=dag) for p in ps] for k, ps in echt(kijk).items()}

    monkeypatch.setattr(data, "regiocijfers", bevroren)
    teksten = teksten_van(open_pagina("verdieping", kengetal="leerlingen_regulier"))
    assert any("bevroren: de rijen over leerlingen zijn op 1 augustus 2024" in t for t in teksten)
    assert "bevroren" in teksten
    for pagina in ("overzicht", "kengetallen"):
        assert "bevroren" in teksten_van(open_pagina(pagina))
