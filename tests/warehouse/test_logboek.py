"""The audit log: nothing is lost, nothing can be changed unseen, and nothing secret gets in."""

import json
import multiprocessing
import os
import signal
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from warehouse import logboek
from warehouse.paths import Thuis

ALTIJD = (date(2020, 1, 1), date(2100, 1, 1))


def vul(thuis: Thuis, aantal: int = 5) -> Path:
    for nummer in range(aantal):
        logboek.schrijf(
            thuis, "bekeken", "anna", "toezicht", pagina="verdieping", publicatie=f"p{nummer:04d}"
        )
    return next(logboek.map_van(thuis).glob("*.jsonl"))


def test_what_was_written_can_be_read(leeg: Thuis) -> None:
    vul(leeg, 2)
    eerste, tweede = logboek.lees(leeg, *ALTIJD)
    assert (eerste.wie, eerste.rol, eerste.wat) == ("anna", "toezicht", "bekeken")
    assert eerste.over == {"pagina": "verdieping", "publicatie": "p0000"}
    assert tweede.vorige == eerste.som
    assert logboek.controleer(leeg) is None


def test_an_empty_home_has_a_whole_log_and_gets_no_folder(leeg: Thuis) -> None:
    assert logboek.controleer(leeg) is None
    assert logboek.lees(leeg, *ALTIJD) == []
    assert not logboek.map_van(leeg).exists()


@pytest.mark.parametrize("over", [{"waarde": "12"}, {"kengetal": "Jan de Vries"}, {"per": "a\nb"}])
def test_only_codes_of_ours_go_in(leeg: Thuis, over: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="niet voor het logboek"):
        logboek.schrijf(leeg, "bekeken", "anna", "toezicht", **over)
    with pytest.raises(ValueError, match="niet voor het logboek"):
        logboek.schrijf(leeg, "gelezen", "anna", "toezicht")


def test_a_strange_subject_stays_one_line(leeg: Thuis) -> None:
    logboek.schrijf(leeg, "aangemeld", 'x"\n{"nr": 9}' + "y" * 900, "openbaar")
    (regel,) = logboek.lees(leeg, *ALTIJD)
    assert len(regel.wie) == 255
    assert logboek.controleer(leeg) is None


@pytest.mark.parametrize("plaats", [0, 2, 4])
def test_a_changed_line_is_named(leeg: Thuis, plaats: int) -> None:
    pad = vul(leeg)
    regels = pad.read_text("utf-8").splitlines()
    regels[plaats] = regels[plaats].replace("anna", "bert")
    pad.write_text("\n".join(regels) + "\n", "utf-8")
    assert f"regel {plaats + 1}: deze regel is veranderd" in (logboek.controleer(leeg) or "")


@pytest.mark.parametrize("plaats", [0, 2, 4])
def test_a_missing_line_is_noticed(leeg: Thuis, plaats: int) -> None:
    pad = vul(leeg)
    regels = pad.read_text("utf-8").splitlines()
    del regels[plaats]
    pad.write_text("\n".join(regels) + "\n", "utf-8")
    assert logboek.controleer(leeg) is not None


def test_cutting_off_the_end_stays_visible_after_a_new_line(leeg: Thuis) -> None:
    pad = vul(leeg)
    pad.write_text("\n".join(pad.read_text("utf-8").splitlines()[:3]) + "\n", "utf-8")
    assert "aan het eind ontbreken regels, vanaf nummer 4" in (logboek.controleer(leeg) or "")
    logboek.schrijf(leeg, "bekeken", "anna", "toezicht")
    assert "regel 4: sluit niet aan" in (logboek.controleer(leeg) or "")


def test_a_line_that_was_recomputed_breaks_the_next(leeg: Thuis) -> None:
    pad = vul(leeg)
    regels = [json.loads(r) for r in pad.read_text("utf-8").splitlines()]
    regels[1]["wie"] = "bert"
    regels[1].pop("som")
    regels[1]["som"] = logboek._som(regels[1])
    pad.write_text("".join(logboek._als_json(r) + "\n" for r in regels), "utf-8")
    assert "regel 3: sluit niet aan" in (logboek.controleer(leeg) or "")


def test_half_a_line_of_a_killed_process_is_no_harm(leeg: Thuis) -> None:
    pad = vul(leeg, 2)
    with pad.open("ab") as bestand:
        bestand.write(b'{"nr":3,"tijd":"2026')
    assert logboek.controleer(leeg) is None
    logboek.schrijf(leeg, "afgemeld", "anna", "toezicht")
    assert [r.wat for r in logboek.lees(leeg, *ALTIJD)] == ["bekeken", "bekeken", "afgemeld"]
    assert logboek.controleer(leeg) is None


