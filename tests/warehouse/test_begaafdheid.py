"""Where the rules of begaafdheid begin and end: the days on the edge, one at a time."""

import datetime as dt
from typing import Any

import pytest

from tests.warehouse.rekenen import aantal, reken, school, werk

STAND = dt.date(2025, 6, 15)
DAG, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
Rij = dict[str, Any]


def deelnemer(leerling: str, begin: dt.date | None, **anders: Any) -> Rij:
    return {
        "jaar": 2025,
        "leerling": leerling,
        "school": "99AA00",
        "leerjaar": 6,
        "geslacht": "m",
        "status": "deelnemer",
        "groep": "Noord 1",
        "locatie": "Noord",
        "begin": begin,
        "einde": None,
    } | anders


def regio(waarden: list[Rij], kengetal: str) -> dict[str, float]:
    return {
        rij["periode"]: rij["waarde"]
        for rij in waarden
        if (rij["kengetal"], rij["grain"]) == (kengetal, "regio")
    }


def per(waarden: list[Rij], kengetal: str, grain: str, periode: str) -> dict[str, float]:
    return {
        rij[grain]: rij["teller"]
        for rij in waarden
        if (rij["kengetal"], rij["grain"], rij["periode"]) == (kengetal, grain, periode)
    }


# --- Day a Week School --------------------------------------------------------------------------

EERST, TELDAG = dt.date(2025, 1, 13), dt.date(2025, 2, 1)


# The groep is named after the case, so that all of them fit in one delivery.
DEELNAMES = {
    "begonnen op de dag zelf": (1, {"begin": TELDAG}),
    "begonnen een dag later": (0, {"begin": TELDAG + DAG}),
    "laatste dag is de dag zelf": (1, {"begin": EERST, "einde": TELDAG}),
    "een dag eerder gestopt": (0, {"begin": EERST, "einde": TELDAG - DAG}),
    "later uitgestroomd": (1, {"begin": EERST, "einde": TELDAG + WEEK, "status": "uitgestroomd"}),
    "uitgestroomd, dag onbekend": (1, {"begin": EERST, "status": "uitgestroomd"}),
    "uitgestroomd, niets bekend": (0, {"begin": None, "status": "uitgestroomd"}),
    "op de wachtlijst": (0, {"begin": EERST, "status": "wachtlijst"}),
    "een rij van vorig jaar": (0, {"begin": EERST - 52 * WEEK, "jaar": 2024}),
}


def test_who_takes_part_on_the_teldatum() -> None:
    rijen = [deelnemer(naam, groep=naam, **velden) for naam, (_, velden) in DEELNAMES.items()]
    waarden = reken({"scholen": [school("99AA00")], "dws": rijen}, ["dws_deelnemers"], STAND)
    groepen = per(waarden, "dws_deelnemers", "groep", "2025")
    assert {naam: groepen.get(naam, 0) for naam in DEELNAMES} == {
        naam: telt for naam, (telt, _) in DEELNAMES.items()
    }
    assert regio(waarden, "dws_deelnemers")["2025"] == sum(telt for telt, _ in DEELNAMES.values())


def test_a_year_whose_teldatum_is_to_come_is_no_count_yet_but_its_list_is_there() -> None:
    wacht = deelnemer("W", None, jaar=2026, status="wachtlijst", groep=None, locatie=None)
    leveringen = {"scholen": [school("99AA00")], "dws": [deelnemer("L", EERST), wacht]}
    namen = ["dws_deelnemers", "dws_bezetting", "dws_wachtlijst"]
    waarden = reken(leveringen, namen, dt.date(2025, 12, 1))
    assert regio(waarden, "dws_deelnemers") == {"2025": 1}
    assert list(regio(waarden, "dws_bezetting")) == ["2025"]
    assert regio(waarden, "dws_wachtlijst") == {"2025": 0, "2026": 1}
    assert [rij["is_onvolledig"] for rij in waarden if rij["periode"] == "2026"] == [True, True]


def test_a_pupil_who_changed_groep_counts_once_in_the_last_one() -> None:
    wissel = [deelnemer("L", EERST), deelnemer("L", EERST + WEEK, groep="Duin 1")]
    waarden = reken({"scholen": [school("99AA00")], "dws": wissel}, ["dws_deelnemers"], STAND)
    assert per(waarden, "dws_deelnemers", "groep", "2025") == {"Duin 1": 1}


