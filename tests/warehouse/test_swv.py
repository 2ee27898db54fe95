"""The number of the SWV is the outermost key, and an SWV that builds on another's profile."""

from pathlib import Path

import duckdb
import pytest

from pipelines.contract import load_contracten
from warehouse.build import CORE, Bron, bouw_leeg
from warehouse.connection import open_publicatie
from warehouse.paths import Thuis
from warehouse.profiel import laad_profiel, profiel_van
from warehouse.strikt import DefinitieFout


def test_elke_kerntabel_begint_met_het_swv() -> None:
    bronnen = [
        Bron(naam, contract.sql_kolommen, contract.scope, contract.staging_sql)
        for naam, contract in load_contracten().items()
    ]
    with duckdb.connect() as verbinding:
        bouw_leeg(verbinding, laad_profiel("zuid-kennemerland"), bronnen)
        eerste = {
            pad.stem: verbinding.execute(f"describe {pad.stem}").fetchall()[0][0]
            for pad in CORE.glob("*.sql")
        }
    assert {tabel for tabel, kolom in eerste.items() if kolom != "swv"} == set()


def test_elk_gepubliceerd_cijfer_draagt_het_swv(demo_thuis: Thuis) -> None:
    huidige = demo_thuis.huidige()
    assert huidige is not None
    for rol in ("medewerker", "toezicht", "openbaar"):
        with open_publicatie(demo_thuis.publicatiebestand(huidige, rol)) as verbinding:
            nummers = verbinding.sql("select distinct swv from waarde").fetchall()
        assert nummers == [("PO2704",)]


def schrijf(home: Path, tekst: str) -> Thuis:
    thuis = Thuis(home / "de-lage-landen", "de-lage-landen")
    thuis.wortel.mkdir(parents=True)
    thuis.profielbestand.write_text(tekst, "utf-8")
    return thuis


KORT = """
basis = "zuid-kennemerland"
swv = "PO2601"
naam = "Samenwerkingsverband De Lage Landen"
kort = "SWV De Lage Landen"
gemeente = [{ naam = "Polderdam" }]

[normen]
tlv_dagen = 28
"""


def test_een_klein_profiel_bouwt_voort_op_een_ander(tmp_path: Path) -> None:
    profiel, onder = profiel_van(schrijf(tmp_path, KORT)), laad_profiel("zuid-kennemerland")
    assert (profiel.id, profiel.swv) == ("de-lage-landen", "PO2601")
    assert profiel.gemeenten == ("Polderdam",)
    assert profiel.normen == onder.normen.model_copy(update={"tlv_dagen": 28.0})
    assert profiel.doelstelling == onder.doelstelling


@pytest.mark.parametrize(
    ("oud", "nieuw", "zin"),
    [
        ("zuid-kennemerland", "zuid-holland", "profiel 'zuid-holland' bestaat niet"),
        ("tlv_dagen", "tlv_daagen", "veld 'normen.tlv_daagen': dit veld bestaat niet"),
        ("PO2601", "2601", "veld 'swv'"),
    ],
)
def test_een_fout_in_een_klein_profiel_noemt_de_plek(
    tmp_path: Path, oud: str, nieuw: str, zin: str
) -> None:
    with pytest.raises(DefinitieFout, match=zin):
        profiel_van(schrijf(tmp_path, KORT.replace(oud, nieuw)))


def test_een_profiel_bouwt_op_een_volledig_profiel(tmp_path: Path) -> None:
    for naam, tekst in (("midden", KORT), ("boven", KORT.replace("zuid-kennemerland", "midden"))):
        (tmp_path / naam).mkdir()
        (tmp_path / naam / "profiel.toml").write_text(tekst, "utf-8")
    with pytest.raises(DefinitieFout, match="heeft zelf een basis"):
        laad_profiel("boven", tmp_path)
