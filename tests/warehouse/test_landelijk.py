"""All SWVs side by side: what is public of each, no more, and always what they published last."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.cijfers import Vraag, lees_waarden, publicatiepad
from pipelines.demo import omvang
from pipelines.demo.land import SCHOLEN, SWVS, regios
from pipelines.demo.wereld import Maat, bouw_wereld
from warehouse.connection import open_publicatie
from warehouse.deelnemers import LAND, LANDELIJK, is_actueel, thuis_van
from warehouse.landelijk import publiceer_landelijk
from warehouse.paths import Stand, Thuis
from warehouse.profiel import profiel_van
from warehouse.publish import beschadigd, zet_stand

TWEEDE = "PO9999"


@pytest.fixture(scope="module")
def home(demo_thuis: Thuis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two SWVs: the demo, and the same figures under another number with one of them hidden."""
    home = tmp_path_factory.mktemp("land")
    for profiel in ("een", "twee"):
        zet(home, profiel, demo_thuis)
    bestand = Thuis(home / "twee", "twee").publicatiebestand("p0001", "openbaar")
    with duckdb.connect(str(bestand)) as verbinding:
        verbinding.execute(f"update waarde set swv = '{TWEEDE}'")
        verbinding.execute(f"update publicatie set swv = '{TWEEDE}', swv_naam = 'SWV Twee'")
        verbinding.execute(
            "update waarde set symbool = '<5', teller = null, waarde = null"
            " where kengetal = 'leerlingen_regulier' and periode = '2026-02-01' and grain = 'regio'"
        )
    (home / "een.slot").touch()  # a file beside the homes is none of them
    assert publiceer_landelijk(home, "afdruk") == "p0001"
    return home


def zet(home: Path, profiel: str, demo: Thuis) -> None:
    thuis, huidige = Thuis(home / profiel, profiel), demo.huidige()
    assert huidige
    doel = thuis.publicatiebestand("p0001", "openbaar")
    doel.parent.mkdir(parents=True)
    shutil.copy(demo.publicatiebestand(huidige, "openbaar"), doel)
    zet_stand(thuis, Stand(publicatie="p0001", ontvangst=1))


def cijfer(home: Path, kengetal: str, periode: str, *per: str) -> dict[str, dict[str, object]]:
    rijen = lees_waarden(
        publicatiepad(thuis_van(home), LANDELIJK), Vraag((kengetal,), periode, per)
    )
    return {rij["swv"]: rij for rij in rijen}


def test_elk_swv_heeft_zijn_eigen_openbare_cijfer(home: Path, demo_thuis: Thuis) -> None:
    (openbaar,) = lees_waarden(
        publicatiepad(demo_thuis, "openbaar"), Vraag(("deelname_go_herkomst",), "2023-02-01")
    )
    per_swv = cijfer(home, "deelname_go_herkomst", "2023-02-01", "swv")
    assert set(per_swv) == {"PO2704", TWEEDE}
    for rij in per_swv.values():
        assert (rij["teller"], rij["noemer"]) == (727, 22474)
        assert rij["onder"] == openbaar["onder"]


def test_het_land_telt_tellers_en_noemers_op(home: Path) -> None:
    land = cijfer(home, "deelname_go_herkomst", "2023-02-01")[LAND]
    assert (land["teller"], land["noemer"], land["ontbreekt"]) == (2 * 727, 2 * 22474, 0)
    assert land["waarde"] == pytest.approx(727 / 22474)


def test_wat_een_swv_niet_toont_ontbreekt_in_het_land(home: Path) -> None:
    voor, na = (
        cijfer(home, "leerlingen_regulier", periode)[LAND]
        for periode in ("2025-02-01", "2026-02-01")
    )
    assert (voor["teller"], voor["ontbreekt"]) == (2 * 21_473, 0)
    assert (na["teller"], na["ontbreekt"], na["waarde_max"]) == (21_326, 1, None)
    verborgen = cijfer(home, "leerlingen_regulier", "2026-02-01", "swv")[TWEEDE]
    assert (verborgen["symbool"], verborgen["teller"], verborgen["onder"]) == ("<5", None, None)


def test_er_staat_niets_in_wat_niet_openbaar_is(home: Path, demo_thuis: Thuis) -> None:
    openbaar = lees_waarden(publicatiepad(demo_thuis, "openbaar"), Vraag())
    met = {(rij["kengetal"], rij["periode"]) for rij in openbaar}
    with open_publicatie(publicatiepad(thuis_van(home), LANDELIJK)) as verbinding:
        grains = verbinding.sql("select distinct grain from waarde").fetchall()
        paren = verbinding.sql("select distinct kengetal, periode from waarde").fetchall()
        leeg = [
            tabel
            for tabel in ("levering", "bevinding", "toets", "teken", "geldpost", "budgetdeel")
            if verbinding.sql(f"from {tabel} limit 1").fetchall()
        ]
    assert set(grains) == {("regio",), ("swv",)}
    assert set(paren) <= met
    assert leeg == []


def test_de_landelijke_publicatie_is_oud_zodra_een_swv_publiceert(
    home: Path, demo_thuis: Thuis, tmp_path: Path
) -> None:
    assert is_actueel(home)
    assert beschadigd(thuis_van(home), "p0001") == []
    later = tmp_path / "land"
    shutil.copytree(home, later)
    zet(later, "drie", demo_thuis)
    assert not is_actueel(later)


def test_zonder_swv_komt_er_geen_landelijke_publicatie(tmp_path: Path) -> None:
    assert publiceer_landelijk(tmp_path, "afdruk") is None
    assert not is_actueel(tmp_path)


def test_een_land_telt_76_samenwerkingsverbanden_en_6500_scholen(tmp_path: Path) -> None:
    land = regios(2704)
    assert len({regio.swv for regio in land} & {f"PO90{i:02}" for i in range(1, 77)}) == SWVS
    assert len({regio.naam for regio in land}) == SWVS
    assert sum(94 - regio.maat.minder_scholen for regio in land) == SCHOLEN
    thuis = Thuis(tmp_path, land[0].id)
    thuis.profielbestand.write_text(land[0].profiel, "utf-8")
    profiel = profiel_van(thuis)
    assert (profiel.swv, profiel.kort) == (land[0].swv, f"SWV {land[0].naam}")
    assert "verzonnen" in profiel.naam
    assert {g.gemeente for g in profiel.kerngebied} == set(profiel.gemeenten)


def test_een_kleinere_regio_heeft_minder_scholen_en_leerlingen() -> None:
    geijkt, klein = bouw_wereld(1), bouw_wereld(1, Maat(minder_scholen=10, regulier=0.5))
    totaal, minder = (sum(omvang.regulier_februari(w, 2023).values()) for w in (geijkt, klein))
    assert (totaal, minder) == (21_747, round(21_747 * 0.5 * 76 / 86))
    assert len(geijkt.scholen) - len(klein.scholen) == 10
