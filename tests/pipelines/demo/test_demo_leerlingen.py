"""The known answers on pupils and schools of 1 February 2023, and how they develop."""

from collections import Counter
from pathlib import Path

import pytest

from tests.pipelines.demo.lezen import Lezer, getal, scholen_van, schoolcode
from warehouse.profiel import laad_profiel

IJKDATUM = "2023-02-01"
IKC = {"IKC Focus", "IKC Schalkwijk", "IKC Het Schoterbos"}
SO = {"De Schelp", "Van Voorthuijsenschool", "De Parel", "De Waterlelie"}


def _leerlingen(
    lees: Lezer, teldatum: str = IJKDATUM, *, lid: bool, soort: str, cluster: str = ""
) -> Counter[str]:
    """Pupils at schools of this kind on a teldatum, by herkomst: eigen, ander or onbekend."""
    jaar = int(teldatum[:4]) - (teldatum[5:7] < "08")
    scholen = scholen_van(lees, f"{jaar}-{jaar + 1}")
    uit: Counter[str] = Counter()
    for rij in lees(f"leerlingen_{teldatum}.*"):
        school = scholen[schoolcode(rij)]
        if (school["lid_swv"] == "ja", school["schoolsoort"]) != (lid, soort):
            continue
        if cluster and school["cluster"] != cluster:
            continue
        herkomst = {"PO2704": "eigen", "onbekend": "onbekend"}.get(rij["swv_herkomst"], "ander")
        uit[herkomst] += int(rij["aantal"])
    return uit


def test_pupils_in_regular_education_on_the_calibration_date(lees: Lezer) -> None:
    assert _leerlingen(lees, lid=True, soort="bao") == {"eigen": 21_747}


def test_pupils_at_our_own_go_schools_and_where_they_come_from(lees: Lezer) -> None:
    assert _leerlingen(lees, lid=True, soort="sbo") == {"eigen": 620 - 109, "ander": 109}
    assert _leerlingen(lees, lid=True, soort="so") == {"eigen": 338 - 193, "ander": 193}


def test_our_pupils_at_go_schools_of_others(lees: Lezer) -> None:
    assert _leerlingen(lees, lid=False, soort="sbo") == {"eigen": 33}
    assert _leerlingen(lees, lid=False, soort="so", cluster="3") == {"eigen": 38}
    cluster_1_en_2 = [_leerlingen(lees, lid=False, soort="so", cluster=c)["eigen"] for c in "12"]
    assert all(cluster_1_en_2)


def test_participation_in_go_by_herkomst_and_by_vestiging(lees: Lezer) -> None:
    regulier = _leerlingen(lees, lid=True, soort="bao").total()
    sbo, so = (_leerlingen(lees, lid=True, soort=soort) for soort in ("sbo", "so"))
    elders = _leerlingen(lees, lid=False, soort="sbo")
    elders += _leerlingen(lees, lid=False, soort="so", cluster="3")

    eigen = sbo["eigen"] + so["eigen"] + elders["eigen"]
    assert (eigen, regulier + eigen) == (727, 22_474)
    assert round(eigen / (regulier + eigen), 4) == 0.0323

    bij_ons = sbo.total() + so.total()
    assert (bij_ons, regulier + bij_ons) == (958, 22_705)
    assert round(bij_ons / (regulier + bij_ons), 4) == 0.0422


def test_go_schools_are_those_of_the_region_and_de_hildebrand_is_empty(lees: Lezer) -> None:
    scholen = scholen_van(lees, "2022-2023")
    go = {
        school["naam"]: code
        for code, school in scholen.items()
        if school["lid_swv"] == "ja" and school["schoolsoort"] != "bao"
    }
    assert set(go) == IKC | SO | {"SBO De Hildebrand"}
    hildebrand = [
        r for r in lees(f"leerlingen_{IJKDATUM}.*") if schoolcode(r) == go["SBO De Hildebrand"]
    ]
    assert [rij["aantal"] for rij in hildebrand] == ["0"]


def test_a_full_teldatum_has_every_school_and_a_go_peildatum_only_member_go(lees: Lezer) -> None:
    scholen = scholen_van(lees, "2022-2023")
    assert {schoolcode(rij) for rij in lees(f"leerlingen_{IJKDATUM}.*")} == set(scholen)
    leden_go = {
        code
        for code, school in scholen.items()
        if school["lid_swv"] == "ja" and school["schoolsoort"] in ("sbo", "so")
    }
    assert {schoolcode(rij) for rij in lees("leerlingen_2023-06-01.*")} == leden_go


def test_the_peildata_are_those_of_the_profile(demo: Path) -> None:
    dagen = {pad.stem.removeprefix("leerlingen_")[5:] for pad in demo.glob("leerlingen_*")}
    peildata = laad_profiel("zuid-kennemerland").peildata
    assert dagen == {*peildata.go, peildata.teldatum}


# --- How it develops -----------------------------------------------------------------------------


def test_ikc_grows_two_and_so_four_percent_a_year_while_regular_schools_shrink(lees: Lezer) -> None:
    def reeks(soort: str) -> list[int]:
        dagen = [f"{jaar}-02-01" for jaar in range(2021, 2027)]
        return [_leerlingen(lees, dag, lid=True, soort=soort).total() for dag in dagen]

    def groei_per_jaar(punten: list[int]) -> float:
        return float((punten[-1] / punten[0]) ** (1 / (len(punten) - 1)) - 1)

    assert 0.015 < groei_per_jaar(reeks("sbo")) < 0.03
    assert 0.035 < groei_per_jaar(reeks("so")) < 0.045
    assert -0.01 < groei_per_jaar(reeks("bao")) < -0.005


