"""The three theme pages: the right parts for the right role, and nothing that is hidden."""

import csv
import datetime as dt
import io
import itertools
import re
import shutil
from pathlib import Path

import pytest

from app import data, opgave, themadata, toegang
from app.components import casuslijst, stroomschema, tabel
from app.dossier import Dossier, Toestand, stand_op, stappen, stroom
from app.inhoud import Inzage, Punt
from tests.app.scherm import html_van, koppen_van, open_pagina, teksten_van, verwijzingen_van
from tests.app.test_taal import ongeoorloofd
from warehouse.paths import Thuis

PAGINAS = {
    "thuiszitters": ("stand", "redenen", "aanbod", "casussen", "opgave"),
    "leerlingstromen": ("stromen", "tlv", "grensverkeer", "lichtingen"),
    "begaafdheid": ("dws", "scholing", "ontwikkelpad", "trajecten", "vangnet"),
}
DELEN = [(pagina, deel) for pagina, delen in PAGINAS.items() for deel in delen]


@pytest.fixture
def medewerker(demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch) -> Inzage:
    return _inzage(demo_thuis, monkeypatch, "medewerker")


@pytest.fixture
def toezicht(demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch) -> Inzage:
    return _inzage(demo_thuis, monkeypatch, "toezicht")


def _inzage(thuis: Thuis, monkeypatch: pytest.MonkeyPatch, rol: str) -> Inzage:
    monkeypatch.setenv("PEILSTOK_HOME", str(thuis.wortel.parent))
    monkeypatch.setenv("PEILSTOK_ROL", rol)
    inzage = data.open_inzage(thuis, toegang.huidige_rol())
    assert inzage
    return inzage


# Every part, for who may see it.


@pytest.mark.usefixtures("medewerker")
@pytest.mark.parametrize(("pagina", "deel"), DELEN)
def test_every_part_opens_for_a_medewerker(pagina: str, deel: str) -> None:
    scherm = open_pagina(pagina, deel=deel)
    assert len(koppen_van(scherm)) == 1
    assert f"deel={deel}" in " ".join(verwijzingen_van(scherm))
    _lees_na(teksten_van(scherm))


@pytest.mark.usefixtures("toezicht")
@pytest.mark.parametrize(("pagina", "deel"), DELEN)
def test_toezicht_gets_no_case_and_no_part_for_medewerkers(pagina: str, deel: str) -> None:
    scherm = open_pagina(pagina, deel=deel)
    tekst = html_van(scherm)
    assert "Alleen voor medewerkers" not in tekst
    assert "Casussen" not in tekst
    assert not re.search(r"\b[CT]20\d\d-\d+", tekst)
    _lees_na(teksten_van(scherm))


def _lees_na(teksten: list[str]) -> None:
    """No English, no unformatted number."""
    fout = {t: s for t in teksten if (s := [w for w in ongeoorloofd(t) if not w.isdigit()])}
    assert fout == {}


@pytest.mark.parametrize("rol", ["platform_jeugd", "openbaar", "bestuur_90001"])
@pytest.mark.parametrize("pagina", PAGINAS)
def test_who_has_no_page_is_not_told_that_it_exists(rol: str, pagina: str) -> None:
    assert not toegang.rol_van(rol).mag(pagina)


def test_the_case_file_opens_for_medewerkers_alone(demo_thuis: Thuis) -> None:
    for code in ("toezicht", "platform_jeugd", "openbaar", "bestuur_90001"):
        inzage = data.open_inzage(demo_thuis, toegang.rol_van(code))
        assert inzage
        assert themadata.dossiers(inzage) == []
        assert themadata.trajecten(inzage) == []
        assert themadata.scholen_hb(inzage) == []
    with pytest.raises(toegang.GeenToegang):
        toegang.rol_van("casus")


