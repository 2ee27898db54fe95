"""Years and dates as published files write them; what cannot be read stays for its column."""

from collections.abc import Callable

import pytest

from pipelines.indeling.tijdstip import als_jaar, als_schooljaar, als_teldatum, jaar_uit_naam


@pytest.mark.parametrize(
    ("tekst", "teldatum", "schooljaar"),
    [
        ("2025", "2025-10-01", "2025-2026"),
        ("20250201", "2025-02-01", "2024-2025"),
        (" 1-2-2025 ", "2025-02-01", "2024-2025"),
        ("01/10/2025", "2025-10-01", "2025-2026"),
    ],
)
def test_a_year_or_a_date_in_any_spelling(tekst: str, teldatum: str, schooljaar: str) -> None:
    assert als_teldatum(tekst) == teldatum
    assert als_schooljaar(tekst) == schooljaar


@pytest.mark.parametrize("tekst", ["31-2-2025", "20251301", "ooit", ""])
@pytest.mark.parametrize("lees", [als_teldatum, als_schooljaar, als_jaar])
def test_what_is_no_date_stays_as_it_was_delivered(lees: Callable[[str], str], tekst: str) -> None:
    if lees is als_jaar and tekst.startswith("20"):
        tekst = "x" + tekst
    assert lees(tekst) == tekst


def test_a_name_with_two_years_tells_none() -> None:
    assert jaar_uit_naam("scholen_2024.csv") == "2024"
    assert jaar_uit_naam("scholen_2024_2025.csv") is None
