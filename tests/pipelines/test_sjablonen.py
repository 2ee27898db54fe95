"""Templates: what one fills in can be delivered, what is a choice is offered, all is explained."""

import datetime as dt
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from pipelines.contract import herken
from pipelines.inlezen import parse
from pipelines.readers import Tabel, read
from pipelines.sjablonen import INHOUD, beschrijf, schrijf, schrijf_thuis
from tests.pipelines.lezen import CONTRACTEN, PROFIEL
from warehouse.paths import Thuis

BRONNEN = sorted(CONTRACTEN)


@pytest.fixture(scope="module")
def sjablonen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("sjablonen")
    paden = schrijf(map_, PROFIEL)
    assert {pad.stem for pad in paden} == set(BRONNEN)
    return map_


@pytest.fixture(scope="module")
def inhoud(sjablonen: Path) -> dict[str, Any]:
    tekst = (sjablonen / INHOUD).read_text("utf-8")
    return json.loads(tekst)  # type: ignore[no-any-return]


def blad_xml(pad: Path, nummer: int = 1) -> str:
    with zipfile.ZipFile(pad) as archief:
        return archief.read(f"xl/worksheets/sheet{nummer}.xml").decode()


@pytest.mark.parametrize("bron", BRONNEN)
def test_nothing_is_wrong_with_the_example_but_that_it_is_one(bron: str, sjablonen: Path) -> None:
    pad = sjablonen / f"{bron}.xlsx"
    tabel = read(pad.name, pad.read_bytes(), list(CONTRACTEN))
    assert herken(tabel, CONTRACTEN) == bron
    [bevinding] = parse(tabel, CONTRACTEN[bron], None, PROFIEL).bevindingen
    assert bevinding.regel == "alleen_voorbeeld"
    assert bevinding.rij == tabel.koprij + 1


@pytest.mark.parametrize("bron", BRONNEN)
def test_the_example_is_a_row_of_the_example_of_the_bron(bron: str, sjablonen: Path) -> None:
    contract = CONTRACTEN[bron]
    voorbeeld = read("voorbeeld.csv", contract.voorbeeld.read_bytes())
    verwacht = parse(voorbeeld, contract, None, PROFIEL).rijen
    pad = sjablonen / f"{bron}.xlsx"
    tabel = read(pad.name, pad.read_bytes(), [bron])
    plek = tabel.kolommen.index("verzonnen")
    assert tabel.rijen[f"k{plek}"].to_list() == ["ja"]
    [rij] = _rijen(parse(_zonder(tabel, plek), contract, None, PROFIEL).rijen)
    assert rij | {"verzonnen": True} in _rijen(verwacht)


def _zonder(tabel: Tabel, plek: int) -> Tabel:
    """The table with one of its columns taken for one that nobody knows."""
    koppen = (*tabel.kolommen[:plek], "onbekende kolom", *tabel.kolommen[plek + 1 :])
    return replace(tabel, kolommen=koppen)


def _rijen(frame: Any) -> list[dict[str, Any]]:
    """Rows without their number; a percentage is rounded where a workbook rounds it."""
    return [
        {
            naam: round(waarde, 12) if isinstance(waarde, float) else waarde
            for naam, waarde in rij.items()
            if naam != "rij"
        }
        for rij in frame.to_dicts()
    ]


@pytest.mark.parametrize("bron", BRONNEN)
def test_every_choice_has_a_drop_down(bron: str, sjablonen: Path) -> None:
    beschrijving = beschrijf(CONTRACTEN[bron], PROFIEL)
    met_keuzes = [veld for veld in beschrijving.velden if veld.keuzes]
    xml = blad_xml(sjablonen / f"{bron}.xlsx")
    lijsten = re.findall(r'<dataValidation type="list"[^>]*>(.*?)</dataValidation>', xml)
    assert len(lijsten) == len(met_keuzes) + 1  # and verzonnen
    assert all("Keuzelijsten!" in lijst for lijst in lijsten)
    werkmap = CalamineWorkbook.from_path(str(sjablonen / f"{bron}.xlsx"))
    assert werkmap.sheet_names == [bron, "Toelichting", "Keuzelijsten"]
    kolommen = list(zip(*werkmap.get_sheet_by_name("Keuzelijsten").to_python(), strict=True))
    for veld in met_keuzes:
        [lijst] = [kolom for kolom in kolommen if kolom[0] == veld.naam]
        assert [keuze for keuze in lijst[1:] if keuze] == list(veld.keuzes)


