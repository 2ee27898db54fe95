"""Planted publications: a file per audience, each with names and figures that only it has.

Whatever reaches a visitor of one role and holds the mark of another has leaked.
"""

import json
import shutil
from pathlib import Path

import duckdb

from tests.app.proefpublicatie import NIEUW, OUD, PROFIEL, maak_thuis

ROLLEN = ("medewerker", "toezicht", "platform_jeugd", "openbaar", "bestuur_41234", "bestuur_41235")
_BASIS = 7_310_000  # no figure of the invented publication comes near it


def merk(rol: str) -> str:
    """The name that only this role's files hold."""
    return f"Geheimschool{ROLLEN.index(rol)}zq"


def getal(rol: str) -> int:
    """The figure that only this role's files hold."""
    return _BASIS + 111 * (ROLLEN.index(rol) + 1)


def sporen(rol: str) -> list[bytes]:
    """Everything by which the files of a role can be recognised, as it may be written."""
    waarde = getal(rol)
    punten = f"{waarde:,}".replace(",", ".")
    return [merk(rol).encode(), str(waarde).encode(), punten.encode()]


def maak_rolthuis(home: Path, oud_alleen_medewerker: bool = True) -> Path:
    """A home in which every role has its file in the newest publication."""
    maak_thuis(home)
    map_ = home / PROFIEL / "publicaties"
    for publicatie in (OUD, NIEUW):
        bron = map_ / publicatie / "medewerker.duckdb"
        for rol in ROLLEN[1:]:
            if publicatie == NIEUW or not oud_alleen_medewerker:
                shutil.copy(bron, map_ / publicatie / f"{rol}.duckdb")
        for pad in (map_ / publicatie).glob("*.duckdb"):
            _plant(pad, pad.stem)
        manifest = {
            "publicatie": publicatie,
            "gemaakt_op": "2024-09-01T09:00:00+00:00",
            "ontvangst": 3,
            "vingerafdruk": "proef",
            "bestanden": {},
        }
        (map_ / publicatie / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return home


def _plant(pad: Path, rol: str) -> None:
    with duckdb.connect(str(pad)) as verbinding:
        verbinding.execute("update publicatie set doelgroep = ?", [rol])
        verbinding.execute("update eenheid set naam = naam || ' ' || ?", [merk(rol)])
        verbinding.execute("update kengetal set onderwerp = onderwerp || ' ' || ?", [merk(rol)])
        verbinding.execute(
            "update waarde set teller = $g, waarde = $g where kengetal = 'leerlingen_regulier'",
            {"g": getal(rol)},
        )
        verbinding.execute(
            "update duiding set waarde = $g where kengetal = 'leerlingen_regulier'",
            {"g": getal(rol)},
        )
        verbinding.execute("update toets set titel = titel || ' ' || ?", [merk(rol)])
        verbinding.execute("update begrip set uitleg = uitleg || ' ' || ?", [merk(rol)])
