"""A home of every released version comes forward, and one of a newer version is left alone."""

import json
import shutil
from pathlib import Path

import pytest

from pipelines.cijfers import Vraag, lees_waarden, publicatiepad
from pipelines.rapport import json_waarde
from pipelines.slot import slot
from tests.conftest import HOMES, pak_uit
from warehouse import gezondheid, vormen
from warehouse.paths import VORM, StandFout, Thuis
from warehouse.vergaderingen import lezen, opslag

UITGEBRACHT = sorted(pad.name.removesuffix(".tar.xz") for pad in HOMES.glob("*.tar.xz"))


def stil(_: str) -> None:
    """Whoever waits for a lock is told so elsewhere."""


def waarden(thuis: Thuis) -> object:
    rijen = lees_waarden(publicatiepad(thuis, "medewerker"), Vraag())
    return json.loads(json.dumps(rijen, default=json_waarde))


@pytest.mark.parametrize("naam", UITGEBRACHT)
def test_every_released_version_comes_forward_with_the_same_figures(
    naam: str, tmp_path: Path
) -> None:
    thuis = pak_uit(HOMES / f"{naam}.tar.xz", tmp_path / "home")
    toen = json.loads((HOMES / f"{naam}.json").read_text("utf-8"))
    with slot(thuis, stil):
        assert thuis.lees_vorm() == VORM
    nu = waarden(thuis)
    assert isinstance(nu, list)
    assert [{k: r[k] for k in toen[0] if k in r} for r in nu] == toen
    assert gezondheid.kijk_naar_gegevens(gezondheid.Blik(thuis)) == ()
    (vergadering,) = lezen.vergaderingen(opslag.open_register(thuis))
    assert vergadering.publicatie == thuis.huidige()


def test_version_0_1_0_was_open_to_every_account_and_held_its_lock_inside(klein: Thuis) -> None:
    klein.wortel.chmod(0o755)
    assert klein.lees_vorm() == 1
    assert (klein.wortel / "laden.slot").exists()
    with slot(klein, stil):
        pass
    assert klein.wortel.stat().st_mode & 0o077 == 0
    assert not (klein.wortel / "laden.slot").exists()


def test_a_step_that_was_killed_half_way_is_done_again(
    klein: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(_: Thuis) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as even:
        even.setattr(vormen, "STAPPEN", (stuk,))
        with pytest.raises(KeyboardInterrupt), slot(klein, stil):
            pass
    assert klein.lees_vorm() == 1
    with slot(klein, stil):
        assert klein.lees_vorm() == VORM


def test_what_a_newer_version_wrote_is_refused_in_words_and_left_alone(klein: Thuis) -> None:
    nieuwer = json.dumps({"vorm": VORM + 1, "publicatie": "p0002", "ontvangst": 2})
    klein.stand.write_text(nieuwer, "utf-8")
    with pytest.raises(StandFout, match="nieuwere versie van Peilstok.*Werk Peilstok bij"):
        klein.huidige()
    with pytest.raises(StandFout), slot(klein, stil):
        pytest.fail("the lock was given")
    assert klein.stand.read_text("utf-8") == nieuwer


@pytest.mark.parametrize("inhoud", ["", "{", "[]", '{"publicatie": "p0002"}', '{"vorm": "x"}'])
def test_a_damaged_stand_is_said_in_words(klein: Thuis, inhoud: str) -> None:
    klein.stand.write_text(inhoud, "utf-8")
    with pytest.raises(StandFout, match="onleesbaar.*back-up"):
        klein.lees_stand()


def test_an_empty_home_is_made_for_its_owner_alone(leeg: Thuis) -> None:
    with slot(leeg, stil):
        assert leeg.wortel.stat().st_mode & 0o077 == 0
    shutil.rmtree(leeg.wortel)