def test_what_a_contract_lists_is_all_that_may_be_chosen() -> None:
    velden = {v.naam: v for v in beschrijf(CONTRACTEN["thuiszitters"], PROFIEL).velden}
    assert list(velden["hoofdreden"].keuzes) == [reden.code for reden in PROFIEL.hoofdreden]
    assert velden["hoofdreden"].keuzes[PROFIEL.hoofdreden[0].code] == PROFIEL.hoofdreden[0].naam
    assert velden["hoofdreden"].streng
    assert velden["gemeente"].keuzes.keys() == {*PROFIEL.gemeenten, "onbekend"}
    assert not velden["gemeente"].streng  # a pupil may live outside the region
    assert velden["brin"].type == "brin"


def test_days_are_days_and_codes_keep_their_zeros(sjablonen: Path) -> None:
    werkmap = CalamineWorkbook.from_path(str(sjablonen / "tlv.xlsx"))
    kop, rij, *rest = werkmap.get_sheet_by_name("tlv").to_python()
    cellen = dict(zip(kop, rij, strict=True))
    assert rest == []
    assert isinstance(cellen["aanvraagdatum"], dt.date)
    assert cellen["vestiging"] in {"00", "01", "02"}
    opmaak = zipfile.ZipFile(sjablonen / "tlv.xlsx").read("xl/styles.xml").decode()
    assert "dd\\-mm\\-yyyy" in opmaak or "dd-mm-yyyy" in opmaak


@pytest.mark.parametrize("bron", BRONNEN)
def test_every_column_has_a_note_and_an_explanation(bron: str, sjablonen: Path) -> None:
    beschrijving = beschrijf(CONTRACTEN[bron], PROFIEL)
    inhoud = (sjablonen / f"{bron}.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        noten = archief.read("xl/comments1.xml").decode()
    assert noten.count("<comment ") == len(beschrijving.velden) + 1
    werkmap = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
    uitleg = "\n".join(
        str(cel) for rij in werkmap.get_sheet_by_name("Toelichting").to_python() for cel in rij
    )
    for veld in beschrijving.velden:
        assert veld.omschrijving in uitleg
    assert ("worden geweigerd" in uitleg) == CONTRACTEN[bron].leerlingniveau


def test_a_page_can_know_every_bron_and_the_calendar(inhoud: dict[str, Any]) -> None:
    assert [bron["bron"] for bron in inhoud["bronnen"]] == BRONNEN
    assert {m["bron"] for m in inhoud["kalender"]} <= set(BRONNEN)
    assert all(moment["uiterlijk"] for moment in inhoud["kalender"])
    tlv = next(bron for bron in inhoud["bronnen"] if bron["bron"] == "tlv")
    assert tlv["leerlingniveau"]
    assert next(v for v in tlv["velden"] if v["naam"] == "besluit")["verplicht"]


def test_templates_are_made_once_per_version(leeg: Thuis) -> None:
    eerste = schrijf_thuis(leeg, "een")
    gemaakt = (eerste / INHOUD).stat().st_mtime_ns
    assert schrijf_thuis(leeg, "een") == eerste
    assert (eerste / INHOUD).stat().st_mtime_ns == gemaakt
    tweede = schrijf_thuis(leeg, "twee")
    assert [pad.name for pad in tweede.parent.iterdir()] == ["twee"]
