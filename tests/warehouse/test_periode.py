"""Period codes: which exist, where they begin, how they follow each other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse import periode

DAGEN = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("code", "soort", "begin"),
    [
        ("2024-02-01", "datum", date(2024, 2, 1)),
        ("2024-02-29", "datum", date(2024, 2, 29)),
        ("2024-2025", "schooljaar", date(2024, 8, 1)),
        ("1999-2000", "schooljaar", date(1999, 8, 1)),
        ("2024-K1", "kwartaal", date(2024, 8, 1)),
        ("2024-K2", "kwartaal", date(2024, 11, 1)),
        ("2024-K3", "kwartaal", date(2025, 2, 1)),
        ("2024-K4", "kwartaal", date(2025, 5, 1)),
        ("2024", "jaar", date(2024, 1, 1)),
    ],
)
def test_soort_and_begin(code: str, soort: str, begin: date) -> None:
    assert periode.soort(code) == soort
    assert periode.begin(code) == begin
    assert periode.startjaar(code) == int(code[:4])


@pytest.mark.parametrize(
    "code",
    [
        "",
        "24",
        "0024",
        "2024 ",
        "2024\n",
        "2024-2026",
        "2024-2024",
        "2025-2024",
        "2024/2025",
        "2024-K0",
        "2024-K5",
        "2024-k3",
        "2024-Q3",
        "2024-13-01",
        "2023-02-29",
        "2024-2-1",
        "01-02-2024",
        "٢٠٢٤",
    ],
)
def test_what_is_no_period_is_refused_with_the_cure(code: str) -> None:
    with pytest.raises(ValueError, match=r"geen periode\. Schrijf een datum als 2024-02-01"):
        periode.soort(code)


@pytest.mark.parametrize(
    ("dag", "schooljaar", "kwartaal"),
    [
        (date(2024, 7, 31), "2023-2024", "2023-K4"),
        (date(2024, 8, 1), "2024-2025", "2024-K1"),
        (date(2024, 10, 31), "2024-2025", "2024-K1"),
        (date(2024, 11, 1), "2024-2025", "2024-K2"),
        (date(2024, 12, 31), "2024-2025", "2024-K2"),
        (date(2025, 1, 31), "2024-2025", "2024-K2"),
        (date(2025, 2, 1), "2024-2025", "2024-K3"),
        (date(2025, 4, 30), "2024-2025", "2024-K3"),
        (date(2025, 5, 1), "2024-2025", "2024-K4"),
    ],
)
def test_period_of_a_day(dag: date, schooljaar: str, kwartaal: str) -> None:
    assert periode.schooljaar_van(dag) == schooljaar
    assert periode.kwartaal_van(dag) == kwartaal


@pytest.mark.parametrize(
    ("eerste", "volgende"),
    [("2023", "2024"), ("2023-2024", "2024-2025"), ("2024-K3", "2024-K4"), ("2024-K4", "2025-K1")],
)
def test_volgnummer_rises_by_one(eerste: str, volgende: str) -> None:
    assert periode.volgnummer(volgende) - periode.volgnummer(eerste) == 1


def test_dates_have_no_volgnummer() -> None:
    with pytest.raises(ValueError, match="is een datum"):
        periode.volgnummer("2024-02-01")


def test_only_a_kwartaal_has_a_kwartaal_number() -> None:
    assert periode.kwartaal("2024-K2") == 2
    with pytest.raises(ValueError, match="geen kwartaal"):
        periode.kwartaal("2024-2025")


@given(DAGEN)
def test_a_day_lies_in_its_own_kwartaal_and_schooljaar(dag: date) -> None:
    kwartaal, schooljaar = periode.kwartaal_van(dag), periode.schooljaar_van(dag)
    assert timedelta(0) <= dag - periode.begin(kwartaal) < timedelta(days=93)
    assert timedelta(0) <= dag - periode.begin(schooljaar) < timedelta(days=366)
    assert periode.kwartaal_van(periode.begin(kwartaal)) == kwartaal
    assert periode.startjaar(kwartaal) == periode.startjaar(schooljaar)


@given(DAGEN)
def test_a_date_code_gives_its_own_date_back(dag: date) -> None:
    assert periode.soort(dag.isoformat()) == "datum"
    assert periode.begin(dag.isoformat()) == dag