def test_after_a_purge_no_case_is_left(demo_thuis: Thuis, tmp_path: Path) -> None:
    huidig = demo_thuis.huidige()
    assert huidig
    kopie = Path(shutil.copy(demo_thuis.casusbestand(huidig), tmp_path))
    inzage = Inzage(huidig, "medewerker", str(tmp_path / "medewerker.duckdb"))
    assert themadata.dossiers(inzage)
    kopie.unlink()
    assert themadata.dossiers(inzage) == []


# The figures on the page are those of the publication.


def test_any_day_of_the_demo_gives_its_peildata(medewerker: Inzage) -> None:
    dossiers = themadata.dossiers(medewerker)
    for punt in data.regiocijfers(medewerker)["thuiszitters_eigen"]:
        assert stand_op(dossiers, punt.periode_datum).eigen == punt.waarde
    for punt in data.regiocijfers(medewerker)["thuiszitters_landelijk"]:
        grenzen = (punt.waarde_min, punt.waarde_max)
        assert stand_op(dossiers, punt.periode_datum).landelijk == grenzen


def test_in_and_out_of_the_demo_agree(medewerker: Inzage) -> None:
    dagen = [p.periode_datum for p in data.regiocijfers(medewerker)["thuiszitters_eigen"]]
    dossiers = themadata.dossiers(medewerker)
    for van, tot in itertools.pairwise(dagen):
        assert stroom(dossiers, van, tot).klopt
    tekst = html_van(open_pagina("thuiszitters"))
    assert "klopt niet" not in tekst
    assert "klopt" in tekst


@pytest.mark.usefixtures("medewerker")
def test_another_day_is_in_the_address() -> None:
    scherm = open_pagina("thuiszitters", dag="2026-03-15")
    assert "15 mrt 2026" in html_van(scherm)
    gek = open_pagina("thuiszitters", dag="1066-10-14")
    assert "1066" not in html_van(gek)


def test_the_lanes_of_the_demo_are_the_kengetallen(medewerker: Inzage) -> None:
    for kengetal, naam, grain in (
        ("verwijzingen", "instroom_go", "afkomst"),
        ("terugplaatsingen", "uitstroom_go", "bestemming"),
    ):
        delen = {
            p.periode: p.waarde
            for p in data.cijfers(medewerker, naam, grain)
            if p.eenheid == ("bao",)
        }
        heel = {
            p.periode: p.waarde
            for p in data.regiocijfers(medewerker)[kengetal]
            if p.periode_soort == "schooljaar"
        }
        assert delen == heel


# What is hidden.


def _punt(grain: str, code: str, waarde: float | None, symbool: str | None = None) -> Punt:
    leeg = dict.fromkeys(Punt.__dataclass_fields__)
    vol = {"kengetal": "k", "periode": "2023-2024", "grain": grain, "eenheid": (code,)}
    return Punt(**{**leeg, **vol, "waarde": waarde, "symbool": symbool})  # type: ignore[arg-type]


def _schema(instroom: list[Punt], totaal: float | None) -> stroomschema.Stroomschema:
    return stroomschema.maak(
        "2023-2024", instroom, [], (_punt("regio", "", totaal), None), {("afkomst", "go"): "GO"}
    )


def test_what_is_hidden_is_one_lane_without_a_number() -> None:
    schema = _schema(
        [
            _punt("afkomst", "bao", 120.0),
            _punt("afkomst", "go", None, "<5"),
            _punt("afkomst", "elders", None, "x"),
        ],
        150.0,
    )
    [bao, rest] = schema.instroom
    assert (bao.aantal, bao.breedte) == (120.0, 120.0)
    assert (rest.naam, rest.aantal, rest.breedte) == (stroomschema.VERBORGEN, None, 30.0)
    assert "30" not in stroomschema.alternatief(schema)
    assert sum(laan.breedte or 0 for laan in schema.instroom) == schema.totaal_in


