"""Back-up and restore: everything that cannot be made again, whole or not at all."""

import gzip
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import warnings
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.backup import vorm
from pipelines.backup.maken import maak
from pipelines.backup.terugzetten import zet_terug
from pipelines.backup.vorm import BackupFout
from tests.pipelines.storing import Ramp
from tests.pipelines.test_vooruit import stil, waarden
from tests.steekproef import kies
from tests.warehouse import postgres
from warehouse import duurzaam, gezondheid, logboek
from warehouse.backupbon import lees_backupbon
from warehouse.paths import Thuis
from warehouse.vergaderingen import agenda, kopie, lezen, opslag, schrijven, stukken
from warehouse.vergaderingen.inhoud import Oordeel, Schrijver

WORTEL = Path(__file__).parents[2]
ANNA = Schrijver("anna", "medewerker")
NIET_TERUG = {"werk", "sjablonen", "laden.slot", "backup.json", "fouten.jsonl"}


def inhoud(thuis: Thuis) -> dict[str, bytes]:
    """Every file that must come back, except the log, which tells of the back-up itself."""
    return {
        str(pad.relative_to(thuis.wortel)): (
            regels(pad) if pad.suffix == ".sqlite" else pad.read_bytes()
        )
        for pad in thuis.wortel.rglob("*")
        if pad.is_file()
        and pad.relative_to(thuis.wortel).parts[0] not in NIET_TERUG | {"logboek", "stand.json"}
        and not pad.name.startswith(".")
    }


def regels(register: Path) -> bytes:
    """What stands in a database; its file counts changes, also those that change nothing."""
    with closing(sqlite3.connect(register)) as verbinding:
        return "\n".join(verbinding.iterdump()).encode()


@pytest.fixture
def bestand(klein: Thuis, tmp_path: Path) -> Path:
    """A back-up of the small home."""
    doel = tmp_path / "peilstok.backup"
    maak(klein, doel, stil)
    return doel


def test_destroyed_and_restored_nothing_is_lost(klein: Thuis, bestand: Path) -> None:
    voor, cijfers = inhoud(klein), waarden(klein)
    assert {"archief", "publicaties", "geheim", "vergaderingen", "kolommenkaarten"} <= {
        naam.split("/")[0] for naam in voor
    }
    toegang = klein.wortel.parent / "toegang.toml"
    toegang_voor = toegang.read_bytes()
    shutil.rmtree(klein.wortel.parent)
    klein.wortel.parent.mkdir()
    gedaan = zet_terug(klein, bestand, stil)
    assert (gedaan.publicatie, gedaan.opzij) == ("p0002", None)
    assert inhoud(klein) == voor
    assert waarden(klein) == cijfers
    assert toegang.read_bytes() == toegang_voor
    assert toegang.stat().st_mode & 0o077 == 0
    assert gezondheid.kijk_naar_gegevens(gezondheid.Blik(klein)) == ()
    register = opslag.open_register(klein)
    (vergadering,) = lezen.vergaderingen(register)
    (bewijs,) = lezen.bewijsstukken(register, [vergadering.code])
    assert stukken.lees(klein, bewijs) == b"%PDF-1.7 verslag"
    regels = logboek.lees(klein, date(2026, 1, 1), datetime.now(UTC).date())
    assert regels[-1].wat == "hersteld"


def test_a_back_up_is_for_its_owner_alone_and_remembered(klein: Thuis, bestand: Path) -> None:
    assert bestand.stat().st_mode & 0o777 == 0o600
    bon = lees_backupbon(klein)
    assert bon
    assert bon.omvang == bestand.stat().st_size
    assert not bon.is_oud(datetime.now(UTC))
    assert [pad.name for pad in bestand.parent.iterdir() if pad.name.startswith(".")] == []


def test_a_newer_back_up_takes_the_place_of_an_older_one_and_of_nothing_else(
    klein: Thuis, bestand: Path, tmp_path: Path
) -> None:
    eerst = vorm.lees_kop(bestand).gemaakt_op
    maak(klein, bestand, stil)
    assert vorm.lees_kop(bestand).gemaakt_op > eerst
    brief = tmp_path / "brief.txt"
    brief.write_text("Beste collega", "utf-8")
    with pytest.raises(BackupFout, match="geen back-up"):
        maak(klein, brief, stil)
    assert brief.read_text("utf-8") == "Beste collega"
    ander = Thuis(klein.wortel.with_name("ander"), "ander")
    with pytest.raises(BackupFout, match="profiel zuid-kennemerland"):
        maak(ander, bestand, stil)
    with pytest.raises(BackupFout, match="buiten de map"):
        maak(klein, klein.wortel / "peilstok.backup", stil)
    with pytest.raises(BackupFout, match="bestaat niet"):
        maak(klein, tmp_path / "weg" / "peilstok.backup", stil)


