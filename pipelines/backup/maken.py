"""Making a back-up: what goes in, and how it is one moment although people are at work.

What can be made again stays out: the work database, templates, locks. Everything else of the home
goes in, so that what is added to it later is not forgotten. The lock keeps loads and purges out;
the register and the log are copied as of one moment; the rest is replaced whole or not at all.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.afmaken import maak_af
from pipelines.backup.vorm import (
    THUIS,
    TOEGANG,
    BackupFout,
    Inhoud,
    Kop,
    controleer,
    lees_kop,
    schrijf,
)
from pipelines.slot import slot
from warehouse import aanmelden, duurzaam, gezondheid, logboek
from warehouse.backupbon import Backupbon, bewaar_backupbon
from warehouse.paths import Thuis
from warehouse.vergaderingen import kopie
from warehouse.versie import VERSIE

_REGISTER = "vergaderingen/register.sqlite"


@dataclass(frozen=True)
class Gemaakt:
    """A back-up that was made.

    Attributes:
        bestanden: how many files are in it.
        omvang: bytes of the file itself; ``sha256`` is its hash.
        klachten: what was wrong with the home; only when asked to go on all the same.
    """

    bestand: Path
    profiel: str
    publicatie: str | None
    gemaakt_op: dt.datetime
    bestanden: int
    omvang: int
    sha256: str
    klachten: tuple[str, ...]

    def als_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self) | {"bestand": str(self.bestand)}


def maak(thuis: Thuis, doel: Path, melden: Callable[[str], None], *, toch: bool = False) -> Gemaakt:
    """Make a back-up of a home while it is in use; an older one of the same name makes way.

    Args:
        thuis: the home.
        doel: the file. It is there whole, or as it was.
        melden: receives a Dutch line of progress.
        toch: go on when something in the home is damaged.

    Raises:
        BackupFout: there is nothing to keep, it is damaged, or the file cannot stand there.
        BezetFout: a load does not end.
        OSError: no room on the disk, or no right to write there.
    """
    doel = doel.resolve()
    _eis_plek(thuis, doel)
    with slot(thuis, melden), ExitStack() as op_het_eind:
        maak_af(thuis)
        klachten = tuple(
            klacht.zin for klacht in gezondheid.kijk_naar_gegevens(gezondheid.Blik(thuis))
        )
        if klachten and not toch:
            raise BackupFout(
                "er is geen back-up gemaakt: wat er staat, is niet heel.\n  "
                + "\n  ".join(klachten)
                + "\nHerstel dat eerst, of neem met --toch mee wat er is."
            )
        _ruim_op(doel)
        tijdelijk = doel.with_name(f"{duurzaam.TIJDELIJK}{os.getpid()}-{doel.name}")
        register = doel.with_name(f"{tijdelijk.name}-register")
        for rest in (tijdelijk, register):
            op_het_eind.callback(rest.unlink, missing_ok=True)
        melden("verzamelen")
        heeft_register = kopie.schrijf(thuis, register)
        nu = dt.datetime.now(dt.UTC)
        with logboek.stil(thuis):
            inhoud = list(_inhoud(thuis))
            if heeft_register:
                inhoud.append(Inhoud(f"{THUIS}/{_REGISTER}", register))
            kop = Kop(
                versie=VERSIE,
                profiel=thuis.profiel,
                publicatie=thuis.huidige(),
                gemaakt_op=nu,
                omvang=sum(deel.pad.stat().st_size for deel in inhoud),
            )
            manifest = schrijf(tijdelijk, kop, inhoud)
        melden("nakijken")
        controleer(tijdelijk)
        bon = Backupbon(nu, tijdelijk.stat().st_size, duurzaam.sha256(tijdelijk))
        duurzaam.verplaats(tijdelijk, doel)
        bewaar_backupbon(thuis, bon)
    aantal = len(manifest.bestanden)
    return Gemaakt(
        doel, thuis.profiel, kop.publicatie, nu, aantal, bon.omvang, bon.sha256, klachten
    )


def _eis_plek(thuis: Thuis, doel: Path) -> None:
    """Not in the home itself, and not over something else than a back-up of it."""
    if doel.is_relative_to(thuis.wortel):
        raise BackupFout("kies een plek buiten de map van Peilstok, liefst op een ander apparaat")
    if not doel.parent.is_dir():
        raise BackupFout(f"de map {doel.parent} bestaat niet")
    if doel.is_dir():
        raise BackupFout(f"{doel} is een map; noem een bestand")
    if not doel.exists():
        return
    try:
        eigenaar = lees_kop(doel).profiel
    except BackupFout:
        raise BackupFout(f"{doel} bestaat al en is geen back-up; kies een andere naam") from None
    if eigenaar != thuis.profiel:
        raise BackupFout(f"{doel} is een back-up van profiel {eigenaar}; kies een andere naam")


def _ruim_op(doel: Path) -> None:
    """What a killed back-up to the same name left behind."""
    for rest in doel.parent.glob(f"{duurzaam.TIJDELIJK}*-{doel.name}*"):
        rest.unlink(missing_ok=True)


def _inhoud(thuis: Thuis) -> Iterator[Inhoud]:
    """Every file that cannot be made again, except the register, which is copied apart."""
    for pad in sorted(thuis.wortel.rglob("*")):
        naam = pad.relative_to(thuis.wortel)
        if pad.is_file() and not pad.is_symlink() and _gaat_mee(naam.parts):
            yield Inhoud(f"{THUIS}/{naam.as_posix()}", pad)
    toegang = aanmelden.pad_van(thuis)
    if toegang.is_file():
        yield Inhoud(TOEGANG, toegang)


_OPNIEUW_TE_MAKEN = {"werk", "sjablonen", "backup.json", "fouten.jsonl", "fouten.1.jsonl"}


def _gaat_mee(delen: tuple[str, ...]) -> bool:
    register = delen[0] == "vergaderingen" and delen[-1].startswith("register.sqlite")
    tijdelijk = any(deel.startswith(".") for deel in delen)
    return delen[0] not in _OPNIEUW_TE_MAKEN and not register and not tijdelijk
