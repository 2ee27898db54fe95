"""The register is strict: what is misspelt, empty or unfinished is refused with the cure."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.profiel import laad_profiel
from warehouse.register import KENGETALLEN, controleer_verwijzingen, laad_kengetal, laad_register
from warehouse.strikt import DefinitieFout


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    doel = tmp_path / "leerlingen_regulier"
    shutil.copytree(KENGETALLEN / "leerlingen_regulier", doel)
    return doel


def wijzig(map_: Path, oud: str, nieuw: str) -> None:
    pad = map_ / "definitie.toml"
    tekst = pad.read_text("utf-8")
    gewijzigd = re.sub(oud, nieuw, tekst, count=1, flags=re.MULTILINE)
    assert gewijzigd != tekst
    pad.write_text(gewijzigd, "utf-8")


@pytest.mark.parametrize(
    ("oud", "nieuw", "veld", "uitleg"),
    [
        (r"^titel =", "tietel =", "tietel", "bestaat niet"),
        (r"^titel =.*", "", "titel", "ontbreekt"),
        (r"^vraag =.*", 'vraag = "  "', "vraag", "leeg"),
        (r"^controleur =.*", 'controleur = "tbc"', "controleur", "nog niet ingevuld"),
        (r"^controleur =.*", 'controleur = " TODO "', "controleur", "nog niet ingevuld"),
        (r"^let_op = \[", 'let_op = [ "n.t.b.",', "let_op.0", "nog niet ingevuld"),
        (r"^bronnen =.*", "bronnen = []", "bronnen", "leeg; vul het in"),
        (r"^doelstelling =.*", "doelstelling = []", "doelstelling", "leeg; vul het in"),
        (r"^doelstelling =.*", 'doelstelling = ["drie"]', "doelstelling.0", "als in het sjabloon"),
        (r"^herzien =.*", 'herzien = "ooit"', "herzien", "als in het sjabloon"),
        (r"^grain =.*", 'grain = ["gemeente"]', "(geheel)", "noemt altijd ook regio"),
        (r"^soort =.*", 'soort = "som"', "soort", "toegestaan"),
        (r"^sectie =.*", 'sectie = "Overig"', "sectie", "kies uit"),
        (r"^eenheid_enkelvoud =.*", "", "(geheel)", "eenheid_enkelvoud"),
        (r"^reeks =.*", "", "(geheel)", "hoofdreeks"),
    ],
)
def test_a_wrong_field_is_refused_with_file_field_and_cure(
    kopie: Path, oud: str, nieuw: str, veld: str, uitleg: str
) -> None:
    wijzig(kopie, oud, nieuw)
    with pytest.raises(DefinitieFout) as fout:
        laad_kengetal(kopie)
    assert "leerlingen_regulier/definitie.toml" in str(fout.value)
    assert f"veld '{veld}'" in str(fout.value)
    assert uitleg in str(fout.value)


@pytest.mark.parametrize(
    ("oud", "nieuw", "veld"),
    [
        (r"^doelstelling =.*", "doelstelling = [99]", "doelstelling"),
        (r"^beweging =.*", 'beweging = ["B9"]', "beweging"),
        (r"^vragen =.*", 'vragen = ["3.R9"]', "vragen"),
        (r"^bronnen =.*", 'bronnen = ["leerlngen"]', "bronnen"),
    ],
)
def test_a_reference_to_nothing_is_refused(kopie: Path, oud: str, nieuw: str, veld: str) -> None:
    wijzig(kopie, oud, nieuw)
    register = {"leerlingen_regulier": laad_kengetal(kopie)}
    with pytest.raises(DefinitieFout, match=f"veld '{veld}'.*bestaat niet; kies uit"):
        controleer_verwijzingen(
            register, laad_profiel("zuid-kennemerland"), ["leerlingen", "scholen"]
        )


def test_what_is_drawn_at_a_question_must_say_that_it_answers_it(kopie: Path) -> None:
    wijzig(kopie, r"^vragen =.*", "vragen = []")
    register = {"leerlingen_regulier": laad_kengetal(kopie)}
    profiel = laad_profiel("zuid-kennemerland")
    bronnen = ["leerlingen", "scholen"]
    with pytest.raises(DefinitieFout, match="'beeld' van vraag 3.T1.*noemt deze vraag niet"):
        controleer_verwijzingen(register, profiel, bronnen)


@pytest.mark.parametrize("bestand", ["view.sql", "voorbeeld.toml", "definitie.toml"])
def test_a_missing_file_is_named(kopie: Path, bestand: str) -> None:
    (kopie / bestand).unlink()
    with pytest.raises(DefinitieFout, match=f"{bestand}: het bestand ontbreekt"):
        laad_kengetal(kopie)


def test_all_that_is_wrong_is_told_at_once(kopie: Path) -> None:
    ander = kopie.parent / "leerlingen_go"
    shutil.copytree(KENGETALLEN / "leerlingen_go", ander)
    breek: Callable[[Path], None] = lambda map_: wijzig(map_, r"^titel =", "tietel =")  # noqa: E731
    breek(kopie)
    breek(ander)
    with pytest.raises(DefinitieFout) as fout:
        laad_register(kopie.parent)
    assert "leerlingen_go" in str(fout.value)
    assert "leerlingen_regulier" in str(fout.value)


def test_a_definition_has_another_version_when_its_sql_changes(kopie: Path) -> None:
    eerst = laad_kengetal(kopie).versie
    sql = kopie / "view.sql"
    sql.write_text(sql.read_text("utf-8") + "\n-- nagekeken\n", "utf-8")
    assert laad_kengetal(kopie).versie != eerst


def test_an_unknown_profile_names_those_that_exist() -> None:
    with pytest.raises(DefinitieFout, match="bekend zijn: .*zuid-kennemerland"):
        laad_profiel("zuid-holland")
