"""The purge: what is past its term is in no file any more, and the figures say what they said.

The planted rows stand in a file of every kind; afterwards a search through every byte, and through
every cell of every database, finds none of them.
"""

import datetime as dt
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from pipelines.afmaken import maak_af
from pipelines.cijfers import Vraag, lees_waarden, publicatiepad
from pipelines.deur.pseudoniemen import lees_sleutel
from pipelines.leveringen import Archief
from pipelines.opdatum import publicatie_op
from pipelines.opschonen import schoon_op
from pipelines.opschoonverslag import Opschoonverslag, als_tekst
from tests.conftest import Laden
from tests.steekproef import keren, kies
from warehouse import logboek
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout, beschadigd

WORTEL = Path(__file__).parents[2]
VANDAAG = dt.date(2026, 11, 22)

KOP = "casus;leerling;gemeente;melder;melding;begin_verzuim;einde_verzuim;soort;hoofdreden"
RIJEN = {
    "PLANTCASUS1": "PLANTLLN1;Haarlem;school;2022-03-01;2022-03-01;2022-09-01;absoluut;gedrag",
    "PLANTCASUS2": "PLANTLLN2;Haarlem;school;2023-01-10;2023-01-10;2023-11-22;absoluut;gedrag",
    "BLIJFTCASUS3": "BLIJFTLLN3;Haarlem;school;2023-01-10;2023-01-10;2023-11-23;absoluut;gedrag",
    "BLIJFTCASUS4": "BLIJFTLLN4;Zandvoort;school;2020-01-10;2020-01-10;;absoluut;gedrag",
}
GEPLANT = ("PLANTCASUS1", "PLANTCASUS2", "PLANTLLN1", "PLANTLLN2")
BLIJFT = ("BLIJFTCASUS3", "BLIJFTLLN4")


def lijst(map_: Path, naam: str, **anders: str) -> Path:
    """A list of thuiszitters; another text for some of the rows, None leaves one out."""
    regels = [f"{casus};{anders.get(casus, rij)}" for casus, rij in RIJEN.items()]
    pad = map_ / naam
    pad.write_text("\n".join([KOP, *(r for r in regels if not r.endswith(";weg"))]) + "\n", "utf-8")
    return pad


def als_werkmap(map_: Path, csv: Path) -> Path:
    """The same list as a workbook, with a second sheet that says more of the same children."""
    pad = map_ / f"{csv.stem}.xlsx"
    with xlsxwriter.Workbook(pad) as boek:
        blad, ander = boek.add_worksheet("thuiszitters"), boek.add_worksheet("draaitabel")
        for nummer, regel in enumerate(csv.read_text("utf-8").splitlines()):
            blad.write_row(nummer, 0, regel.split(";"))
            ander.write_row(nummer, 0, regel.split(";")[:1])
    return pad


@dataclass(frozen=True)
class Huis:
    """A home with the planted rows in a file of every kind."""

    thuis: Thuis
    oud: dict[str, float]
    stappen: int  # that a purge takes


@dataclass(frozen=True)
class Geschoond:
    """The same home after the purge, with what a trial said before and the purge itself."""

    thuis: Thuis
    proef: Opschoonverslag
    verslag: Opschoonverslag
    geraakt: set[Path]  # by the trial


def cijfers(thuis: Thuis, naam: str = "thuiszitters_meldingen") -> dict[str, float]:
    rijen = lees_waarden(publicatiepad(thuis, "medewerker"), Vraag((naam,)))
    return {rij["periode"]: rij["waarde"] for rij in rijen if not rij["reeks"]}


def plant(thuis: Thuis, map_: Path, laden: Laden) -> None:
    """Deliver the rows as CSV and as XLSX, on several days, and have one refused."""
    open_ = "PLANTLLN1;Haarlem;school;2022-03-01;2022-03-01;;absoluut;gedrag"
    eerste = lijst(map_, "a.csv", PLANTCASUS1=open_)
    assert laden(thuis, eerste, datum=dt.date(2022, 6, 1)).afloop == "geladen"
    werkmap = als_werkmap(map_, lijst(map_, "b.csv"))
    assert laden(thuis, werkmap, datum=dt.date(2024, 6, 1)).afloop == "geladen"
    laatste = lijst(
        map_, "c.csv", BLIJFTCASUS4=RIJEN["BLIJFTCASUS4"].replace("gedrag", "autisme_prikkels")
    )
    verloop = map_ / "v.csv"
    verloop.write_text("casus;vanaf;soort\nPLANTCASUS1;2022-05-01;relatief\n", "utf-8")
    assert laden(thuis, laatste, verloop, datum=dt.date(2026, 6, 1)).afloop == "geladen"
    fout = lijst(map_, "fout.csv", PLANTCASUS2=RIJEN["PLANTCASUS2"].replace("gedrag", "PLANTLLN2"))
    assert laden(thuis, fout).afloop == "geweigerd"
    publicatie_op(thuis, dt.date(2026, 6, 1), "medewerker", lambda _: None)


