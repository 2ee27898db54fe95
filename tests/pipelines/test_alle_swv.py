"""`peilstok load --alle-swv`: every SWV in its own home; one that fails stops no other."""

from pathlib import Path
from queue import Queue
from types import SimpleNamespace

import pytest

from pipelines import landelijk
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


def test_zonder_mappen_is_aan_de_beurt_wie_al_eens_publiceerde(klein: Thuis) -> None:
    home = klein.wortel.parent
    (home / "po9004").mkdir()
    (home / "landelijk").mkdir()
    assert landelijk._taken(home, []) == [(klein, None)]


def test_zonder_een_enkele_publicatie_is_er_niets_te_doen(tmp_path: Path) -> None:
    gemeld: list[str] = []
    assert laad_alle(tmp_path / "home", [], gemeld.append) == []
    assert gemeld == []


def test_een_map_die_naar_een_meegeleverd_profiel_heet_heeft_er_zelf_geen_nodig(
    tmp_path: Path,
) -> None:
    map_ = tmp_path / "leveringen" / "zuid-kennemerland"
    map_.mkdir(parents=True)
    [(thuis, gevonden)] = landelijk._taken(tmp_path / "home", [map_.parent])
    assert (thuis.profiel, gevonden) == ("zuid-kennemerland", map_)
    assert not thuis.profielbestand.exists()


def test_een_fout_profiel_wordt_geweigerd_voor_er_iets_is_overgenomen(tmp_path: Path) -> None:
    lever(tmp_path / "leveringen", 9005, "bao")
    (tmp_path / "leveringen" / "po9005" / "profiel.toml").write_text("swv = 5", "utf-8")
    with pytest.raises(DefinitieFout, match="profiel"):
        laad_alle(tmp_path / "home", [tmp_path / "leveringen"], stil)
    assert not (tmp_path / "home").exists()


def test_wat_bij_een_swv_misgaat_is_zijn_eigen_afloop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: object) -> object:
        raise OSError("de schijf is vol")

    thuis = Thuis(tmp_path / "zuid-kennemerland", "zuid-kennemerland")
    monkeypatch.setattr(landelijk, "laad", vol)
    afloop = landelijk._laad_een(thuis, tmp_path)
    assert (afloop.afloop, afloop.zin, afloop.swv) == ("mislukt", "de schijf is vol", "PO2704")
    assert not afloop.is_goed
    assert afloop.als_dict()["publicatie"] is None


def test_van_een_geslaagde_lading_blijft_hoe_lang_elke_stap_duurde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def laad(_: object, opdracht: object, melden: landelijk.Melden) -> SimpleNamespace:
        gevraagd.append(opdracht)
        melden("scholen.csv lezen")
        melden("bouwen")
        return SimpleNamespace(afloop="ongewijzigd", zin="Niets nieuws.", publicatie="p0001")

    gevraagd: list[object] = []
    monkeypatch.setattr(landelijk, "laad", laad)
    thuis = Thuis(tmp_path / "zuid-kennemerland", "zuid-kennemerland")
    afloop = landelijk._laad_een(thuis, None)
    assert gevraagd == [landelijk.Opdracht(paden=())]
    assert afloop.is_goed
    assert list(afloop.stappen) == ["lezen", "bouwen"]


@pytest.mark.parametrize("kan", [True, False])
def test_een_proces_blijft_bij_een_kern_waar_het_systeem_dat_kan(
    monkeypatch: pytest.MonkeyPatch, kan: bool
) -> None:
    gezet: list[set[int]] = []
    systeem = SimpleNamespace()
    if kan:
        systeem.sched_getaffinity = lambda _: {2, 5}
        systeem.sched_setaffinity = lambda _, kernen: gezet.append(kernen)
    monkeypatch.setattr(landelijk, "os", systeem)
    nummers: Queue[int] = Queue()
    nummers.put(3)
    landelijk._houd_bij_een_kern(nummers)
    assert gezet == ([{5}] if kan else [])
