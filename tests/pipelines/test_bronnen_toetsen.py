"""The checks that bronnen bring along: silent on the examples, exact on one thing that is wrong."""

import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from expectations.toets import Toets
from pipelines.brontoetsen import load_toetsen
from pipelines.rapport import json_waarde
from pipelines.toetsen import maak_toetsen
from tests.conftest import Laden
from tests.pipelines.lezen import CONTRACTEN, PROFIEL, lees_bestand, lees_voorbeeld
from tests.pipelines.magazijn import Magazijn
from warehouse.paths import Thuis

# What points at one person: counted by, never told.
HERLEIDBAAR = {
    "leerling",
    "persoon",
    "aanvraag_id",
    "overstap_id",
    "tlv_nummer",
    "casus",
    "traject",
}

# id of the check, what stands in the example, what a bad delivery says instead, failing rows
FOUTEN = [
    ("tlv_nummer_ontbreekt", "A-1001;PO2704-2024-00101", "A-1001;", 1),
    ("tlv_nummer_dubbel", "PO2704-2024-00102", "PO2704-2024-00101", 1),
    ("tlv_nummer_swv", "PO2704-2024-00101", "PO2705-2024-00101", 1),
    ("tlv_nummer_swv", "PO2705-2024-00311", "PO2704-2024-00311", 1),
    ("tlv_nummer_jaar", "PO2704-2024-00101", "PO2704-2023-00101", 1),
    ("tlv_einddatum", "14-10-2024;31-07-2026", "14-10-2024;01-08-2026", 1),
    ("tlv_schooljaar", "14-10-2024;31-07-2026", "14-10-2024;31-07-2025", 1),
    ("tlv_schooljaar", "01-08-2025;31-07-2026", "02-08-2025;31-07-2026", 1),
    ("tlv_schooljaar", "14-10-2024;31-07-2026", "01-08-2024;31-07-2025", 0),
    ("tlv_datums", "03-09-2024;08-10-2024", "09-10-2024;08-10-2024", 1),
    ("tlv_datums", "14-10-2024;31-07-2026", "14-10-2024;31-07-2024", 1),
    ("tlv_besluit_compleet", "03-03-2025;;in behandeling", "03-03-2025;04-03-2025;lopend", 1),
    ("tlv_besluit_compleet", "24-02-2025;afgewezen", ";afgewezen", 1),
    ("overstappen_begin_go", "01-08-2021", "01-08-2024", 1),
    ("overstappen_verblijf", ";01-08-2021;", ";;", 1),
    ("overstappen_tlv_ontbreekt", "PO2704-2024-00101;school", ";school", 1),
    ("overstappen_tlv_onbekend", "PO2704-2024-00101", "PO2704-2024-00999", 1),
    ("overstappen_tlv_onbekend", "PO2704-2024-00101", "PO2705-2024-00999", 0),
    ("overstappen_tlv_leerling", "O-2001;L-001", "O-2001;L-020", 1),
    ("overstappen_tlv_geldig", "04-11-2024", "13-10-2024", 1),
    ("overstappen_tlv_geldig", "04-11-2024", "01-08-2026", 1),
    ("overstappen_school", "sbo;99AC;00;bao;99AB;00", "sbo;99AC;00;bao;;", 1),
    ("overstappen_schoolsoort", "bao;99AA;00;sbo;99AC;00", "bao;99AA;00;so;99AC;00", 1),
    ("tarieven_ondergrens", "per leerling;440,00", "per leerling;399,99", 1),
    ("tarieven_ondergrens", "per leerling;440,00", "per leerling;400,00", 0),
    ("thuiszitters_datums", "26-08-2024;06-01-2025", "26-08-2024;25-08-2024", 1),
    ("thuiszitters_datums", "16-09-2024;29-11-2024", "16-09-2024;15-09-2024", 1),
    ("thuiszitters_volgorde", "conflict_school;13-01-2025", "conflict_school;17-11-2024", 1),
    ("thuiszitters_volgorde", "ja;05-09-2024", "ja;25-08-2024", 1),
    ("thuiszitters_leeftijd", "2014-05", "2005-09", 1),
    ("thuiszitters_absoluut", "C-304;L-014;;", "C-304;L-014;99AA;00", 1),
    ("thuiszitters_overlap", "L-012", "L-011", 1),
    ("thuiszitters_overlap", "L-014", "L-013", 1),
    ("thuiszitters_overlap", "L-015", "L-013", 0),  # the first case had ended by then
    ("thuiszitters_verloop_datums", "C-301;07-10-2024", "C-301;06-10-2024", 1),
    ("thuiszitters_verloop_datums", "C-303;25-11-2024", "C-303;07-01-2025", 1),
    ("thuiszitters_verloop_laatste", "04-11-2024;relatief", "04-11-2024;absoluut", 1),
    ("dws_deelnemer", "deelnemer;Groep 1", "deelnemer;", 1),
    ("dws_datums", "13-01-2025;14-03-2025", "13-01-2025;12-01-2025", 1),
    ("dws_jaar", "2025;L-017", "2026;L-017", 1),
    ("dws_einde", "14-03-2025", "", 1),
    ("dws_leerjaar", "00;6;v", "00;4;v", 1),
    ("dws_lid", "L-016;99AA;00", "L-016;99AE;00", 1),
    ("evaluatie_ouders_antwoord", "ou_meebeslist;nee", "ou_meebeslist;4", 1),
    ("evaluatie_ouders_antwoord", "ou_meebeslist;nee", "ou_meebeslist;0", 0),
    ("evaluatie_ouders_antwoord", "ou_tevreden;2", "ou_tevreden;ja", 1),
    ("evaluatie_ouders_aanvraag", "A-1001", "A-9001", 4),
    ("jeugdhulp_aandeel", "totaal;;231;2.640", "totaal;;2.641;2.640", 1),
    ("jeugdhulp_aandeel", "reclassering;;<5;2.640", "reclassering;;<5;0", 1),
    ("jeugdhulp_deel", "totaal;;2.410", "totaal;;2.100", 1),
    ("jeugdhulp_totaal", "2024;Zandvoort;;;totaal", "2024;Zandvoort;;;crisis", 1),
    ("ggd_aandeel", "310;352", "353;352", 1),
    ("mdo_deel", "MDO-O;12;10", "MDO-O;12;13", 1),
    ("mdo_deel", "MDO-O;<5;<5", "MDO-O;<5;5", 1),
    ("communicatie_jaartotaal", "2024;1;website", "2024;;website", 1),
    ("geschillen_bezwaren", "03-03-2025;bezwaar tlv", "03-03-2025;klacht", 1),
    ("hb_trajecten_datums", "28-04-2025", "05-01-2025|28-04-2025", 1),
    ("hb_trajecten_datums", "12-05-2025;;;;", "12-05-2025;11-05-2025;;;", 1),
    ("hb_trajecten_opvolging", "19-05-2025", "23-02-2025", 1),
    ("tlv.aanvrager_school.bekend", "nee;99AA;00;99AC", "nee;99ZZ;00;99AC", 1),
    ("tlv.aanvrager_school.bekend", "voorschools;", "onbekend;", 0),
    ("tlv.school.bekend", "99AA;00;99AC;00", "99AA;00;99ZZ;00", 1),
    ("overstappen.van_school.bekend", "bao;99AA;00;bao", "bao;99ZZ;00;bao", 1),
    ("overstappen.van_school.bekend", "elders;buiten regio;", "elders;99ZZ;00", 0),
    ("overstappen.naar_school.bekend", "vso;01AB;00", "so;01AB;00", 1),
    ("thuiszitters_verloop.casus.bekend", "C-303", "C-999", 1),
]


