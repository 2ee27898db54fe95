"""Random schools, TLV's and moves, with all that goes wrong in a real register.

Schools change of bestuur and of membership; dates, schools, herkomst and previous schooling are
left out; pseudo-schools ask and send; decisions fall on the day of asking.
"""

from datetime import date, timedelta
from random import Random

from tests.warehouse.tweede_mening.scholen import Rij

CODES = [f"99A{letter}00" for letter in "ABCDEFG"]
PSEUDO = ["voorschools", "onbekend", "buiten regio", "98ZZ00"]  # the last is on no list
SWVS = ["PO2704", "PO2704", "PO2704", "PO2705", "onbekend"]
EERSTE, LAATSTE = date(2021, 9, 1), date(2024, 5, 20)


def scholen(rng: Random) -> list[Rij]:
    """One to three versions of each school, in the lists of successive school years."""
    uit: list[Rij] = []
    for nummer, code in enumerate(CODES):
        soort = ("bao", "bao", "bao", "bao", "sbo", "so", "so")[nummer]
        jaren = sorted(rng.sample(range(2020, 2024), rng.randint(1, 3)))
        for jaar in jaren:
            midden = rng.random() < 0.4
            vanaf = dag_tussen(rng, date(jaar, 8, 1), date(jaar + 1, 7, 31))
            uit.append(
                {
                    "schooljaar": jaar,
                    "lijst": "eigen",
                    "geldig_vanaf": vanaf if midden else date(jaar, 8, 1),
                    "school_code": code,
                    "school_naam": code,
                    "bestuur_code": rng.choice(["40001", "40002", "40003"]),
                    "bestuur_naam": "bestuur",
                    "schoolsoort": soort,
                    "gemeente": rng.choice(["Haarlem", "Heemstede"]),
                    "is_lid": rng.choice([True, True, True, False, None]),
                }
            )
    return uit


def tlv(rng: Random, aantal: int) -> list[Rij]:
    return [_aanvraag(rng, nummer) for nummer in range(aantal)]


def _aanvraag(rng: Random, nummer: int) -> Rij:
    gevraagd = dag_tussen(rng, EERSTE, LAATSTE)
    besluit = rng.choice(["toegekend"] * 5 + ["afgewezen", "ingetrokken", "in behandeling"])
    dagen = rng.choice([0, 1, 41, 42, 43, rng.randint(2, 120)])
    besloten: date | None = gevraagd + timedelta(days=dagen)
    if besluit == "in behandeling" or rng.random() < 0.06:
        besloten = None
    return {
        "aanvraag_id": f"A{nummer}",
        "formulier": rng.choice(["A", "A", "B", "D", "overig"]),
        "categorie": rng.choice(["SBO", "SBO", "I", "II", "III", "BAO"]),
        "bekostiger": rng.choice(["school", "swv", None]),
        "is_eenzijdig": rng.choice([True, False, None]),
        "aanvrager_code": rng.choice([*CODES, *PSEUDO]),
        "aanvraagdatum": None if rng.random() < 0.08 else gevraagd,
        "besluitdatum": besloten,
        "besluit": besluit,
        "swv_herkomst": "PO2704",
    }


def overstappen(rng: Random, aantal: int) -> list[Rij]:
    return [_overstap(rng, nummer) for nummer in range(aantal)]


def _overstap(rng: Random, nummer: int) -> Rij:
    dag = dag_tussen(rng, EERSTE, LAATSTE)
    if rng.random() < 0.4:
        dag = date(rng.choice([2022, 2023]), *rng.choice([(7, 31), (8, 1), (10, 31), (11, 1)]))
    van_soort = rng.choice(["geen", "bao", "bao", "sbo", "so", "elders", "onbekend"])
    begin = dag - timedelta(days=rng.randint(1, 2500))
    weet_begin = van_soort in ("sbo", "so") and rng.random() < 0.85
    return {
        "overstap_id": f"O{nummer}",
        "datum": dag,
        "swv_herkomst": rng.choice(SWVS),
        "van_soort": van_soort,
        "van_code": rng.choice([*CODES, *PSEUDO]),
        "naar_soort": rng.choice(["bao", "bao", "sbo", "so", "vo", "vso", "elders"]),
        "naar_code": rng.choice([*CODES, *PSEUDO[1:]]),
        "begin_go": begin if weet_begin else None,
        "is_zorgleerling": rng.choice([True, False, None]),
    }


def dag_tussen(rng: Random, van: date, tot: date) -> date:
    return van + timedelta(days=rng.randint(0, (tot - van).days))


def peildata(maanddagen: list[tuple[int, int]]) -> list[date]:
    """These days of every year around the registers."""
    return [date(jaar, *maand_dag) for jaar in range(2020, 2026) for maand_dag in maanddagen]
