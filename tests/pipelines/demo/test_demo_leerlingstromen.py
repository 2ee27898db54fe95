"""TLV's, overstappen and counts tell one story: who came, on which decision, and who left again."""

from collections import Counter
from datetime import date
from itertools import pairwise
from statistics import median

import pytest

from pipelines.demo.kalender import STAND, VORIGE_STAND
from tests.pipelines.demo.lezen import Lezer, Rij, schoolcode, schooljaar_van

TLV = "tlv_2026-*"
TLV_VORIG = "tlv_2025-*"
OVERSTAPPEN = "overstappen_*"
GO = ("sbo", "so")
PSEUDO = {"voorschools", "onbekend", "buiten regio"}


def _besluit(rij: Rij) -> str:
    return rij["besluit"].lower()


def _toegekend(lees: Lezer) -> list[Rij]:
    return [rij for rij in lees(TLV) if _besluit(rij) == "toegekend"]


def _leden(lees: Lezer, schooljaar: str) -> dict[str, str]:
    """Member schools of a school year: code → schoolsoort."""
    rijen = lees(f"scholen_{schooljaar}.*")
    return {schoolcode(rij): rij["schoolsoort"] for rij in rijen if rij["lid_swv"] == "ja"}


# --- A decision comes before the move ------------------------------------------------------------


def test_every_tlv_of_an_overstap_exists_and_was_granted_before_it(lees: Lezer) -> None:
    tlv = {rij["tlv_nummer"]: rij for rij in _toegekend(lees)}
    met_tlv = [rij for rij in lees(OVERSTAPPEN) if rij["tlv_nummer"]]
    assert len(met_tlv) > 1_000
    for overstap in met_tlv:
        besluit = tlv[overstap["tlv_nummer"]]
        assert besluit["leerling"] == overstap["leerling"]
        assert schoolcode(besluit) == schoolcode(overstap, "naar_")
        assert besluit["bekostiger"] == overstap["betaald_door"] or _is_gecorrigeerd(besluit, lees)
        assert besluit["besluitdatum"] < overstap["datum"]
        assert besluit["ingangsdatum"] <= overstap["datum"] <= besluit["einddatum"]


def _is_gecorrigeerd(tlv: Rij, lees: Lezer) -> bool:
    vorig = {rij["aanvraag_id"]: rij["bekostiger"] for rij in lees(TLV_VORIG)}
    return vorig.get(tlv["aanvraag_id"]) == "school" != tlv["bekostiger"]


def test_our_own_pupils_go_to_sbo_and_so_on_a_tlv(lees: Lezer) -> None:
    for rij in lees(OVERSTAPPEN):
        if rij["swv_herkomst"] == "PO2704" and rij["naar_soort"] in GO:
            assert rij["tlv_nummer"], rij["overstap_id"]


def test_a_tlv_runs_to_31_july_for_one_whole_school_year_at_least(lees: Lezer) -> None:
    for rij in _toegekend(lees):
        vanaf, tot = (date.fromisoformat(rij[naam]) for naam in ("ingangsdatum", "einddatum"))
        assert (tot.month, tot.day) == (7, 31)
        eerste_hele = vanaf.year + ((vanaf.month, vanaf.day) > (8, 1))
        assert tot >= date(eerste_hele + 1, 7, 31), rij["aanvraag_id"]


def test_tlv_numbers_are_unique_and_carry_swv_and_year_of_issue(lees: Lezer) -> None:
    nummers = [rij["tlv_nummer"] for rij in _toegekend(lees)]
    assert len(nummers) == len(set(nummers))
    for rij in lees(TLV):
        if _besluit(rij) == "toegekend":
            swv, jaar, volgnummer = rij["tlv_nummer"].split("-")
            eigen = rij["swv_herkomst"], rij["besluitdatum"][:4]
            assert (swv, jaar, len(volgnummer)) == (*eigen, 5)
        else:
            assert not rij["tlv_nummer"]
            assert not rij["ingangsdatum"]


def test_dates_of_a_request_are_in_order_and_none_lies_after_today(lees: Lezer) -> None:
    for rij in lees(TLV):
        open_ = _besluit(rij) == "in behandeling"
        assert bool(rij["besluitdatum"]) != open_
        assert rij["aanvraagdatum"] <= (rij["besluitdatum"] or STAND.isoformat())
        assert (rij["besluitdatum"] or "") <= STAND.isoformat()
    assert max(rij["datum"] for rij in lees(OVERSTAPPEN)) <= STAND.isoformat()