def test_what_is_damaged_is_not_kept_as_if_it_were_whole(klein: Thuis, tmp_path: Path) -> None:
    (levering, *_) = sorted((klein.archief / "bestanden").iterdir())
    levering.write_bytes(b"iets anders")
    doel = tmp_path / "peilstok.backup"
    with pytest.raises(BackupFout, match="levering [12] is veranderd"):
        maak(klein, doel, stil)
    assert not doel.exists()
    assert maak(klein, doel, stil, toch=True).klachten
    shutil.rmtree(klein.wortel)
    with pytest.raises(BackupFout, match="levering [12] is veranderd"):
        zet_terug(klein, doel, stil)
    assert not klein.stand.exists()
    assert any("is veranderd" in zin for zin in zet_terug(klein, doel, stil, toch=True).opmerkingen)
    assert klein.huidige() == "p0002"


def test_a_home_with_content_is_kept_unless_asked_and_then_under_another_name(
    klein: Thuis, bestand: Path
) -> None:
    (klein.wortel / "later.txt").write_text("van na de back-up", "utf-8")
    (klein.wortel.parent / "toegang.toml").write_text("# strenger dan toen", "utf-8")
    with pytest.raises(BackupFout, match="staat al iets"):
        zet_terug(klein, bestand, stil)
    gedaan = zet_terug(klein, bestand, stil, overschrijf=True)
    assert gedaan.opzij
    assert (gedaan.opzij / "later.txt").read_text("utf-8") == "van na de back-up"
    assert not (klein.wortel / "later.txt").exists()
    assert any("toegang.toml is anders" in zin for zin in gedaan.opmerkingen)
    assert (klein.wortel.parent / "toegang.toml").read_text("utf-8") == "# strenger dan toen"


def test_a_damaged_home_is_replaced(klein: Thuis, bestand: Path) -> None:
    klein.stand.write_text("{", "utf-8")
    zet_terug(klein, bestand, stil, overschrijf=True)
    assert klein.huidige() == "p0002"


def test_another_profile_is_not_overwritten(klein: Thuis, bestand: Path) -> None:
    ander = Thuis(klein.wortel.with_name("ander"), "ander")
    with pytest.raises(BackupFout, match="PEILSTOK_PROFIEL op zuid-kennemerland"):
        zet_terug(ander, bestand, stil)
    assert not ander.wortel.exists()


@pytest.mark.parametrize("hoeveel", [0.02, 0.5, 0.9999])
def test_a_cut_off_back_up_is_refused(klein: Thuis, bestand: Path, hoeveel: float) -> None:
    with open(bestand, "rb+") as open_bestand:
        open_bestand.truncate(int(bestand.stat().st_size * hoeveel))
    shutil.rmtree(klein.wortel)
    with pytest.raises(BackupFout, match="niet heel|geen back-up"):
        zet_terug(klein, bestand, stil)
    assert not klein.stand.exists()


def test_a_changed_byte_anywhere_is_found_or_changes_nothing(klein: Thuis, bestand: Path) -> None:
    """Compressed, the same text can be written in two ways; what is in it is the same then."""
    heel = bestand.read_bytes()
    toeval = random.Random(2704)
    # Anywhere, and in what closes the tar: behind the last file, where nobody needs to read.
    ergens = [toeval.randrange(100, len(heel)) for _ in range(5)]
    gevonden = 0
    for plek in (*ergens, *range(len(heel) - 40, len(heel), 3)):
        anders = heel[:plek] + bytes([heel[plek] ^ 0x55]) + heel[plek + 1 :]
        bestand.write_bytes(anders)
        try:
            vorm.controleer(bestand)
        except BackupFout:
            gevonden += 1
        else:
            assert gzip.decompress(anders) == gzip.decompress(heel)
    assert gevonden > 10


def gebouwd(doel: Path, *leden: tuple[str, bytes]) -> Path:
    """A tar of these members after a proper beginning."""
    kop = vorm.Kop(
        versie="9", profiel="zuid-kennemerland", publicatie=None, gemaakt_op=datetime.now(UTC),
        omvang=1,
    )  # fmt: skip
    with tarfile.open(doel, "w:gz") as tar:
        for naam, inhoud_ in ((vorm.KOP, kop.model_dump_json().encode()), *leden):
            lid = tarfile.TarInfo(naam)
            lid.size = len(inhoud_)
            tar.addfile(lid, io.BytesIO(inhoud_))
    return doel