def test_places_beyond_the_groepen_are_shown_and_more_groepen_are_more_places() -> None:
    een = [deelnemer("L", EERST)]
    veel = [deelnemer(f"L{n}", EERST, groep=f"Groep {n}") for n in range(8)]
    for rijen, noemer, over in ((een, 126, {"geen_groep": 0}), (veel, 144, {})):
        waarden = reken({"scholen": [school("99AA00")], "dws": rijen}, ["dws_bezetting"], STAND)
        [heel] = [rij for rij in waarden if rij["grain"] == "regio"]
        assert heel["noemer"] == noemer
        groepen = per(waarden, "dws_bezetting", "groep", "2025")
        assert {g: n for g, n in groepen.items() if g == "geen_groep"} == over


def test_pupils_whose_sex_is_not_in_the_count_are_onbekend() -> None:
    telling = {
        "teldatum": TELDAG,
        "school": "99AA00",
        "onderwijssoort": "bao",
        "swv_herkomst": "PO2704",
    }
    leveringen = {
        "scholen": [school("99AA00"), school("99AB00", lid_swv=False)],
        "dws": [deelnemer("L", EERST), deelnemer("G", EERST, school="99AB00")],
        "leerlingen": [telling | aantal("aantal", 200)],
    }
    waarden = reken(leveringen, ["dws_per_1000"], STAND)
    assert regio(waarden, "dws_per_1000") == {"2025": 10}
    geslacht = {r["geslacht"]: (r["teller"], r["noemer"]) for r in waarden if r["geslacht"]}
    assert geslacht == {"m": (2, None), "onbekend": (0, 200)}


# --- Trajecten ----------------------------------------------------------------------------------


def traject(begin: dt.date, **velden: Any) -> Rij:
    leeg = dict.fromkeys(("verslag", "terugkoppelingen", "einde", "opvolging"))
    return {"traject": "T", "begin": begin} | leeg | velden


# Days are counted from the begin of the traject; the last number is the day of delivery.
VERSLAG, ZES = 12 * 7, 6 * 7
GOED, LAAT = True, False
TERMIJNEN: dict[str, tuple[dict[str, Any], int, list[tuple[str, bool]]]] = {
    "the last day of the term is on time": ({"verslag": VERSLAG}, 85, [("verslag", GOED)]),
    "a day later is late": ({"verslag": VERSLAG + 1}, 86, [("verslag", LAAT)]),
    "a term that ends today has not passed": ({}, VERSLAG, []),
    "a term that ended yesterday has": ({}, VERSLAG + 1, [("verslag", LAAT)]),
    "a report that came early waits for its term": ({"verslag": 7}, 14, []),
    "six weeks of silence are allowed": (
        {"verslag": VERSLAG},
        VERSLAG + ZES,
        [("verslag", GOED)],
    ),
    "a day more is too long": (
        {"verslag": VERSLAG},
        VERSLAG + ZES + 1,
        [("terugkoppeling", LAAT), ("verslag", GOED)],
    ),
    "feedback on the last day is on time": (
        {"verslag": VERSLAG, "terugkoppelingen": [VERSLAG + ZES]},
        VERSLAG + ZES + 1,
        [("terugkoppeling", GOED), ("verslag", GOED)],
    ),
    "who ended within six weeks needed none": (
        {"verslag": VERSLAG, "einde": VERSLAG + ZES},
        VERSLAG + ZES + 14,
        [("verslag", GOED)],
    ),
    "without a report feedback runs from its term": (
        {},
        VERSLAG + ZES + 7,
        [("terugkoppeling", LAAT), ("verslag", LAAT)],
    ),
    "feedback before the report and after the end is none": (
        {
            "verslag": VERSLAG,
            "terugkoppelingen": [VERSLAG - 7, VERSLAG + ZES + 14],
            "einde": VERSLAG + ZES + 7,
        },
        VERSLAG + ZES + 21,
        [("terugkoppeling", LAAT), ("verslag", GOED)],
    ),
    "a follow-up has until fourteen weeks after the end": (
        {"verslag": VERSLAG, "einde": 90},
        90 + 98,
        [("verslag", GOED)],
    ),
} | {
    f"a follow-up {na} days after the end": (
        {"verslag": VERSLAG, "einde": 90, "opvolging": None if na is None else 90 + na},
        90 + 99,
        [("opvolging", goed), ("verslag", GOED)],
    )
    for na, goed in ((69, LAAT), (70, GOED), (84, GOED), (98, GOED), (99, LAAT), (None, LAAT))
}


