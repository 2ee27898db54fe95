"""Nothing on a page is in English, and no number or date escapes the Dutch notation."""

import re

import pytest

from tests.app.scherm import PAGINAS, open_pagina, teksten_van
from warehouse.paths import Thuis

WEERGAVEN = [
    *((pagina, {}) for pagina in PAGINAS),
    ("verdieping", {"kengetal": "thuiszitters_landelijk"}),
    ("verdieping", {"kengetal": "rentabiliteit", "per": "soort"}),
    ("verdieping", {"kengetal": "eigen_vermogen"}),
    ("verdieping", {"kengetal": "leerlingen_regulier", "per": "vestiging"}),
    ("doelstellingen", {"doelstelling": "3", "vraag": "R2"}),
    ("doelstellingen", {"deel": "besluiten"}),
    ("doelstellingen", {"deel": "vergadering"}),
    ("definities", {"kengetal": "deelname_go_herkomst"}),
    ("definities", {"deel": "begrippen"}),
    ("leveringen", {"deel": "kalender"}),
    ("leveringen", {"deel": "sjablonen"}),
    ("leveringen", {"deel": "geschiedenis"}),
]

# Words that no Dutch sentence has, and the traces of a value that was printed raw.
ENGELS = re.compile(
    r"\b(the|and|with|from|this|that|select|search|show|loading|value|values|year|date|"
    r"unknown|hidden|missing|none|nan|null|nat|true|false|error|warning|failed|passed|choose|"
    r"settings|download all|none selected|no results|undefined)\b",
    re.IGNORECASE,
)
ISO_DATUM = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
DECIMALE_PUNT = re.compile(r"(?<![\d.])\d+\.(?!\d{3}(?!\d))\d+")
# Four digits or more without a separator: a year, or a number that was not formatted.
LANG_GETAL = re.compile(r"(?<![\w.,'-])\d{4,}(?![\w-])")
JAAR = re.compile(r"(19|20)\d\d")
# What a spreadsheet itself shows without separators.
RIJNUMMER = "1417"


def ongeoorloofd(tekst: str) -> list[str]:
    """What a Dutch reader would stumble over."""
    lang = [g for g in LANG_GETAL.findall(tekst) if not JAAR.fullmatch(g) and g != RIJNUMMER]
    engels = [treffer.group(0) for treffer in ENGELS.finditer(tekst)]
    return [*engels, *ISO_DATUM.findall(tekst), *DECIMALE_PUNT.findall(tekst), *lang]


@pytest.mark.usefixtures("omgeving")
@pytest.mark.parametrize(("pagina", "keuzes"), WEERGAVEN)
def test_a_page_is_dutch(pagina: str, keuzes: dict[str, str]) -> None:
    teksten = teksten_van(open_pagina(pagina, **keuzes))
    # A page without figures is short, but says so.
    assert len(teksten) > 10 or any("nog niets" in t or "nog geen" in t for t in teksten)
    fout = {tekst: stukken for tekst in teksten if (stukken := ongeoorloofd(tekst))}
    assert fout == {}


@pytest.mark.parametrize("pagina", PAGINAS)
def test_a_page_of_the_demo_is_dutch(
    pagina: str, demo_thuis: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_HOME", str(demo_thuis.wortel.parent))
    fout = {
        tekst: stukken
        for tekst in teksten_van(open_pagina(pagina))
        if (stukken := [s for s in ongeoorloofd(tekst) if not s.isdigit()])
    }
    assert fout == {}


@pytest.mark.parametrize(
    "tekst", ["Show values", "op 2024-02-01", "3.25%", "21747 leerlingen", "None", "€ 1797043"]
)
def test_the_scan_sees_what_is_wrong(tekst: str) -> None:
    assert ongeoorloofd(tekst)


@pytest.mark.parametrize(
    "tekst", ["21.747 leerlingen", "3,25%", "2024-2025", "1 februari 2024", "€ 1,8 mln", "'24-'25"]
)
def test_the_scan_leaves_dutch_alone(tekst: str) -> None:
    assert not ongeoorloofd(tekst)
