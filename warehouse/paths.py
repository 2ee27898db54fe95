"""Where the state of one installation lives.

Everything is under one directory per region profile, so that the load of one SWV never
touches another's. Writing the files is left to ``publish`` and to the pipelines.
"""

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

STANDAARD_PROFIEL = "zuid-kennemerland"
PAKKET = Path(__file__).parent
CASUS = "casus"  # the file beside the medewerker's with what is about single cases; no audience


# The form in which a home is kept. 1: version 0.1.0, which wrote no number. 2: only the account of
# Peilstok can read it. A change that an older version cannot read raises it: see ``vormen``.
VORM = 2


class StandFout(ValueError):
    """A home that cannot be read: damaged, or of a newer version; the text says what to do."""


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
        home = os.environ.get("PEILSTOK_HOME") or "data"
        profiel = os.environ.get("PEILSTOK_PROFIEL") or STANDAARD_PROFIEL
        thuis = _thuis(home, profiel)
        return thuis if thuis.wortel.is_absolute() else cls(thuis.wortel.absolute(), profiel)

    @property
    def profielbestand(self) -> Path:
        """The profile of this installation's own, beside its state; it need not exist."""
        return self.wortel / "profiel.toml"

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
        """Beside the home, so that whoever holds it can put another home in its place."""
        return self.wortel.with_name(f"{self.profiel}.slot")

    @property
    def bezig(self) -> Path:
        """Who holds the lock, and since when; what stays of it is of one that was killed."""
        return self.wortel.with_name(f"{self.profiel}.bezig")

    @property
    def fouten(self) -> Path:
        """What nobody foresaw, a line each: kind and place, never what was read."""
        return self.wortel / "fouten.jsonl"

    @property
    def backupbon(self) -> Path:
        """When the last back-up was made."""
        return self.wortel / "backup.json"

    @property
    def kolommenkaarten(self) -> Path:
        """Where the column mappings stand that were saved for this home."""
        return self.wortel / "kolommenkaarten"

    @property
    def verslagen(self) -> Path:
        """Where the choices of figures for a report stand, by name."""
        return self.wortel / "verslagen"

    def lees_stand(self) -> Stand | None:
        """What is current, or None before the first publication.

        Raises:
            StandFout: the file is damaged, or of a newer version of Peilstok.
        """
        gelezen = self._lees()
        return gelezen[0] if gelezen else None

    def lees_vorm(self) -> int:
        """The form in which this home is kept; 1 before the first publication.

        Raises:
            StandFout: as ``lees_stand``.
        """
        gelezen = self._lees()
        return gelezen[1] if gelezen else 1

    def _lees(self) -> tuple[Stand, int] | None:
        try:
            tekst = self.stand.read_text("utf-8")
        except FileNotFoundError:
            return None
        try:
            inhoud = json.loads(tekst)
            vorm = int(inhoud.get("vorm", 1))
            stand = Stand(publicatie=str(inhoud["publicatie"]), ontvangst=int(inhoud["ontvangst"]))
        except (ValueError, KeyError, TypeError, AttributeError) as fout:
            raise StandFout(
                f"het bestand {self.stand.name} is onleesbaar; zet met 'peilstok restore' een "
                "back-up terug"
            ) from fout
        eis_leesbaar(vorm)
        return stand, vorm

    def huidige(self) -> str | None:
        """Id of the current publication, or None before the first."""
        stand = self.lees_stand()
        return stand["publicatie"] if stand else None

    def publicatiebestand(self, publicatie: str, rol: str) -> Path:
        """The file of one audience in one publication; it need not exist."""
        return self.publicaties / publicatie / f"{rol}.duckdb"

    def casusbestand(self, publicatie: str) -> Path:
        """What medewerkers need at case level in one publication; a purge removes it."""
        return self.publicaties / publicatie / f"{CASUS}.duckdb"

    def publicatielijst(self) -> list[str]:
        """Ids of all publications, oldest first."""
        if not self.publicaties.is_dir():
            return []
        return sorted(p.name for p in self.publicaties.iterdir() if not p.name.startswith("."))


def eis_leesbaar(vorm: int) -> None:
    """Stop when something was written by a newer version of Peilstok.

    Raises:
        StandFout: it was.
    """
    if vorm > VORM:
        raise StandFout(
            f"deze gegevens zijn bewaard door een nieuwere versie van Peilstok (vorm {vorm}; deze "
            f"versie kent tot en met {VORM}). Werk Peilstok bij, of zet met 'peilstok restore' een "
            "back-up terug die deze versie heeft gemaakt."
        )


@lru_cache(maxsize=8)
def _thuis(home: str, profiel: str) -> Thuis:
    """A page asks for it dozens of times."""
    return Thuis(Path(home, profiel), profiel)
