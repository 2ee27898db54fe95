"""The whole catalogue on the demo, through the command line: every kengetal is there, is explained,
answers at every grain in every period, adds up, and leads to its deliveries and back.

Where the known answers of the plan are tested: counts of pupils, grensverkeer, both shares,
signaleringswaarde, rentabiliteit and weerstandsvermogen in ``test_cli``; tarieven and the steps of
a budget in ``tests/warehouse/test_middelen``; what the demo delivers in ``tests/pipelines/demo``;
the totals of the begroting here.
"""

import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipelines.cijfers import Vraag, lees_waarden, publicatiepad
from pipelines.cli import app
from tests.conftest import GEDEELD
from tests.steekproef import kies
from warehouse import periode
from warehouse.connection import open_publicatie
from warehouse.paths import Thuis
from warehouse.register import laad_register

CATALOGUS = """
    leerlingen_regulier leerlingen_go grensverkeer_in grensverkeer_uit deelname_go_herkomst
    deelname_go_vestiging deelname_sbo_vensters deelname_so_vensters thuisnabij
    tlv_afgegeven tlv_voorschools tlv_bekostiger tlv_doorlooptijd tlv_binnen_norm tlv_eenzijdig
    tlv_openstaand
    verwijzingen verwijzingspercentage onderinstroom terugplaatsingen terugplaatsingspercentage
    verblijfsduur_go bao_bao_zorg
    thuiszitters_meldingen thuiszitters_landelijk thuiszitters_eigen thuiszitters_per_1000
    thuiszitters_reden thuiszitters_duur aanbod_binnen_3_maanden weken_tot_aanbod
    verzuim_langdurig verzuim_absoluut vrijstellingen_5_onder_a vangnet_intake vangnet_opvang
    vangnet_fase
    dws_deelnemers dws_bezetting dws_wachtlijst dws_per_1000 hb_specialisten hb_experts hb_dekking
    hb_trajecten_op_tijd ontwikkelpad
    jeugdhulpgebruik jeugdhulp_verwijzer kernteams_actief kernteam_consultaties opschalingen
    ggd_welbevinden tevredenheid_ouders tevredenheid_scholen tevredenheid_partners
    ouders_meebeslist scholing_deelnemers scholing_bereik geschillen bezwaren_tlv klachten
    mdo_overdracht povo_eerste_keuze povo_na_drie_jaar advies_bijgesteld inspectie_voldoende
    website_bezoeken linkedin_berichten
    rentabiliteit eigen_vermogen weerstandsvermogen signaleringswaarde ondersteuningsbudget
    ondersteuningsbudget_per_leerling volumebekostiging_ikc vangnet_so3 begroting_realisatie
""".split()
# What the pages of the themes need beside it, to let stock and flow agree.
ERBIJ = "instroom_go uitstroom_go thuiszitters_stroom terug_na_plaatsing".split()
ALLE = (*CATALOGUS, *ERBIJ)
VERDER = {"terug_na_plaatsing"}  # one and two years after are known of later lichtingen than three
# Lists of a definition that may be empty: not every kengetal has a beweging, a break or a caveat.
MAG_LEEG = {
    "beweging",
    "intern",
    "let_op",
    "niet_optelbaar",
    "noemer_grain",
    "samenhang",
    "trendbreuk",
    "verwacht",
    "vragen",
}
BEGROTING = {  # the totals as the plan prints them, 2023-2028
    "totaal_rijksbijdragen": (18036536, 18812002, 18692192, 18561426, 18443661, 18328048),
    "totaal_baten": (18680066, 19412806, 19245938, 18793799, 18672534, 18551921),
    "totaal_overdrachten": (15823558, 17157035, 16969812, 16931801, 16382196, 16162418),
    "totaal_lasten": (18981488, 20175763, 19831272, 19301811, 18762149, 18552711),
    "resultaat": (-301422, -762957, -585334, -508013, -89615, -790),
    "eigen_vermogen": (2560000, 1797043, 1211709, 703696, 614081, 613292),
}
REGISTER = laad_register()