def test_who_leaves_sbo_or_so_has_been_there(lees: Lezer) -> None:
    vertrokken = [rij for rij in lees(OVERSTAPPEN) if rij["van_soort"] in GO]
    assert len(vertrokken) > 1_500
    assert all(rij["begin_go"] and rij["begin_go"] < rij["datum"] for rij in vertrokken)
    anderen = [rij for rij in lees(OVERSTAPPEN) if rij["van_soort"] not in GO]
    assert not any(rij["begin_go"] for rij in anderen)


def test_terugplaatsingen_follow_a_stay_of_a_year_and_go_to_a_member_school(lees: Lezer) -> None:
    terug = [r for r in lees(OVERSTAPPEN) if r["van_soort"] in GO and r["naar_soort"] == "bao"]
    assert len(terug) > 30
    for rij in terug:
        duur = date.fromisoformat(rij["datum"]) - date.fromisoformat(rij["begin_go"])
        assert duur.days > 300
        leden = _leden(lees, schooljaar_van(rij["datum"]))
        assert leden[schoolcode(rij, "naar_")] == "bao"
        assert leden[schoolcode(rij, "van_")] == rij["van_soort"]


def test_the_schools_of_an_overstap_exist_in_its_school_year(lees: Lezer) -> None:
    for rij in lees(OVERSTAPPEN):
        schooljaar = schooljaar_van(rij["datum"])
        soorten = {schoolcode(s): s["schoolsoort"] for s in lees(f"scholen_{schooljaar}.*")}
        for kant in ("van_", "naar_"):
            if code := schoolcode(rij, kant):
                assert soorten[code] == rij[f"{kant}soort"]


# --- What the counts say -------------------------------------------------------------------------


def test_entries_and_departures_explain_the_counts_of_our_sbo_and_so_schools(lees: Lezer) -> None:
    teldata = ["2017-10-01", "2019-06-01", "2023-02-01", "2026-10-01"]
    standen = {dag: _stand(lees, dag) for dag in teldata}
    for van, tot in pairwise(teldata):
        erbij: Counter[tuple[str, bool]] = Counter()
        for rij in lees(OVERSTAPPEN):
            if van < rij["datum"] <= tot:
                eigen = rij["swv_herkomst"] == "PO2704"
                erbij[schoolcode(rij, "naar_"), eigen] += rij["naar_soort"] in GO
                erbij[schoolcode(rij, "van_"), eigen] -= rij["van_soort"] in GO
        for groep in standen[van] | standen[tot]:
            assert standen[tot][groep] - standen[van][groep] == erbij[groep], groep


def _stand(lees: Lezer, teldatum: str) -> Counter[tuple[str, bool]]:
    leden = _leden(lees, schooljaar_van(teldatum))
    uit: Counter[tuple[str, bool]] = Counter()
    for rij in lees(f"leerlingen_{teldatum}.*"):
        if leden.get(schoolcode(rij), "bao") != "bao":
            uit[schoolcode(rij), rij["swv_herkomst"] == "PO2704"] += int(rij["aantal"])
    return uit


def test_the_flows_of_a_school_year_have_the_size_of_a_region_like_this(lees: Lezer) -> None:
    stromen = [
        (lambda r: r["van_soort"] == "bao" and r["naar_soort"] in GO, 80, 200),
        (lambda r: r["van_soort"] == "geen" and r["swv_herkomst"] == "PO2704", 15, 65),
        (lambda r: r["van_soort"] in GO and r["naar_soort"] == "bao", 1, 25),
        (lambda r: r["van_soort"] in GO and r["naar_soort"] in ("vo", "vso"), 100, 260),
        (lambda r: r["zorgleerling"] == "ja", 30, 75),
    ]
    for hoort_erbij, laagste, hoogste in stromen:
        per_jaar = Counter(
            schooljaar_van(rij["datum"]) for rij in lees(OVERSTAPPEN) if hoort_erbij(rij)
        )
        del per_jaar["2026-2027"]
        assert len(per_jaar) == 9
        assert laagste <= min(per_jaar.values())
        assert max(per_jaar.values()) <= hoogste