def test_what_is_hidden_and_small_is_not_drawn() -> None:
    delen = [_punt("afkomst", "bao", 120.0), _punt("afkomst", "go", None, "<5")]
    for totaal in (123.0, None):
        schema = _schema(delen, totaal)
        assert [laan.breedte for laan in schema.instroom] == [120.0, None]
        assert schema.verbergt


def test_toezicht_sees_no_lane_that_its_file_hides(toezicht: Inzage) -> None:
    verborgen = {
        (p.periode, p.eenheid[0])
        for p in data.cijfers(toezicht, "instroom_go", "afkomst")
        if p.symbool
    }
    assert verborgen
    periode = sorted(verborgen)[-1][0]
    tekst = html_van(open_pagina("leerlingstromen", periode=periode))
    assert stroomschema.VERBORGEN in tekst


def test_toezicht_gets_lichtingen_in_whole_percentages(toezicht: Inzage) -> None:
    lichtingen = themadata.lichtingen(toezicht)
    assert lichtingen
    getoond = {
        (p.periode, p.eenheid[0])
        for p in data.cijfers(toezicht, "terug_na_plaatsing", "termijn")
        if p.symbool is None
    }
    for lichting in lichtingen:
        assert round(lichting.aandeel, 2) == lichting.aandeel
        if lichting.lichting != "samen":
            assert (lichting.lichting, lichting.termijn) in getoond


# The six steps and the return.

DAG = dt.date(2024, 6, 1)


def _dossier(casus: str = "C1", **over: object) -> Dossier:
    basis: dict[str, object] = dict.fromkeys(Dossier.__dataclass_fields__)
    standen = (Toestand(casus, dt.date(2024, 2, 1), dt.date.max, "relatief", "angst", "onbekend"),)
    basis |= {"casus": casus, "melding_datum": dt.date(2024, 2, 1), "standen": standen}
    basis |= {"aanbod_uiterlijk": dt.date(2024, 5, 1), "stand_datum": DAG, "gemeente": "Haarlem"}
    return Dossier(**{**basis, **over})  # type: ignore[arg-type]


def test_the_six_steps_follow_from_the_dates() -> None:
    stil = {s.naam: s.stand for s in stappen(_dossier(), DAG)}
    assert stil == {
        "tel": "gedaan",
        "volg": "te_laat",
        "ken": "gedaan",
        "maak tempo": "te_laat",
        "stem af": "open",
        "ondersteun": "open",
    }
    op_weg = _dossier(
        aanbod_datum=dt.date(2024, 4, 20),
        intake_datum=dt.date(2024, 2, 12),
        opvang_begin=dt.date(2024, 3, 1),
    )
    gevonden = {s.naam: s.stand for s in stappen(op_weg, dt.date(2024, 3, 5))}
    assert set(gevonden.values()) == {"gedaan"}
    loopt = {s.naam: s.stand for s in stappen(_dossier(), dt.date(2024, 4, 30))}
    assert loopt["maak tempo"] == "loopt"


def test_the_return_adds_up_and_names_nobody(medewerker: Inzage) -> None:
    dossiers = themadata.dossiers(medewerker)
    kwartalen = opgave.kwartalen(dossiers)
    vorige = 0
    for kwartaal in [k for k in kwartalen if k.startswith("2025")][::-1]:
        regels = opgave.maak(dossiers, kwartaal, {}, {})
        [totaal] = [r.aantal for r in regels if r.onderdeel == "Totaal"]
        for onderdeel in {r.onderdeel for r in regels}:
            assert sum(r.aantal for r in regels if r.onderdeel == onderdeel) == totaal, onderdeel
        assert totaal >= vorige, "cumulatief"
        vorige = totaal
        bestand = tabel.als_csv(casuslijst.opgavetabel(regels, kwartaal)).decode("utf-8-sig")
        assert not re.search(r"C20\d\d", bestand)
        assert not any(d.gemeente in bestand for d in dossiers if d.gemeente != "onbekend")
        assert len(list(csv.reader(io.StringIO(bestand), delimiter=";"))) == len(regels) + 1
    assert vorige > 0