@pytest.fixture(scope="module")
def huis(tmp_path_factory: pytest.TempPathFactory) -> Huis:
    from pipelines.run import Opdracht, laad  # noqa: PLC0415

    map_ = tmp_path_factory.mktemp("opschonen")
    thuis = Thuis(map_ / "home" / "zuid-kennemerland", "zuid-kennemerland")

    def laden(thuis: Thuis, *paden: Path, **opdracht: object):  # type: ignore[no-untyped-def]
        return laad(thuis, Opdracht(paden=paden, **opdracht), lambda _: None)  # type: ignore[arg-type]

    plant(thuis, map_, laden)
    meting = start(kopie(thuis, map_ / "meting"), "geen", 0).communicate()[0]
    return Huis(thuis, cijfers(thuis), int(meting.split()[0]))


@pytest.fixture(scope="module")
def geschoond(huis: Huis, tmp_path_factory: pytest.TempPathFactory) -> Geschoond:
    """Purged once, for whoever only looks."""
    thuis = kopie(huis.thuis, tmp_path_factory.mktemp("geschoond") / "home")
    logboek.schrijf(thuis, "bekeken", "anna", "toezicht")
    (nu,) = logboek.map_van(thuis).glob("*.jsonl")
    nu.rename(nu.with_stem("2023-01"))
    voor = tijden(thuis)
    proef = schoon(thuis, dry_run=True)
    na = tijden(thuis)
    geraakt = {pad for pad in voor.keys() | na.keys() if voor.get(pad) != na.get(pad)}
    return Geschoond(thuis, proef, schoon(thuis), geraakt)


@pytest.fixture
def thuis(geschoond: Geschoond, tmp_path: Path) -> Thuis:
    """A copy of the purged home."""
    return kopie(geschoond.thuis, tmp_path / "home")


def kopie(thuis: Thuis, home: Path) -> Thuis:
    shutil.copytree(thuis.wortel.parent, home)
    return Thuis(home / "zuid-kennemerland", "zuid-kennemerland")


def tijden(thuis: Thuis) -> dict[Path, int]:
    """When each file was written last; the lock is held by whoever does something."""
    alle = (pad for pad in thuis.wortel.rglob("*") if pad.is_file() and pad != thuis.slot)
    return {pad: pad.stat().st_mtime_ns for pad in alle}


def schoon(thuis: Thuis, **hoe: object) -> Opschoonverslag:
    return schoon_op(thuis, lambda _: None, vandaag=VANDAAG, **hoe)  # type: ignore[arg-type]


def cellen(pad: Path) -> str:
    """Every text in a database or Parquet file, which packs them."""
    with duckdb.connect() as db:
        if pad.suffix == ".parquet":
            return str(db.execute("select * from read_parquet(?)", [str(pad)]).fetchall())
        db.execute(f"attach '{pad}' as d (read_only)")
        namen = db.execute("select table_name from duckdb_tables()").fetchall()
        return str([db.execute(f'from d."{naam}"').fetchall() for (naam,) in namen])


def vindplaatsen(thuis: Thuis, *gezocht: str) -> dict[str, set[str]]:
    """Per text the files of a home in which it stands, as bytes or as a cell; each read once."""
    gevonden: dict[str, set[str]] = {}
    for pad in thuis.wortel.rglob("*"):
        if not pad.is_file():
            continue
        inhoud = pad.read_bytes()
        tekst = cellen(pad) if pad.suffix in {".duckdb", ".parquet"} else ""
        for naam in gezocht:
            if naam.encode() in inhoud or naam in tekst:
                gevonden.setdefault(naam, set()).add(str(pad.relative_to(thuis.wortel)))
    return gevonden


