"""A new kengetal is a copied folder: nothing else needs an edit to have it everywhere.

The test copies the packages to another place, copies the template there, and looks for the new
kengetal in the command line's figures, definitions and checks, and in the choices of a page.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WORTEL = Path(__file__).parent.parent
NIEUW = "leerlingen_proef"


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("kopie")
    for pakket in ("app", "expectations", "pipelines", "warehouse"):
        shutil.copytree(
            WORTEL / pakket, map_ / pakket, ignore=shutil.ignore_patterns("__pycache__")
        )
    kengetallen = map_ / "warehouse" / "kengetallen"
    shutil.copytree(kengetallen / "_sjabloon", kengetallen / NIEUW)
    return map_


def draai(kopie: Path, code: str) -> str:
    """Run Python in the copy, which then goes before the installed packages."""
    omgeving = os.environ | {"PEILSTOK_HOME": str(kopie / "data"), "PYTHONPATH": str(kopie)}
    klaar = subprocess.run(
        [sys.executable, "-c", code],
        cwd=kopie,
        env=omgeving,
        capture_output=True,
        text=True,
        check=False,
    )
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout


def peilstok(kopie: Path, *woorden: str) -> str:
    return draai(
        kopie,
        f"import sys; sys.argv = ['peilstok', *{list(woorden)!r}]\n"
        "from pipelines.cli import main; main()",
    )


PAGINA = """
from streamlit.testing.v1 import AppTest
at = AppTest.from_file("app/scherm.py", default_timeout=60)
at.switch_page("app_pages/{pagina}.py")
at.query_params["kengetal"] = "{kengetal}"
at.run()
assert not at.exception, at.exception
for keuze in at.selectbox:
    print(keuze.label, keuze.value, keuze.options)
for blok in (*at.markdown, *at.title, *at.header, *at.subheader):
    print(blok.value)
"""


def test_a_copied_template_is_everywhere(kopie: Path, demo_leveringen: Path) -> None:
    peilstok(
        kopie,
        "load",
        str(demo_leveringen / "scholen_2022-2023.csv"),
        str(demo_leveringen / "leerlingen_2023-02-01.csv"),
    )
    [cijfer] = json.loads(
        peilstok(kopie, "values", NIEUW, "--periode", "2023-02-01", "--format", "json")
    )
    assert cijfer["kengetal"] == NIEUW
    assert cijfer["waarde"] > 0
    [definitie] = json.loads(peilstok(kopie, "definitions", NIEUW, "--json"))
    assert definitie["id"] == NIEUW
    toetsen = json.loads(peilstok(kopie, "checks", "--json"))
    assert {t["kengetal"] for t in toetsen} >= {NIEUW}
    getoond = draai(kopie, PAGINA.format(pagina="verdieping", kengetal=NIEUW))
    assert definitie["titel"] in getoond
