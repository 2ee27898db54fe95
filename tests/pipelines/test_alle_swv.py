"""`peilstok load --alle-swv`: every SWV in its own home; one that fails stops no other."""

from pathlib import Path

import pytest

from pipelines.landelijk import laad_alle
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout

KLEIN = """
basis = "zuid-kennemerland"
swv = "PO{nummer}"
naam = "Samenwerkingsverband {nummer}"
kort = "SWV {nummer}"
"""
SCHOLEN = """schooljaar;brin;vestiging;naam;bestuursnummer;bestuur;schoolsoort;gemeente;lid_swv
2024-2025;90AA;00;De Eik;90001;Stichting Eik;bao;Haarlem;ja
2024-2025;90AB;00;De Beuk;90001;Stichting Eik;{soort};Haarlem;ja
"""


def stil(_: str) -> None:
    return None


def lever(map_: Path, nummer: int, soort: str) -> None:
    doel = map_ / f"po{nummer}"
    doel.mkdir(parents=True)
    (doel / "profiel.toml").write_text(KLEIN.format(nummer=nummer), "utf-8")
    (doel / "scholen.csv").write_text(SCHOLEN.format(soort=soort), "utf-8")


def test_elk_swv_laadt_voor_zich(tmp_path: Path) -> None:
    home, leveringen = tmp_path / "home", tmp_path / "leveringen"
    lever(leveringen, 9001, "bao")
    lever(leveringen, 9002, "school")
    goed, fout = laad_alle(home, [leveringen], stil)
    assert (goed.swv, goed.afloop, goed.publicatie) == ("PO9001", "geladen", "p0001")
    assert (fout.swv, fout.afloop, fout.publicatie) == ("PO9002", "geweigerd", None)
    een, twee = (Thuis(home / naam, naam) for naam in ("po9001", "po9002"))
    assert een.publicatiebestand("p0001", "openbaar").is_file()
    assert twee.publicatielijst() == []
    assert set(goed.stappen) >= {"lezen", "bouwen", "controleren"}


def test_een_map_zonder_profiel_wordt_geweigerd(tmp_path: Path) -> None:
    (tmp_path / "leveringen" / "po9003").mkdir(parents=True)
    with pytest.raises(DefinitieFout, match="po9003 heeft geen profiel"):
        laad_alle(tmp_path / "home", [tmp_path / "leveringen"], stil)
    with pytest.raises(DefinitieFout, match="geen map per samenwerkingsverband"):
        laad_alle(tmp_path / "home", [tmp_path / "leveringen" / "po9003"], stil)
