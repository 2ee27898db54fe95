"""The cases of thuiszitters: how many, in which order, and where they end."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import fmean

from pipelines.demo.kalender import STAND, VORIGE_STAND
from tests.pipelines.demo.lezen import Lezer, Rij, schooljaar_van
from warehouse.profiel import laad_profiel

THUISZITTERS = "thuiszitters_2026-*"
VERLOOP = "thuiszitters_verloop_*"
OPEN = {"dreigend", "relatief", "absoluut"}


def _peildata() -> Iterator[str]:
    profiel = laad_profiel("zuid-kennemerland")
    for jaar in range(2017, STAND.year + 1):
        yield from (
            f"{jaar}-{dag}"
            for dag in sorted(profiel.peildata.thuiszitters)
            if f"{jaar}-{dag}" <= STAND.isoformat()
        )


def _open(lees: Lezer, dag: str) -> list[Rij]:
    return [
        rij
        for rij in lees(THUISZITTERS)
        if rij["melding"] <= dag < (rij["einde_verzuim"] or "9999") and rij["soort"] in OPEN
    ]


def test_thuiszitters_are_in_the_tens_and_in_small_gemeenten_below_five(lees: Lezer) -> None:
    standen = {dag: _open(lees, dag) for dag in _peildata()}
    assert all(3 <= len(rijen) <= 60 for rijen in standen.values())
    recent = [len(rijen) for dag, rijen in standen.items() if dag >= "2021-01-01"]
    assert sum(aantal >= 10 for aantal in recent) > 0.8 * len(recent)
    zandvoort = [sum(r["gemeente"] == "Zandvoort" for r in rijen) for rijen in standen.values()]
    assert sum(aantal < 5 for aantal in zandvoort) > 0.8 * len(zandvoort)


def test_reports_follow_the_seasons_and_stop_when_schools_close(lees: Lezer) -> None:
    meldingen = [date.fromisoformat(rij["melding"]) for rij in lees(THUISZITTERS)]
    maanden = Counter(dag.month for dag in meldingen)
    assert maanden[7] + maanden[8] < 0.1 * len(meldingen)
    assert maanden[10] + maanden[11] > 3 * (maanden[7] + maanden[8])
    voorjaar = Counter(dag.year for dag in meldingen if dag.month in (4, 5))
    assert voorjaar[2020] < 0.8 * fmean(voorjaar.values())


def test_the_dates_of_a_case_are_in_order(lees: Lezer) -> None:
    for rij in lees(THUISZITTERS):
        einde = rij["einde_verzuim"] or STAND.isoformat()
        assert rij["melding"] <= einde <= STAND.isoformat()
        assert not rij["begin_verzuim"] or rij["begin_verzuim"] < einde
        assert not rij["passend_aanbod"] or rij["melding"] <= rij["passend_aanbod"] <= einde
        opvang = [rij[k] for k in ("intake", "opvang_begin", "opvang_einde") if rij[k]]
        assert opvang == sorted(opvang)
        assert not opvang or rij["hb"] == "ja"
        assert bool(rij["brin"]) == bool(rij["vestiging"])


def test_pupils_are_of_primary_school_age_and_reasons_are_those_of_the_profile(
    lees: Lezer,
) -> None:
    for rij in lees(THUISZITTERS):
        geboren = date.fromisoformat(f"{rij['geboortemaand']}-01")
        leeftijd = (date.fromisoformat(rij["melding"]) - geboren) / timedelta(days=365.25)
        assert 4 <= leeftijd + 0.01 < 14.5
    redenen = {rij["hoofdreden"] for rij in [*lees(THUISZITTERS), *lees(VERLOOP)]}
    assert redenen == {reden.code for reden in laad_profiel("zuid-kennemerland").hoofdreden}


def test_the_course_of_a_case_ends_in_what_the_list_says(lees: Lezer) -> None:
    casussen = {rij["casus"]: rij for rij in lees(THUISZITTERS)}
    verloop: dict[str, list[Rij]] = {}
    for rij in lees(VERLOOP):
        verloop.setdefault(rij["casus"], []).append(rij)
    assert verloop.keys() == {c for c, rij in casussen.items() if rij["melding"] >= "2018-08-01"}
    for naam, toestanden in verloop.items():
        casus = casussen[naam]
        dagen = [rij["vanaf"] for rij in toestanden]
        assert dagen == sorted(set(dagen))
        assert dagen[0] == casus["melding"]
        assert dagen[-1] < (casus["einde_verzuim"] or "9999")
        for kolom in ("soort", "hoofdreden", "fase"):
            assert toestanden[-1][kolom] == casus[kolom]
    assert sum(len(toestanden) > 1 for toestanden in verloop.values()) > 100


def test_a_pupil_has_one_case_at_a_time(lees: Lezer) -> None:
    thuis_tot: dict[str, str] = {}
    for rij in lees(THUISZITTERS):
        assert thuis_tot.get(rij["leerling"], "") <= rij["melding"], rij["casus"]
        thuis_tot[rij["leerling"]] = rij["einde_verzuim"] or "9999"


def test_a_case_may_end_with_the_day_that_the_pupil_starts_in_go(lees: Lezer) -> None:
    gestart = {
        rij["leerling"]: rij["datum"]
        for rij in lees("overstappen_*")
        if rij["van_soort"] == "bao" and rij["naar_soort"] in ("sbo", "so")
    }
    eindes = [
        (rij["einde_verzuim"], gestart[rij["leerling"]])
        for rij in lees(THUISZITTERS)
        if rij["leerling"] in gestart and rij["melding"] < gestart[rij["leerling"]]
    ]
    assert len(eindes) > 60
    assert all(einde == start for einde, start in eindes)


def test_the_list_of_a_year_ago_leaves_open_what_was_open_then(lees: Lezer) -> None:
    toen = {rij["casus"]: rij for rij in lees("thuiszitters_2025-*")}
    nu = {rij["casus"]: rij for rij in lees(THUISZITTERS)}
    open_toen = [casus for casus, rij in toen.items() if not rij["einde_verzuim"]]
    gesloten = [nu[casus]["einde_verzuim"] for casus in open_toen if nu[casus]["einde_verzuim"]]
    assert len(open_toen) >= 5
    assert gesloten
    assert min(gesloten) > VORIGE_STAND.isoformat()


def test_oddities_of_the_list(lees: Lezer) -> None:
    rijen = lees(THUISZITTERS)
    assert any(rij["gemeente"] == "onbekend" for rij in rijen)
    assert any(not rij["brin"] and rij["soort"] == "absoluut" for rij in rijen)
    assert any(not rij["begin_verzuim"] and rij["soort"] == "relatief" for rij in rijen)
    per_jaar = Counter(schooljaar_van(rij["melding"]) for rij in rijen if rij["hb"] == "ja")
    assert min(per_jaar) == "2019-2020"
