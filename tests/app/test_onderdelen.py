"""The parts that pages are made of: tables for a file, axes, signs, figures, escaping."""

import base64
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from app import data, toegang
from app.components import blok, celwaarde, cijfer, kaart, schaal, tabel, teken, vonk
from app.inhoud import Kengetal, Punt
from tests.app.proefpublicatie import PROFIEL
from warehouse.paths import Thuis

LEEG_PUNT = Punt(
    kengetal="leerlingen_regulier",
    periode="2024-02-01",
    periode_soort="teldatum",
    periode_datum=date(2024, 2, 1),
    reeks="1 februari",
    grain="regio",
    eenheid=(),
    **dict.fromkeys(
        (
            "teller noemer waarde waarde_min waarde_max symbool ontbreekt n p25 mediaan p75 p90"
            " onder boven xmr_midden xmr_onder xmr_boven signaal is_onvolledig status trend"
            " streefwaarde landelijk"
        ).split()
    ),
)


@pytest.fixture
def register(omgeving: Path) -> dict[str, Kengetal]:
    thuis = Thuis(omgeving / PROFIEL, PROFIEL)
    inzage = data.open_inzage(thuis, toegang.huidige_rol())
    assert inzage
    return data.kengetallen(inzage)


@pytest.fixture
def aandeel(register: dict[str, Kengetal]) -> Kengetal:
    return register["deelname_go_herkomst"]


@pytest.fixture
def aantal(register: dict[str, Kengetal]) -> Kengetal:
    return register["leerlingen_regulier"]


# Figures and the signs of their absence.


@pytest.mark.parametrize(
    ("anders", "tekst"),
    [
        ({"waarde": 0.0323}, "3,23%"),
        ({"waarde": 0.0, "noemer": 10}, "0,00%"),
        ({"symbool": "<5"}, "<5"),
        ({"symbool": "x"}, "verborgen"),
        ({"ontbreekt": 1}, "onbekend"),
        ({"waarde_min": 0.01, "waarde_max": 0.03}, "1,00% tot 3,00%"),
        ({"waarde_min": 0.01}, "minstens 1,00%"),
        ({"noemer": 0.0}, "n.v.t."),
    ],
)
def test_a_figure_reads_as_itself_or_as_its_absence(
    aandeel: Kengetal, anders: dict[str, object], tekst: str
) -> None:
    assert cijfer.van_punt(aandeel, replace(LEEG_PUNT, **anders)) == tekst


def test_no_row_is_not_yet_delivered(aantal: Kengetal) -> None:
    assert cijfer.van_punt(aantal, None) == "nog niet geleverd"


@pytest.mark.parametrize(
    ("soort", "nieuw", "oud", "tekst"),
    [
        ("deelname_go_herkomst", 0.0346, 0.0337, "+0,09 procentpunt"),
        ("deelname_go_herkomst", 0.03611, 0.03494, "+0,12 procentpunt"),
        ("leerlingen_regulier", 21_400, 21_580, "−180"),
        ("leerlingen_regulier", 5, 5, "gelijk"),
        ("eigen_vermogen", 2_700_000, 1_500_000, "€ +1,2 mln"),
        ("leerlingen_regulier", None, 5, None),
    ],
)
def test_a_change_has_a_sign_and_a_unit(
    register: dict[str, Kengetal],
    soort: str,
    nieuw: float | None,
    oud: float | None,
    tekst: str | None,
) -> None:
    assert cijfer.verschil(register[soort], nieuw, oud) == tekst


@pytest.mark.parametrize(
    ("code", "gunstig", "kleur"),
    [
        ("stijgt", "hoger", "blauw"),
        ("stijgt", "lager", "oranje"),
        ("daalt", "lager", "blauw"),
        ("daalt", "geen", "paars"),
        ("stabiel", "hoger", "grijs"),
        ("te_kort", "hoger", "grijs"),
    ],
)
def test_a_trend_is_coloured_by_what_is_better(code: str, gunstig: str, kleur: str) -> None:
    assert teken.trend(code, gunstig).kleur == kleur


def test_no_target_is_no_judgement() -> None:
    assert teken.status(None) == teken.status("geen_streefwaarde")


# Escaping.


def test_a_name_from_a_delivery_never_becomes_markup() -> None:
    naam = '<img src=x onerror="alert(1)">'
    for html in (
        blok.kop(naam),
        blok.verwijzing(naam, "./"),
        tabel.html(tabel.Tabel(naam, (tabel.Kolom(naam),), [(tabel.Cel(naam),)])),
        teken.regel(teken.Teken(naam, naam, naam, naam)),
    ):
        assert "<img" not in html


# Files.


