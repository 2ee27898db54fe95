"""The bronnen that ship: every example reads clean, every SELECT runs, real files load."""

import re
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipelines.contract import herken
from pipelines.indeling.kolommen import Kolommenkaart, lees_kolommen
from pipelines.inlezen import Gelezen, parse
from pipelines.readers import read
from tests.pipelines.lezen import CONTRACTEN, PROFIEL, lees_bestand, lees_voorbeeld
from tests.pipelines.magazijn import Magazijn

VOORBEELDEN = Path(__file__).parents[2] / "pipelines" / "voorbeelden"
BRONNEN = sorted(CONTRACTEN)


@pytest.fixture
def magazijn(tmp_path: Path) -> Iterator[Magazijn]:
    magazijn = Magazijn(tmp_path)
    yield magazijn
    magazijn.sluit()


def lees_kaart(pad: Path) -> Kolommenkaart:
    return lees_kolommen(pad.name, pad.read_text("utf-8"))


def lees_duo(duo: Path, naam: str) -> dict[str, Gelezen]:
    """A real file through the mapping that ships for it, per bron that it feeds."""
    kaart = lees_kaart(VOORBEELDEN / f"{naam}.yaml")
    assert kaart.geldt_voor(f"{naam}.csv")
    tabel = read(f"{naam}.csv", (duo / f"{naam}.csv").read_bytes())
    return {d.bron: parse(tabel, CONTRACTEN[d.bron], d, PROFIEL) for d in kaart.bronnen}


@pytest.mark.parametrize("bron", BRONNEN)
def test_voorbeeld_wordt_herkend_en_is_foutloos(bron: str) -> None:
    contract = CONTRACTEN[bron]
    assert herken(read("voorbeeld.csv", contract.voorbeeld.read_bytes()), CONTRACTEN) == bron
    gelezen = lees_voorbeeld(bron)
    assert gelezen.rijen is not None, gelezen.bevindingen
    assert not [b for b in gelezen.bevindingen if b.regel != "aantal_onbekend"]
    assert gelezen.rijen["verzonnen"].all()
    assert set(gelezen.rijen.columns) == {*contract.sql_kolommen, "rij"}
    assert gelezen.scope or contract.soort == "register"


@pytest.mark.parametrize("bron", BRONNEN)
def test_staging_volgt_de_namen_van_het_magazijn(bron: str, magazijn: Magazijn) -> None:
    gelezen = lees_voorbeeld(bron)
    magazijn.zet(gelezen)
    staging = magazijn.db.sql(f"select * from staging_{bron}").pl()
    rijen = gelezen.rijen if gelezen.rijen is not None else pl.DataFrame()
    if bron == "financien":  # a detail stands under its post
        rijen = rijen.filter(pl.col("onderdeel").is_null())
    assert staging.height == rijen.height
    assert {"levering", "rij"} <= set(staging.columns)
    for naam, soort in staging.schema.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", naam)
        assert naam.startswith(("is_", "heeft_")) == (soort == pl.Boolean), naam


def test_toetsen_van_de_voorbeelden(magazijn: Magazijn) -> None:
    for bron in BRONNEN:
        magazijn.zet(lees_voorbeeld(bron))
    assert not any(magazijn.toets("financien").values())
    assert [
        rij["school_code"] for rij in magazijn.toets("leerlingen")["leerlingen_aantal_onbekend"]
    ] == ["99AB00"]


@pytest.mark.parametrize(
    ("oud", "nieuw", "toets", "verwacht"),
    [
        (
            "totaal_rijksbijdragen;;18.000.000,00",
            "totaal_rijksbijdragen;;18.000.010,00",
            "financien_totaal_is_som",
            ("totaal rijksbijdragen", "18000010.00", "18000000.00", "10.00", None),
        ),
        (
            "totaal_overdrachten;;15.050.000,50",
            "totaal_overdrachten;;15.000.000,00",
            "financien_totaal_is_som",
            (
                "totaal overdrachten",
                "15000000.00",
                "15050000.50",
                "-50000.50",
                "terugplaatsingsondersteuning",
            ),
        ),
        (
            "totaal_lasten;;18.050.000,50",
            "totaal_lasten;;16.150.000,50",
            "financien_totaal_lasten",
            (
                "totaal lasten",
                "16150000.50",
                "18050000.50",
                "-1900000.00",
                "uitvoeringsorganisatie",
            ),
        ),
        (
            "resultaat;;-30.000,50",
            "resultaat;;30.000,50",
            "financien_resultaat",
            ("resultaat", "30000.50", "-30000.50", "60001.00", None),
        ),
        (
            "signaleringswaarde;;630.700,00",
            "signaleringswaarde;;640.000,00",
            "financien_signaleringswaarde",
            ("signaleringswaarde", "640000.00", "630700.00", "9300.00", None),
        ),
        (
            "scholing;700.000,00",
            "scholing;600.000,00",
            "financien_onderdelen",
            ("uitvoeringsorganisatie", "1900000.00", "1800000.00", "100000.00", None),
        ),
    ],
)
def test_totaal_dat_niet_klopt_wordt_gevonden(
    magazijn: Magazijn,
    oud: str,
    nieuw: str,
    toets: str,
    verwacht: tuple[str, str, str, str, str | None],
) -> None:
    tekst = CONTRACTEN["financien"].voorbeeld.read_text("utf-8")
    assert oud in tekst
    magazijn.zet(lees_bestand("financien", "f.csv", tekst.replace(oud, nieuw).encode()))
    [rij] = magazijn.toets("financien")[toets]
    totaal, gedrukt, som, verschil, post = verwacht
    assert rij["totaal"] == totaal
    assert [rij["gedrukt"], rij["som"], rij["verschil"]] == [
        Decimal(gedrukt),
        Decimal(som),
        Decimal(verschil),
    ]
    assert rij["post"] == post


