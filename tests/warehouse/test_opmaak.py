"""Dutch numbers, amounts, dates and periods: what a reader should see."""

import time
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse import opmaak


def lees(tekst: str) -> Decimal:
    """The number that a Dutch reader sees."""
    return Decimal(tekst.replace(".", "").replace(",", ".").replace(opmaak.MIN, "-"))


@pytest.mark.parametrize(
    ("x", "decimalen", "verwacht"),
    [
        (0, 0, "0"),
        (7, 0, "7"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (21747, 0, "21.747"),
        (1234567.5, 1, "1.234.567,5"),
        (1234.5, 1, "1.234,5"),
        (1234, 2, "1.234,00"),
        (-26, 0, "−26"),
        (-1234.5, 1, "−1.234,5"),
        (None, 0, "onbekend"),
        (float("nan"), 2, "onbekend"),
        # Half up, away from zero: never to the even neighbour.
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        # On the number as written: the float 1.005 lies just below it.
        (1.005, 2, "1,01"),
        (2.675, 2, "2,68"),
        (0.285, 2, "0,29"),
        # Over a thousand by rounding.
        (999.5, 0, "1.000"),
        (999.49, 0, "999"),
        (999999.95, 1, "1.000.000,0"),
        # A rounded-away minus does not stay behind.
        (-0.4, 0, "0"),
        (-0.0, 1, "0,0"),
        (Decimal("1172509.46"), 2, "1.172.509,46"),
        (np.float64(0.15), 1, "0,2"),
        (np.int64(21747), 0, "21.747"),
        (10**30, 0, "1." + ".".join(["000"] * 10)),
    ],
)
def test_getal(x: float | None, decimalen: int, verwacht: str) -> None:
    assert opmaak.getal(x, decimalen) == verwacht


def test_infinite_number_is_refused() -> None:
    with pytest.raises(ValueError, match="door nul gedeeld"):
        opmaak.getal(float("inf"))


@pytest.mark.parametrize(
    ("aandeel", "decimalen", "verwacht"),
    [
        (0.0323, 1, "3,2%"),
        (727 / (21747 + 727), 2, "3,23%"),
        (958 / (21747 + 958), 2, "4,22%"),
        (1, 0, "100%"),
        (0.9996, 1, "100,0%"),
        (0.145, 0, "15%"),
        (0.285, 0, "29%"),
        (12.5, 0, "1.250%"),
        (None, 1, "onbekend"),
        (0, 2, "0,00%"),
        (-0.0, 2, "0,00%"),
        # Rentabiliteit as the plan prints it for 2023, 2024 and 2028.
        (-301422 / 18680066, 2, "−1,61%"),
        (-762957 / 19412806, 2, "−3,93%"),
        (-790 / 18551921, 2, "−0,00%"),
    ],
)
def test_procent(aandeel: float | None, decimalen: int, verwacht: str) -> None:
    assert opmaak.procent(aandeel, decimalen) == verwacht


@pytest.mark.parametrize(
    ("x", "verwacht"),
    [
        (1234, "€ 1.234"),
        (0, "€ 0"),
        (-762957, "€ −762.957"),
        (-0.4, "€ 0"),
        (653802.31, "€ 653.802"),
        (999.5, "€ 1.000"),
        (None, "onbekend"),
    ],
)
def test_bedrag(x: float | None, verwacht: str) -> None:
    assert opmaak.bedrag(x) == verwacht


def test_bedrag_with_cents() -> None:
    assert opmaak.bedrag(8525.67, 2) == "€ 8.525,67"


@pytest.mark.parametrize(
    ("x", "verwacht"),
    [
        (1_150_000, "€ 1,2 mln"),
        (18_036_536, "€ 18,0 mln"),
        (-1_797_043, "€ −1,8 mln"),
        (653_802, "€ 653.802"),
        (999_999.4, "€ 999.999"),
        (999_999.5, "€ 1,0 mln"),
        (1_000_000, "€ 1,0 mln"),
        (999_949_999, "€ 999,9 mln"),
        (999_950_000, "€ 1,0 mld"),
        (-2_450_000_000, "€ −2,5 mld"),
        (0, "€ 0"),
        (None, "onbekend"),
    ],
)
def test_bedrag_kort(x: float | None, verwacht: str) -> None:
    assert opmaak.bedrag_kort(x) == verwacht


@pytest.mark.parametrize(
    ("d", "lang", "kort"),
    [
        (date(2024, 2, 1), "1 februari 2024", "1 feb 2024"),
        (date(2024, 3, 31), "31 maart 2024", "31 mrt 2024"),
        (date(2023, 12, 5), "5 december 2023", "5 dec 2023"),
        (datetime(2024, 6, 19, 23, 59), "19 juni 2024", "19 jun 2024"),
        (None, "onbekend", "onbekend"),
    ],
)
def test_datum(d: date | None, lang: str, kort: str) -> None:
    assert (opmaak.datum(d), opmaak.datum_kort(d)) == (lang, kort)


@pytest.mark.parametrize(
    ("start", "lang", "kort"),
    [
        (2024, "2024-2025", "'24-'25"),
        (1999, "1999-2000", "'99-'00"),
        (2008, "2008-2009", "'08-'09"),
    ],
)
def test_schooljaar(start: int, lang: str, kort: str) -> None:
    assert (opmaak.schooljaar(start), opmaak.schooljaar_kort(start)) == (lang, kort)


@pytest.mark.parametrize(
    ("code", "lang", "kort", "in_zin"),
    [
        ("2023-02-01", "1 februari 2023", "1 feb 2023", "op 1 februari 2023"),
        ("2024-2025", "schooljaar 2024-2025", "'24-'25", "in schooljaar 2024-2025"),
        ("2024", "2024", "2024", "in 2024"),
        (
            "2024-K1",
            "1e kwartaal 2024-2025 (augustus-oktober)",
            "K1 '24-'25",
            "in het 1e kwartaal van 2024-2025",
        ),
        (
            "2024-K2",
            "2e kwartaal 2024-2025 (november-januari)",
            "K2 '24-'25",
            "in het 2e kwartaal van 2024-2025",
        ),
        (
            "2024-K3",
            "3e kwartaal 2024-2025 (februari-april)",
            "K3 '24-'25",
            "in het 3e kwartaal van 2024-2025",
        ),
        (
            "2024-K4",
            "4e kwartaal 2024-2025 (mei-juli)",
            "K4 '24-'25",
            "in het 4e kwartaal van 2024-2025",
        ),
    ],
)
def test_periode(code: str, lang: str, kort: str, in_zin: str) -> None:
    assert opmaak.periode(code) == lang
    assert opmaak.periode_kort(code) == kort
    assert opmaak.wanneer(code) == in_zin


@pytest.mark.parametrize(
    ("x", "soort", "eenheid", "decimalen", "verwacht"),
    [
        (21747, "aantal", "leerlingen", 0, "21.747"),
        (0.0323, "aandeel", "%", 1, "3,2%"),
        (1.44, "promille", "per 1.000 leerlingen", 1, "1,4 per 1.000 leerlingen"),
        (653802, "bedrag", "€", 0, "€ 653.802"),
        (412.4, "bedrag", "€ per leerling", 0, "€ 412 per leerling"),
        (412.4, "gemiddelde", "€ per leerling", 0, "€ 412 per leerling"),
        (33, "verdeling", "dagen", 0, "33 dagen"),
        (1, "verdeling", "dagen", 0, "1 dag"),
        (1, "verdeling", "weken", 1, "1,0 weken"),
        (2.5, "verdeling", "jaar", 1, "2,5 jaar"),
        (4.05, "gemiddelde", "", 1, "4,1"),
        (None, "aantal", "leerlingen", 0, "onbekend"),
        (None, "bedrag", "€ per leerling", 0, "onbekend"),
        (None, "verdeling", "dagen", 0, "onbekend"),
    ],
)
def test_waarde(x: float | None, soort: str, eenheid: str, decimalen: int, verwacht: str) -> None:
    assert opmaak.waarde(x, soort, eenheid, decimalen) == verwacht


@pytest.mark.parametrize(
    ("x", "soort", "decimalen", "verwacht"),
    [(0.03245, "aandeel", 1, "3.2"), (0.03249, "aandeel", 2, "3.25"), (2.5, "aantal", 0, "3")],
)
def test_getoond_is_the_number_that_waarde_shows(
    x: float, soort: str, decimalen: int, verwacht: str
) -> None:
    assert opmaak.getoond(x, soort, decimalen) == Decimal(verwacht)
    assert lees(opmaak.waarde(x, soort, "", decimalen).removesuffix("%")) == Decimal(verwacht)


def test_an_unknown_number_is_not_shown_as_one() -> None:
    with pytest.raises(ValueError, match="onbekend getal"):
        opmaak.getoond(float("nan"), "aantal", 0)


@pytest.mark.parametrize(
    ("n", "verwacht"),
    [
        (0, "0 leerlingen"),
        (1, "1 leerling"),
        (2, "2 leerlingen"),
        (-1, "−1 leerling"),
        (21747, "21.747 leerlingen"),
        (None, "onbekend aantal leerlingen"),
    ],
)
def test_aantal_met_eenheid(n: int | None, verwacht: str) -> None:
    assert opmaak.aantal_met_eenheid(n, "leerling", "leerlingen") == verwacht


@pytest.mark.parametrize(
    "volgorde",
    [
        ["Bloemendaal", "Élan", "élan 2", "Haarlem", "IJmuiden", "Zandvoort"],
        ["groep 2", "groep 10", "groepen"],
        ["De Parel", "De Schelp", "Deventer"],
        ["Graaf Floris", "'s-Gravenhage", "Sint Bavo"],
        ["1e kwartaal", "10e kwartaal", "Aerdenhout"],
    ],
)
def test_sorteersleutel(volgorde: list[str]) -> None:
    omgekeerd = volgorde[::-1]
    assert sorted(omgekeerd, key=opmaak.sorteersleutel) == volgorde


@given(st.lists(st.text()))
def test_every_list_of_names_can_be_sorted_and_in_one_way_only(namen: list[str]) -> None:
    ordered = sorted(namen, key=opmaak.sorteersleutel)
    namen.reverse()
    assert ordered == sorted(namen, key=opmaak.sorteersleutel)


@given(st.integers())
def test_whole_numbers_read_back_as_written(n: int) -> None:
    assert int(lees(opmaak.getal(n))) == n


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=6),
    st.integers(min_value=0, max_value=4),
)
def test_decimals_read_back_rounded_half_up(x: Decimal, decimalen: int) -> None:
    shown = lees(opmaak.getal(x, decimalen))
    assert shown == x.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)


