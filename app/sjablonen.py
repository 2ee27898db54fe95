"""What the app knows of bronnen: their titles, columns, templates and due days.

The contracts belong to the pipelines, which publish what people need of them as a file beside the
templates (`peilstok sjablonen`). It is asked for once per server, and read from the home.
"""

import io
import json
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from app import laadronde
from warehouse.paths import Thuis

_SLOT = Lock()  # asked for by two at once, they are made once


@dataclass(frozen=True)
class Veld:
    """One column of a template."""

    naam: str
    type: str
    verplicht: bool
    omschrijving: str
    vorm: str
    keuzes: dict[str, str]
    streng: bool


@dataclass(frozen=True)
class Bron:
    """A bron as people deliver it."""

    bron: str
    titel: str
    omschrijving: str
    soort: str
    scope: list[str]
    leerlingniveau: bool
    sjabloon: str
    velden: list[Veld]

    @property
    def naam(self) -> str:
        """Its title within a sentence."""
        return self.titel if self.titel[1:2].isupper() else self.titel[:1].lower() + self.titel[1:]


@dataclass(frozen=True)
class Sjablonen:
    """The templates of this version of the software."""

    map: Path
    bronnen: dict[str, Bron]
    kalender: list[dict[str, Any]]

    def titel(self, bron: str) -> str:
        """What people call a bron."""
        return self.bronnen[bron].titel if bron in self.bronnen else bron

    def inhoud(self, bron: str) -> bytes:
        """The workbook of a bron."""
        return (self.map / self.bronnen[bron].sjabloon).read_bytes()

    def alles(self) -> bytes:
        """Every workbook, in one file."""
        pak = io.BytesIO()
        with zipfile.ZipFile(pak, "w", zipfile.ZIP_DEFLATED) as archief:
            for bron in self.bronnen.values():
                archief.write(self.map / bron.sjabloon, bron.sjabloon)
        return pak.getvalue()


def haal(thuis: Thuis) -> Sjablonen:
    """The templates, made when this version of the software has none yet.

    Raises:
        Mislukt: they could not be made; says what to do.
    """
    with _SLOT:
        gemaakt = _haal(thuis)
        if not gemaakt.map.is_dir():
            _haal.cache_clear()
            gemaakt = _haal(thuis)
    return gemaakt


@lru_cache(maxsize=4)
def _haal(thuis: Thuis) -> Sjablonen:
    map_ = Path(laadronde.vraag(thuis, ["sjablonen"])["map"])
    inhoud = json.loads((map_ / "contracten.json").read_text("utf-8"))
    bronnen = [
        Bron(**(b | {"velden": [Veld(**v) for v in b["velden"]]})) for b in inhoud["bronnen"]
    ]
    bronnen.sort(key=lambda bron: bron.titel)
    return Sjablonen(map_, {bron.bron: bron for bron in bronnen}, inhoud["kalender"])
