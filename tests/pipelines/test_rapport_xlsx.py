"""The report of a delivery as a workbook: found cells marked, nothing in it a formula."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from pipelines.bevindingen import KRITIEK, WAARSCHUWING, Bevinding
from pipelines.cli import app
from pipelines.deur.bestandslezer import Bestand, Leesregels, lees_bestand
from pipelines.rapport_xlsx import MAX_CELLEN, bestandsnaam, maak_rapport
from pipelines.readers import Tabel, read
from tests.bad_deliveries.geval import CONTRACTEN, als_csv, met_cel, met_kolom, voorbeeld
from tests.bad_deliveries.personen import NUMMERS
from tests.bad_deliveries.tabellen import NAMEN
from tests.conftest import Laden
from tests.pipelines.lezen import PROFIEL
from warehouse.paths import Thuis

TELLING = voorbeeld("leerlingen")
REGELS = Leesregels(CONTRACTEN, PROFIEL, b"sleutel" * 5)


def bladen(inhoud: bytes) -> dict[str, list[list[object]]]:
    boek = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
    return {
        naam: boek.get_sheet_by_name(naam).to_python(skip_empty_area=False)  # type: ignore[misc]
        for naam in boek.sheet_names
    }


def deel(inhoud: bytes, naam: str) -> str:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as boek:
        return boek.read(naam).decode()


def opmerkingen(inhoud: bytes) -> dict[str, str]:
    """Each cell with a comment, and what it says."""
    xml = deel(inhoud, "xl/comments1.xml")
    return {
        plek: "".join(re.findall(r"<t[^>]*>([^<]*)</t>", tekst))
        for plek, tekst in re.findall(r'<comment ref="(\w+)".*?>(.*?)</comment>', xml, re.DOTALL)
    }


def rapport(inhoud: bytes, *bevindingen: Bevinding) -> bytes:
    return maak_rapport("levering.csv", read("levering.csv", inhoud), bevindingen)


def fout(rij: int | None, kolom: str, melding: str = "Dit klopt niet.") -> Bevinding:
    return Bevinding(KRITIEK, "regel", melding, "Herstel het.", rij=rij, kolom=kolom, waarde="x")


def test_de_gevonden_cel_is_gemerkt_met_melding_en_oplossing() -> None:
    inhoud = als_csv(met_cel(TELLING, 4, "onderwijssoort", "basis?"))
    lezing = lees_bestand(Bestand("levering.csv", inhoud), REGELS)
    werkmap = rapport(inhoud, *lezing.bevindingen)
    blad = bladen(werkmap)["Levering"]
    assert blad[0] == TELLING[0]
    assert blad[3][3] == "basis?"
    gemerkt = opmerkingen(werkmap)
    assert set(gemerkt) == {"D4", "I4"}
    assert "De code &apos;basis?&apos; is niet bekend." in gemerkt["D4"].replace("'", "&apos;")
    assert "Gebruik een van: bao, sbo, so, vso" in gemerkt["D4"]
    assert "[waarschuwing]" in gemerkt["I4"]


def test_de_lijst_noemt_alles() -> None:
    werkmap = rapport(als_csv(TELLING), fout(3, "aantal"), fout(None, "", "Het hele bestand."))
    lijst = bladen(werkmap)["Bevindingen"]
    assert lijst[0][0] == "Bevindingen in levering.csv"
    assert lijst[1][0] == "2 kritiek, 0 waarschuwingen"
    assert lijst[4][:5] == ["kritiek", 3, "aantal", "x", "Dit klopt niet."]
    assert lijst[5][4] == "Het hele bestand."


@pytest.mark.parametrize(
    ("rij", "kolom", "cellen"),
    [
        (3, "Aantal ", {"I3"}),
        (3, "brin + vestiging", {"B3", "C3"}),
        (3, "school", {"B3", "C3"}),
        (3, "staat er niet", {"A3"}),
        (3, "", {"A3"}),
        (None, "aantal", {"I1"}),
        (90, "aantal", {"I90"}),
    ],
)
def test_welke_cel_een_bevinding_aanwijst(rij: int | None, kolom: str, cellen: set[str]) -> None:
    assert set(opmerkingen(rapport(als_csv(TELLING), fout(rij, kolom)))) == cellen


def test_twee_bevindingen_in_een_cel_staan_in_een_opmerking() -> None:
    werkmap = rapport(als_csv(TELLING), fout(3, "aantal", "Een."), fout(3, "aantal", "Twee."))
    [tekst] = opmerkingen(werkmap).values()
    assert "Een." in tekst
    assert "Twee." in tekst


def test_rijen_staan_waar_ze_stonden_ook_onder_een_titel() -> None:
    inhoud = als_csv([["Titel"], [], *TELLING])
    blad = bladen(rapport(inhoud, fout(5, "aantal")))["Levering"]
    assert blad[2] == TELLING[0]
    assert blad[4][1] == TELLING[2][1]


@pytest.mark.parametrize("tekst", ["=1+1", "+31", "-5", "@SOM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_geen_tekst_wordt_een_formule(tekst: str) -> None:
    scholen = voorbeeld("scholen")
    inhoud = als_csv(met_cel(scholen, 2, "naam", tekst))
    werkmap = rapport(inhoud, fout(2, "gemeente", tekst), fout(2, tekst))
    for naam in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert "<f>" not in deel(werkmap, naam)
    assert bladen(werkmap)["Levering"][1][scholen[0].index("naam")] == tekst
    assert 'quotePrefix="1"' in deel(werkmap, "xl/styles.xml")


def test_van_een_grote_tabel_alleen_de_rijen_waar_iets_mee_is() -> None:
    rijen = MAX_CELLEN // 2 + 10
    inhoud = b"a;b\n" + b"".join(b"%d;x\n" % n for n in range(rijen))
    blad = bladen(rapport(inhoud, fout(1000, "a")))["Levering"]
    assert [nummer for nummer, rij in enumerate(blad, start=1) if any(rij)] == [1, 1000]


def test_wie_iemand_noemt_krijgt_alleen_de_lijst() -> None:
    inhoud = als_csv(met_kolom(voorbeeld("tlv"), "nr", NUMMERS))
    lezing = lees_bestand(Bestand("levering.csv", inhoud), REGELS)
    werkmap = rapport(inhoud, *lezing.bevindingen)
    assert list(bladen(werkmap)) == ["Bevindingen"]
    assert not any(nummer in deel(werkmap, "xl/sharedStrings.xml") for nummer in NUMMERS)


def test_zonder_tabel_alleen_de_lijst() -> None:
    werkmap = maak_rapport("x.csv", None, (fout(None, ""),), ("Tekenset UTF-8.",))
    assert list(bladen(werkmap)) == ["Bevindingen"]
    assert bladen(werkmap)["Bevindingen"][-1][0] == "Aangenomen: Tekenset UTF-8."


def test_een_waarschuwing_heeft_een_andere_kleur() -> None:
    let_op = Bevinding(WAARSCHUWING, "r", "Let op.", "", rij=2, kolom="aantal")
    stijlen = deel(rapport(als_csv(TELLING), fout(3, "aantal"), let_op), "xl/styles.xml")
    assert "F6C6C0" in stijlen
    assert "FBE8B4" in stijlen


@pytest.mark.parametrize("naam", [*NAMEN, "", "...", "/", "a/../../b.csv"])
def test_de_naam_van_een_rapport_wijst_nergens_heen(naam: str) -> None:
    gemaakt = bestandsnaam(naam, [])
    assert re.fullmatch(r"[\w][\w.-]*_bevindingen\.xlsx", gemaakt)
    assert ".." not in gemaakt.removesuffix(".xlsx") or "/" not in gemaakt
    assert len(gemaakt) < 120


def test_twee_bestanden_met_dezelfde_naam_krijgen_elk_een_rapport() -> None:
    eerste = bestandsnaam("a.csv", [])
    assert bestandsnaam("A.CSV", [eerste]) == "A.CSV_bevindingen.xlsx"
    assert bestandsnaam("map/a.csv", [eerste]) == "a_bevindingen_2.xlsx"


def test_laden_schrijft_een_werkmap_per_bestand_met_bevindingen(
    leeg: Thuis, tmp_path: Path, laden: Laden
) -> None:
    for naam, inhoud in {
        "goed.csv": als_csv(voorbeeld("scholen")),
        "let_op.csv": als_csv(TELLING),
        "fout.csv": als_csv(met_cel(TELLING, 3, "teldatum", "morgen")),
    }.items():
        (tmp_path / naam).write_bytes(inhoud)
    doel = tmp_path / "nieuw" / "rapporten"
    gemaakt = laden(leeg, *sorted(tmp_path.glob("*.csv")), rapport=doel)
    assert {b.bestand: b.rapport for b in gemaakt.bestanden} == {
        "fout.csv": "fout_bevindingen.xlsx",
        "goed.csv": "",
        "let_op.csv": "let_op_bevindingen.xlsx",
    }
    assert {pad.name for pad in doel.iterdir()} == {
        "fout_bevindingen.xlsx",
        "let_op_bevindingen.xlsx",
    }


def test_een_bestand_zonder_bevindingen_hoeft_geen_tabel() -> None:
    tabel = Tabel("x.csv", ("a",), read("x.csv", b"a\n1\n").rijen)
    assert list(bladen(maak_rapport("x.csv", tabel, ()))) == ["Bevindingen", "Levering"]


def test_de_opdrachtregel_schrijft_het_rapport_en_noemt_het(
    leeg: Thuis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))
    levering = tmp_path / "fout.csv"
    levering.write_bytes(als_csv(met_cel(TELLING, 3, "teldatum", "morgen \x1b[2J")))
    woorden = ["load", str(levering), "--rapport", str(tmp_path / "uit")]
    uit = CliRunner().invoke(app, woorden)
    assert uit.exit_code == 1
    assert "rapport: fout_bevindingen.xlsx" in uit.stdout
    assert "\x1b" not in uit.stdout
    assert (tmp_path / "uit" / "fout_bevindingen.xlsx").is_file()
    [bestand] = json.loads(CliRunner().invoke(app, [*woorden, "--json"]).stdout)["bestanden"]
    assert bestand["rapport"] == "fout_bevindingen.xlsx"
