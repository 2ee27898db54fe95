"""A pseudonym of the deliverer does not reach the warehouse."""

import stat
import sys
from pathlib import Path

import polars as pl
import pytest

from pipelines.deur.pseudoniemen import hersleutel, lees_sleutel
from pipelines.leveringen import Archief
from pipelines.lezen import Lezer
from tests.bad_deliveries.geval import CONTRACTEN
from tests.conftest import Laden
from tests.pipelines.lezen import lees_voorbeeld
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout

SLEUTEL = bytes(range(32))


def test_de_sleutel_wordt_een_keer_gemaakt_en_is_van_niemand_anders(leeg: Thuis) -> None:
    sleutel = lees_sleutel(leeg)
    assert len(sleutel) == 32
    assert lees_sleutel(leeg) == sleutel
    if sys.platform != "win32":
        assert stat.S_IMODE((leeg.wortel / "geheim" / "sleutel").stat().st_mode) == 0o600


def test_elke_installatie_heeft_een_eigen_sleutel(tmp_path: Path) -> None:
    een, ander = (Thuis(tmp_path / naam, "zuid-kennemerland") for naam in ("een", "ander"))
    assert lees_sleutel(een) != lees_sleutel(ander)


def test_een_beschadigde_sleutel_zegt_wat_te_doen(leeg: Thuis) -> None:
    lees_sleutel(leeg)
    (leeg.wortel / "geheim" / "sleutel").write_bytes(b"kort")
    with pytest.raises(DefinitieFout, match="beschadigd; verwijder het bestand"):
        lees_sleutel(leeg)


def rijen(bron: str) -> pl.DataFrame:
    gelezen = lees_voorbeeld(bron)
    assert gelezen.rijen is not None
    return gelezen.rijen


def test_dezelfde_leerling_heet_in_elke_bron_hetzelfde() -> None:
    oud = {bron: rijen(bron) for bron in ("tlv", "overstappen")}
    nieuw = {b: hersleutel(r, CONTRACTEN[b], SLEUTEL) for b, r in oud.items()}
    samen = {
        bron: dict(zip(oud[bron]["leerling"], nieuw[bron]["leerling"], strict=True)) for bron in oud
    }
    gedeeld = set(samen["tlv"]) & set(samen["overstappen"])
    assert gedeeld
    assert all(samen["tlv"][leerling] == samen["overstappen"][leerling] for leerling in gedeeld)
    assert not set(samen["tlv"]) & set(samen["tlv"].values())
    assert nieuw["tlv"].drop("leerling").equals(oud["tlv"].drop("leerling"))


def test_een_andere_sleutel_geeft_andere_namen_en_geen_pseudoniem_blijft_leeg() -> None:
    oud = rijen("tlv").with_columns(leerling=pl.Series([None, *rijen("tlv")["leerling"][1:]]))
    een = hersleutel(oud, CONTRACTEN["tlv"], SLEUTEL)["leerling"]
    ander = hersleutel(oud, CONTRACTEN["tlv"], SLEUTEL[::-1])["leerling"]
    assert een[0] is None
    assert ander[0] is None
    assert not set(een[1:]) & set(ander[1:])
    assert een[1:].str.contains("^[0-9a-f]{32}$").all()


@pytest.mark.parametrize(
    ("bron", "kolom"),
    [
        ("tlv", "leerling"),
        ("overstappen", "leerling"),
        ("thuiszitters", "leerling"),
        ("dws", "leerling"),
        ("hb_scholing", "persoon"),
    ],
)
def test_elke_kolom_die_voor_iemand_staat_is_een_pseudoniem(bron: str, kolom: str) -> None:
    gevonden = CONTRACTEN[bron].zoek(kolom)
    assert gevonden is not None
    assert gevonden.pseudoniem


def test_het_pakhuis_kent_het_pseudoniem_van_de_aanleveraar_niet(
    leeg: Thuis, tmp_path: Path, laden: Laden
) -> None:
    namen = ("scholen", "tlv")
    for naam in namen:
        (tmp_path / f"{naam}.csv").write_bytes(CONTRACTEN[naam].voorbeeld.read_bytes())
    rapport = laden(leeg, *(tmp_path / f"{naam}.csv" for naam in namen))
    assert rapport.afloop == "geladen", rapport
    archief = Archief(leeg)
    for levering in archief.leveringen():
        assert archief.inhoud(levering) == (tmp_path / levering.bestand).read_bytes()
    for map_ in (leeg.werk, leeg.publicaties):
        for pad in map_.rglob("*"):
            assert not pad.is_file() or b"L-001" not in pad.read_bytes(), pad.name


def test_een_nieuwe_sleutel_leest_het_archief_opnieuw(
    leeg: Thuis, tmp_path: Path, laden: Laden
) -> None:
    bestand = tmp_path / "hb_trajecten.csv"
    bestand.write_bytes(CONTRACTEN["hb_trajecten"].voorbeeld.read_bytes())
    laden(leeg, bestand)
    [levering] = Archief(leeg).leveringen()

    def bewaard() -> Path:
        [(_, pad)] = Lezer(leeg).parquet(levering, Archief(leeg), tmp_path, None)
        return pad

    assert bewaard().parent == leeg.werk / "gelezen"
    (leeg.wortel / "geheim" / "sleutel").unlink()
    assert bewaard().parent == tmp_path