def test_eigen_vermogen_rolt_door_binnen_een_levering(magazijn: Magazijn) -> None:
    kop = "jaar;soort;rubriek;post;bedrag\n"
    eerste = "2023;begroting;balans;eigen_vermogen;1000\n2024;begroting;balans;eigen_vermogen;900\n"
    eerste += "2024;begroting;totaal;resultaat;-50\n"
    magazijn.zet(lees_bestand("financien", "a.csv", (kop + eerste).encode()), levering=1)
    later = "2025;begroting;balans;eigen_vermogen;5\n2025;begroting;totaal;resultaat;-1\n"
    magazijn.zet(lees_bestand("financien", "b.csv", (kop + later).encode()), levering=2)
    [rij] = magazijn.toets("financien")["financien_eigen_vermogen"]
    assert (rij["jaar"], rij["vorig_jaar"], rij["som"]) == (2024, 2023, Decimal("950.00"))
    assert rij["verschil"] == Decimal("-50.00")


def test_afronding_van_een_paar_euro_is_geen_bevinding(magazijn: Magazijn) -> None:
    tekst = CONTRACTEN["financien"].voorbeeld.read_text("utf-8")
    tekst = tekst.replace("totaal_baten;;18.020.000,00", "totaal_baten;;18.020.003,00")
    magazijn.zet(lees_bestand("financien", "f.csv", tekst.encode()))
    assert not any(magazijn.toets("financien").values())


def test_schoollocaties_van_duo(duo: Path, magazijn: Magazijn) -> None:
    delen = lees_duo(duo, "po2704_scholen")
    scholen, leerlingen = delen["scholen"], delen["leerlingen"]
    assert scholen.rijen is not None
    assert leerlingen.rijen is not None
    assert scholen.scope == ("schooljaar 2023-2024",)
    assert leerlingen.scope == ("teldatum 1 oktober 2023",)
    assert scholen.rijen.height == leerlingen.rijen.height == 81
    soorten = dict(scholen.rijen.group_by("schoolsoort").len().iter_rows())
    assert soorten == {"bao": 73, "sbo": 4, "so": 4}
    assert set(scholen.rijen["gemeente"]) == set(PROFIEL.gemeenten)
    assert set(leerlingen.rijen["swv_herkomst"]) == {"onbekend"}
    for gelezen in delen.values():
        weg = [b.waarde for b in gelezen.bevindingen if b.regel == "weggelaten"]
        assert weg == ["18EC03", "01JO17"]
    onbekend = [b for b in leerlingen.bevindingen if b.regel == "aantal_onbekend"]
    assert [b.rij for b in onbekend] == [66, 68, 81]
    gemengd = [b.melding for b in leerlingen.bevindingen if b.regel == "opmerking" and b.rij]
    assert [re.findall(r"\((\w{6})\)", melding) for melding in gemengd] == [
        ["18LW00"],
        ["09QN00"],
        ["18IS00"],
        ["18EC00"],
    ]
    magazijn.zet(scholen)
    magazijn.zet(leerlingen)
    [rijen] = magazijn.toets("leerlingen").values()
    assert [rij["school_code"] for rij in rijen] == ["03BU00", "07RF00", "17LI00"]


def test_begroting_van_het_plan(duo: Path, magazijn: Magazijn) -> None:
    gelezen = lees_duo(duo, "po2704_begroting_plan")["financien"]
    assert gelezen.rijen is not None
    assert gelezen.rijen.height == 27 * 6 - 1
    leeg = [(b.regel, b.rij, b.kolom) for b in gelezen.bevindingen]
    assert leeg == [("lege_cel", 12, "2023")]
    assert len(gelezen.scope) == 6
    magazijn.zet(gelezen)
    gezakt = {id_: rijen for id_, rijen in magazijn.toets("financien").items() if rijen}
    assert set(gezakt) == {"financien_totaal_is_som"}
    [rij] = gezakt["financien_totaal_is_som"]
    assert (rij["totaal"], rij["jaar"]) == ("totaal overdrachten", 2023)
    assert rij["verschil"] == Decimal("-30000.00")
    assert rij["post"] == "terugplaatsingsondersteuning"


def test_kaarten_noemen_alleen_bronnen_die_er_zijn() -> None:
    for pad in VOORBEELDEN.glob("*.yaml"):
        assert {deel.bron for deel in lees_kaart(pad).bronnen} <= set(CONTRACTEN), pad.name


def test_veel_rijen_blijven_dicht_bij_kaal_lezen() -> None:
    """A loose guard against per-cell work; a million rows take about three bare reads."""
    regels = [
        f"01-02-2023;{a:02d}{b}{c};{v:02d};bao;PO2704;Haarlem;{(a + v) % 400}"
        for a in range(80)
        for b in "ABCDEFGHIJ"
        for c in "ABCDEFGHIJ"
        for v in range(12)
    ]
    kop = "teldatum;brin;vestiging;onderwijssoort;swv_herkomst;woongemeente;aantal"
    inhoud = "\n".join([kop, *regels]).encode()
    begin = time.perf_counter()
    gelezen = lees_bestand("leerlingen", "veel.csv", inhoud)
    duur = time.perf_counter() - begin
    assert gelezen.rijen is not None
    assert gelezen.rijen.height == 96_000
    assert duur < 3
