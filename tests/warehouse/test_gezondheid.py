"""Health: each fault alone makes a home ill, each says what to do, and nothing else does."""

import datetime as dt
import json
import os
import shutil
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import text

from pipelines.slot import slot
from warehouse import foutspoor, gezondheid, logboek
from warehouse.geheugen import Geheugen
from warehouse.gezondheid import Blik, kijk
from warehouse.paths import VORM, Thuis
from warehouse.vergaderingen import opslag

# The small home was delivered on the last day of November 2026.
TOEN = dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)


def soorten(thuis: Thuis, nu: dt.datetime = TOEN) -> list[str]:
    return [klacht.wat for klacht in kijk(Blik(thuis, nu=nu))]


def levering_weg(thuis: Thuis) -> None:
    next(iter((thuis.archief / "bestanden").iterdir())).unlink()


def levering_anders(thuis: Thuis) -> None:
    pad = next(iter((thuis.archief / "bestanden").iterdir()))
    oud = pad.stat()
    pad.write_bytes(pad.read_bytes()[:-1] + b"?")
    os.utime(pad, ns=(oud.st_atime_ns, oud.st_mtime_ns))  # as if nobody touched it


def bon_onleesbaar(thuis: Thuis) -> None:
    (thuis.archief / "leveringen" / "000001.json").write_text("{", "utf-8")


def opschoning_halverwege(thuis: Thuis) -> None:
    (thuis.archief / "opschoning").mkdir()


def publicatie_anders(thuis: Thuis) -> None:
    with open(thuis.publicatiebestand("p0002", "toezicht"), "ab") as bestand:
        bestand.write(b"x")


def manifest_weg(thuis: Thuis) -> None:
    (thuis.publicaties / "p0002" / "manifest.json").unlink()


def publicatie_weg(thuis: Thuis) -> None:
    shutil.rmtree(thuis.publicaties / "p0002")


def stand_stuk(thuis: Thuis) -> None:
    thuis.stand.write_text("{", "utf-8")


def nieuwere_versie(thuis: Thuis) -> None:
    inhoud = json.loads(thuis.stand.read_text("utf-8")) | {"vorm": VORM + 1}
    thuis.stand.write_text(json.dumps(inhoud), "utf-8")


def logregel_anders(thuis: Thuis) -> None:
    pad = next(logboek.map_van(thuis).glob("*.jsonl"))
    pad.write_text(pad.read_text("utf-8").replace("geladen", "bekeken", 1), "utf-8")


def register_stuk(thuis: Thuis) -> None:
    (opslag.map_van(thuis) / "register.sqlite").write_bytes(b"SQLite format 3\0" + b"?" * 4096)


def register_van_later(thuis: Thuis) -> None:
    with opslag.open_register(thuis).motor.begin() as verbinding:
        verbinding.execute(text("update alembic_version set version_num = 'v0099'"))


def bewijs_weg(thuis: Thuis) -> None:
    next(iter((opslag.map_van(thuis) / "bewijs").iterdir())).unlink()


def ronde_gedood(thuis: Thuis) -> None:
    thuis.bezig.write_text(json.dumps({"proces": 1, "sinds": TOEN.isoformat()}), "utf-8")


def pagina_stuk(thuis: Thuis) -> None:
    foutspoor.leg_vast(thuis, ValueError("Sanne de Wit"), foutspoor.PAGINA, "verdieping")
    regel = json.loads(thuis.fouten.read_text("utf-8")) | {"tijd": TOEN.isoformat()}
    thuis.fouten.write_text(json.dumps(regel) + "\n", "utf-8")


FOUTEN: dict[Callable[[Thuis], None], tuple[str, str]] = {
    levering_weg: ("archief", "is er niet meer; zet het archief terug uit een back-up"),
    levering_anders: ("archief", "is veranderd; zet het archief terug uit een back-up"),
    bon_onleesbaar: ("archief", "levering 1 is onleesbaar"),
    opschoning_halverwege: ("archief", "maak haar af met 'peilstok purge'"),
    publicatie_anders: ("publicatie", "publicatie p0002 is beschadigd (toezicht.duckdb)"),
    manifest_weg: ("publicatie", "'p0002' bestaat niet"),
    publicatie_weg: ("publicatie", "publicatie p0002 is er niet meer"),
    stand_stuk: ("stand", "stand.json is onleesbaar"),
    nieuwere_versie: ("stand", "nieuwere versie van Peilstok"),
    logregel_anders: ("logboek", "het logboek is niet heel"),
    register_stuk: ("vergaderingen", "beschadigd"),
    register_van_later: (
        "vergaderingen",
        "nieuwere versie|andere versie van Peilstok",
    ),
    bewijs_weg: ("vergaderingen", "1 document weg of veranderd"),
    ronde_gedood: ("laadronde", "halverwege gestopt"),
    pagina_stuk: ("pagina", "pagina verdieping gaf het laatste uur een fout (kenmerk "),
}


def test_a_healthy_home_is_green(klein: Thuis) -> None:
    assert kijk(Blik(klein, nu=TOEN)) == ()
    with slot(klein, lambda _: None):
        bezig = soorten(klein, dt.datetime.now(dt.UTC))
        assert "laadronde" not in bezig, "a load that is busy is no illness"
    assert soorten(klein) == []


