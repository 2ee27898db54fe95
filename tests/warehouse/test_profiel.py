"""The profile of a region: its code lists and its calendar are held against what they mean."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from pipelines.contract import load_contracten
from warehouse.profiel import CODELIJSTEN, PROFIELEN, controleer_leverkalender, laad_profiel
from warehouse.register import (
    controleer_verwijzingen,
    laad_register,
    lees_begrippen,
    lees_codes,
    voor_profiel,
)
from warehouse.strikt import DefinitieFout

REGIO = "zuid-kennemerland"
# What is of that region alone: its places, its number, what only it has.
VAN_DIE_REGIO = re.compile(
    r"Haarlem|Bloemendaal|Heemstede|Zandvoort|Spaarnwoude|Zuid-Kennemerland|PO2704|kerngebied"
    r"|Hildebrand|Gentiaan|Oranjehuis|Schoterbos|Day a Week|\b(IKC|DWS|ITK|JOP-pilot)\b|21\.747",
    re.IGNORECASE,
)


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


@pytest.mark.parametrize("naam", sorted(p.parent.name for p in PROFIELEN.glob("*/profiel.toml")))
def test_every_region_holds_together_with_what_it_can_have(naam: str) -> None:
    profiel = laad_profiel(naam)
    register = voor_profiel(laad_register(), profiel)
    controleer_verwijzingen(register, profiel, load_contracten())
    controleer_leverkalender(profiel, load_contracten())
    assert register


def test_a_region_says_it_in_its_own_words() -> None:
    profiel = laad_profiel("noord-kennemerland-po")
    assert profiel.in_eigen_woorden("Kerngebied of kerngebieden") == "Werkgebied of werkgebieden"
    eigen = laad_profiel("zuid-kennemerland")
    assert eigen.in_eigen_woorden("Kerngebied of kerngebieden") == "Kerngebied of kerngebieden"


def test_what_is_left_out_must_exist() -> None:
    profiel = laad_profiel("zuid-kennemerland").model_copy(
        update={"zonder_kengetallen": ("bestaat_niet",)}
    )
    with pytest.raises(DefinitieFout, match="bestaat_niet"):
        voor_profiel(laad_register(), profiel)


def _teksten(waarde: object) -> Iterator[str]:
    """Every text in a definition, however deep."""
    if isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, Mapping):
        for deel in waarde.values():
            yield from _teksten(deel)
    elif isinstance(waarde, Iterable):
        for deel in waarde:
            yield from _teksten(deel)


@pytest.mark.parametrize("naam", ["noord-kennemerland-po", "noord-kennemerland-vo"])
def test_what_is_read_elsewhere_is_not_about_this_region(naam: str) -> None:
    profiel = laad_profiel(naam)
    # Names of columns are no words that people read.
    velden: dict[str, object] = {}
    for kengetal in voor_profiel(laad_register(), profiel).values():
        d = kengetal.definitie
        velden[d.id] = d.model_dump(mode="json", exclude={"grain", "niet_optelbaar", "id"}) | {
            "let_op": [regel for regel in d.let_op if profiel.hoort_hier(regel)],
            "samenhang": [],
            "voorbeeld": kengetal.voorbeeld.model_dump(mode="json"),
        }
    velden["begrippen"] = [b for b in lees_begrippen() if b["term"] not in profiel.zonder_begrippen]
    velden["codes"] = [
        lijst for dim, lijst in lees_codes().items() if dim not in ("grain", "opbouw")
    ]
    velden["bronnen"] = [
        (c.titel, c.omschrijving, [(k.naam, k.omschrijving, k.vorm) for k in c.kolom])
        for naam_, c in load_contracten().items()
        if profiel.kent(naam_)
    ]
    gevonden = {
        (waar, tekst)
        for waar, deel in velden.items()
        for tekst in map(profiel.in_eigen_woorden, _teksten(deel))
        if VAN_DIE_REGIO.search(tekst)
    }
    assert gevonden == set()