@pytest.fixture
def voorbeeld() -> tabel.Tabel:
    return tabel.Tabel(
        "Leerlingen per gemeente",
        (
            tabel.Kolom("Gemeente"),
            tabel.Kolom("Aandeel", True, "0.00%"),
            tabel.Kolom("Aantal", True),
        ),
        [
            (tabel.Cel("Haarlem"), tabel.Cel("3,23%", 0.0323), tabel.Cel("11.128", 11128)),
            (tabel.Cel("=1+1"), tabel.Cel(teken.regel(teken.VERBORGEN)), tabel.Cel("−5", -5)),
        ],
        "proef",
        [("Zoals bekend op", "1 september 2024")],
    )


def test_a_csv_is_what_a_dutch_spreadsheet_expects(voorbeeld: tabel.Tabel) -> None:
    tekst = tabel.als_csv(voorbeeld).decode("utf-8-sig")
    assert tekst.splitlines() == [
        "Gemeente;Aandeel;Aantal",
        "Haarlem;0,0323;11128",
        "'=1+1;verborgen;-5",
    ]


def test_a_workbook_holds_numbers_and_says_what_they_are(voorbeeld: tabel.Tabel) -> None:
    with zipfile.ZipFile(io.BytesIO(tabel.als_xlsx(voorbeeld))) as boek:
        blad = boek.read("xl/worksheets/sheet1.xml").decode()
        teksten = boek.read("xl/sharedStrings.xml").decode()
    assert "<v>11128</v>" in blad
    assert "<f>" not in blad
    assert "1 september 2024" in teksten


def test_a_schooljaar_stays_whole_on_a_card() -> None:
    getoond = kaart.html(
        kaart.Kaart("Doel", "Titel", None, "85%", "<1> in schooljaar 2025-2026", "in 2024-2025")
    )
    assert '&lt;1&gt; in schooljaar <span class="heel">2025-2026</span>' in getoond
    assert 'in <span class="heel">2024-2025</span>' in getoond


# Raw values of failing rows and worked examples.


@pytest.mark.parametrize(
    ("naam", "waarde", "tekst"),
    [
        ("aantal", 12345, "12.345"),
        ("schooljaar", 2023, "2023"),
        ("postcode", 2012, "2012"),
        ("teldatum", "2023-02-01", "1 feb 2023"),
        ("is_lid", True, "ja"),
        ("aandeel", 0.25, "25,0%"),
        ("verandering", 0.25100401606425704, "25,1%"),
        ("bedrag", 1234.5, "1.234,5"),
        ("gedrukt", "15823558.00", "€ 15.823.558"),
        ("verschil", "-30000.50", "€ −30.000,50"),
        ("naam", "De Schelp", "De Schelp"),
    ],
)
def test_a_raw_value_is_shown_in_dutch(naam: str, waarde: object, tekst: str) -> None:
    assert celwaarde.toon(naam, waarde) == tekst


def test_an_empty_cell_says_so() -> None:
    assert Markup(celwaarde.toon("aantal", None)).striptags() == "niet ingevuld"


# Axes.


@pytest.mark.parametrize(
    ("laag", "hoog", "verwacht"),
    [
        (0, 26, [0, 5, 10, 15, 20, 25]),
        (0.028, 0.041, [0.03, 0.0325, 0.035, 0.0375, 0.04]),
        (-0.02, 0.02, [-0.02, -0.01, 0, 0.01, 0.02]),
        (5, 5, [5]),
    ],
)
def test_an_axis_has_round_values(laag: float, hoog: float, verwacht: list[float]) -> None:
    assert schaal.stappen(laag, hoog) == pytest.approx(verwacht)


def test_labels_are_moved_apart_as_little_as_needed() -> None:
    assert schaal.spreid([1.0, 1.2, 5.0], 1.0) == pytest.approx([0.6, 1.6, 5.0])


def test_of_many_labels_the_last_one_stays() -> None:
    assert schaal.uitgedund(24, 6)[-1] == 23
    assert len(schaal.uitgedund(24, 6)) <= 6


def test_a_sparkline_needs_two_points_and_breaks_at_a_gap() -> None:
    assert vonk.vonk([None, 1.0], "x") == ""
    assert vonk.vonk([1.0, None, 2.0, 3.0], "x").startswith("<img")
    punten = [(0.0, 1.0), None, (8.0, 2.0), (12.0, 3.0), None, None]
    alleen, samen = vonk.stukken(punten, streep=4.0)
    assert alleen == [(-2.0, 1.0), (2.0, 1.0)]
    assert samen == [(8.0, 2.0), (12.0, 3.0)]
    assert vonk.bruggen(punten) == [((0.0, 1.0), (8.0, 2.0))]


@pytest.mark.parametrize(("waarden", "stip"), [([1.0, 2.0], True), ([1.0, 2.0, None], False)])
def test_only_a_figure_of_now_has_a_dot(waarden: list[float | None], stip: bool) -> None:
    bron = vonk.vonk(waarden, "x").partition("base64,")[2].partition('"')[0]
    assert ("<circle" in base64.b64decode(bron).decode()) is stip
