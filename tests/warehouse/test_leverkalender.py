"""The calendar of deliveries: what is late, what comes soon, and what a delivery counted for."""

import datetime as dt
from typing import Any

import pytest

from warehouse.leverkalender import Stand, maak

KWARTAAL = {
    "bron": "tlv",
    "ritme": "kwartaal",
    "uiterlijk": ["02-15", "05-15", "08-15", "11-15"],
    "door": "coördinator",
}
JAAR = {"bron": "dws", "ritme": "jaar", "uiterlijk": ["02-15"], "door": "coördinator"}


def dag(tekst: str) -> dt.date:
    return dt.date.fromisoformat(tekst)


@pytest.mark.parametrize(
    ("regel", "vandaag", "geleverd", "stand", "uiterlijk"),
    [
        # Never delivered: the next day counts.
        (KWARTAAL, "2026-11-22", [], Stand.NIET_GELEVERD, "2027-02-15"),
        # In time for the last due day, and the next is far away.
        (KWARTAAL, "2026-11-22", ["2026-11-10"], Stand.OP_TIJD, "2027-02-15"),
        # A week late is late for November, and in: not early for February.
        (KWARTAAL, "2026-11-22", ["2026-11-21"], Stand.OP_TIJD, "2027-02-15"),
        (KWARTAAL, "2027-02-16", ["2026-11-21"], Stand.TE_LAAT, "2027-02-15"),
        # The last due day was missed.
        (KWARTAAL, "2026-11-22", ["2026-08-14"], Stand.TE_LAAT, "2026-11-15"),
        # On the day itself it is not late yet.
        (KWARTAAL, "2026-11-15", ["2026-08-14"], Stand.BINNENKORT, "2026-11-15"),
        (KWARTAAL, "2027-01-20", ["2026-11-10"], Stand.BINNENKORT, "2027-02-15"),
        # Early for the next one: the one after it is next.
        (KWARTAAL, "2027-02-01", ["2027-01-30"], Stand.OP_TIJD, "2027-05-15"),
        # Half a year early is no delivery for that year.
        (JAAR, "2027-03-01", ["2026-09-01"], Stand.TE_LAAT, "2027-02-15"),
        (JAAR, "2026-11-22", ["2019-02-10"], Stand.TE_LAAT, "2026-02-15"),
    ],
)
def test_how_a_bron_stands(
    regel: dict[str, Any], vandaag: str, geleverd: list[str], stand: Stand, uiterlijk: str
) -> None:
    dagen = {regel["bron"]: [dag(d) for d in geleverd]}
    [moment] = maak([regel], dagen, dag(vandaag))
    assert (moment.stand, moment.uiterlijk) == (stand, dag(uiterlijk))
    assert moment.laatst == max(dagen[regel["bron"]], default=None)


def test_what_is_late_comes_first() -> None:
    geleverd = {"dws": [dag("2019-02-01")], "tlv": [dag("2026-11-10")]}
    standen = [m.stand for m in maak([KWARTAAL, JAAR], geleverd, dag("2026-11-22"))]
    assert standen == [Stand.TE_LAAT, Stand.OP_TIJD]


def test_the_last_of_february_exists_every_year() -> None:
    regel = JAAR | {"uiterlijk": ["02-29"]}
    [moment] = maak([regel], {}, dag("2026-11-22"))
    assert moment.uiterlijk == dag("2027-02-28")