@pytest.fixture(scope="module")
def gevonden() -> dict[str, list[tuple[str, bool]]]:
    """What was due in each of these trajecten, from one delivery that holds them all."""
    rijen = []
    for naam, (dagen, geleverd_op, _) in TERMIJNEN.items():
        begin = STAND - geleverd_op * DAG
        velden = {veld: _dag(begin, waarde) for veld, waarde in dagen.items()}
        rijen.append(traject(begin, traject=naam, **velden))
    with werk({"hb_trajecten": rijen}, [], STAND) as verbinding:
        uit: dict[str, list[tuple[str, bool]]] = {}
        for naam, mijlpaal, goed in verbinding.sql(
            "select traject, mijlpaal, is_op_tijd from hb_mijlpaal order by all"
        ).fetchall():
            uit.setdefault(naam, []).append((mijlpaal, goed))
        return uit


def _dag(begin: dt.date, waarde: Any) -> Any:
    if isinstance(waarde, list):
        return [begin + n * DAG for n in waarde]
    return None if waarde is None else begin + waarde * DAG


@pytest.mark.parametrize("naam", TERMIJNEN)
def test_what_is_due_in_a_traject(gevonden: dict[str, list[tuple[str, bool]]], naam: str) -> None:
    assert gevonden.get(naam, []) == TERMIJNEN[naam][2]


def test_a_traject_of_two_schooljaren_counts_in_each_with_what_was_due_then() -> None:
    begin = dt.date(2024, 3, 4)  # report due on 27 May, feedback on 8 July and 19 August
    rij = traject(begin, verslag=begin + 12 * WEEK, terugkoppelingen=[begin + 18 * WEEK])
    waarden = reken(
        {"hb_trajecten": [rij | {"einde": begin + 25 * WEEK}]}, ["hb_trajecten_op_tijd"], STAND
    )
    assert regio(waarden, "hb_trajecten_op_tijd") == {"2023-2024": 1, "2024-2025": 0}


# --- Training, ontwikkelpad ---------------------------------------------------------------------


def test_a_course_that_still_runs_tells_where_someone_works_and_no_more() -> None:
    scholen = [school("99AA00"), school("99AB00", "90002")]
    opleiding = {"persoon": "M", "opleiding": "basisopleiding", "datum": dt.date(2023, 10, 2)}
    leveringen = {
        "scholen": scholen,
        "hb_scholing": [
            opleiding | {"school": "99AA00", "afgerond": True},
            opleiding | {"school": "99AB00", "afgerond": False, "datum": dt.date(2024, 10, 1)},
        ],
    }
    waarden = reken(leveringen, ["hb_experts", "hb_specialisten", "hb_dekking"], STAND)
    assert per(waarden, "hb_experts", "bestuur", "2023-2024") == {"90001": 1, "90002": 0}
    assert per(waarden, "hb_experts", "bestuur", "2024-2025") == {"90001": 0, "90002": 1}
    assert regio(waarden, "hb_specialisten") == {"2023-2024": 0, "2024-2025": 0}
    assert regio(waarden, "hb_dekking") == {"2023-2024": 0.5, "2024-2025": 0.5}


def test_a_school_that_changes_bestuur_on_1_august_takes_its_people_along() -> None:
    over = {"schooljaar": 2024, "geldig_vanaf": dt.date(2024, 8, 1)}
    opleiding = {"persoon": "M", "opleiding": "rolversterking", "datum": dt.date(2023, 10, 2)}
    leveringen = {
        "scholen": [
            school("99AA00", geldig_vanaf=dt.date(2016, 8, 1)),
            school("99AA00", "90002", **over),
        ],
        "hb_scholing": [opleiding | {"school": "99AA00", "afgerond": True}],
    }
    waarden = reken(leveringen, ["hb_specialisten"], STAND)
    assert per(waarden, "hb_specialisten", "bestuur", "2023-2024") == {"90001": 1}
    assert per(waarden, "hb_specialisten", "bestuur", "2024-2025") == {"90002": 1}


def test_a_type_that_no_school_chose_is_zero_and_a_school_without_answers_is_not() -> None:
    oordeel = {"schooljaar": 2024, "school": "99AA00", "onderdeel": "klas", "type": "B"}
    leveringen = {
        "scholen": [school("99AA00"), school("99AB00", "90002")],
        "ontwikkelpad": [oordeel],
    }
    waarden = reken(leveringen, ["ontwikkelpad"], STAND)
    assert per(waarden, "ontwikkelpad", "type", "2024-2025") == {"A": 0, "B": 1, "C": 0, "D": 0}
    assert per(waarden, "ontwikkelpad", "bestuur", "2024-2025") == {"90001": 1}