@pytest.mark.parametrize(
    "naam",
    ["../weg", "/etc/passwd", "thuis/../../weg", "thuis", "ander/x", "thuis/a\\b", "C:/x", ""],
)
def test_no_path_leaves_the_home(naam: str, tmp_path: Path) -> None:
    pak = gebouwd(tmp_path / "x", (naam, b"x"), (vorm.MANIFEST, b'{"bestanden": {}}'))
    with pytest.raises(BackupFout, match="niet hoort"):
        vorm.pak_uit(pak, tmp_path / "uit")
    assert not (tmp_path / "weg").exists()


def test_a_link_has_no_place_in_a_back_up(tmp_path: Path) -> None:
    pak = gebouwd(tmp_path / "x")
    with tarfile.open(pak, "w:gz") as tar:
        lid = tarfile.TarInfo(vorm.KOP)
        lid.type, lid.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(lid)
    with pytest.raises(BackupFout):
        vorm.pak_uit(pak, tmp_path / "uit")


def test_a_file_that_the_manifest_does_not_name_is_found(tmp_path: Path) -> None:
    leden = (("thuis/extra", b"x"), (vorm.MANIFEST, b'{"bestanden": {}}'))
    with pytest.raises(BackupFout, match="thuis/extra"):
        vorm.controleer(gebouwd(tmp_path / "x", *leden))


def test_a_back_up_of_a_newer_version_is_refused_in_words(tmp_path: Path) -> None:
    pak = gebouwd(tmp_path / "x")
    ruw = gzip.decompress(pak.read_bytes()).replace(b'"vorm":1', b'"vorm":7')
    pak.write_bytes(gzip.compress(ruw))
    with pytest.raises(BackupFout, match="nieuwere versie van Peilstok"):
        vorm.lees_kop(pak)


