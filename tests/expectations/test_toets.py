"""The record of a check: what fits together, and what stops a publication."""

import subprocess
import sys
from typing import Any

import pytest

from expectations import Toets, Uitslag
from expectations.toets import ERNSTEN, FOUT, GEEN_KOLOM, GEEN_RIJEN, GEEN_TABEL


def toets(**anders: Any) -> Toets:
    velden: dict[str, Any] = {
        "id": "leerlingen.aantal.gevuld",
        "tabel": "leerlingen",
        "regel": "gevuld",
        "ernst": "kritiek",
        "titel": "Elk aantal is ingevuld",
        "oplossing": "Vul het aantal in.",
        "kolommen": ("aantal",),
    }
    return Toets(**(velden | anders))


@pytest.mark.parametrize(
    ("anders", "bezwaar"),
    [
        ({"titel": " "}, "titel is leeg"),
        ({"oplossing": ""}, "oplossing is leeg"),
        ({"ernst": "fataal"}, "ernst 'fataal' bestaat niet; kies uit kritiek, waarschuwing"),
        ({"regel": "gevult"}, "regel 'gevult' bestaat niet; kies uit kolommen"),
        ({"tabel": ""}, "regel gevuld vraagt een tabel"),
        ({"kolommen": ("aantal", "school")}, "precies één kolom, niet over 2"),
        ({"regel": "uniek", "kolommen": ()}, "ten minste één kolom"),
        ({"regel": "rijen", "minimum": 1}, "haal de kolommen weg"),
        ({"regel": "rijen", "kolommen": ()}, "een minimum of maximum"),
        ({"regel": "bereik"}, "een minimum of maximum"),
        ({"regel": "bereik", "minimum": 5, "maximum": 4}, "minimum 5 is groter dan maximum 4"),
        ({"regel": "bereik", "maximum": float("inf")}, "een grens is een eindig getal"),
        ({"regel": "codes"}, "waarden horen bij regel codes"),
        ({"waarden": ("bao",)}, "waarden horen bij regel codes"),
        ({"sql": "select 1"}, "regel gevuld gebruikt geen sql"),
        ({"regel": "sql", "kolommen": ()}, "vraagt een SELECT"),
        ({"regel": "sql", "sql": "select 1"}, "kent geen kolommen"),
        ({"ook": ("scholen",)}, "regel gevuld gaat over één tabel"),
        (
            {"regel": "sql", "sql": "select 1", "kolommen": (), "tabel": "", "ook": ("x",)},
            "een tabel",
        ),
        ({"melding": "School {school"}, "accolade die niet sluit"),
    ],
)
def test_fields_that_do_not_fit_the_rule_are_refused(anders: dict[str, Any], bezwaar: str) -> None:
    with pytest.raises(ValueError, match=r"Toets 'leerlingen\.aantal\.gevuld'") as fout:
        toets(**anders)
    assert bezwaar in str(fout.value)


def test_all_objections_come_at_once() -> None:
    with pytest.raises(ValueError, match=r"titel .*; ernst .*; .*tabel"):
        toets(titel="", ernst="?", tabel="")


@pytest.mark.parametrize("ernst", ERNSTEN)
@pytest.mark.parametrize(
    ("uitkomst", "reden", "kritiek_houdt_tegen"),
    [
        ("geslaagd", "", False),
        ("gezakt", "", True),
        ("niet_uitgevoerd", FOUT, True),
        ("niet_uitgevoerd", GEEN_KOLOM, True),
        ("niet_uitgevoerd", GEEN_TABEL, False),
        ("niet_uitgevoerd", GEEN_RIJEN, False),
    ],
)
def test_only_what_is_critical_and_wrong_or_unknown_stops_a_publication(
    ernst: str, uitkomst: str, reden: str, kritiek_houdt_tegen: bool
) -> None:
    uitslag = Uitslag(toets(ernst=ernst), uitkomst, 0, "", reden=reden)
    assert uitslag.houdt_tegen == (ernst == "kritiek" and kritiek_houdt_tegen)


@pytest.mark.parametrize("module", ["expectations", "expectations.toets", "expectations.zinnen"])
def test_importing_the_records_does_not_load_the_library(module: str) -> None:
    klaar = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {module}"],
        capture_output=True,
        text=True,
        check=True,
    )
    geladen = {regel.rpartition("|")[2].strip() for regel in klaar.stderr.splitlines()}
    assert module in geladen
    zwaar = ("great_expectations", "pandas", "sqlalchemy", "duckdb")
    assert not {naam for naam in geladen if naam.partition(".")[0] in zwaar}
