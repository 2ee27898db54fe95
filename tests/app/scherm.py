"""Opening a page in a test and reading what a visitor would read."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

SCHERM = Path(__file__).parents[2] / "app" / "scherm.py"
PAGINAS = (
    "overzicht",
    "zoeken",
    "handleiding",
    "doelstellingen",
    "kengetallen",
    "verdieping",
    "bewegingen",
    "gemeenteprofiel",
    "thuiszitters",
    "leerlingstromen",
    "begaafdheid",
    "middelen",
    "bestuursverslag",
    "leveringen",
    "datakwaliteit",
    "definities",
    "beheer",
)
_TAGS = re.compile(r"<[^>]+>")
_LEESBAAR = re.compile(r'(?:title|alt|data-kop|aria-label)="([^"]*)"')
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


def open_pagina(pagina: str = "overzicht", **keuzes: str) -> AppTest:
    """A page, opened by its address; fails when it shows an error."""
    scherm = AppTest.from_file(str(SCHERM), default_timeout=30)
    if pagina != "overzicht":
        scherm.switch_page(f"app_pages/{pagina}.py")
    for naam, waarde in keuzes.items():
        scherm.query_params[naam] = waarde
    scherm.run()
    assert not scherm.exception, [fout.value for fout in scherm.exception]
    return scherm


def open_adres(adres: str) -> AppTest:
    """A page, opened by a link of the app itself."""
    delen = urlsplit(adres)
    pagina = delen.path.removeprefix("./") or "overzicht"
    return open_pagina(pagina, **dict(parse_qsl(delen.query)))


def adres_van(scherm: AppTest) -> dict[str, str]:
    """What stands in the query of the URL."""
    return {
        naam: waarde[0] if isinstance(waarde, list) else waarde
        for naam, waarde in scherm.query_params.items()
    }


def html_van(scherm: AppTest) -> str:
    """All HTML in the page and the sidebar, without the stylesheet."""
    stukken = [stuk.value for stuk in (*scherm.main, *scherm.sidebar) if stuk.type == "html"]
    stukken += [stuk.value for stuk in scherm.get("html")]
    uniek = dict.fromkeys(stuk for stuk in stukken if 'class="peil"' in stuk)
    return "\n".join(uniek)


def koppen_van(scherm: AppTest) -> list[str]:
    """The main headings."""
    koppen = re.findall(r"<h1>(.*?)</h1>", html_van(scherm))
    return [html.unescape(_TAGS.sub("", kop)) for kop in koppen]


def verwijzingen_van(scherm: AppTest) -> list[str]:
    """Addresses of the links to other views."""
    gevonden = re.findall(r'<a href="([^"]+)" data-intern', html_van(scherm))
    return [adres.replace("&amp;", "&") for adres in gevonden]


def teksten_van(scherm: AppTest) -> list[str]:
    """Every text that a visitor can read or hear: HTML, widgets and charts, code left out."""
    bron = _CODE.sub(" ", html_van(scherm))
    teksten = [_TAGS.sub("\n", bron), *_LEESBAAR.findall(bron)]
    keuzes = (*scherm.selectbox, *scherm.select_slider, *scherm.radio, *scherm.checkbox)
    for widget in (*keuzes, *scherm.text_input, *scherm.text_area):
        teksten += [widget.label, *getattr(widget, "options", [])]
        teksten.append(getattr(widget, "placeholder", "") or "")
    teksten += [knop.label for knop in (*scherm.button, *scherm.get("download_button"))]
    teksten += [vak.label for vak in (*scherm.get("file_uploader"), *scherm.expander)]
    for grafiek in scherm.get("plotly_chart"):
        teksten += _uit_figuur(json.loads(grafiek.proto.spec))
        teksten.append(grafiek.proto.alt)
    regels = (regel.strip() for tekst in teksten for regel in tekst.splitlines())
    return [regel for regel in regels if regel]


def _uit_figuur(figuur: dict[str, Any]) -> Iterator[str]:
    opmaak = figuur["layout"]
    yield from (noot["text"].replace("<br>", " ") for noot in opmaak.get("annotations", []))
    for as_ in ("xaxis", "yaxis"):
        yield from (tekst.replace("<br>", " ") for tekst in opmaak.get(as_, {}).get("ticktext", []))
    for spoor in figuur["data"]:
        yield from (_TAGS.sub(" ", tekst) for tekst in spoor.get("customdata", []))
        yield from (_TAGS.sub(" ", tekst) for tekst in spoor.get("node", {}).get("label", []))