def test_most_pupils_go_to_school_in_their_own_gemeente(lees: Lezer) -> None:
    scholen = scholen_van(lees, "2022-2023")
    thuis: Counter[str] = Counter()
    for rij in lees(f"leerlingen_{IJKDATUM}.*"):
        school = scholen[schoolcode(rij)]
        if school["schoolsoort"] == "bao" and rij["woongemeente"] != "onbekend":
            eigen = rij["woongemeente"] == school["gemeente"]
            thuis["eigen" if eigen else "andere"] += int(rij["aantal"])
    assert 0.85 < thuis["eigen"] / thuis.total() < 0.97


def test_groep_1_fills_up_between_october_and_february_and_the_rest_stays(lees: Lezer) -> None:
    def per_leerjaar(teldatum: str) -> Counter[tuple[str, str]]:
        uit: Counter[tuple[str, str]] = Counter()
        for rij in lees(f"leerlingen_{teldatum}.*"):
            if rij["onderwijssoort"] == "bao":
                uit[schoolcode(rij), rij["leerjaar"]] += int(rij["aantal"])
        return uit

    oktober, februari = per_leerjaar("2022-10-01"), per_leerjaar(IJKDATUM)
    erbij = februari - oktober
    assert not oktober - februari
    assert {leerjaar for _, leerjaar in erbij} == {"1"}


# --- The schools ---------------------------------------------------------------------------------


def test_86_regular_member_schools_at_71_brin_numbers_and_17_besturen(lees: Lezer) -> None:
    leden = [s for s in scholen_van(lees, "2022-2023").values() if s["lid_swv"] == "ja"]
    regulier = [school for school in leden if school["schoolsoort"] == "bao"]
    assert len(regulier) == 86
    assert len({school["brin"] for school in regulier}) == 71
    assert len({school["bestuursnummer"] for school in leden}) == 17
    assert {"00", "01", "02"} == {school["vestiging"] for school in regulier}


def test_schools_have_distinct_names_and_numbers_that_do_not_exist(lees: Lezer) -> None:
    for begin in range(2016, 2027):
        scholen = scholen_van(lees, f"{begin}-{begin + 1}")
        namen = [school["naam"] for school in scholen.values()]
        assert len(namen) == len(set(namen))
        assert all(school["brin"][:2] in ("90", "91", "92") for school in scholen.values())
        assert all(school["bestuursnummer"].startswith("900") for school in scholen.values())


def test_places_are_those_of_the_profile(lees: Lezer) -> None:
    profiel = laad_profiel("zuid-kennemerland")
    regulier = [s for s in scholen_van(lees, "2022-2023").values() if s["schoolsoort"] == "bao"]
    assert {school["gemeente"] for school in regulier} == {g.naam for g in profiel.gemeente}
    assert {school["kerngebied"] for school in regulier} == {k.naam for k in profiel.kerngebied}
    haarlemmermeer = [s for s in regulier if s["gemeente"] == "Haarlemmermeer"]
    assert {school["kerngebied"] for school in haarlemmermeer} == {"Haarlem-Oost"}
    for school in regulier:
        assert 52.3 < getal(school["breedtegraad"]) < 52.45
        assert 4.52 < getal(school["lengtegraad"]) < 4.77
        assert 20 <= getal(school["schoolweging"]) <= 40


def test_de_waterlelie_is_a_member_with_the_postcode_of_another_swv(lees: Lezer) -> None:
    swv = {rij["postcode4"]: rij["swv_po"] for rij in lees("postcodes.*")}
    scholen = scholen_van(lees, "2022-2023").values()
    leden = [school for school in scholen if school["lid_swv"] == "ja"]
    elders = [s["naam"] for s in leden if swv[s["postcode"][:4]] != "PO2704"]
    assert elders == ["De Waterlelie"]
    assert "PO2704" not in {
        swv[s["postcode"][:4]] for s in scholen if s["lid_swv"] == "nee" and s["cluster"] != "2"
    }


def test_a_school_opens_one_merges_and_one_changes_bestuur(lees: Lezer) -> None:
    def namen(schooljaar: str) -> set[str]:
        return {rij["naam"] for rij in lees(f"scholen_{schooljaar}.*")}

    assert namen("2021-2022") - namen("2020-2021") == {"De Nieuwe Kade"}
    assert namen("2023-2024") - namen("2024-2025") == {"De Vliegeraar", "De Kleurdoos"}
    assert namen("2024-2025") - namen("2023-2024") == {"Kindcentrum De Samenloop"}

    stadstuin = [r for r in lees("scholen_2024-2025.*") if r["naam"] == "De Stadstuin"]
    assert [(rij["geldig_vanaf"], rij["bestuursnummer"]) for rij in stadstuin] == [
        ("2024-08-01", "90016"),
        ("2025-01-01", "90004"),
    ]


def test_the_merged_school_keeps_the_pupils_of_both(lees: Lezer) -> None:
    def op(schooljaar: str, teldatum: str, *namen: str) -> int:
        scholen = scholen_van(lees, schooljaar)
        rijen = lees(f"leerlingen_{teldatum}.*")
        return sum(int(r["aantal"]) for r in rijen if scholen[schoolcode(r)]["naam"] in namen)

    apart = op("2023-2024", "2024-02-01", "De Vliegeraar", "De Kleurdoos")
    samen = op("2024-2025", "2025-02-01", "Kindcentrum De Samenloop")
    assert samen == pytest.approx(apart, rel=0.1)