@pytest.fixture
def peilstok(demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command on the demo home."""
    monkeypatch.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))

    def draai(*woorden: str) -> Result:
        return CliRunner().invoke(app, list(woorden))

    return draai


@pytest.fixture
def publicatie(demo_thuis: Thuis) -> Path:
    return publicatiepad(demo_thuis, "medewerker")


def test_the_list_is_that_of_the_catalogue() -> None:
    assert list(REGISTER) == sorted(REGISTER, key=list(REGISTER).index)
    assert set(REGISTER) == set(ALLE)
    assert len(CATALOGUS) == 77
    if (pad := GEDEELD / "kengetallen.md").is_file():
        rijen = [r for r in pad.read_text("utf-8").splitlines() if r.startswith("| ")]
        kop = {"id", "---"}
        ids = {naam.strip() for rij in rijen for naam in rij.split("|")[1].split(",")} - kop
        assert ids == set(CATALOGUS)


def test_definitions_lists_them_all_with_every_field_filled(peilstok: Any) -> None:
    definities = {d["id"]: d for d in json.loads(peilstok("definitions", "--json").stdout)}
    assert set(definities) == set(ALLE)
    for naam, definitie in definities.items():
        leeg = {veld for veld, waarde in definitie.items() if waarde in (None, "", [], {}, "tbc")}
        assert leeg <= MAG_LEEG, naam
        assert definitie["doelstelling"], naam
        assert definitie["voorbeeld"]["uitkomst"], naam
        assert definitie["eigenaar"] != definitie["controleur"], naam
        assert "select" in definitie["sql"].lower(), naam


@pytest.mark.parametrize("naam", ALLE)
def test_each_answers_for_the_region(peilstok: Any, naam: str) -> None:
    uit = peilstok("values", naam, "--format", "json")
    rijen = json.loads(uit.stdout)
    assert uit.exit_code == 0
    assert {rij["kengetal"] for rij in rijen} == {naam}
    assert all(rij["swv"] == "PO2704" and rij["definitie_versie"] for rij in rijen)
    assert any(rij["waarde"] is not None or rij["waarde_max"] is not None for rij in rijen)


def test_each_answers_at_every_grain_in_every_period(publicatie: Path) -> None:
    """A figure, a range, a count that is missing, or a unit without pupils: never just nothing."""
    for naam, kengetal in REGISTER.items():
        perioden = {rij["periode"] for rij in lees_waarden(publicatie, Vraag((naam,)))}
        for graan in kengetal.definitie.grain:
            per = () if graan == "regio" else tuple(graan.split(","))
            rijen = lees_waarden(publicatie, Vraag((naam,), per=per))
            anders = {rij["periode"] for rij in rijen} ^ perioden
            assert not anders or (naam in VERDER and min(anders) > max(perioden)), (naam, graan)
            for rij in rijen:
                assert all(rij[dim] for dim in per), rij
                assert _zegt_iets(rij, kengetal.definitie.is_verhouding), rij
                assert _hangt_samen(rij), rij


def _zegt_iets(rij: dict[str, Any], is_verhouding: bool) -> bool:
    if rij["waarde"] is not None or rij["waarde_max"] is not None or rij["symbool"]:
        return True
    if rij["ontbreekt"]:
        return True
    return is_verhouding and not rij["noemer"]


def _hangt_samen(rij: dict[str, Any]) -> bool:
    waarde, onder, boven = rij["waarde"], rij["onder"], rij["boven"]
    binnen = waarde is None or onder is None or onder <= waarde <= boven
    kwartielen = [rij[naam] for naam in ("p25", "mediaan", "p75", "p90") if rij[naam] is not None]
    return binnen and kwartielen == sorted(kwartielen)


def test_of_two_hundred_at_random_the_parts_make_the_whole(publicatie: Path) -> None:
    """Sums of teller and noemer, of the ends of a range, of the cases of a distribution.

    What belongs to no unit is a row of its own (`onbekend`, `buiten regio`), so that nothing is
    left over. Dims that the register declares not additive carry no sum.
    """
    keuzes = [
        (naam, graan, rij["periode"])
        for naam, kengetal in REGISTER.items()
        for rij in lees_waarden(publicatie, Vraag((naam,)))
        for graan in kengetal.definitie.grain
        if graan != "regio" and not set(graan.split(",")) & set(kengetal.definitie.niet_optelbaar)
    ]
    for naam, graan, code in random.Random(2704).sample(sorted(set(keuzes)), 200):
        [geheel] = lees_waarden(publicatie, Vraag((naam,), code))
        delen = lees_waarden(publicatie, Vraag((naam,), code, tuple(graan.split(","))))
        for maat in _maten(naam, geheel, delen):
            som = sum(deel[maat] or 0 for deel in delen)
            assert som == pytest.approx(geheel[maat] or 0, abs=1e-6), (naam, graan, code, maat)


def _maten(naam: str, geheel: dict[str, Any], delen: list[dict[str, Any]]) -> list[str]:
    """Which measures of a grain must add up."""
    definitie = REGISTER[naam].definitie
    if definitie.soort == "verdeling":
        return ["n", "ontbreekt"]
    maten = []
    if all(rij["teller"] is not None for rij in (geheel, *delen)):
        maten.append("teller")
    elif not definitie.is_verhouding:
        maten.append("waarde_min")
        maten += ["waarde_max"] if geheel["waarde_max"] is not None else []
    if definitie.is_verhouding and definitie.noemer_grain is None and geheel["noemer"] is not None:
        maten.append("noemer")
    return maten


def test_the_totals_of_the_begroting_are_those_of_the_plan(
    demo_thuis: Thuis, publicatie: Path
) -> None:
    """As delivered, and as the kengetallen that rest on them."""
    begroting = {
        naam: [
            rij["waarde"]
            for rij in lees_waarden(publicatie, Vraag((naam,), per=("soort",)))
            if rij["soort"] == "begroting"
        ]
        for naam in ("eigen_vermogen", "rentabiliteit", "weerstandsvermogen")
    }
    vermogen, baten = BEGROTING["eigen_vermogen"], BEGROTING["totaal_baten"]
    resultaat, rijk = BEGROTING["resultaat"], BEGROTING["totaal_rijksbijdragen"]
    assert begroting["eigen_vermogen"] == list(vermogen)
    assert begroting["rentabiliteit"] == [r / b for r, b in zip(resultaat, baten, strict=True)]
    assert begroting["weerstandsvermogen"] == [v / r for v, r in zip(vermogen, rijk, strict=True)]
    with open_publicatie(demo_thuis.werkbestand) as werk:
        for post, bedragen in BEGROTING.items():
            rijen = werk.execute(
                "select bedrag from staging_financien where post = ? and moment = 'begroting'"
                " and jaar between 2023 and 2028 order by jaar",
                [post],
            ).fetchall()
            assert [int(bedrag) for (bedrag,) in rijen] == list(bedragen), post
    for b, lasten, r in zip(baten, BEGROTING["totaal_lasten"], resultaat, strict=True):
        assert abs(b - lasten - r) <= 3


def test_every_figure_leads_to_its_deliveries_and_every_delivery_back(peilstok: Any) -> None:
    heen: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
    sommen: dict[int, str] = {}
    for naam in ALLE:
        spoor = json.loads(peilstok("trace", naam, "--json").stdout)
        perioden = {rij["periode"] for rij in spoor["waarden"]}
        gevoed = {lev["periode"] for lev in spoor["leveringen"]}
        assert gevoed == perioden or (naam in VERDER and gevoed > perioden), naam
        for lev in spoor["leveringen"]:
            assert lev["bestand"], naam
            assert lev["rijen"] > 0, naam
            assert len(lev["sha256"]) == 64, naam
            heen[lev["levering"]].add((naam, lev["bron"], lev["periode"]))
            sommen[lev["levering"]] = lev["sha256"]
    for nummer, som in kies(sorted(sommen.items()), 50):
        gebruik = json.loads(peilstok("trace", som[:16], "--json").stdout)
        terug = {
            (rij["kengetal"], rij["bron"], code)
            for rij in gebruik["kengetallen"]
            for code in rij["perioden"]
        }
        assert terug == heen[nummer]
        assert {lev["levering"] for lev in gebruik["leveringen"]} == {nummer}


def test_a_delivery_is_followed_by_its_number_or_hash(peilstok: Any) -> None:
    spoor = json.loads(peilstok("trace", "rentabiliteit", "--periode", "2024", "--json").stdout)
    lev = spoor["leveringen"][0]
    op_nummer = peilstok("trace", str(lev["levering"]), "--json")
    assert json.loads(op_nummer.stdout) == json.loads(
        peilstok("trace", lev["sha256"], "--json").stdout
    )
    tekst = peilstok("trace", str(lev["levering"])).stdout
    assert f"levering {lev['levering']}: {lev['bestand']}" in tekst
    assert "rentabiliteit" in tekst
    alleen = json.loads(
        peilstok("trace", str(lev["levering"]), "--periode", "2024", "--json").stdout
    )
    assert {code for rij in alleen["kengetallen"] for code in rij["perioden"]} == {"2024"}


@pytest.mark.parametrize(
    ("wat", "melding"),
    [
        ("99999", "levering '99999' bestaat niet; geef het nummer of het begin van de hash"),
        ("abcdef012345", "levering 'abcdef012345' bestaat niet"),
        ("klachtn", "kengetal 'klachtn' bestaat niet"),
    ],
)
def test_a_delivery_that_is_not_there(peilstok: Any, wat: str, melding: str) -> None:
    uit = peilstok("trace", wat)
    assert uit.exit_code == 2
    assert melding in uit.stderr


def test_periods_are_codes_that_everyone_can_read(publicatie: Path) -> None:
    for rij in lees_waarden(publicatie, Vraag()):
        assert periode.soort(rij["periode"]) in {"datum", "schooljaar", "kwartaal", "jaar"}
