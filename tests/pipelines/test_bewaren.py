"""Which rows are past their term, and on what day a matter of each kind ends."""

import datetime as dt

import polars as pl
import pytest

from pipelines.bewaren import Deelrijen, grensdag, verlopen
from pipelines.contract import load_contracten

CONTRACTEN = {naam: c for naam, c in load_contracten().items() if c.leerlingniveau}


@pytest.mark.parametrize(
    ("vandaag", "grens"),
    [
        (dt.date(2026, 11, 22), dt.date(2023, 11, 22)),
        (dt.date(2028, 2, 29), dt.date(2025, 2, 28)),
    ],
)
def test_the_last_day_of_the_term(vandaag: dt.date, grens: dt.date) -> None:
    assert grensdag(vandaag, 3) == grens


def tlv(*rijen: tuple[str, str, str, dt.date | None, dt.date | None]) -> pl.DataFrame:
    namen = ["aanvraag_id", "leerling", "besluit", "besluitdatum", "einddatum"]
    soorten = [pl.String, pl.String, pl.String, pl.Date, pl.Date]
    frame = pl.DataFrame(rijen, schema=dict(zip(namen, soorten, strict=True)), orient="row")
    return frame.with_columns(
        aanvraagdatum=pl.lit(dt.date(2020, 1, 1)), rij=pl.int_range(2, pl.len() + 2)
    )


def weg(
    delen: dict[str, list[Deelrijen]], grens: dt.date = dt.date(2023, 7, 31)
) -> set[tuple[str, int, int]]:
    delen = {bron: delen.get(bron, []) for bron in CONTRACTEN}
    gevonden = verlopen(CONTRACTEN, delen, grens)
    return {(bron, *rij) for bron, frame in gevonden.items() for rij in frame.rows()}


def test_a_tlv_ends_with_its_period_or_with_its_refusal() -> None:
    oud, nieuw = dt.date(2023, 7, 31), dt.date(2024, 7, 31)
    rijen = tlv(
        ("a", "l1", "toegekend", oud, oud),
        ("b", "l2", "toegekend", oud, nieuw),
        ("c", "l3", "afgewezen", oud, None),
        ("d", "l4", "in behandeling", None, None),
        ("e", "l5", "ingetrokken", None, None),
        ("f", "l6", "toegekend", oud, None),
    )
    deel = Deelrijen(1, dt.date(2025, 9, 1), rijen)
    assert weg({"tlv": [deel]}) == {("tlv", 1, 2), ("tlv", 1, 4), ("tlv", 1, 6)}


def test_what_the_last_list_says_holds_in_all_of_them() -> None:
    oud = dt.date(2023, 7, 31)
    eerst = tlv(("a", "l1", "in behandeling", None, None), ("b", "l2", "afgewezen", oud, None))
    later = tlv(("a", "l1", "afgewezen", oud, None), ("b", "l2", "in behandeling", None, None))
    delen = [Deelrijen(1, dt.date(2021, 9, 1), eerst), Deelrijen(2, dt.date(2024, 9, 1), later)]
    assert weg({"tlv": delen}) == {("tlv", 1, 2), ("tlv", 2, 2)}


def test_an_open_matter_that_left_the_list_ended_on_the_day_of_that_list() -> None:
    eerst = tlv(
        ("a", "l1", "in behandeling", None, None), ("b", "l2", "in behandeling", None, None)
    )
    later = tlv(("b", "l2", "in behandeling", None, None))
    for dag, verwacht in ((dt.date(2023, 7, 31), {("tlv", 1, 2)}), (dt.date(2023, 8, 1), set())):
        delen = [Deelrijen(1, dt.date(2021, 9, 1), eerst), Deelrijen(2, dag, later)]
        assert weg({"tlv": delen}) == verwacht


def test_a_move_lasts_as_long_as_a_tlv_of_the_same_pupil() -> None:
    oud, nieuw = dt.date(2022, 8, 1), dt.date(2025, 7, 31)
    overstappen = pl.DataFrame(
        {
            "overstap_id": ["o1", "o2"],
            "leerling": ["l1", "l2"],
            "datum": [oud, oud],
            "rij": [2, 3],
        }
    )
    van_tlv = tlv(("a", "l1", "toegekend", oud, nieuw), ("b", "l2", "toegekend", oud, oud))
    dag = dt.date(2025, 9, 1)
    delen = {"overstappen": [Deelrijen(1, dag, overstappen)], "tlv": [Deelrijen(2, dag, van_tlv)]}
    assert weg(delen) == {("overstappen", 1, 3), ("tlv", 2, 3)}


def test_every_bron_about_pupils_says_when_a_matter_ends() -> None:
    assert {naam for naam, c in CONTRACTEN.items() if c.bewaren} == set(CONTRACTEN)
    assert all(c.bewaren is None for n, c in load_contracten().items() if n not in CONTRACTEN)
