"""DWS and begaafdheid, figures of gemeenten, satisfaction, training and the other sources."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from statistics import fmean

from pipelines.demo.kalender import STAND
from tests.pipelines.demo.lezen import Lezer, Rij, schoolcode, schooljaar_van
from warehouse.profiel import laad_profiel

NU = STAND.isoformat()
IN_SCHOOLJAAR = ("kernteams_*", "mdo_*", "ontwikkelpad_*", "evaluatie_scholen_*")
OP_DATUM = {"scholing_*": "datum", "hb_scholing_*": "datum", "inspectie_*": "peildatum"}


def test_every_school_exists_in_the_school_year_of_the_row(lees: Lezer) -> None:
    bekend = {
        schooljaar: {schoolcode(rij) for rij in lees(f"scholen_{schooljaar}.*")}
        for schooljaar in (f"{jaar}-{jaar + 1}" for jaar in range(2016, 2027))
    }
    for patroon in IN_SCHOOLJAAR:
        assert all(schoolcode(rij) in bekend[rij["schooljaar"]] for rij in lees(patroon)), patroon
    for patroon, kolom in OP_DATUM.items():
        assert all(schoolcode(r) in bekend[schooljaar_van(r[kolom])] for r in lees(patroon))
    for rij in lees("dws_*"):
        assert schoolcode(rij) in bekend[schooljaar_van(rij["begin"] or f"{rij['jaar']}-01-08")]


def test_nothing_lies_after_today_and_only_whole_years_are_reported(lees: Lezer) -> None:
    registers = ("scholing_*", "hb_scholing_*", "geschillen_*", "gebeurtenissen_*")
    assert all(rij["datum"] <= NU for patroon in registers for rij in lees(patroon))
    per_schooljaar = (*IN_SCHOOLJAAR, "verzuim_*", "evaluatie_ouders_*", "evaluatie_partners_*")
    for patroon in per_schooljaar:
        assert max(rij["schooljaar"] for rij in lees(patroon)) == "2025-2026", patroon
    assert max(rij["jaar"] for rij in lees("jeugdhulp_*")) == "2025"
    maanden = [(int(r["jaar"]), int(r["maand"])) for r in lees("communicatie_*")]
    assert max(maanden) == (2026, 10)


# --- Begaafdheid ---------------------------------------------------------------------------------


def _op(rijen: list[Rij], dag: str) -> list[Rij]:
    return [r for r in rijen if r["begin"] and r["begin"] <= dag <= (r["einde"] or "9999")]


def test_the_dws_has_seven_groups_of_18_at_four_locations(lees: Lezer) -> None:
    rijen = lees("dws_*")
    dagen = {rij["begin"] for rij in rijen if rij["begin"]} | {
        f"{j}-02-01" for j in range(2017, 2027)
    }
    for dag in dagen:
        groepen = Counter(rij["groep"] for rij in _op(rijen, dag))
        assert max(groepen.values()) <= 18
    for jaar in range(2023, 2027):
        nu = _op(rijen, f"{jaar}-02-01")
        assert len({rij["groep"] for rij in nu}) == 7
        assert len({rij["locatie"] for rij in nu}) == 4
        assert 112 <= len(nu) <= 126


def test_the_dws_starts_in_january_and_each_place_is_of_one_pupil(lees: Lezer) -> None:
    rijen = lees("dws_*")
    sleutels = [(rij["jaar"], rij["leerling"], rij["begin"]) for rij in rijen]
    assert len(sleutels) == len(set(sleutels))
    for rij in rijen:
        wacht = rij["status"] == "wachtlijst"
        assert wacht == (not rij["groep"]) == (not rij["begin"])
        assert wacht or rij["begin"] < (rij["einde"] or "9999")
        assert rij["leerjaar"] in "5678"
        assert (rij["einde"] or "") <= NU
    begonnen = Counter(rij["begin"][5:7] == "01" for rij in rijen if rij["begin"])
    assert begonnen[True] > 5 * begonnen[False]
    blijvers = Counter(rij["leerling"] for rij in rijen)
    assert max(blijvers.values()) > 1


def test_the_goals_of_the_hb_programme_are_met(lees: Lezer) -> None:
    klaar = [rij for rij in lees("hb_scholing_*") if rij["afgerond"] == "ja"]
    specialisten = {rij["persoon"] for rij in klaar if rij["opleiding"] == "rolversterking"}
    assert len(specialisten) == 24
    assert len({rij["persoon"] for rij in klaar}) == 80
    assert any(rij["afgerond"] == "nee" for rij in lees("hb_scholing_*"))
    sleutels = [(r["persoon"], r["datum"], r["opleiding"]) for r in lees("hb_scholing_*")]
    assert len(sleutels) == len(set(sleutels))


def test_the_milestones_of_a_traject_are_in_order(lees: Lezer) -> None:
    op_tijd = 0
    for rij in lees("hb_trajecten_*"):
        terug = [dag for dag in rij["terugkoppelingen"].split("|") if dag]
        dagen = [rij["begin"], rij["verslag"], *terug, rij["einde"], rij["opvolging"]]
        gezet = [dag for dag in dagen if dag]
        assert gezet == sorted(set(gezet))
        assert max(gezet) <= NU
        if rij["verslag"]:
            weken = date.fromisoformat(rij["verslag"]) - date.fromisoformat(rij["begin"])
            op_tijd += weken.days <= 84
    assert op_tijd > 0.6 * len(lees("hb_trajecten_*"))


# --- Gemeenten -----------------------------------------------------------------------------------


def test_jeugdhulp_does_not_add_up_and_hides_small_numbers(lees: Lezer) -> None:
    per_gemeente: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for rij in lees("jeugdhulp_*"):
        if not (rij["kerngebied"] or rij["leeftijdsgroep"] or rij["verwijzer"]):
            per_gemeente[rij["jaar"], rij["gemeente"]][rij["vorm"]].append(rij["jongeren_met_hulp"])
    assert {gemeente for _, gemeente in per_gemeente} == set(_gemeenten())
    assert {jaar for jaar, _ in per_gemeente} == {str(jaar) for jaar in range(2016, 2026)}
    for vormen in per_gemeente.values():
        assert all(len(waarden) == 1 for waarden in vormen.values())
        totaal = int(vormen.pop("totaal")[0])
        delen = [3 if waarden[0] == "<5" else int(waarden[0]) for waarden in vormen.values()]
        assert max(delen) < totaal < sum(delen) * 1.03
    haarlem = per_gemeente["2023", "Haarlem"]
    assert 0.1 < int(haarlem["ambulant"][0]) / 32_400 < 0.14
    assert any(rij["jongeren_met_hulp"] == "<5" for rij in lees("jeugdhulp_*"))


def _gemeenten() -> list[str]:
    return [gemeente.naam for gemeente in laad_profiel("zuid-kennemerland").gemeente]


def test_verzuim_of_zandvoort_was_corrected_later(lees: Lezer) -> None:
    def langdurig(patroon: str) -> dict[str, str]:
        rijen = [r for r in lees(patroon) if r["soort"] == "langdurig relatief"]
        return {rij["gemeente"]: rij["aantal"] for rij in rijen}

    eerst = langdurig("verzuim_2024-2025.csv")
    later = langdurig("verzuim_2024-2025_correctie_*")
    assert set(eerst) == set(_gemeenten())
    assert list(later) == ["Zandvoort"]
    assert int(later["Zandvoort"]) == int(eerst["Zandvoort"]) + 3
    assert any(rij["aantal"] == "<5" for rij in lees("verzuim_*"))


def test_wellbeing_is_asked_every_other_year_and_was_lower_after_the_schools_closed(
    lees: Lezer,
) -> None:
    per_jaar: Counter[str] = Counter()
    gevraagd: Counter[str] = Counter()
    for rij in lees("ggd_*"):
        assert 0 <= int(rij["aantal"]) <= int(rij["totaal"])
        if not rij["kerngebied"]:
            per_jaar[rij["jaar"]] += int(rij["aantal"])
            gevraagd[rij["jaar"]] += int(rij["totaal"])
    assert sorted(per_jaar) == ["2017", "2019", "2021", "2023", "2025"]
    assert min(per_jaar, key=lambda jaar: per_jaar[jaar] / gevraagd[jaar]) == "2021"


# --- Schools, parents and partners ---------------------------------------------------------------


def test_kernteams_grow_and_a_school_that_has_one_keeps_it(lees: Lezer) -> None:
    actief: dict[str, set[str]] = defaultdict(set)
    alle: Counter[str] = Counter()
    for rij in lees("kernteams_*"):
        alle[rij["schooljaar"]] += 1
        if rij["kernteam_actief"] == "ja":
            actief[rij["schooljaar"]].add(schoolcode(rij))
        else:
            assert not rij["consultaties"]
    aandelen = [len(actief[jaar]) / alle[jaar] for jaar in sorted(alle)]
    assert aandelen == sorted(aandelen)
    assert aandelen[0] < 0.2
    assert aandelen[-1] > 0.6
    for vorig, volgend in pairwise(sorted(alle)):
        bestaat_nog = {schoolcode(rij) for rij in lees(f"kernteams_{volgend}.*")}
        assert actief[vorig] & bestaat_nog <= actief[volgend]


def test_evaluations_ask_what_the_profile_asks(lees: Lezer) -> None:
    vragen: dict[str, set[str]] = defaultdict(set)
    for vraag in laad_profiel("zuid-kennemerland").evaluatievraag:
        vragen[vraag.doelgroep].add(vraag.code)
    for doelgroep, codes in vragen.items():
        assert {rij["vraag"] for rij in lees(f"evaluatie_{doelgroep}_*")} == codes
    for doelgroep in ("scholen", "partners"):
        scores = [int(rij["score"]) for rij in lees(f"evaluatie_{doelgroep}_*")]
        assert set(scores) <= {1, 2, 3, 4, 5}
        assert 3.3 < fmean(scores) < 4.3


def test_parents_answer_after_a_decision_in_the_register(lees: Lezer) -> None:
    besluiten = {rij["aanvraag_id"]: rij["besluitdatum"] for rij in lees("tlv_2026-*")}
    rijen = lees("evaluatie_ouders_*")
    for rij in rijen:
        assert schooljaar_van(rij["datum"]) == rij["schooljaar"]
        assert rij["antwoord"] in (
            {"ja", "nee"} if rij["vraag"] == "ou_meebeslist" else set("12345")
        )
        if rij["aanvraag_id"]:
            assert besluiten[rij["aanvraag_id"]] <= rij["datum"]
    assert any(not rij["aanvraag_id"] for rij in rijen)


def test_training_reaches_most_schools_and_not_all(lees: Lezer) -> None:
    rijen = lees("scholing_*")
    sleutels = [(r["datum"], r["activiteit"], schoolcode(r)) for r in rijen]
    assert len(sleutels) == len(set(sleutels))
    assert any(rij["thema"] == "oudercommunicatie" for rij in rijen)
    leden = {schoolcode(r) for r in lees("scholen_2024-2025.*") if r["lid_swv"] == "ja"}
    bereikt = {schoolcode(r) for r in rijen if schooljaar_van(r["datum"]) == "2024-2025"}
    assert 0.5 < len(bereikt & leden) / len(leden) < 1


def test_disputes_are_few_and_objections_are_those_of_the_tlv(lees: Lezer) -> None:
    geschillen = lees("geschillen_*")
    soorten = Counter((rij["datum"][:4], rij["soort"]) for rij in geschillen)
    assert max(soorten.values()) <= 8
    bezwaren = [rij for rij in lees("tlv_2026-*") if rij["bezwaar"] == "ja"]
    assert len(bezwaren) == sum(rij["soort"] == "bezwaar tlv" for rij in geschillen)


def test_mdo_knows_the_third_year_only_of_who_left_long_enough_ago(lees: Lezer) -> None:
    for rij in lees("mdo_*"):
        delen = ("geplaatst_eerste_keuze", "na_drie_jaar_op_niveau", "advies_naar_boven_bijgesteld")
        assert all(int(rij[deel] or 0) <= int(rij["aantal"]) for deel in delen)
        assert bool(rij["na_drie_jaar_op_niveau"]) == (rij["schooljaar"] < "2023")


def test_most_schools_have_a_sufficient_verdict(lees: Lezer) -> None:
    per_peildatum: dict[str, Counter[str]] = defaultdict(Counter)
    for rij in lees("inspectie_*"):
        per_peildatum[rij["peildatum"]][rij["oordeel"]] += 1
    for oordelen in per_peildatum.values():
        goed_genoeg = oordelen["voldoende"] + oordelen["goed"]
        assert 0.94 < goed_genoeg / oordelen.total() <= 1
    assert any(oordelen["onvoldoende"] for oordelen in per_peildatum.values())


def test_what_happened_stands_beside_the_figures(lees: Lezer) -> None:
    op_datum = {rij["datum"]: rij for rij in lees("gebeurtenissen_*")}
    for dag in ("2020-03-16", "2020-12-15", "2024-08-01"):
        assert op_datum[dag]["soort"] == "gebeurtenis"
    # In the demo both series, of 1 October and of 1 February, run through all years: no break.
    assert op_datum["2023-02-01"]["soort"] == "gebeurtenis"
    assert "leerlingen_regulier" in op_datum["2023-02-01"]["kengetallen"].split("|")