@given(st.floats(min_value=0.001, max_value=1e15), st.integers(min_value=0, max_value=3))
def test_a_float_is_shown_within_half_a_unit_of_what_is_written(x: float, decimalen: int) -> None:
    shown = opmaak.getal(x, decimalen)
    assert abs(lees(shown) - Decimal(repr(x))) <= Decimal("0.5").scaleb(-decimalen)
    assert opmaak.getal(-x, decimalen) == (opmaak.MIN if lees(shown) else "") + shown


@given(st.integers(min_value=-(10**7), max_value=10**7))
def test_percentage_of_a_share_reads_back(tienduizendsten: int) -> None:
    shown = opmaak.procent(tienduizendsten / 10_000, 2)
    assert lees(shown.removesuffix("%")) == Decimal(tienduizendsten).scaleb(-2)


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("31-12-2026", date(2026, 12, 31)),
        (" 1/2/2026 ", date(2026, 2, 1)),
        ("17 juni 2026", date(2026, 6, 17)),
        ("1 mrt 2026", date(2026, 3, 1)),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_type_it(tekst: str, dag: date | None) -> None:
    assert opmaak.lees_datum(tekst) == dag


@pytest.mark.parametrize("tekst", ["morgen", "31-02-2026", "2026", "1 brumaire 2026"])
def test_what_is_no_date_is_not_guessed(tekst: str) -> None:
    with pytest.raises(ValueError, match="is geen datum"):
        opmaak.lees_datum(tekst)


def test_a_moment_that_names_no_zone_was_written_down_in_utc(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    try:
        laat = datetime(2026, 6, 1, 23, 30)
        assert f"{opmaak.hier(laat):%d-%m %H:%M}" == "02-06 01:30"
        assert opmaak.hier(laat.replace(tzinfo=UTC)) == opmaak.hier(laat)
    finally:
        monkeypatch.undo()
        time.tzset()
