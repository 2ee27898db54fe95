"""The archive of deliveries: every accepted file byte for byte, with its receipt.

The archive is the source of truth: the warehouse can be rebuilt from it. A receipt counts when
its number is not above ``ontvangst`` in ``stand.json``; that file is replaced in one step at
publication, so archive and publication cannot disagree. Reading the files is left to ``readers``.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipelines.bevindingen import Bevinding
from warehouse import duurzaam
from warehouse.bevroren import Bevroren
from warehouse.paths import Thuis


class Bevindingregel(BaseModel):
    """A finding as the receipt keeps it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ernst: str
    regel: str
    melding: str
    oplossing: str
    bestand: str = ""
    bron: str = ""
    rij: int | None = None
    kolom: str = ""
    waarde: str = ""


class Deel(BaseModel):
    """What one delivery brings to one bron."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bron: str
    rijen: int
    scope: tuple[str, ...]
    verzonnen: bool = False

    @property
    def sleutels(self) -> tuple[tuple[str, str], ...]:
        """What it covers: one key per scope, or one for the whole register."""
        return tuple((self.bron, scope) for scope in self.scope) or ((self.bron, ""),)


class Opschoning(BaseModel):
    """That rows past their term were removed from a delivery.

    Attributes:
        datum: the day on which.
        rijen: how many.
        rest: hash of what is kept in place of the file; empty when nothing was left.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    datum: dt.date
    rijen: int
    rest: str


class Levering(BaseModel):
    """The receipt of one accepted file. It stays when rows are removed, and then says so.

    Attributes:
        sha256: hash of the file as it was received, also when it is no longer kept.
        leeswijze: hash of all that it was read by; the same bytes read in the same way say the
            same again. Empty on a receipt from before this was kept.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    nummer: int
    bestand: str
    sha256: str
    omvang: int
    ontvangen: dt.datetime
    datum: dt.date
    door: str
    gekozen_bron: str | None
    kolommen: str | None
    delen: tuple[Deel, ...]
    bevindingen: tuple[Bevindingregel, ...]
    aannames: tuple[str, ...]
    leeswijze: str = ""
    opgeschoond: tuple[Opschoning, ...] = ()

    @property
    def bewaard_als(self) -> str:
        """Hash of what the archive holds of it; empty when nothing is left."""
        return self.opgeschoond[-1].rest if self.opgeschoond else self.sha256

    @property
    def sleutels(self) -> tuple[tuple[str, str], ...]:
        """What it covers of every bron: (bron, scope)."""
        return tuple(sleutel for deel in self.delen for sleutel in deel.sleutels)

    @property
    def inhoudssleutel(self) -> str:
        """Equal for two deliveries that mean the same: same bytes, read in the same way."""
        delen = "\0".join((self.sha256, self.gekozen_bron or "", self.kolommen or ""))
        return hashlib.sha256(delen.encode()).hexdigest()


class Opschoonbon(BaseModel):
    """That of a purge: when, how many rows per bron, and how many figures stay as they were."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nummer: int
    datum: dt.date
    grens: dt.date
    rijen: dict[str, int]
    bevroren: int


@dataclass(frozen=True)
class Archief:
    """The deliveries of one home."""

    thuis: Thuis

    @property
    def opschoning(self) -> Path:
        """A purge that was decided and is not finished; see ``afmaken``."""
        return self.thuis.archief / "opschoning"

    def opschoonbonnen(self) -> list[Opschoonbon]:
        """Every purge, oldest first."""
        paden = sorted((self.thuis.archief / "opschoningen").glob("*.json"))
        return [Opschoonbon.model_validate_json(pad.read_bytes()) for pad in paden]

    def bevroren(self, op: dt.date | None = None) -> list[Bevroren]:
        """What purges up to a day left: the figures that are no longer computed."""
        map_ = self.thuis.archief / "opschoningen"
        return [
            Bevroren(map_ / f"{bon.nummer:04d}", bon.grens, tuple(bon.rijen))
            for bon in self.opschoonbonnen()
            if op is None or bon.datum <= op
        ]

    def leveringen(self) -> list[Levering]:
        """Every receipt that counts, in order of receipt."""
        stand = self.thuis.lees_stand()
        if stand is None:
            return []
        return [self._lees(nummer) for nummer in range(1, stand["ontvangst"] + 1)]

    def inhoud(self, levering: Levering) -> bytes:
        """The file as it was received, or what is left of it; empty when nothing is.

        Raises:
            OSError: the archive misses the file, or its bytes are not those received.
        """
        if not levering.bewaard_als:
            return b""
        inhoud = self._bestandspad(levering.bewaard_als).read_bytes()
        if hashlib.sha256(inhoud).hexdigest() != levering.bewaard_als:
            raise OSError(
                f"levering {levering.nummer} ({levering.bestand}) is in het archief veranderd; "
                "zet het archief terug uit een back-up"
            )
        return inhoud

    def bewaar(self, levering: Levering, inhoud: bytes) -> None:
        """Keep a file and its receipt; they count once ``stand.json`` says so."""
        pad = self._bestandspad(levering.sha256)
        if not pad.is_file():
            duurzaam.schrijf(pad, inhoud)
        duurzaam.schrijf(self._bonpad(levering.nummer), levering.model_dump_json(indent=2).encode())

    def weiger(self, bestand: str, som: str, bevindingen: Sequence[Bevinding]) -> None:
        """Of a refused file only name, hash (when it was read) and report stay."""
        nu = dt.datetime.now(dt.UTC)
        rapport = Weigering(
            bestand=bestand,
            sha256=som,
            ontvangen=nu,
            bevindingen=tuple(Bevindingregel(**vars(b)) for b in bevindingen),
        )
        merk = som[:12] or "ongelezen"
        pad = self.thuis.archief / "geweigerd" / f"{nu:%Y%m%dT%H%M%S%f}-{merk}.json"
        duurzaam.schrijf(pad, rapport.model_dump_json(indent=2).encode())

    def ruim_op(self) -> None:
        """Remove what an interrupted load left: temporary files and receipts that never counted."""
        stand = self.thuis.lees_stand()
        tot = stand["ontvangst"] if stand else 0
        bonnen = self.thuis.archief / "leveringen"
        duurzaam.ruim_op(bonnen)
        for pad in bonnen.glob("*.json"):
            if int(pad.stem) > tot:
                pad.unlink()
        bestanden = self.thuis.archief / "bestanden"
        duurzaam.ruim_op(bestanden)
        in_gebruik = {levering.bewaard_als for levering in self.leveringen()}
        for pad in bestanden.glob("*"):
            if pad.name not in in_gebruik:
                pad.unlink()

    def _lees(self, nummer: int) -> Levering:
        return Levering.model_validate_json(self._bonpad(nummer).read_bytes())

    def _bonpad(self, nummer: int) -> Path:
        return self.thuis.archief / "leveringen" / f"{nummer:06d}.json"

    def _bestandspad(self, som: str) -> Path:
        return self.thuis.archief / "bestanden" / som


class Weigering(BaseModel):
    """What stays of a refused file."""

    bestand: str
    sha256: str
    ontvangen: dt.datetime
    bevindingen: tuple[Bevindingregel, ...]


def geldend(leveringen: Iterable[Levering]) -> dict[tuple[str, str], Levering]:
    """Which delivery stands for each (bron, scope): the later date, then the later receipt."""
    stand: dict[tuple[str, str], Levering] = {}
    for levering in sorted(leveringen, key=lambda lev: (lev.datum, lev.nummer)):
        stand |= dict.fromkeys(levering.sleutels, levering)
    return stand
