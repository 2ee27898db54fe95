"""Writing that survives a power cut: exchanging directories, and what an interruption leaves."""

import ctypes
import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

from warehouse import duurzaam


@pytest.fixture
def mappen(tmp_path: Path) -> tuple[Path, Path]:
    """Two directories with a file of their own name each."""
    for naam in ("nieuw", "huidig"):
        (tmp_path / naam).mkdir()
        (tmp_path / naam / naam).write_text(naam, "utf-8")
    return tmp_path / "nieuw", tmp_path / "huidig"


def inhoud(map_: Path) -> list[str]:
    return [pad.name for pad in map_.iterdir()]


def systeem(monkeypatch: pytest.MonkeyPatch, nummer: int) -> None:
    """A system of which renameat2 fails with this number."""
    bibliotheek = SimpleNamespace(renameat2=lambda *_: -1)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: bibliotheek)
    monkeypatch.setattr(ctypes, "get_errno", lambda: nummer)


def test_two_directories_change_places(mappen: tuple[Path, Path]) -> None:
    nieuw, huidig = mappen
    duurzaam.verwissel(nieuw, huidig)
    assert (inhoud(nieuw), inhoud(huidig)) == (["huidig"], ["nieuw"])


@pytest.mark.parametrize("nummer", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_they_do_so_as_well_where_a_system_cannot_exchange_them_at_once(
    mappen: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, nummer: int
) -> None:
    nieuw, huidig = mappen
    systeem(monkeypatch, nummer)
    duurzaam.verwissel(nieuw, huidig)
    assert (inhoud(nieuw), inhoud(huidig)) == (["huidig"], ["nieuw"])
    assert sorted(inhoud(nieuw.parent)) == ["huidig", "nieuw"]


@pytest.mark.parametrize("fout", [OSError, AttributeError, TypeError])
def test_they_do_so_as_well_where_the_system_has_no_word_for_it(
    mappen: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, fout: type[Exception]
) -> None:
    def geen(*_: object, **__: object) -> object:
        raise fout

    nieuw, huidig = mappen
    monkeypatch.setattr(ctypes, "CDLL", geen)
    duurzaam.verwissel(nieuw, huidig)
    assert (inhoud(nieuw), inhoud(huidig)) == (["huidig"], ["nieuw"])


def test_an_exchange_that_is_not_allowed_is_an_error_and_changes_nothing(
    mappen: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    nieuw, huidig = mappen
    systeem(monkeypatch, errno.EACCES)
    with pytest.raises(PermissionError) as fout:
        duurzaam.verwissel(nieuw, huidig)
    assert fout.value.filename == str(huidig)
    assert (inhoud(nieuw), inhoud(huidig)) == (["nieuw"], ["huidig"])


def test_an_exchange_with_what_is_not_there_is_an_error(mappen: tuple[Path, Path]) -> None:
    nieuw, huidig = mappen
    with pytest.raises(FileNotFoundError):
        duurzaam.verwissel(nieuw, huidig.with_name("weg"))
    assert inhoud(nieuw) == ["nieuw"]


def test_leftovers_of_an_interrupted_run_go_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / f"{duurzaam.TIJDELIJK}1-p0002").mkdir()
    (tmp_path / f"{duurzaam.TIJDELIJK}1-p0002" / "half.duckdb").write_bytes(b"half")
    (tmp_path / f"{duurzaam.TIJDELIJK}1-stand.json").write_bytes(b"{")
    (tmp_path / "stand.json").write_bytes(b"{}")
    (tmp_path / "bouw").mkdir()
    duurzaam.ruim_op(tmp_path)
    assert sorted(inhoud(tmp_path)) == ["bouw", "stand.json"]


def test_tidying_a_directory_that_is_not_there_makes_none(tmp_path: Path) -> None:
    duurzaam.ruim_op(tmp_path / "werk")
    assert inhoud(tmp_path) == []


def test_without_directories_that_can_be_synced_a_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duurzaam, "os", SimpleNamespace(**vars(duurzaam.os) | {"name": "nt"}))
    duurzaam.schrijf(tmp_path / "a.json", b"{}")
    assert inhoud(tmp_path) == ["a.json"]


@pytest.mark.parametrize("is_map", [True, False])
def test_what_is_finished_comes_in_its_place(tmp_path: Path, is_map: bool) -> None:
    klaar = tmp_path / ".bouw-1"
    if is_map:
        (klaar / "deel").mkdir(parents=True)
        (klaar / "deel" / "a").write_bytes(b"a")
    else:
        klaar.write_bytes(b"a")
    duurzaam.verplaats(klaar, tmp_path / "p0001")
    bestand = tmp_path / "p0001" / "deel" / "a" if is_map else tmp_path / "p0001"
    assert bestand.read_bytes() == b"a"
    assert inhoud(tmp_path) == ["p0001"]