def test_decisions_take_about_six_weeks_and_come_before_the_summer(lees: Lezer) -> None:
    def duur(rijen: list[Rij]) -> list[int]:
        return [
            (date.fromisoformat(r["besluitdatum"]) - date.fromisoformat(r["aanvraagdatum"])).days
            for r in rijen
        ]

    besloten = [r for r in lees(TLV) if _besluit(r) in ("toegekend", "afgewezen")]
    vroeger = duur([r for r in besloten if r["besluitdatum"] < "2021-08-01"])
    later = duur([r for r in besloten if r["besluitdatum"] >= "2022-08-01"])
    assert 35 <= median(vroeger) <= 44
    assert 26 <= median(later) < median(vroeger)
    assert 0.5 < sum(d <= 42 for d in later) / len(later) < 0.9

    maanden = Counter(int(rij["besluitdatum"][5:7]) for rij in besloten)
    assert sum(maanden[m] for m in (4, 5, 6, 7)) > 2 * sum(maanden[m] for m in (9, 10, 11, 12))
    assert maanden[8] < 0.25 * maanden[6]


# --- Known oddities ------------------------------------------------------------------------------


def test_pseudo_schools_ask_for_a_tlv(lees: Lezer) -> None:
    gevonden = {rij["aanvrager_brin"] for rij in lees(TLV)} & PSEUDO
    assert gevonden == PSEUDO
    voorschools = [rij for rij in lees(TLV) if rij["aanvrager_brin"] == "voorschools"]
    assert {rij["formulier"] for rij in voorschools} == {"D"}
    assert {rij["bekostiger"] for rij in voorschools} == {"swv"}


def test_a_status_and_a_category_have_two_spellings(lees: Lezer) -> None:
    assert {"toegekend", "Toegekend", "in behandeling"} <= {rij["besluit"] for rij in lees(TLV)}
    beide = [*lees(TLV), *lees(TLV_VORIG)]
    assert {"in behandeling", "In Behandeling"} <= {rij["besluit"] for rij in beide}
    assert {"I", "laag", "III", "hoog"} <= {rij["categorie"] for rij in lees(TLV)}


@pytest.mark.parametrize(
    ("register", "datum", "sleutel"),
    [("tlv", "aanvraagdatum", "aanvraag_id"), ("thuiszitters", "melding", "casus")],
)
def test_the_list_of_a_year_ago_knows_nothing_of_later(
    lees: Lezer, register: str, datum: str, sleutel: str
) -> None:
    oud, nieuw = lees(f"{register}_2025-*"), lees(f"{register}_2026-*")
    vooruit = ("einddatum", "ingangsdatum", "geboortemaand")
    dagen = {
        waarde
        for rij in oud
        for kolom, waarde in rij.items()
        if kolom not in vooruit and waarde[4:5] + waarde[7:8] == "--"
    }
    assert max(dagen) <= VORIGE_STAND.isoformat()
    sleutels = {rij[sleutel] for rij in oud}
    assert sleutels < {rij[sleutel] for rij in nieuw}
    # What was entered late is in the newest list only.
    gemist = [
        r for r in nieuw if r[datum] <= VORIGE_STAND.isoformat() and r[sleutel] not in sleutels
    ]
    assert len(gemist) < 10


def test_three_decisions_were_corrected_afterwards(lees: Lezer) -> None:
    vorig = {rij["aanvraag_id"]: rij for rij in lees(TLV_VORIG)}
    anders = [
        rij
        for rij in lees(TLV)
        if rij["aanvraag_id"] in vorig
        and rij["bekostiger"] != vorig[rij["aanvraag_id"]]["bekostiger"]
    ]
    assert [(rij["bekostiger"], rij["besluitdatum"][:4]) for rij in anders] == [("swv", "2025")] * 3


def test_a_pupil_keeps_the_pseudonym_in_every_list(lees: Lezer) -> None:
    tlv = {rij["leerling"] for rij in lees(TLV)}
    overstappen = {rij["leerling"] for rij in lees(OVERSTAPPEN)}
    thuis = {rij["leerling"] for rij in lees("thuiszitters_2026-*")}
    assert len(tlv & overstappen) > 1_000
    assert len(thuis & overstappen) > 50
    assert {rij["leerling"] for rij in lees(TLV_VORIG)} < tlv
    geen_getal = [p for p in tlv | overstappen | thuis if not p.removeprefix("L-").isdigit()]
    assert len(geen_getal) == len(tlv | overstappen | thuis)
