"""The views of begaafdheid against a slow second implementation, on seeded random deliveries."""

import datetime as dt
from collections import Counter
from random import Random
from typing import Any

import pytest

from tests.warehouse.rekenen import reken, school
from tests.warehouse.tweede_mening.begaafdheid import deelnemers, op_tijd, opgeleid

STAND = dt.date(2025, 6, 15)
CODES = ("99AA00", "99AB00", "99AC00", "99AD00")
BESTUREN = ("90001", "90002", "90003")
Rij = dict[str, Any]


def scholen(rng: Random) -> list[Rij]:
    """Every school on a list, and some under another bestuur from a day on."""
    begin = dt.date(2019, 8, 1)
    rijen = [
        school(code, rng.choice(BESTUREN), schooljaar=2019, geldig_vanaf=begin) for code in CODES
    ]
    for code in rng.sample(CODES, 2):
        dag = begin + dt.timedelta(days=rng.randrange(200, 1800))
        rijen.append(school(code, rng.choice(BESTUREN), schooljaar=2019, geldig_vanaf=dag))
    return rijen


def dag(rng: Random, van: dt.date, tot: dt.date) -> dt.date:
    return van + dt.timedelta(days=rng.randrange((tot - van).days + 1))


def misschien(rng: Random, kans: float, waarde: Any) -> Any:
    return waarde if rng.random() < kans else None


def dws(rng: Random) -> list[Rij]:
    """Days crowd around 1 February; some pupils change groep, some wait, some leave."""
    rijen: dict[tuple[Any, ...], Rij] = {}
    for _ in range(150):
        jaar, status = (
            rng.choice((2021, 2022, 2024)),
            rng.choice(("deelnemer",) * 3 + ("wachtlijst", "uitgestroomd")),
        )
        wacht = status == "wachtlijst"
        begin = None if wacht else dag(rng, dt.date(jaar, 1, 25), dt.date(jaar, 2, 5))
        rij = {
            "jaar": jaar,
            "leerling": f"L{rng.randrange(40)}",
            "school": rng.choice(CODES),
            "leerjaar": 6,
            "geslacht": rng.choice(("m", "v", "x", None)),
            "status": status,
            "groep": None if wacht else rng.choice(("Noord 1", "Noord 2", "Duin 1")),
            "locatie": None if wacht else rng.choice(("Noord", "Duin")),
            "begin": begin,
            "einde": misschien(rng, 0.4, begin and dag(rng, begin, begin + dt.timedelta(days=10))),
        }
        rijen[jaar, rij["leerling"], begin] = rij
    return list(rijen.values())


def hb_scholing(rng: Random) -> list[Rij]:
    rijen: dict[tuple[Any, ...], Rij] = {}
    for _ in range(90):
        persoon, datum = f"M{rng.randrange(30)}", dag(rng, dt.date(2020, 9, 1), STAND)
        rijen[persoon, datum] = {
            "persoon": persoon,
            "datum": datum,
            "opleiding": rng.choice(("basisopleiding", "rolversterking")),
            "school": rng.choice(CODES),
            "afgerond": rng.random() < 0.6,
        }
    return list(rijen.values())


def hb_trajecten(rng: Random) -> list[Rij]:
    """Dates fall on the edges of the terms as often as beside them."""
    rijen: list[Rij] = []
    for nummer in range(120):
        begin = dag(rng, dt.date(2022, 1, 1), STAND)
        verslag = misschien(rng, 0.85, begin + dt.timedelta(days=rng.choice((60, 83, 84, 85, 100))))
        einde = misschien(rng, 0.7, begin + dt.timedelta(days=rng.randrange(40, 400)))
        terug, loopt = [], begin + dt.timedelta(days=rng.choice((30, 84)))
        while rng.random() < 0.85:
            loopt += dt.timedelta(days=rng.choice((20, 41, 42, 43, 60)))
            terug.append(loopt)
        opvolging = einde and einde + dt.timedelta(days=rng.choice((69, 70, 84, 98, 99)))
        rijen.append(
            {
                "traject": f"T{nummer}",
                "begin": begin,
                "verslag": verslag,
                "terugkoppelingen": terug or None,
                "einde": einde,
                "opvolging": misschien(rng, 0.8, opvolging),
            }
        )
    return rijen


def tellers(waarden: list[Rij], kengetal: str, grain: str) -> Counter[tuple[str, str]]:
    """What the views say, without the units in which nothing was counted."""
    return Counter(
        {
            (rij["periode"], rij[grain]): int(rij["teller"])
            for rij in waarden
            if (rij["kengetal"], rij["grain"]) == (kengetal, grain) and rij["teller"]
        }
    )


def regio(waarden: list[Rij], kengetal: str) -> dict[str, int]:
    return {
        rij["periode"]: int(rij["teller"])
        for rij in waarden
        if (rij["kengetal"], rij["grain"]) == (kengetal, "regio") and rij["teller"]
    }


def per_periode(telling: Counter[tuple[str, str]]) -> dict[str, int]:
    som: Counter[str] = Counter()
    for (periode, _), n in telling.items():
        som[periode] += n
    return dict(som)


@pytest.mark.parametrize("zaad", range(4))
def test_dws_deelnemers(zaad: int) -> None:
    rng = Random(zaad)
    lijst, rijen = scholen(rng), dws(rng)
    waarden = reken({"scholen": lijst, "dws": rijen}, ["dws_deelnemers"], STAND)
    for grain in ("groep", "locatie", "geslacht", "bestuur", "vestiging"):
        telling = deelnemers(rijen, lijst, grain)
        assert tellers(waarden, "dws_deelnemers", grain) == telling, grain
        assert regio(waarden, "dws_deelnemers") == per_periode(telling), grain


@pytest.mark.parametrize("zaad", range(4))
def test_hb_specialisten_en_experts(zaad: int) -> None:
    rng = Random(zaad)
    lijst, rijen = scholen(rng), hb_scholing(rng)
    soorten = {
        "hb_specialisten": {"rolversterking"},
        "hb_experts": {"rolversterking", "basisopleiding"},
    }
    waarden = reken({"scholen": lijst, "hb_scholing": rijen}, list(soorten), STAND)
    for kengetal, opleidingen in soorten.items():
        telling = opgeleid(rijen, lijst, opleidingen, STAND)
        assert tellers(waarden, kengetal, "bestuur") == telling, kengetal
        assert regio(waarden, kengetal) == per_periode(telling), kengetal


@pytest.mark.parametrize("zaad", range(4))
def test_hb_trajecten_op_tijd(zaad: int) -> None:
    rijen = hb_trajecten(Random(zaad))
    waarden = reken({"hb_trajecten": rijen}, ["hb_trajecten_op_tijd"], STAND)
    verwacht = op_tijd(rijen, STAND)
    gevonden = {
        (rij["periode"], rij["mijlpaal"]): (int(rij["teller"]), int(rij["noemer"]))
        for rij in waarden
        if rij["grain"] == "mijlpaal"
    }
    assert gevonden == verwacht
    assert len({mijlpaal for _, mijlpaal in verwacht}) == 4
    totaal = {jaar: telling for (jaar, soort), telling in verwacht.items() if soort == "totaal"}
    assert totaal == {
        rij["periode"]: (int(rij["teller"]), int(rij["noemer"]))
        for rij in waarden
        if rij["grain"] == "regio"
    }
