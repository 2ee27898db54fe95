"""The profile of a region: its code lists and its calendar are held against what they mean."""

import re
import shutil
from pathlib import Path

import pytest

from warehouse.profiel import CODELIJSTEN, PROFIELEN, controleer_leverkalender, laad_profiel
from warehouse.strikt import DefinitieFout

REGIO = "zuid-kennemerland"


@pytest.fixture
def profielen(tmp_path: Path) -> Path:
    shutil.copytree(PROFIELEN / REGIO, tmp_path / REGIO)
    return tmp_path


def wijzig(profielen: Path, oud: str, nieuw: str) -> None:
    pad = profielen / REGIO / "profiel.toml"
    tekst, keren = re.subn(oud, nieuw, pad.read_text("utf-8"), count=1)
    assert keren == 1
    pad.write_text(tekst, "utf-8")


def test_elke_codelijst_heeft_codes_met_woorden() -> None:
    profiel = laad_profiel(REGIO)
    for naam in CODELIJSTEN:
        assert profiel.codelijst(naam)
    assert profiel.codelijst("hoofdreden")["gedrag"] == ("Gedrag",)
    assert set(profiel.codelijst("evaluatievraag.scholen")) == {
        "sc_bereikbaar",
        "sc_kwaliteit",
        "sc_tevreden",
    }


@pytest.mark.parametrize(
    ("oud", "nieuw", "deel"),
    [
        ('code = "gedrag"', 'code = "angst_somber"', "hoofdreden: angst_somber staat er twee keer"),
        ('naam = "Gedrag"', 'naam = "Thuissituatie"', "hoofdreden: thuissituatie staat er"),
        ('code = "ou_informatie"', 'code = "ou_betrokken"', "evaluatievraag: ou_betrokken"),
        ('doelgroep = "partners"', 'doelgroep = "vrienden"', "evaluatievraag.7.doelgroep"),
        (
            'ritme = "kwartaal"\nuiterlijk = .*',
            'ritme = "kwartaal"\nuiterlijk = ["02-15"]',
            "4 dagen",
        ),
        ("uiterlijk = .*", 'uiterlijk = ["31-08"]', "'31-08' is geen maand-dag"),
        ("uiterlijk = .*", "uiterlijk = []", "leverkalender.0.uiterlijk"),
        ("tlv_dagen = 42", "tlv_dagen = 0", "normen.tlv_dagen"),
    ],
)
def test_een_fout_in_een_lijst_noemt_het_veld(
    profielen: Path, oud: str, nieuw: str, deel: str
) -> None:
    wijzig(profielen, oud, nieuw)
    with pytest.raises(DefinitieFout, match=re.escape(deel)):
        laad_profiel(REGIO, profielen)


def test_de_leverkalender_noemt_bronnen_die_er_zijn(profielen: Path) -> None:
    bronnen = [moment.bron for moment in laad_profiel(REGIO).leverkalender]
    controleer_leverkalender(laad_profiel(REGIO), bronnen)
    wijzig(profielen, 'bron = "tlv"', 'bron = "tvl"')
    with pytest.raises(DefinitieFout, match="bron tvl bestaat niet"):
        controleer_leverkalender(laad_profiel(REGIO, profielen), bronnen)
