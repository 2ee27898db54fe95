"""Where the state of one installation lives.

Everything is under one directory per region profile, so that the load of one SWV never
touches another's. Writing the files is left to ``publish`` and to the pipelines.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

STANDAARD_PROFIEL = "zuid-kennemerland"
PAKKET = Path(__file__).parent


class Stand(TypedDict):
    """The single commit point: which publication is current, and how far the archive counts."""

    publicatie: str
    ontvangst: int


@dataclass(frozen=True)
class Thuis:
    """The home directory of one profile."""

    wortel: Path
    profiel: str

    @classmethod
    def uit_omgeving(cls) -> "Thuis":
        """The home named by PEILSTOK_HOME and PEILSTOK_PROFIEL (default ./data, our own region)."""
        home = Path(os.environ.get("PEILSTOK_HOME") or "data")
        profiel = os.environ.get("PEILSTOK_PROFIEL") or STANDAARD_PROFIEL
        return cls(home.resolve() / profiel, profiel)

    @property
    def archief(self) -> Path:
        return self.wortel / "archief"

    @property
    def werk(self) -> Path:
        return self.wortel / "werk"

    @property
    def werkbestand(self) -> Path:
        return self.werk / "werk.duckdb"

    @property
    def publicaties(self) -> Path:
        return self.wortel / "publicaties"

    @property
    def stand(self) -> Path:
        return self.wortel / "stand.json"

    @property
    def slot(self) -> Path:
        return self.wortel / "laden.slot"

    def lees_stand(self) -> Stand | None:
        """What is current, or None before the first publication."""
        try:
            tekst = self.stand.read_text("utf-8")
        except FileNotFoundError:
            return None
        inhoud = json.loads(tekst)
        return Stand(publicatie=str(inhoud["publicatie"]), ontvangst=int(inhoud["ontvangst"]))

    def huidige(self) -> str | None:
        """Id of the current publication, or None before the first."""
        stand = self.lees_stand()
        return stand["publicatie"] if stand else None

    def publicatiebestand(self, publicatie: str, rol: str) -> Path:
        """The file of one audience in one publication; it need not exist."""
        return self.publicaties / publicatie / f"{rol}.duckdb"

    def publicatielijst(self) -> list[str]:
        """Ids of all publications, oldest first."""
        if not self.publicaties.is_dir():
            return []
        return sorted(p.name for p in self.publicaties.iterdir() if not p.name.startswith("."))