@pytest.mark.parametrize("plant", FOUTEN, ids=lambda plant: plant.__name__)
def test_each_fault_alone_makes_it_ill(klein: Thuis, plant: Callable[[Thuis], None]) -> None:
    geheugen = Geheugen()
    assert kijk(Blik(klein, geheugen, TOEN)) == ()
    plant(klein)
    wat, zinnen = FOUTEN[plant]
    klachten = kijk(Blik(klein, geheugen, TOEN))
    assert {klacht.wat for klacht in klachten} == {wat}
    assert any(zin in klachten[0].zin for zin in zinnen.split("|"))
    assert kijk(Blik(klein, nu=TOEN)) == klachten, "with or without memory"
    assert "Sanne" not in str(klachten)


def test_a_full_disk_makes_it_ill(klein: Thuis, monkeypatch: pytest.MonkeyPatch) -> None:
    gebruik = namedtuple("gebruik", "total used free")(10**12, 10**12, 500 * 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: gebruik)
    (klacht,) = kijk(Blik(klein, nu=TOEN))
    assert klacht.wat == "schijf"
    assert "500 MB vrij" in klacht.zin


def test_figures_expire_when_a_bron_stays_away(klein: Thuis) -> None:
    lang_daarna = TOEN + dt.timedelta(days=400)
    (klacht,) = kijk(Blik(klein, nu=lang_daarna))
    assert klacht.wat == "versheid"
    assert "leerlingen" in klacht.zin
    assert "meer dan 60 dagen" in klacht.zin


def test_a_load_that_hangs_makes_it_ill_and_one_that_is_long_does_not(klein: Thuis) -> None:
    with FileLock(klein.slot):
        klein.bezig.write_text(json.dumps({"proces": 7, "sinds": TOEN.isoformat()}), "utf-8")
        assert soorten(klein, TOEN + gezondheid.LANG) == []
        (klacht,) = kijk(Blik(klein, nu=TOEN + gezondheid.LANG + dt.timedelta(minutes=1)))
        assert (klacht.wat, "31 minuten" in klacht.zin) == ("laadronde", True)
        klein.bezig.write_text("half", "utf-8")
        assert soorten(klein, dt.datetime.now(dt.UTC)) == []


def test_the_register_on_a_server_that_does_not_answer(
    klein: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(opslag.ADRES, "postgresql://niemand@127.0.0.1:1/weg")
    (klacht,) = kijk(Blik(klein, nu=TOEN))
    assert klacht.wat == "vergaderingen"
    assert "niet te bereiken" in klacht.zin
    assert "niemand" not in klacht.zin


def test_an_empty_home_says_how_to_begin(leeg: Thuis) -> None:
    (klacht,) = kijk(Blik(leeg))
    assert klacht.wat == "publicatie"
    assert "peilstok load" in klacht.zin


def test_a_check_that_fails_is_a_complaint_and_hides_no_other(
    klein: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(_: Thuis) -> int:
        raise ZeroDivisionError("Sanne de Wit")

    monkeypatch.setattr(gezondheid, "schijf_vrij", stuk)
    levering_weg(klein)
    klachten = kijk(Blik(klein, nu=TOEN))
    assert [klacht.wat for klacht in klachten] == ["archief", "schijf"]
    assert klachten[1].zin == "schijf: dit was niet na te gaan (ZeroDivisionError)"


def test_an_old_page_fault_no_longer_counts_and_half_a_line_does_not_matter(klein: Thuis) -> None:
    pagina_stuk(klein)
    with open(klein.fouten, "a", encoding="utf-8") as bestand:
        bestand.write('{"tijd": "2026')
    assert soorten(klein) == ["pagina"]
    assert soorten(klein, TOEN + gezondheid.KORT_GELEDEN + dt.timedelta(minutes=1)) == []


def test_the_file_of_faults_stays_small(klein: Thuis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foutspoor, "_GROOT", 200)
    for _ in range(5):
        foutspoor.leg_vast(klein, ValueError(), foutspoor.OPDRACHT, "load")
    assert klein.fouten.stat().st_size < 1000
    assert klein.fouten.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(os, "open", _vol)
    assert len(foutspoor.leg_vast(klein, ValueError(), foutspoor.PAGINA, "x")) == 8


def _vol(*_: object) -> int:
    raise OSError(28, "No space left on device")


def test_what_was_read_is_remembered_until_it_changes(tmp_path: Path) -> None:
    pad = tmp_path / "x"
    pad.write_bytes(b"a")
    gevraagd = []

    def vraag(gevraagd_pad: Path) -> int:
        gevraagd.append(gevraagd_pad)
        return len(gevraagd)

    geheugen = Geheugen()
    assert [geheugen.bij(pad, vraag), geheugen.bij(pad, vraag)] == [1, 1]
    pad.write_bytes(b"b")
    assert geheugen.bij(pad, vraag) == 2
    assert Geheugen(opnieuw=0).bij(pad, vraag) == 3
    vergeet = Geheugen(opnieuw=0)
    assert [vergeet.bij(pad, vraag), vergeet.bij(pad, vraag)] == [4, 5]
    with pytest.raises(FileNotFoundError):
        geheugen.som(tmp_path / "weg")
