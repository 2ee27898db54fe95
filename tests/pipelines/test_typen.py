"""Every column type in all the spellings that people use, and what is no such value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pipelines.lezen import (
    CONTRACTEN,
    LANDELIJK,
    LEERLINGEN,
    SCHOLEN,
    TARIEVEN,
    kritiek,
    lees,
    lees_bestand,
    plekken,
    werkmap,
)


def tarief(*bedragen: str) -> list[Decimal] | None:
    """The amounts of a delivery with these texts, one tariff each; None when refused."""
    codes = list(CONTRACTEN["tarieven"].kolom[1].waarden)
    regels = [f'2024;{code};"{b}"' for code, b in zip(codes, bedragen, strict=False)]
    gelezen = lees("tarieven", TARIEVEN, *regels)
    return None if gelezen.rijen is None else gelezen.rijen["bedrag"].to_list()


def landelijk(*waarden: str) -> list[float] | None:
    """The numbers of a delivery with these texts; None when refused."""
    regels = [f'x;{2000 + i};"{waarde}";b' for i, waarde in enumerate(waarden)]
    gelezen = lees("landelijk", LANDELIJK, *regels)
    return None if gelezen.rijen is None else gelezen.rijen["waarde"].to_list()


@pytest.mark.parametrize(
    ("teksten", "getallen"),
    [
        (["1.234,5", "1.234"], [1234.5, 1234.0]),  # a comma elsewhere: the point marks thousands
        (["1234.5", "1.234"], [1234.5, 1.234]),
        (["0,035", "1,234"], [0.035, 1.234]),
        (["1,234.5", "1,234"], [1234.5, 1234.0]),
        (["1.234.567", "1,5"], [1234567.0, 1.5]),
        (["1234", "12"], [1234.0, 12.0]),
        (["−1,5", "-2,5"], [-1.5, -2.5]),
        (["3,23%", "0,04"], [0.0323, 0.04]),
        (["€ 1 234,50", "1,5"], [1234.5, 1.5]),
        (["52.387562", "4.608"], [52.387562, 4.608]),
    ],
)
def test_notatie_volgt_uit_de_hele_kolom(teksten: list[str], getallen: list[float]) -> None:
    assert landelijk(*teksten) == pytest.approx(getallen)


def test_dubbelzinnig_getal_wordt_niet_geraden() -> None:
    gelezen = lees("landelijk", LANDELIJK, "x;2023;1.234;b", "x;2024;12;b")
    assert plekken(gelezen) == {("onduidelijk_getal", 2, "waarde", "1.234")}


def test_gemengde_notatie_in_een_kolom_wordt_geweigerd() -> None:
    gelezen = lees("landelijk", LANDELIJK, "x;2022;1,5;b", "x;2023;2,5;b", "x;2024;3.5;b")
    assert plekken(gelezen) == {("gemengde_notatie", 4, "waarde", "3.5")}


def test_de_rest_van_het_bestand_beslist_bij_twijfel() -> None:
    kop = "schooljaar;indicator;streefwaarde;signaalwaarde"
    gelezen = lees("streefwaarden", kop, "2024-2025;x;1.234;0,5")
    assert gelezen.rijen is not None
    assert gelezen.rijen["streefwaarde"].to_list() == [1234.0]
    assert "decimale komma" in gelezen.aannames[-1]


def test_bedrag_met_drie_cijfers_achter_de_punt_zijn_duizendtallen_en_dat_wordt_gemeld() -> None:
    gelezen = lees("tarieven", TARIEVEN, "2024;dws;1.350", "2024;sbo;6635")
    assert gelezen.rijen is not None
    assert gelezen.rijen["bedrag"].to_list() == [Decimal("1350.00"), Decimal("6635.00")]
    assert [(b.ernst, b.regel, b.rij) for b in gelezen.bevindingen] == [
        ("waarschuwing", "aangenomen_duizendtal", 2)
    ]


def test_bedragen_in_beide_notaties() -> None:
    assert tarief("8.525,67", "6.635") == [Decimal("8525.67"), Decimal("6635.00")]
    assert tarief("8525.67", "6,635") == [Decimal("8525.67"), Decimal("6635.00")]
    assert tarief("6634,5257", "1") == [Decimal("6634.53"), Decimal("1.00")]
    assert tarief("8525.67", "6.635") is None


def test_getal_uit_een_werkmap_wordt_nooit_in_de_andere_notatie_gelezen() -> None:
    kop = LANDELIJK.split(";")
    boek = werkmap({"Blad1": [kop, ["x", 2023, 1.234, "b"], ["x", 2024, 0.035, "b"]]})
    gelezen = lees_bestand("landelijk", "boek.xlsx", boek)
    assert gelezen.rijen is not None
    assert gelezen.rijen["waarde"].to_list() == [1.234, 0.035]


def test_tekst_naast_echte_getallen_in_een_werkmap_blijft_twijfel() -> None:
    kop = LANDELIJK.split(";")
    boek = werkmap({"Blad1": [kop, ["x", 2023, "1.234", "b"], ["x", 2024, 0.5, "b"]]})
    gelezen = lees_bestand("landelijk", "boek.xlsx", boek)
    assert plekken(gelezen) == {("onduidelijk_getal", 2, "waarde", "1.234")}


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_elk_bedrag_in_centen_komt_in_beide_notaties_terug(centen: int) -> None:
    bedrag = Decimal(centen) / 100
    engels = f"{bedrag:,.2f}"
    nederlands = engels.translate(str.maketrans(",.", ".,"))
    assert tarief(nederlands.replace("-", "")) == tarief(engels.replace("-", "")) == [abs(bedrag)]


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("12", (12, 12, 12)),
        ("1.234", (1234, 1234, 1234)),
        ("1,234", (1234, 1234, 1234)),
        ("12,0", (12, 12, 12)),
        ("<5", (None, 1, 4)),
        ("< 5", (None, 1, 4)),
        ("", (None, 0, None)),
        ("0", (0, 0, 0)),
    ],
)
def test_aantal_met_zijn_bereik(tekst: str, verwacht: tuple[int | None, ...]) -> None:
    gelezen = lees("leerlingen", LEERLINGEN, f"2024-02-01;03NJ;00;bao;PO2704;{tekst}")
    assert gelezen.rijen is not None
    assert gelezen.rijen.select("aantal", "aantal_min", "aantal_max").row(0) == verwacht


def test_leeg_aantal_is_een_waarschuwing_met_de_school() -> None:
    gelezen = lees("leerlingen", LEERLINGEN, "2024-02-01;03NJ;00;bao;PO2704; ")
    [bevinding] = gelezen.bevindingen
    assert (bevinding.ernst, bevinding.regel, bevinding.rij) == (
        "waarschuwing",
        "aantal_onbekend",
        2,
    )
    assert "03NJ 00" in bevinding.melding
    assert "niet als nul" in bevinding.melding


@pytest.mark.parametrize("tekst", ["-3", "12,5", "<10", "ca. 20", "x", "1E+05"])
def test_geen_aantal(tekst: str) -> None:
    gelezen = lees("leerlingen", LEERLINGEN, f"2024-02-01;03NJ;00;bao;PO2704;{tekst}")
    assert [(b.rij, b.kolom, b.waarde) for b in kritiek(gelezen)] == [(2, "aantal", tekst)]


@pytest.mark.parametrize(
    "tekst",
    [
        "01-02-2024",
        "1-2-2024",
        "2024-02-01",
        "01/02/2024",
        "2024-02-01 00:00:00",
        "01-02-2024 0:00",
    ],
)
def test_datum(tekst: str) -> None:
    gelezen = lees("leerlingen", LEERLINGEN, f"{tekst};03NJ;00;bao;PO2704;1")
    assert gelezen.rijen is not None
    assert gelezen.rijen["teldatum"].to_list() == [date(2024, 2, 1)]
    assert gelezen.scope == ("teldatum 1 februari 2024",)


@pytest.mark.parametrize(
    "tekst", ["01-02-03", "30-02-2024", "2024", "45323", "2/13/2024", "morgen"]
)
def test_geen_datum(tekst: str) -> None:
    gelezen = lees("leerlingen", LEERLINGEN, f"{tekst};03NJ;00;bao;PO2704;1")
    assert plekken(gelezen) == {("geen_datum", 2, "teldatum", tekst)}


@pytest.mark.parametrize(
    ("tekst", "jaar"),
    [
        ("2024-2025", 2024),
        ("2024/2025", 2024),
        ("24-25", 2024),
        ("'24-'25", 2024),
        ("2024-25", 2024),
        ("2024 – 2025", 2024),
        ("2099-00", 2099),
        ("2024", None),
        ("2024-2026", None),
        ("24-26", None),
        ("2024-2024", None),
        ("2024-1925", None),
    ],
)
def test_schooljaar(tekst: str, jaar: int | None) -> None:
    gelezen = lees("streefwaarden", "schooljaar;indicator;streefwaarde", f"{tekst};x;1")
    if jaar is None:
        assert plekken(gelezen) == {("geen_schooljaar", 2, "schooljaar", tekst)}
    else:
        assert gelezen.rijen is not None
        assert gelezen.rijen["schooljaar"].to_list() == [jaar]


@pytest.mark.parametrize("tekst", ["2024-02-01", "2024-2025", "2024/2025", "2024-k3", "2024"])
def test_periode(tekst: str) -> None:
    gelezen = lees("landelijk", LANDELIJK, f"x;{tekst};1;b")
    assert gelezen.rijen is not None
    assert gelezen.rijen["periode"].to_list() == [tekst.replace("/", "-").upper()]


@pytest.mark.parametrize("tekst", ["2024-13-01", "2024-2026", "2024-K5", "24", "februari 2024"])
def test_geen_periode(tekst: str) -> None:
    gelezen = lees("landelijk", LANDELIJK, f"x;{tekst};1;b")
    assert plekken(gelezen) == {("geen_periode", 2, "periode", tekst)}


@pytest.mark.parametrize(
    ("brin", "vestiging", "school"),
    [
        ("03NJ", "00", "03NJ00"),
        ("03nj", "0", "03NJ00"),
        ("03NJ", "03NJ01", "03NJ01"),
        ("03NJ00", "", "03NJ00"),
        ("", "03NJ00", "03NJ00"),
        ("03NJ", "", None),
        ("03NJ", "04AB00", None),
        ("03NJ01", "2", None),
        ("3NJ", "00", None),
        ("", "", None),
    ],
)
def test_school_uit_brin_en_vestiging(brin: str, vestiging: str, school: str | None) -> None:
    gelezen = lees("leerlingen", LEERLINGEN, f"2024-02-01;{brin};{vestiging};bao;PO2704;1")
    if school is None:
        assert {(b.rij, b.kolom) for b in kritiek(gelezen)} == {(2, "brin + vestiging")}
    else:
        assert gelezen.rijen is not None
        assert gelezen.rijen["school"].to_list() == [school]


@pytest.mark.parametrize("kop", ["school", "School", "BRIN", "vestiging"])
def test_school_in_een_kolom(kop: str) -> None:
    gelezen = lees(
        "leerlingen",
        f"Tel-datum;{kop};Onderwijs Soort;SWV herkomst;AANTAL",
        "2024-02-01;03NJ00;BO;PO2704;1",
    )
    assert gelezen.rijen is not None
    assert gelezen.rijen.select("school", "onderwijssoort").row(0) == ("03NJ00", "bao")


def test_gemeenten_krijgen_de_schrijfwijze_van_het_profiel() -> None:
    kop = LEERLINGEN + ";woongemeente"
    namen = ["BLOEMENDAAL", "haarlem", "VELSEN", "'S-GRAVENHAGE", "BERGEN OP ZOOM", "", "Onbekend"]
    regels = [
        f"2024-02-01;03N{letter};00;bao;PO2704;1;{naam}"
        for letter, naam in zip("ABCDEFG", namen, strict=True)
    ]
    gelezen = lees("leerlingen", kop, *regels)
    assert gelezen.rijen is not None
    assert gelezen.rijen["woongemeente"].to_list() == [
        "Bloemendaal",
        "Haarlem",
        "Velsen",
        "'s-Gravenhage",
        "Bergen op Zoom",
        "onbekend",
        "onbekend",
    ]


def test_hoofdletters_doen_er_niet_toe_in_een_vaste_vorm() -> None:
    gelezen = lees(
        "leerlingen",
        LEERLINGEN,
        "2024-02-01;03NJ;00;bao;po2704;1",
        "2024-02-01;03NJ;00;bao;Onbekend;1",
        "2024-02-01;03NJ;00;bao;PO270;1",
    )
    assert plekken(gelezen) == {("verkeerde_vorm", 4, "swv_herkomst", "PO270")}


def test_ja_nee_postcode_en_weggevallen_voorloopnullen() -> None:
    kop = SCHOLEN + ";postcode"
    gelezen = lees(
        "scholen",
        kop,
        "2024-2025;03NA00;A;1234;B;bao;Haarlem;J;2011 ab",
        "2024-2025;03NB00;A;onbekend;onbekend;SBAO;Haarlem;0;2011",
        "2024-2025;03NC00;A;40123;B;so;Haarlem;True;",
    )
    assert gelezen.rijen is not None
    assert gelezen.rijen["bestuursnummer"].to_list() == ["01234", "onbekend", "40123"]
    assert gelezen.rijen["lid_swv"].to_list() == [True, False, True]
    assert gelezen.rijen["postcode"].to_list() == ["2011AB", "2011", None]
    assert gelezen.rijen["schoolsoort"].to_list() == ["bao", "sbo", "so"]
    assert any("voorloopnullen" in aanname for aanname in gelezen.aannames)
