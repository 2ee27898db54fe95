"""Which school is ours: the member list first, then the postcode, and who cannot be told is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.cijfers import Vraag, lees_toetsen, lees_waarden, publicatiepad
from pipelines.run import Opdracht, laad
from tests.conftest import Laden
from tests.pipelines.test_openbaar import PER_SWV
from warehouse.paths import STANDAARD_PROFIEL, Thuis

POSTCODES = (
    "postcode4,gemeente_2012,swv_po,swv_vo\n2012,Haarlem,PO2704,VO2705\n"
    "2051,Bloemendaal,PO2704,VO2705\n2142,Haarlemmermeer,PO2703,VO2704\n1011,Amsterdam,PO2707,\n"
)
# De Waterlelie is a member outside the area; De Gast stands in it and belongs to another SWV.
LEDENLIJST = (
    "schooljaar;brin;vestiging;naam;bestuursnummer;bestuur;schoolsoort;cluster;gemeente;"
    "kerngebied;postcode;lid_swv\n"
    "2022-2023;91BD;00;De Waterlelie;90017;Stichting Water;so;3;Haarlemmermeer;Noord;2142AA;ja\n"
    "2022-2023;91BE;00;De Gast;onbekend;onbekend;bao;;Haarlem;;;nee\n"
)
VESTIGINGEN = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;"
    "POSTCODE;PLAATSNAAM;GEMEENTENAAM\n"
    "NH;41234;03NJ;03NJ00;De Ark;Laan;2051BC;OVERVEEN;BLOEMENDAAL\n"
    "NH;41299;91BE;91BE00;Gast volgens DUO;Laan;2012AC;HAARLEM;HAARLEM\n"
    "NH;90017;99ZA;99ZA00;Ver weg;Laan;1011AB;AMSTERDAM;AMSTERDAM\n"
)
VESTIGINGEN_GO = (
    "SOORT PRIMAIR ONDERWIJS;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;"
    "STRAATNAAM;POSTCODE;GEMEENTENAAM;CLUSTER\n"
    "SO;41302;91BD;91BD00;Waterlelie volgens DUO;Weg;2142AA;HAARLEMMERMEER;3\n"
    "SO;41302;01JO;01JO17;Auris Haarlem;Weg;2012AB;HAARLEM;2\n"
    "SO;41302;99SO;99SO00;So elders;Weg;1011AB;AMSTERDAM;4\n"
)
LEEFTIJD = (
    "PEILDATUM;INSTELLINGSCODE;VESTIGINGSCODE;INSTELLINGSNAAM_VESTIGING;POSTCODE_VESTIGING;"
    "GEMEENTENAAM;SOORT_PO;CLUSTER;BEVOEGD_GEZAG_NUMMER;LEEFTIJD_4_JAAR;LEEFTIJD_5_JAAR\n"
    "01-10-2023;03NJ;03NJ00;Ark in 2023;2051BC;BLOEMENDAAL;Bo;;41234;120;125\n"
    "01-10-2023;91BD;91BD00;Waterlelie;2142AA;HAARLEMMERMEER;So;3;90017;40;<5\n"
    "01-10-2023;01JO;01JO17;Auris;2012AB;HAARLEM;So;2;41302;30;30\n"
    "01-10-2023;99SO;99SO00;So elders;1011AB;AMSTERDAM;So;4;41302;50;50\n"
    "01-10-2023;99ZA;99ZA00;Ver weg;1011AB;AMSTERDAM;Bo;;90017;200;200\n"
)
PORTAAL = (
    "INSTELLINGSCODE,VESTIGINGSCODE,TYPE_PO,PEILJAAR,LEEFTIJD,AANTAL_LEERLINGEN\n"
    "03NJ,03NJ00,BO,2022,5,210\n98XX,98XX00,BO,2022,5,99\n"
)
FEBRUARI = (
    "teldatum;brin;vestiging;onderwijssoort;swv_herkomst;aantal\n"
    "01-02-2024;03NJ;00;bao;PO2704;250\n01-02-2024;99SO;00;so;PO2704;7\n"
    "01-02-2024;91BD;00;so;PO2704;44\n"
)
BESTANDEN = {
    "pc4_swv.csv": POSTCODES,
    "ledenlijst.csv": LEDENLIJST,
    "vestigingen_2025-2026.csv": VESTIGINGEN,
    "vestigingen_go_2025-2026.csv": VESTIGINGEN_GO,
    "leeftijd.csv": LEEFTIJD,
    "portaal.csv": PORTAAL,
    "februari.csv": FEBRUARI,
}


@pytest.fixture(scope="module")
def thuis(tmp_path_factory: pytest.TempPathFactory) -> Thuis:
    """A home into which everything that is published was loaded, beside an own list and count."""
    map_ = tmp_path_factory.mktemp("openbaar")
    (map_ / "in").mkdir()
    for naam, tekst in BESTANDEN.items():
        (map_ / "in" / naam).write_text(tekst, "utf-8")
    thuis = Thuis(map_ / "home" / STANDAARD_PROFIEL, STANDAARD_PROFIEL)
    rapport = laad(thuis, Opdracht(paden=(map_ / "in",)), lambda _: None)
    assert rapport.afloop == "geladen", rapport
    return thuis


@pytest.fixture
def werk(thuis: Thuis) -> Callable[[str], list[tuple[Any, ...]]]:
    def vraag(sql: str) -> list[tuple[Any, ...]]:
        verbinding = duckdb.connect(str(thuis.werkbestand), read_only=True)
        try:
            return verbinding.execute(sql).fetchall()
        finally:
            verbinding.close()

    return vraag


def test_de_ledenlijst_gaat_voor_de_postcode(werk: Callable[[str], list[tuple[Any, ...]]]) -> None:
    lid = dict(werk("select distinct school_code, is_lid from school"))
    assert lid == {
        "91BD00": True,  # on the list, outside the area
        "91BE00": False,  # in the area, on the list as no member
        "03NJ00": True,  # by its postcode
        "01JO17": False,  # in the area, but cluster 2 is national
        "99SO00": False,
        "99ZA00": False,
        "98XX00": False,  # nothing known but its code
    }


def test_de_eigen_lijst_gaat_voor_duo_en_duo_vult_aan(
    werk: Callable[[str], list[tuple[Any, ...]]],
) -> None:
    scholen = werk(
        "select school_code, school_naam, bestuur_code, bestuur_naam, kerngebied, postcode"
        " from school where school_code in ('91BD00', '91BE00') order by 1"
    )
    assert scholen == [
        ("91BD00", "De Waterlelie", "90017", "Stichting Water", "Noord", "2142AA"),
        ("91BE00", "De Gast", "41299", "bestuur 41299", "onbekend", "2012AC"),
    ]
    [(naam,)] = werk("select bestuur_naam from school where school_code = '99ZA00' limit 1")
    assert naam == "Stichting Water"


def test_een_school_heet_op_elke_teldatum_zoals_duo_haar_toen_noemde(
    werk: Callable[[str], list[tuple[Any, ...]]],
) -> None:
    namen = werk(
        "select teldatum::varchar, school_naam from leerling_telling"
        " where school_code = '03NJ00' order by 1"
    )
    assert namen == [
        ("2022-10-01", "Ark in 2023"),
        ("2023-10-01", "Ark in 2023"),
        ("2024-02-01", "Ark in 2023"),
    ]


def test_wie_niet_te_plaatsen_is_wordt_gemeld(thuis: Thuis) -> None:
    toetsen = {rij["id"]: rij for rij in lees_toetsen(publicatiepad(thuis, "medewerker"))}
    toets = toetsen["scholen_lidmaatschap_onbekend"]
    assert (toets["uitkomst"], toets["ernst"]) == ("gezakt", "waarschuwing")
    assert "98XX00" in toets["melding"]


def test_teldata_blijven_aparte_reeksen(thuis: Thuis) -> None:
    cijfers = lees_waarden(publicatiepad(thuis, "medewerker"), Vraag(("leerlingen_regulier",)))
    per_dag = {rij["periode"]: (rij["reeks"], rij["waarde"]) for rij in cijfers}
    assert per_dag == {
        "2022-10-01": ("1 oktober", 210),
        "2023-10-01": ("1 oktober", 245),
        "2024-02-01": ("1 februari", 250),
    }


def test_zonder_herkomst_is_wat_elders_zit_een_ontbrekende_telling(
    werk: Callable[[str], list[tuple[Any, ...]]],
) -> None:
    elders = werk(
        "select teldatum::varchar, school_code, schoolsoort, cluster, aantal_max, ontbreekt"
        " from leerling_telling where not is_lid order by all"
    )
    assert elders == [
        ("2023-10-01", "onbekend", "so", 1, None, 1),
        ("2023-10-01", "onbekend", "so", None, None, 1),
        ("2024-02-01", "99SO00", "so", 4, 7, 0),
    ]


def test_een_publicatie_noemt_niet_het_hele_land(thuis: Thuis) -> None:
    verbinding = duckdb.connect(str(publicatiepad(thuis, "medewerker")), read_only=True)
    try:
        eenheden = verbinding.execute(
            "select grain, code from eenheid where grain in ('vestiging', 'bestuur')"
        ).fetchall()
    finally:
        verbinding.close()
    vestigingen = {code for grain, code in eenheden if grain == "vestiging"}
    assert vestigingen == {"03NJ00", "91BD00", "91BE00", "99SO00"}
    assert len(eenheden) == len(set(eenheden))


def test_het_bestand_per_swv_verandert_niets(leeg: Thuis, tmp_path: Path, laden: Laden) -> None:
    pad = tmp_path / "swv.csv"
    pad.write_text(PER_SWV, "utf-8")
    rapport = laden(leeg, pad)
    assert rapport.afloop == "geweigerd"
    [bevinding] = rapport.bestanden[0].bevindingen
    assert bevinding.regel == "onbruikbaar_bestand"


def test_scholen_van_de_regio_zonder_kolommenkaart(leeg: Thuis, duo: Path, laden: Laden) -> None:
    rapport = laden(leeg, duo / "po2704_scholen.csv", duo / "pc4_swv.csv")
    assert rapport.afloop == "geladen"
    assert [d.bron for b in rapport.bestanden for d in b.delen] == [
        "scholen",
        "leerlingen",
        "postcodes",
    ]
    assert any("kolommenkaart po2704_scholen" in a for a in rapport.bestanden[0].aannames)
