"""The app of another region: its own places and words, and nothing of what it does not have."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from app import data, profielboek, toegang
from app.components import monitor, plekken, tabel
from app.inhoud import Inzage
from app.navigation import PAGINAS
from app.verslag import pakket
from app.verslag.mandje import Mandje, Onderdeel
from app.verslag.opdracht import stel_op
from pipelines import sjablonen
from pipelines.demo import (
    SEED,
    begaafdheid,
    ggd,
    jeugdhulp,
    kernteams,
    leerlingen,
    postcodes,
    scholen,
    verzuim,
)
from pipelines.demo.schrijver import schrijf_levering
from pipelines.demo.streek import Streek
from pipelines.demo.wereld import Wereld, bouw_wereld
from pipelines.run import Opdracht, laad
from tests.app.scherm import html_van, koppen_van, open_pagina, teksten_van
from warehouse.paths import Thuis
from warehouse.profiel import laad_profiel

REGIO, ZONDER_SCHOLEN = "noord-kennemerland-po", "noord-kennemerland-vo"
# A small part of its deliveries: what the pages of places need.
PATRONEN = (
    *("scholen_2025-2026", "postcodes", "leerlingen_2026-02", "kernteams_2025"),
    *("jeugdhulp_2025", "ggd_2025", "verzuim_2025", "hb_trajecten", "hb_scholing"),
)
BRONNEN = (scholen, postcodes, leerlingen, kernteams, jeugdhulp, ggd, verzuim, begaafdheid)
VREEMD = re.compile(
    "kerngebied|day a week|zandvoort|haarlem|heemstede|bloemendaal|zuid-kennemerland"
    "|volumebekostiging",
    re.IGNORECASE,
)
# Codes of the software in an address, as columns have them; people read the words around them.
_ADRES = re.compile(r'href="[^"]*"')
MEER = (
    ("verdieping", {"kengetal": "leerlingen_regulier", "per": "kerngebied"}),
    ("bewegingen", {"beweging": "B3", "plek": "gebied:Langedijk"}),
    ("gemeenteprofiel", {"plek": "gebied:Langedijk"}),
    ("begaafdheid", {"deel": "scholing"}),
    ("leveringen", {"deel": "sjablonen"}),
    ("definities", {"deel": "begrippen"}),
    ("definities", {"kengetal": "kernteams_actief"}),
)


def maak_thuis(map_: Path, wereld: Wereld, regio: str, patronen: tuple[str, ...]) -> Thuis:
    """A home of a region with a few of its invented deliveries."""
    streek = Streek(laad_profiel(regio), wereld)
    alle = (levering for bron in BRONNEN for levering in bron.leveringen(wereld))
    van_hier = (streek.vertaal(lev) for lev in alle if lev.naam.startswith(patronen))
    paden = tuple(schrijf_levering(lev, map_) for lev in van_hier if lev)
    thuis = Thuis(map_ / "home" / regio, regio)
    rapport = laad(thuis, Opdracht(paden=paden), lambda _: None)
    assert rapport.afloop == "geladen", rapport
    return thuis


@pytest.fixture(scope="module")
def wereld() -> Wereld:
    return bouw_wereld(SEED)


@pytest.fixture(scope="module")
def regio(tmp_path_factory: pytest.TempPathFactory, wereld: Wereld) -> Thuis:
    return maak_thuis(tmp_path_factory.mktemp("regio"), wereld, REGIO, PATRONEN)


@pytest.fixture
def in_regio(regio: Thuis, monkeypatch: pytest.MonkeyPatch) -> Inzage:
    """Looking at it: other tests of pages look at their own home."""
    monkeypatch.setenv("PEILSTOK_HOME", str(regio.wortel.parent))
    monkeypatch.setenv("PEILSTOK_PROFIEL", REGIO)
    inzage = data.open_inzage(regio, toegang.MEDEWERKER)
    assert inzage
    return inzage


@pytest.mark.usefixtures("in_regio")
@pytest.mark.parametrize(("pagina", "keuzes"), [*((p.bestand, {}) for p in PAGINAS), *MEER])
def test_no_page_speaks_the_words_of_another_region(pagina: str, keuzes: dict[str, str]) -> None:
    scherm = open_pagina(pagina, **keuzes)
    gelezen = [_ADRES.sub("", html_van(scherm)), *teksten_van(scherm)]
    assert len(gelezen) > 1
    assert VREEMD.findall("\n".join(gelezen)) == []


def test_no_file_speaks_them_either(in_regio: Inzage, regio: Thuis, tmp_path: Path) -> None:
    """Templates, profiles, the rows of a page, and a report in every kind that holds text."""
    plek = next(p for p in plekken.alle(in_regio).values() if p.grain == plekken.GEBIED)
    rijen = monitor.als_tabel(in_regio, "Monitor", monitor.van(in_regio, "B3"))
    per_gebied = Onderdeel(kengetal="jeugdhulpgebruik", per="kerngebied")
    verslag = pakket.maak(
        in_regio,
        Mandje(titel="Verslag", onderdeel=(per_gebied,)),
        stel_op(in_regio, "Verslag", None),
        ("docx", "pptx", "xlsx", "csv"),
        bewerkbaar=True,
    )
    bestanden = {
        "profiel.html": profielboek.als_html(in_regio, [plek]).encode(),
        "profiel.docx": profielboek.als_docx(in_regio, [plek]),
        "monitor.csv": tabel.als_csv(rijen),
        "monitor.xlsx": tabel.als_xlsx(rijen),
        **verslag.bestanden,
        **{p.name: p.read_bytes() for p in sjablonen.schrijf(tmp_path, laad_profiel(REGIO))},
    }
    assert len(bestanden) > 25
    delen = [deel for paar in bestanden.items() for deel in _delen(*paar)]
    assert [(naam, gevonden) for naam, tekst in delen if (gevonden := VREEMD.findall(tekst))] == []
    assert any("werkgebied" in tekst.casefold() for _, tekst in delen)


def _delen(naam: str, inhoud: bytes) -> Iterator[tuple[str, str]]:
    """The name of a file and what is written in it; of a zip those of every part."""
    yield naam, naam
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            for deel in pak.namelist():
                yield from _delen(f"{naam}/{Path(deel).name}", pak.read(deel))
    else:
        yield naam, inhoud.decode("utf-8", errors="ignore")


def test_what_is_published_is_told_in_its_words(in_regio: Inzage) -> None:
    """Every text of every table; codes of grains stay those of the software."""
    with duckdb.connect(in_regio.bestand, read_only=True) as verbinding:
        kolommen = verbinding.execute(
            "select table_name, column_name from information_schema.columns"
            " where data_type = 'VARCHAR' and column_name not in ('grain', 'ouder_grain', 'id')"
        ).fetchall()
        gevonden = [
            (tabel_, kolom, tekst)
            for tabel_, kolom in kolommen
            for (tekst,) in verbinding.execute(
                f'select distinct "{kolom}" from "{tabel_}" where "{kolom}" is not null'
            ).fetchall()
            if VREEMD.search(tekst)
        ]
    assert len(kolommen) > 100
    assert gevonden == []


@pytest.mark.usefixtures("in_regio")
def test_the_profile_of_a_werkgebied_is_called_so() -> None:
    scherm = open_pagina("gemeenteprofiel", plek="gebied:Langedijk")
    assert koppen_van(scherm) == ["Profiel van werkgebied Langedijk"]
    assert "andere werkgebieden" in teksten_van(scherm)


@pytest.mark.usefixtures("in_regio")
def test_the_monitor_lists_all_eight_werkgebieden() -> None:
    gelezen = html_van(open_pagina("bewegingen", beweging="B3"))
    assert "Werkgebieden" in gelezen
    gebieden = laad_profiel(REGIO).kerngebied
    assert len(gebieden) == 8
    assert [g.naam for g in gebieden if g.naam not in gelezen] == []


@pytest.mark.usefixtures("in_regio")
def test_the_glossary_knows_the_talentcoordinator() -> None:
    gelezen = html_van(open_pagina("definities", deel="begrippen"))
    assert "talentcoördinator" in gelezen
    assert "niveau 2-3" in gelezen


# A region that only has a pilot.


def test_a_region_has_the_pages_of_what_it_delivers() -> None:
    per = {
        naam: {m.bron for m in laad_profiel(naam).leverkalender}
        for naam in ("zuid-kennemerland", REGIO, ZONDER_SCHOLEN)
    }
    heeft = {
        naam: {p.bestand for p in PAGINAS if p.hoort_bij(bronnen)} for naam, bronnen in per.items()
    }
    alle = {p.bestand for p in PAGINAS}
    assert heeft["zuid-kennemerland"] == heeft[REGIO] == alle
    assert alle - heeft[ZONDER_SCHOLEN] == {"thuiszitters", "leerlingstromen", "middelen"}
    assert all(p.hoort_bij(()) for p in PAGINAS), "voor de eerste levering zijn alle pagina's er"


def test_the_pilot_shows_its_trajecten_and_what_was_agreed(
    wereld: Wereld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak_thuis(tmp_path, wereld, ZONDER_SCHOLEN, ("hb_trajecten", "jeugdhulp_2025"))
    monkeypatch.setenv("PEILSTOK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PEILSTOK_PROFIEL", ZONDER_SCHOLEN)
    gelezen = html_van(open_pagina("begaafdheid"))
    for woord in ("binnen 12 weken na het begin", "zolang het loopt", "12 weken na het einde"):
        assert woord in gelezen
    for vreemd in ("Day a Week", "Scholing en dekking", "Vangnet", "Ontwikkelpad"):
        assert vreemd not in gelezen
    monitor_ = html_van(open_pagina("bewegingen", beweging="B3"))
    assert "Alkmaar" in monitor_
    assert "Werkgebieden" not in monitor_