def schrijver(wortel: Path, naam: str, aantal: int) -> None:
    thuis = Thuis(wortel, "proef")
    for _ in range(aantal):
        logboek.schrijf(thuis, "bekeken", naam, "toezicht", zeker=False)


def test_two_processes_write_one_chain(leeg: Thuis) -> None:
    maak = multiprocessing.get_context("spawn").Process
    processen = [maak(target=schrijver, args=(leeg.wortel, naam, 60)) for naam in ("a", "b", "c")]
    for proces in processen:
        proces.start()
    for proces in processen:
        proces.join()
    regels = logboek.lees(leeg, *ALTIJD)
    assert [r.nr for r in regels] == list(range(1, 181))
    assert logboek.controleer(leeg) is None


def _wacht_op_groei(thuis: Thuis, proces: multiprocessing.process.BaseProcess) -> None:
    def omvang() -> int:
        return sum(pad.stat().st_size for pad in logboek.map_van(thuis).glob("*.jsonl"))

    begin, einde = omvang(), time.monotonic() + 30
    while omvang() <= begin and proces.is_alive() and time.monotonic() < einde:
        time.sleep(0.002)


@pytest.mark.skipif(os.name == "nt", reason="kill is POSIX")
def test_a_killed_writer_leaves_a_whole_chain(leeg: Thuis) -> None:
    for ronde in range(6):
        proces = multiprocessing.get_context("spawn").Process(
            target=schrijver, args=(leeg.wortel, "a", 100_000)
        )
        proces.start()
        _wacht_op_groei(leeg, proces)
        time.sleep(0.01 * ronde)
        assert proces.pid
        os.kill(proces.pid, signal.SIGKILL)
        proces.join()
        logboek.schrijf(leeg, "bekeken", "na de klap", "toezicht")
        assert logboek.controleer(leeg) is None
    assert sum(r.wie == "na de klap" for r in logboek.lees(leeg, *ALTIJD)) == 6