def hersleuteld(thuis: Thuis, pseudoniem: str) -> str:
    import hmac  # noqa: PLC0415

    return hmac.digest(lees_sleutel(thuis), pseudoniem.encode(), "sha256").hex()[:32]


def test_nothing_planted_is_left_in_any_file(huis: Huis, geschoond: Geschoond) -> None:
    namen = [*GEPLANT, hersleuteld(huis.thuis, "PLANTLLN1"), hersleuteld(huis.thuis, "PLANTLLN2")]
    assert set(vindplaatsen(huis.thuis, *namen)) == set(namen)
    assert geschoond.verslag.afloop == "opgeschoond"
    assert {b.bron: b.rijen for b in geschoond.verslag.bronnen if b.rijen} == {
        "thuiszitters": 6,
        "thuiszitters_verloop": 1,
    }
    blijft = {*BLIJFT, hersleuteld(huis.thuis, "BLIJFTLLN4")}
    assert set(vindplaatsen(geschoond.thuis, *namen, *blijft)) == blijft
    assert cijfers(geschoond.thuis) == huis.oud
    for publicatie in geschoond.thuis.publicatielijst():
        assert beschadigd(geschoond.thuis, publicatie) == []


def test_the_purge_is_in_the_audit_log_and_clears_that_too(geschoond: Geschoond) -> None:
    assert geschoond.proef.logmaanden == ()
    assert geschoond.verslag.logmaanden == ("2023-01.jsonl",)
    assert any("logboek" in regel for regel in als_tekst(geschoond.verslag))
    regels = logboek.lees(geschoond.thuis, VANDAAG - dt.timedelta(2), VANDAAG + dt.timedelta(9999))
    assert {regel.wat for regel in regels} == {"opgeruimd", "opgeschoond"}
    assert logboek.controleer(geschoond.thuis) is None


def test_the_receipt_stays_and_says_what_was_removed(huis: Huis, geschoond: Geschoond) -> None:
    archief = Archief(geschoond.thuis)
    oud, nieuw = Archief(huis.thuis).leveringen(), archief.leveringen()
    assert [lev.sha256 for lev in nieuw] == [lev.sha256 for lev in oud]
    assert [lev.delen[0].rijen for lev in nieuw] == [2, 2, 2, 0]
    assert [lev.opgeschoond[0].rijen for lev in nieuw] == [2, 2, 2, 1]
    assert {lev.opgeschoond[0].datum for lev in nieuw} == {VANDAAG}
    assert nieuw[3].bewaard_als == ""
    for levering in nieuw:
        archief.inhoud(levering)
    bestanden = {pad.name for pad in (geschoond.thuis.archief / "bestanden").iterdir()}
    assert bestanden == {lev.bewaard_als for lev in nieuw} - {""}


def test_a_trial_changes_nothing_and_counts_the_same(geschoond: Geschoond) -> None:
    assert geschoond.proef.afloop == "proef"
    assert "zouden worden verwijderd" in next(als_tekst(geschoond.proef))
    assert geschoond.geraakt == set()
    assert geschoond.verslag.bronnen == geschoond.proef.bronnen


def test_a_second_purge_and_a_rebuild_find_and_change_nothing(
    thuis: Thuis, laden: Laden, huis: Huis
) -> None:
    assert schoon(thuis).afloop == "niets"
    huidige = thuis.huidige()
    assert huidige is not None
    (thuis.publicaties / huidige / "manifest.json").unlink()  # so that it must be built again
    assert laden(thuis).afloop == "geladen"
    assert cijfers(thuis) == huis.oud


def test_old_periods_stay_frozen_when_a_later_list_comes_without_them(
    thuis: Thuis, laden: Laden, huis: Huis, tmp_path: Path
) -> None:
    zonder = lijst(tmp_path, "d.csv", PLANTCASUS1="weg", PLANTCASUS2="weg", BLIJFTCASUS3="weg")
    assert laden(thuis, zonder, datum=dt.date(2026, 11, 23)).afloop == "geladen"
    assert cijfers(thuis)["2021-2022"] == huis.oud["2021-2022"]
    with duckdb.connect(str(publicatiepad(thuis, "medewerker")), read_only=True) as db:
        rijen = db.execute(
            "select periode, bevroren from waarde where kengetal = 'thuiszitters_meldingen'"
            " and grain = 'regio'"
        ).fetchall()
        herkomst = db.execute(
            "select count(*) from herkomst"
            " where kengetal = 'thuiszitters_meldingen' and periode = '2021-2022'"
        ).fetchone()
    bevroren = dict(rijen)
    assert bevroren["2021-2022"] == VANDAAG
    assert bevroren["2025-2026"] is None
    assert herkomst != (0,)