def bron_van(toets: str) -> str:
    """The bron of a check: its id starts with it, and the longest name wins."""
    return max((bron for bron in CONTRACTEN if toets.startswith(bron)), key=len)


@pytest.fixture(scope="module")
def voorbeelden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work database of all examples, built once."""
    magazijn = Magazijn(tmp_path_factory.mktemp("voorbeelden"))
    for bron in CONTRACTEN:
        magazijn.zet(lees_voorbeeld(bron))
    return magazijn.bestand


@pytest.fixture
def db(voorbeelden: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of it to change."""
    db = duckdb.connect(shutil.copy(voorbeelden, tmp_path / "kopie.duckdb"))
    yield db
    db.close()


def verander(db: duckdb.DuckDBPyConnection, bron: str, oud: str, nieuw: str, map_: Path) -> None:
    """Let the example of a bron say something else."""
    tekst = CONTRACTEN[bron].voorbeeld.read_text("utf-8")
    assert oud in tekst
    gelezen = lees_bestand(bron, "v.csv", tekst.replace(oud, nieuw).encode())
    assert gelezen.rijen is not None, gelezen.bevindingen
    gelezen.rijen.write_parquet(map_ / "rijen.parquet")
    db.execute(f"delete from geldig_{bron}")
    db.execute(
        f"insert into geldig_{bron} by name select cast(1 as integer) as levering, *"
        " from read_parquet(?)",
        [str(map_ / "rijen.parquet")],
    )
    db.execute(f"create or replace table staging_{bron} as {CONTRACTEN[bron].staging_sql}")


def toetsen() -> dict[str, Toets]:
    """Every check in SQL of every bron, by id."""
    alle = maak_toetsen(CONTRACTEN, {}, PROFIEL)
    return {toets.id: toets for toets in alle if toets.regel == "sql"}