def test_old_months_go_and_the_chain_says_up_to_where(
    leeg: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Vroeger(datetime):
        @classmethod
        def now(cls, _tz: object = None) -> datetime:
            return datetime(2023, 3, 1, tzinfo=UTC)

    with monkeypatch.context() as toen:
        toen.setattr(logboek, "datetime", Vroeger)
        oud = vul(leeg, 3)
    assert oud.name == "2023-03.jsonl"
    vul(leeg, 2)
    vandaag = datetime.now(UTC).date()
    assert logboek.ruim_op(leeg, vandaag, "baas", "medewerker", proef=True) == ["2023-03.jsonl"]
    assert oud.exists()
    assert logboek.ruim_op(leeg, vandaag, "baas", "medewerker") == ["2023-03.jsonl"]
    assert not oud.exists()
    assert logboek.controleer(leeg) is None
    nieuw = next(logboek.map_van(leeg).glob("*.jsonl"))
    regels = nieuw.read_text("utf-8").splitlines()
    nieuw.write_text("\n".join(regels[1:]) + "\n", "utf-8")
    assert "het begin van het logboek ontbreekt" in (logboek.controleer(leeg) or "")


def test_a_log_that_cannot_be_written_says_so(leeg: Thuis) -> None:
    leeg.wortel.mkdir(parents=True)
    logboek.map_van(leeg).write_text("geen map")
    with pytest.raises(logboek.LogboekFout, match="niet te schrijven"):
        logboek.schrijf(leeg, "bekeken", "anna", "toezicht")


def naar_maand(monkeypatch: pytest.MonkeyPatch, jaar: int, maand: int) -> None:
    """From here on it is the first of this month."""

    class Dan(datetime):
        @classmethod
        def now(cls, _tz: object = None) -> datetime:
            return datetime(jaar, maand, 1, tzinfo=UTC)

    monkeypatch.setattr(logboek, "datetime", Dan)


@pytest.fixture
def maanden(leeg: Thuis, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A log of three months, two lines each."""
    for maand in (1, 2, 3):
        with monkeypatch.context() as dan:
            naar_maand(dan, 2026, maand)
            vul(leeg, 2)
    return sorted(logboek.map_van(leeg).glob("*.jsonl"))


def test_only_the_days_that_are_asked_for_are_read(leeg: Thuis, maanden: list[Path]) -> None:
    assert len(maanden) == 3
    assert [r.nr for r in logboek.lees(leeg, date(2026, 2, 1), date(2026, 2, 28))] == [3, 4]
    assert [r.nr for r in logboek.lees(leeg, date(2026, 2, 2), date(2026, 3, 1))] == [5, 6]
    assert logboek.lees(leeg, date(2026, 4, 1), date(2026, 4, 30)) == []


def test_a_line_that_cannot_be_read_is_left_out_and_named(leeg: Thuis, maanden: list[Path]) -> None:
    regels = maanden[1].read_text("utf-8").splitlines()
    maanden[1].write_text(f"[3]\n{regels[1]}\n", "utf-8")
    assert [r.nr for r in logboek.lees(leeg, *ALTIJD)] == [1, 2, 4, 5, 6]
    klacht = "logboek/2026-02.jsonl, regel 1: deze regel is veranderd of onleesbaar"
    assert logboek.controleer(leeg) == klacht


def test_a_month_that_is_gone_is_noticed_in_the_next(leeg: Thuis, maanden: list[Path]) -> None:
    maanden[1].unlink()
    assert "logboek/2026-03.jsonl, regel 1: sluit niet aan" in (logboek.controleer(leeg) or "")


def test_a_whole_chain_that_was_written_again_is_noticed(leeg: Thuis) -> None:
    pad = vul(leeg, 3)
    regels = [json.loads(r) for r in pad.read_text("utf-8").splitlines()]
    vorige = regels[0]["vorige"]
    for regel in regels:
        regel |= {"wie": "bert", "vorige": vorige}
        regel.pop("som")
        vorige = regel["som"] = logboek._som(regel)
    pad.write_text("".join(logboek._als_json(r) + "\n" for r in regels), "utf-8")
    assert logboek.controleer(leeg) == "logboek: regel nummer 3 is vervangen"


def test_a_month_without_a_line_goes_past_its_term_and_leaves_the_chain_whole(
    leeg: Thuis, maanden: list[Path]
) -> None:
    leeg_bestand = logboek.map_van(leeg) / "2020-01.jsonl"
    leeg_bestand.write_bytes(b"")
    assert logboek.ruim_op(leeg, date(2026, 3, 1), "baas", "medewerker") == ["2020-01.jsonl"]
    assert sorted(logboek.map_van(leeg).glob("*.jsonl")) == maanden
    assert [r.wat for r in logboek.lees(leeg, *ALTIJD)] == ["bekeken"] * 6
    assert logboek.controleer(leeg) is None


def test_the_log_goes_on_after_a_month_file_that_stayed_empty(
    leeg: Thuis, maanden: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (logboek.map_van(leeg) / "2026-04.jsonl").write_bytes(b"")
    naar_maand(monkeypatch, 2026, 4)
    logboek.schrijf(leeg, "afgemeld", "anna", "toezicht")
    assert [r.nr for r in logboek.lees(leeg, *ALTIJD)] == [1, 2, 3, 4, 5, 6, 7]
    assert logboek.controleer(leeg) is None
    assert len(maanden) == 3


def test_a_view_that_waits_for_the_disk_may_see_its_month_go(leeg: Thuis) -> None:
    pad = vul(leeg, 1)
    kop = (pad.parent / "kop").read_bytes()
    pad.unlink()
    logboek._naar_schijf(leeg, pad)
    assert (pad.parent / "kop").read_bytes() == kop
    assert "aan het eind ontbreken regels, vanaf nummer 1" in (logboek.controleer(leeg) or "")


def test_the_mark_of_what_reached_the_disk_never_goes_back(leeg: Thuis) -> None:
    pad = vul(leeg, 3)
    heel = pad.read_bytes()
    kop = (pad.parent / "kop").read_bytes()
    pad.write_bytes(heel[: heel.index(b"\n") + 1])
    logboek._naar_schijf(leeg, pad)
    assert (pad.parent / "kop").read_bytes() == kop


def test_who_works_in_a_process_of_the_app_is_the_person_who_started_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(logboek.WIE, "anna")
    monkeypatch.setenv(logboek.WIE_ROL, "toezicht")
    assert logboek.afzender() == ("anna", "toezicht")
    monkeypatch.delenv(logboek.WIE_ROL)
    assert logboek.afzender() == ("anna", "")


@pytest.mark.parametrize("fout", [KeyError, OSError])
def test_on_the_command_line_it_is_the_user_if_the_system_knows_one(
    monkeypatch: pytest.MonkeyPatch, fout: type[Exception]
) -> None:
    def niemand() -> str:
        raise fout

    monkeypatch.delenv(logboek.WIE, raising=False)
    monkeypatch.setattr(logboek.getpass, "getuser", lambda: "beheer")
    assert logboek.afzender() == ("beheer", "opdrachtregel")
    monkeypatch.setattr(logboek.getpass, "getuser", niemand)
    assert logboek.afzender() == ("onbekend", "opdrachtregel")
