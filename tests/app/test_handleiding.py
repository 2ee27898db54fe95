"""The manual: every chapter opens for who has its page, works offline, and names what exists."""

import re
from pathlib import Path

import pytest

from app import handleiding, navigation, toegang
from app.components import opmaaktekst
from tests.app.scherm import html_van, open_pagina, teksten_van

ROLLEN = ("medewerker", "toezicht", "platform_jeugd", "bestuur_41234", "openbaar")
# What its page is called on the screen, in bold in the text.
TITELS = {pagina.titel: pagina.bestand for pagina in navigation.PAGINAS}


def lees(hoofdstuk: handleiding.Hoofdstuk) -> str:
    return hoofdstuk.pad.read_text("utf-8")


@pytest.mark.parametrize("code", ROLLEN)
def test_a_role_reads_of_its_own_pages_only(code: str) -> None:
    rol = toegang.rol_van(code)
    hoofdstukken = handleiding.voor(rol)
    assert hoofdstukken[0].code == "lezen"
    for hoofdstuk in hoofdstukken:
        genoemd = {TITELS[t] for t in re.findall(r"\*\*(.+?)\*\*", lees(hoofdstuk)) if t in TITELS}
        assert {pagina for pagina in genoemd if not rol.mag(pagina)} == set(), hoofdstuk.code


def test_there_is_a_chapter_for_each_of_the_five_audiences() -> None:
    toezicht = {h.code for h in handleiding.voor(toegang.rol_van("toezicht"))}
    assert {"av", "kwaliteit"} <= toezicht
    assert "platform" in {h.code for h in handleiding.voor(toegang.rol_van("platform_jeugd"))}
    assert {"verslag", "leveren", "beheer"} <= {
        h.code for h in handleiding.voor(toegang.MEDEWERKER)
    }


def test_every_chapter_names_pages_as_they_are_called() -> None:
    for hoofdstuk in handleiding.HOOFDSTUKKEN:
        if hoofdstuk.bestand.startswith("handleiding/"):
            for naam in re.findall(r"[Oo]pen \*\*(.+?)\*\*", lees(hoofdstuk)):
                assert naam in TITELS, f"{hoofdstuk.bestand}: {naam}"


@pytest.mark.parametrize("hoofdstuk", handleiding.HOOFDSTUKKEN, ids=lambda h: h.code)
def test_a_chapter_holds_its_pictures_and_leads_nowhere_outside(
    hoofdstuk: handleiding.Hoofdstuk,
) -> None:
    titel, inhoud = opmaaktekst.html(hoofdstuk.pad, lambda pad: f"./{pad.stem}")
    assert titel
    plaatjes = re.findall(r"!\[", lees(hoofdstuk))
    assert inhoud.count('src="data:image/png;base64,') == len(plaatjes)
    assert "src=" not in re.sub(r'src="data:', "", inhoud)
    assert all(alt for alt in re.findall(r'<img alt="([^"]*)"', inhoud))


def test_a_link_to_no_chapter_is_plain_text_and_html_is_text(tmp_path: Path) -> None:
    pad = tmp_path / "x.md"
    pad.write_text("# T\n\nzie [daar](weg.md) en [web](https://a.nl) <b>x</b>\n", "utf-8")
    titel, inhoud = opmaaktekst.html(pad, lambda _: "")
    assert titel == "T"
    assert '<p>zie daar en <a href="https://a.nl">web</a> &lt;b&gt;x&lt;/b&gt;</p>' in inhoud


def test_the_page_opens_and_its_links_stay_in_it() -> None:
    scherm = open_pagina("handleiding", deel="av")
    assert "De Algemene Vergadering" in teksten_van(scherm)[0]
    assert 'href="handleiding?deel=lezen"' in html_van(scherm)