def test_de_voorbeelden_slagen_samen_voor_elke_toets(db: duckdb.DuckDBPyConnection) -> None:
    for toets in toetsen().values():
        verwacht = 1 if toets.id == "leerlingen_aantal_onbekend" else 0
        assert len(db.execute(toets.sql).fetchall()) == verwacht, toets.id


@pytest.mark.parametrize(("toets", "oud", "nieuw", "aantal"), FOUTEN)
def test_een_fout_wordt_precies_gevonden(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, toets: str, oud: str, nieuw: str, aantal: int
) -> None:
    verander(db, bron_van(toets), oud, nieuw, tmp_path)
    assert len(db.execute(toetsen()[toets].sql).fetchall()) == aantal


def test_elke_toets_van_een_bron_staat_in_de_lijst_met_fouten() -> None:
    beproefd = {toets for toets, *_ in FOUTEN}
    elders = {"financien", "leerlingen", "scholen", "postcodes"}  # tested beside those bronnen
    alle = {
        t.id for bron, c in CONTRACTEN.items() if bron not in elders for t in load_toetsen(c.map)
    }
    assert alle - beproefd == set()


def test_toetsen_noemen_bronnen_die_er_zijn_en_nooit_een_leerling(
    db: duckdb.DuckDBPyConnection,
) -> None:
    for contract in CONTRACTEN.values():
        for toets in load_toetsen(contract.map):
            assert set(toets.ook) <= set(CONTRACTEN), toets.id
            assert not toets.kolom or contract.zoek(toets.kolom), toets.id
            sql = toets.sql.replace("$marge", "3")
            kolommen = {rij[0] for rij in db.execute(f"describe {sql}").fetchall()}
            assert kolommen >= set(re.findall(r"\{(\w+)", toets.melding)), toets.id
            if contract.leerlingniveau:
                assert kolommen >= {"levering", "rij"}, toets.id
                assert not kolommen & HERLEIDBAAR, toets.id


def test_elke_schoolkolom_verwijst_naar_de_scholen() -> None:
    for contract in CONTRACTEN.values():
        scholen = {k.naam for k in contract.kolom if k.type == "school"}
        if contract.naam not in {"scholen", "leerlingen"}:
            assert scholen == {v.kolom for v in contract.verwijzing if v.naar == "scholen"}


def test_zonder_de_andere_bron_is_een_vergelijking_niet_uitgevoerd(tmp_path: Path) -> None:
    from expectations.poort import toets_alles  # noqa: PLC0415

    magazijn = Magazijn(tmp_path)
    magazijn.zet(lees_voorbeeld("scholen"))
    magazijn.zet(lees_voorbeeld("overstappen"))
    namen = ["overstappen_tlv_onbekend", "overstappen_verblijf"]
    uitslagen = toets_alles(magazijn.bestand, [toetsen()[naam] for naam in namen])
    assert [u.uitkomst for u in uitslagen] == ["niet_uitgevoerd", "geslaagd"]
    assert "over tlv zijn nog geen gegevens" in uitslagen[0].melding


def test_alle_voorbeelden_laden_en_een_kritieke_fout_weigert(
    leeg: Thuis, tmp_path: Path, laden: Laden
) -> None:
    map_ = tmp_path / "voorbeelden"
    map_.mkdir()
    for bron, contract in CONTRACTEN.items():
        shutil.copy(contract.voorbeeld, map_ / f"{bron}.csv")
    rapport = laden(leeg, map_)
    assert rapport.afloop == "geladen"
    assert {deel.bron for b in rapport.bestanden for deel in b.delen} == set(CONTRACTEN)

    fout = tmp_path / "tlv.csv"
    tekst = CONTRACTEN["tlv"].voorbeeld.read_text("utf-8")
    fout.write_text(tekst.replace("14-10-2024;31-07-2026", "14-10-2024;31-08-2026"), "utf-8")
    rapport = laden(leeg, fout)
    assert rapport.afloop == "geweigerd"
    [bevinding] = rapport.bestanden[0].bevindingen
    assert (bevinding.regel, bevinding.rij, bevinding.kolom) == ("tlv_einddatum", 2, "einddatum")
    assert bevinding.waarde == "2026-08-31"
    assert "31 augustus 2026" in bevinding.melding
    assert "L-001" not in str(rapport.als_dict())
    assert json.dumps(rapport.als_dict(), default=json_waarde)


def test_bedragen_van_een_toets_passen_in_json() -> None:
    assert json.dumps({"verschil": Decimal("-30000.50")}, default=json_waarde) == (
        '{"verschil": -30000.5}'
    )