def test_no_room_is_said_before_anything_is_written(
    klein: Thuis, bestand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(klein.wortel)
    monkeypatch.setattr(gezondheid, "schijf_vrij", lambda _: 10 * 1024**2)
    with pytest.raises(BackupFout, match="10 MB vrij"):
        zet_terug(klein, bestand, stil)
    assert not klein.stand.exists()


def test_what_is_written_in_a_meeting_meanwhile_is_in_it_whole_or_not(
    klein: Thuis, tmp_path: Path
) -> None:
    register = opslag.open_register(klein)
    (vergadering,) = lezen.vergaderingen(register)
    with register.schrijf() as sessie:
        sessie.connection().exec_driver_sql("update oordeel set toelichting = 'half'")
        maak(klein, tmp_path / "x", stil)
        sessie.rollback()
    shutil.rmtree(klein.wortel)
    zet_terug(klein, tmp_path / "x", stil)
    (oordeel,) = lezen.oordelen(opslag.open_register(klein), [vergadering.code])
    assert oordeel.toelichting == "Het plan loopt."


# Killed, or out of disk, at any step: the old one or the new one, never half.


@pytest.mark.parametrize("soort", ["dood", "vol"])
@pytest.mark.parametrize("wat", ["backup", "restore"])
def test_stopped_at_any_step(klein: Thuis, bestand: Path, soort: str, wat: str) -> None:
    ander = klein.wortel / "publicaties" / "p0002" / "openbaar.duckdb"
    eerst = vorm.lees_kop(bestand).gemaakt_op
    if wat == "restore":
        (klein.wortel / "later.txt").write_text("van na de back-up", "utf-8")
    stappen = ramp(klein, bestand, wat, "tel", 0)
    assert 8 < stappen < 255
    for nummer in kies(range(1, stappen + 1), 3):
        assert ramp(klein, bestand, wat, soort, nummer) in (255, -signal.SIGKILL), nummer
        assert klein.huidige() == "p0002"
        assert ander.is_file()
        assert gezondheid.kijk_naar_gegevens(gezondheid.Blik(klein)) == ()
        assert vorm.controleer(bestand).gemaakt_op >= eerst
    # Whatever stopped it, it can be done again, and nothing of it is left.
    if wat == "backup":
        maak(klein, bestand, stil)
    else:
        zet_terug(klein, bestand, stil, overschrijf=True)
        assert not (klein.wortel / "later.txt").exists()
    resten = [*bestand.parent.glob(".bouw-*"), *klein.wortel.parent.glob(".bouw-*")]
    assert resten == []


def ramp(thuis: Thuis, bestand: Path, wat: str, soort: str, nummer: int) -> int:
    """One back-up or restore in a process of its own that meets a disaster; its exit code.

    With ``tel`` it is left in peace, on copies, and the answer is how many steps it took.
    """
    if soort == "tel":
        werk = thuis.wortel.parent.parent / "tellen"
        shutil.copytree(thuis.wortel.parent, werk)
        thuis = Thuis(werk / thuis.profiel, thuis.profiel)
        bestand = Path(shutil.copy(bestand, werk.with_suffix(".backup")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child needs none
        kind = os.fork()
    if not kind:
        try:
            os._exit(met_ramp(thuis, bestand, wat, Ramp(soort, nummer)))
        except Exception:
            os._exit(255)
    return os.waitstatus_to_exitcode(os.waitpid(kind, 0)[1])


def met_ramp(thuis: Thuis, bestand: Path, wat: str, ramp_: Ramp) -> int:
    """How many steps it took; a disaster ends the process, or raises."""
    os.replace = ramp_.om(os.replace)
    os.fsync = ramp_.om(os.fsync)
    os.open = ramp_.om(os.open, lambda _, vlaggen, *__, **___: bool(vlaggen & os.O_CREAT))
    duurzaam.verwissel = ramp_.om(duurzaam.verwissel)  # type: ignore[attr-defined]
    if wat == "backup":
        maak(thuis, bestand, stil)
    else:
        zet_terug(thuis, bestand, stil, overschrijf=True)
    return ramp_.geteld


# The register on a server.


def test_a_register_on_a_server_goes_along_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres.draai() as adres:
        monkeypatch.setenv(opslag.ADRES, adres)
        for profiel in ("een", "twee"):
            thuis = Thuis(tmp_path / profiel / profiel, profiel)
            register = opslag.open_register(thuis)
            meeting = agenda.maak_vergadering(register, ANNA, date(2026, 6, 17), "av", "p1")
            nu = datetime.now(UTC)
            tekst = Oordeel("", "3.R1", "ja", f"Van {profiel}", "p1", 0, "", nu)
            schrijven.bewaar_oordeel(register, ANNA, meeting.code, tekst)
            nieuw = schrijven.Nieuw("3.R4", "Plan", "directeur-bestuurder", date(2026, 11, 1))
            schrijven.bewaar_besluit(register, ANNA, meeting.code, nieuw)
        een = Thuis(tmp_path / "een" / "een", "een")
        doel = opslag.map_van(een) / "register.sqlite"
        assert kopie.schrijf(een, doel)
        (zin,) = kopie.zet_over(een)
        assert "blijft zoals het is" in zin
        opslag.map_van(een).joinpath("register-uit-backup.sqlite").replace(doel)
        register = opslag.open_register(een)
        with register.schrijf() as sessie:
            for tabel in ("oordeel", "besluit", "bewerking"):
                sessie.connection().exec_driver_sql(
                    f"delete from {tabel} where vergadering_id in"
                    " (select id from vergadering where profiel = 'een')"
                )
            sessie.connection().exec_driver_sql("delete from vergadering where profiel = 'een'")
        assert kopie.zet_over(een) == ["het register van vergaderingen is op de server teruggezet"]
        for profiel in ("een", "twee"):
            register = opslag.open_register(Thuis(tmp_path / profiel / profiel, profiel))
            (vergadering,) = lezen.vergaderingen(register)
            (oordeel,) = lezen.oordelen(register, [vergadering.code])
            assert oordeel.toelichting == f"Van {profiel}"
        # New rows find a number that is free.
        agenda.maak_vergadering(opslag.open_register(een), ANNA, date(2026, 12, 9), "av", "p1")
        # A connection left open is warned of later, in a test that has nothing to do with it.
        for geopend in (register, opslag.open_register(een)):
            geopend.motor.dispose()


def test_the_order_of_the_command_line(klein: Thuis, tmp_path: Path) -> None:
    """Load, back up, destroy, restore: ``values`` gives the same JSON as before."""
    omgeving = os.environ | {"PEILSTOK_HOME": str(klein.wortel.parent)}

    def peilstok(*woorden: str) -> str:
        opdracht = [sys.executable, "-c", "from pipelines.cli import main; main()", *woorden]
        return subprocess.run(
            opdracht, env=omgeving, cwd=WORTEL, check=True, capture_output=True, text=True
        ).stdout

    voor = peilstok("values", "--format", "json")
    gemaakt = json.loads(peilstok("backup", str(tmp_path / "x"), "--json"))
    assert gemaakt["publicatie"] == "p0002"
    shutil.rmtree(klein.wortel.parent)
    klein.wortel.parent.mkdir()
    assert json.loads(peilstok("restore", str(tmp_path / "x"), "--json"))["opzij"] is None
    assert peilstok("values", "--format", "json") == voor
