"""Which SWVs an installation has, and whether the national publication holds what is public."""

import json
from pathlib import Path

import pytest

from warehouse import deelnemers as d
from warehouse.paths import Thuis
from warehouse.publish import MANIFEST


def test_an_swv_without_a_public_file_is_no_deelnemer(klein: Thuis) -> None:
    home, huidige = klein.wortel.parent, klein.huidige()
    assert huidige
    (home / "po9001").mkdir()
    (home / "toegang.toml").write_text("", "utf-8")
    assert [t.profiel for t in d.huizen(home)] == ["po9001", klein.profiel]
    [een] = d.deelnemers(home)
    assert (een.profiel, een.publicatie) == (klein.profiel, huidige)
    een.bestand.unlink()
    assert d.deelnemers(home) == []


def test_a_home_that_is_not_there_has_no_swvs(tmp_path: Path) -> None:
    assert d.huizen(tmp_path / "weg") == []
    assert not d.is_actueel(tmp_path / "weg")


def test_the_national_publication_is_of_today_until_an_swv_publishes_again(
    klein: Thuis, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = klein.wortel.parent
    manifest = d.thuis_van(home).publicaties / "p0001" / MANIFEST
    manifest.parent.mkdir(parents=True)
    eigen = Thuis.huidige
    monkeypatch.setattr(
        Thuis, "huidige", lambda t: "p0001" if t.profiel == d.LANDELIJK else eigen(t)
    )
    manifest.write_text(json.dumps({"swv": {klein.profiel: klein.huidige()}}), "utf-8")
    assert d.is_actueel(home)
    manifest.write_text(json.dumps({"swv": {klein.profiel: "p0000"}}), "utf-8")
    assert not d.is_actueel(home)
