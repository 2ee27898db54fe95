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