def test_delivering_the_same_file_again_does_not_bring_it_back(
    thuis: Thuis, laden: Laden, huis: Huis
) -> None:
    assert laden(thuis, huis.thuis.wortel.parents[1] / "c.csv").afloop == "ongewijzigd"
    assert vindplaatsen(thuis, "PLANTCASUS1") == {}


def test_a_past_day_says_since_when_it_can_answer(thuis: Thuis) -> None:
    gezegd: list[str] = []
    with pytest.raises(PublicatieFout, match="22 november 2026"):
        publicatie_op(
            thuis, dt.date(2026, 7, 1), "medewerker", gezegd.append, ["thuiszitters_eigen"]
        )
    publicatie_op(thuis, dt.date(2026, 7, 1), "medewerker", gezegd.append)
    assert any("22 november 2026" in zin for zin in gezegd)
    pad = publicatie_op(thuis, VANDAAG, "medewerker", gezegd.append, ["thuiszitters_meldingen"])
    rijen = lees_waarden(pad, Vraag(("thuiszitters_meldingen",)))
    assert {r["periode"]: r["waarde"] for r in rijen} == cijfers(thuis)


STORING = """
import sys, datetime as dt
from tests.pipelines import storing
from pipelines.opschonen import schoon_op
storing.laad = lambda thuis, *_: schoon_op(thuis, lambda _: None, vandaag=dt.date(2026, 11, 22))
storing.main(*sys.argv[1:])
"""


def start(thuis: Thuis, soort: str, nummer: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", STORING, soort, str(nummer)],
        cwd=WORTEL,
        env=os.environ | {"PEILSTOK_HOME": str(thuis.wortel.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def eis_alles_of_niets(thuis: Thuis, huis: Huis, laden: Laden, *, eerst_laden: bool) -> None:
    """After whatever happened the next load or purge finishes it, or the purge is done anew."""
    if eerst_laden:
        assert laden(thuis).afloop in ("geladen", "ongewijzigd")
    else:
        schoon(thuis)
    assert set(vindplaatsen(thuis, *GEPLANT)) in (set(), set(GEPLANT))
    assert not Archief(thuis).opschoning.exists()
    schoon(thuis)
    assert vindplaatsen(thuis, *GEPLANT) == {}
    assert cijfers(thuis) == huis.oud
    for publicatie in thuis.publicatielijst():
        assert beschadigd(thuis, publicatie) == []


@pytest.mark.skipif(os.name == "nt", reason="kill -9 bestaat niet op Windows")
@pytest.mark.parametrize("soort", ["dood", "vol"])
def test_a_purge_stopped_at_any_step_is_finished_or_done_again(
    huis: Huis, tmp_path: Path, laden: Laden, soort: str
) -> None:
    assert huis.stappen > 40
    for nummer in kies(range(1, huis.stappen + 1), 1):
        thuis = kopie(huis.thuis, tmp_path / str(nummer))
        proces = start(thuis, soort, nummer)
        proces.communicate()
        assert proces.returncode != 0, f"stap {nummer} kwam er niet"
        eis_alles_of_niets(thuis, huis, laden, eerst_laden=nummer % 2 == 0)
        shutil.rmtree(thuis.wortel.parent)


@pytest.mark.skipif(os.name == "nt", reason="kill -9 bestaat niet op Windows")
def test_a_purge_killed_at_random_moments(huis: Huis, tmp_path: Path, laden: Laden) -> None:
    toeval = random.Random(2704)
    for nummer in range(keren(1, 60)):
        thuis = kopie(huis.thuis, tmp_path / str(nummer))
        proces = start(thuis, "geen", 0)
        time.sleep(toeval.uniform(1.0, 8.0))
        proces.send_signal(signal.SIGKILL)
        proces.communicate()
        eis_alles_of_niets(thuis, huis, laden, eerst_laden=bool(nummer % 2))
        shutil.rmtree(thuis.wortel.parent)


def test_nothing_to_finish_is_nothing_done(leeg: Thuis) -> None:
    assert not maak_af(leeg)
    assert schoon(leeg).afloop == "niets"
