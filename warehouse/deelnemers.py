"""Which SWVs an installation has, and whether the national publication holds what they published.

Light enough for a question on the command line. The publication itself is made by ``landelijk``.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from warehouse.paths import Thuis
from warehouse.publish import MANIFEST

LANDELIJK = "landelijk"  # the profile, the role and the name of the file
LAND = "NL"
_OPENBAAR = "openbaar"  # the audience that everybody is in


@dataclass(frozen=True)
class Deelnemer:
    """One SWV, with the public file of its current publication."""

    profiel: str
    publicatie: str
    bestand: Path


def thuis_van(home: Path) -> Thuis:
    """The home of the national publication, beside those of the SWVs."""
    return Thuis(home / LANDELIJK, LANDELIJK)


def deelnemers(home: Path) -> list[Deelnemer]:
    """Every SWV of this installation of which something is public, by profile."""
    gevonden = []
    for thuis in huizen(home):
        huidige = thuis.huidige()
        if huidige and (bestand := thuis.publicatiebestand(huidige, _OPENBAAR)).is_file():
            gevonden.append(Deelnemer(thuis.profiel, huidige, bestand))
    return gevonden


def huizen(home: Path) -> list[Thuis]:
    """The homes of all SWVs, by profile; what else stands in the directory is none."""
    mappen = sorted(home.iterdir()) if home.is_dir() else []
    return [Thuis(map_, map_.name) for map_ in mappen if map_.is_dir() and map_.name != LANDELIJK]


def is_actueel(home: Path) -> bool:
    """Whether the national publication holds what every SWV has published last."""
    thuis = thuis_van(home)
    huidige = thuis.huidige()
    if huidige is None:
        return False
    manifest = json.loads((thuis.publicaties / huidige / MANIFEST).read_text("utf-8"))
    return bool(manifest["swv"] == {d.profiel: d.publicatie for d in deelnemers(home)})
