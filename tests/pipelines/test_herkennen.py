"""Recognising a file before it is loaded: its bron, what it lacks, which column might be which."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.indeling.herkennen import Herkenning, als_tekst, bekijk
from pipelines.indeling.kolommen import lees_kolommen
from pipelines.inlezen import parse
from pipelines.readers import read
from tests.conftest import Laden
from tests.pipelines.lezen import CONTRACTEN, PROFIEL
from warehouse.paths import Thuis

VREEMD = (
    "Dossiernr;Leerling;Formulier;Cat;BRIN gevraagd;Vest;Datum aanvraag;Datum besluit;Uitkomst\n"
    "1;L-1;A;SBO;99AC;00;03-09-2024;08-10-2024;toegekend\n"
)
INDELING = """
titel: Uitdraai van ons systeem
herken: [Dossiernr, Cat, Uitkomst]
bronnen:
- bron: tlv
  kolommen: {aanvraag_id: Dossiernr, leerling: Leerling, formulier: Formulier, categorie: Cat,
    brin: BRIN gevraagd, vestiging: Vest, aanvraagdatum: Datum aanvraag, besluit: Uitkomst}
  vast: {bekostiger: school}
"""


def herken(thuis: Thuis, map_: Path, naam: str, inhoud: str | bytes) -> Herkenning:
    pad = map_ / naam
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    [herkenning] = bekijk(thuis, [pad])
    return herkenning


@pytest.mark.parametrize("bron", sorted(CONTRACTEN))
def test_the_example_of_every_bron_is_recognised(bron: str, leeg: Thuis, tmp_path: Path) -> None:
    gezien = herken(leeg, tmp_path, f"{bron}.csv", CONTRACTEN[bron].voorbeeld.read_bytes())
    assert gezien.bron == (bron,)
    assert gezien.ontbreekt == ()
    assert gezien.bevinding is None


def test_strange_columns_get_the_likely_bron_and_a_suggestion(leeg: Thuis, tmp_path: Path) -> None:
    gezien = herken(leeg, tmp_path, "uitdraai.csv", VREEMD)
    assert gezien.bron == ()
    assert gezien.volgorde[0] == "tlv"
    assert gezien.voorstel["tlv"] == {
        "leerling": "Leerling",
        "formulier": "Formulier",
        "categorie": "Cat",
        "brin": "BRIN gevraagd",
        "vestiging": "Vest",
        "aanvraagdatum": "Datum aanvraag",
        "besluitdatum": "Datum besluit",
    }


def test_a_missing_column_is_named(leeg: Thuis, tmp_path: Path) -> None:
    inhoud = "schooljaar;gemeente;soort;hoeveel\n2024-2025;Haarlem;absoluut;3\n"
    gezien = herken(leeg, tmp_path, "verzuim.csv", inhoud)
    assert gezien.bron == ("verzuim",)
    assert gezien.ontbreekt == ("aantal",)


def test_a_saved_mapping_is_found_by_the_headers_and_reads_the_file(
    leeg: Thuis, tmp_path: Path
) -> None:
    leeg.kolommenkaarten.mkdir(parents=True)
    (leeg.kolommenkaarten / "ons.yaml").write_text(INDELING, "utf-8")
    (leeg.kolommenkaarten / "stuk.yaml").write_text("bronnen: [", "utf-8")
    gezien = herken(leeg, tmp_path, "andere_naam.csv", VREEMD)
    assert (gezien.kaart, gezien.als) == ("ons.yaml", "Uitdraai van ons systeem")
    assert gezien.bron == ("tlv",)
    assert gezien.vast == {"tlv": {"bekostiger": "school"}}
    assert gezien.voorstel["tlv"]["aanvraag_id"] == "Dossiernr"
    [deel] = lees_kolommen("ons.yaml", INDELING).bronnen
    gelezen = parse(read("a.csv", VREEMD.encode()), CONTRACTEN["tlv"], deel, PROFIEL)
    assert gelezen.rijen is not None


def test_a_load_uses_the_saved_mapping_and_says_so(
    leeg: Thuis, tmp_path: Path, laden: Laden
) -> None:
    bestand = tmp_path / "uitdraai.csv"
    bestand.write_text(VREEMD, "utf-8")
    [zonder] = laden(leeg, bestand, dry_run=True).bestanden
    assert (zonder.afloop, zonder.delen) == ("geweigerd", ())
    leeg.kolommenkaarten.mkdir(parents=True)
    (leeg.kolommenkaarten / "ons.yaml").write_text(INDELING, "utf-8")
    onbekend = INDELING.replace("bron: tlv", "bron: bestaatniet")
    (leeg.kolommenkaarten / "weg.yaml").write_text(onbekend, "utf-8")
    [met] = laden(leeg, bestand, dry_run=True).bestanden
    assert [deel.bron for deel in met.delen] == ["tlv"]
    assert any("kolommenkaart ons" in aanname for aanname in met.aannames)


def test_what_is_no_table_says_so(leeg: Thuis, tmp_path: Path) -> None:
    gezien = herken(leeg, tmp_path, "brief.xlsx", b"%PDF-1.7")
    assert gezien.bevinding is not None
    assert "PDF" in gezien.bevinding.melding
    assert gezien.koppen == ()


def test_a_line_per_file_for_a_terminal(leeg: Thuis, tmp_path: Path) -> None:
    goed = herken(leeg, tmp_path, "verzuim.csv", CONTRACTEN["verzuim"].voorbeeld.read_bytes())
    mist = herken(leeg, tmp_path, "v.csv", "schooljaar;gemeente;soort\n2024-2025;Haarlem;overig\n")
    assert list(als_tekst([goed, mist])) == [
        "verzuim.csv: verzuim",
        "v.csv: verzuim; kolom aantal ontbreekt",
    ]


def test_the_commands(leeg: Thuis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(leeg.wortel.parent))
    pad = tmp_path / "uitdraai.csv"
    pad.write_text(VREEMD, "utf-8")
    uit = CliRunner().invoke(app, ["herken", str(pad), "--json"])
    assert uit.exit_code == 1
    assert json.loads(uit.stdout)[0]["volgorde"][0] == "tlv"
    uit = CliRunner().invoke(app, ["sjablonen", "--json"])
    assert uit.exit_code == 0
    map_ = Path(json.loads(uit.stdout)["map"])
    assert (map_ / "tlv.xlsx").is_file()
    assert CliRunner().invoke(app, ["sjablonen", str(tmp_path / "eigen")]).exit_code == 0
    assert (tmp_path / "eigen" / "contracten.json").is_file()
