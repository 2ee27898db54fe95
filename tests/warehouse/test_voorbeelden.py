"""The worked example of every kengetal: what its definitions page shows is what we compute."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest

from pipelines.contract import load_contracten
from warehouse.build import Bron, bouw_leeg
from warehouse.oprollen import maak_waarden
from warehouse.profiel import laad_profiel
from warehouse.register import KENGETALLEN, Kengetal, laad_kengetal, laad_register


def met_sjabloon() -> dict[str, Kengetal]:
    """The register with a copy of the template in it, under a name of its own."""
    with TemporaryDirectory() as map_:
        kopie = Path(map_) / "uit_sjabloon"
        shutil.copytree(KENGETALLEN / "_sjabloon", kopie)
        return laad_register() | {"uit_sjabloon": laad_kengetal(kopie)}


ALLES = met_sjabloon()
STANDAARD: dict[str, Any] = {"swv": "PO2704"}
# Filled from the profile, unless the example brings its own.
UIT_PROFIEL = ("norm", "gemeente")


@pytest.fixture(scope="module")
def leeg() -> Iterator[duckdb.DuckDBPyConnection]:
    """Core tables without a row; what an example puts in is taken back."""
    with duckdb.connect() as verbinding:
        bronnen = [
            Bron(naam, contract.sql_kolommen, contract.scope, contract.staging_sql)
            for naam, contract in load_contracten().items()
        ]
        bouw_leeg(verbinding, laad_profiel("zuid-kennemerland"), bronnen)
        yield verbinding


def reken(leeg: duckdb.DuckDBPyConnection, kengetal: Kengetal) -> list[dict[str, Any]]:
    """The figures that follow from the example's own input, on otherwise empty core tables."""
    leeg.begin()
    try:
        for tabel, rijen in kengetal.voorbeeld.invoer.items():
            _vul(leeg, tabel, rijen)
        maak_waarden(leeg, {kengetal.id: kengetal})
        antwoord = leeg.execute("select * from waarde")
        namen = [kolom[0] for kolom in antwoord.description]
        return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]
    finally:
        leeg.rollback()


def _vul(leeg: duckdb.DuckDBPyConnection, tabel: str, rijen: Sequence[Mapping[str, Any]]) -> None:
    if tabel in UIT_PROFIEL:
        leeg.execute(f"delete from {tabel}")
    for rij in rijen:
        vol = STANDAARD | dict(rij)
        if tabel == "leerling_telling":
            vol = {
                "aantal_min": rij.get("aantal"),
                "aantal_max": rij.get("aantal"),
                "ontbreekt": 0,
            } | vol
        leeg.execute(
            f"insert into {tabel} ({', '.join(vol)}) values ({', '.join('?' * len(vol))})",
            list(vol.values()),
        )


@pytest.mark.parametrize("naam", ALLES)
def test_the_worked_example_comes_out(leeg: duckdb.DuckDBPyConnection, naam: str) -> None:
    kengetal = ALLES[naam]
    rijen = reken(leeg, kengetal)
    for verwacht in kengetal.voorbeeld.uitkomst:
        sleutel = {
            veld: verwacht[veld]
            for veld in ("periode", "grain", *kengetal.definitie.dimensies)
            if veld in verwacht
        }
        passend = [rij for rij in rijen if sleutel.items() <= rij.items()]
        assert len(passend) == 1, f"{sleutel} komt {len(passend)} keer voor"
        for veld, waarde in verwacht.items():
            if veld not in sleutel:
                assert passend[0][veld] == pytest.approx(waarde, abs=1e-6), f"{sleutel}: {veld}"


@pytest.mark.parametrize("naam", ALLES)
def test_the_example_shows_every_grain_or_says_no_more_than_it_computes(naam: str) -> None:
    kengetal = ALLES[naam]
    getoond = {uitkomst["grain"] for uitkomst in kengetal.voorbeeld.uitkomst}
    assert "regio" in getoond
    assert getoond <= set(kengetal.definitie.grain)
