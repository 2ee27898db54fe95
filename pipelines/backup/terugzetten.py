"""Putting a back-up back: unpacked and examined beside the home, then in its place at once.

Until the exchange nothing has changed, afterwards everything has. What stood there before is kept
under another name, for whoever wants to look; it is as confidential as it was.
"""

import datetime as dt
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.backup.vorm import THUIS, TOEGANG, BackupFout, Kop, lees_kop, pak_uit
from pipelines.slot import slot
from warehouse import aanmelden, duurzaam, gezondheid, logboek
from warehouse.paths import Thuis
from warehouse.vergaderingen import kopie
from warehouse.vormen import breng_vooruit

_RUIMTE = 256 * 1024**2  # bytes that must stay free beside what is unpacked


@dataclass(frozen=True)
class Teruggezet:
    """A back-up that was put back.

    Attributes:
        opzij: where what stood there before is kept; None when nothing did.
        opmerkingen: what somebody should know or still do, in Dutch.
    """

    profiel: str
    publicatie: str | None
    gemaakt_op: dt.datetime
    versie: str
    opzij: Path | None
    opmerkingen: tuple[str, ...]

    def als_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self) | {"opzij": str(self.opzij) if self.opzij else None}


def zet_terug(
    thuis: Thuis,
    bestand: Path,
    melden: Callable[[str], None],
    *,
    overschrijf: bool = False,
    toch: bool = False,
) -> Teruggezet:
    """Put a back-up in the place of a home.

    Args:
        thuis: the home, of the profile that the back-up is of.
        bestand: the back-up.
        melden: receives a Dutch line of progress.
        overschrijf: also when something stands there already.
        toch: also when what is in the back-up is damaged.

    Raises:
        BackupFout: it is not whole, of another profile, or something stands there already.
        StandFout: it is of a newer version of Peilstok.
        BezetFout: a load does not end.
        OSError: no room on the disk, or no right to write there.
    """
    kop = lees_kop(bestand)
    _eis_gelijk_profiel(thuis, kop)
    if not overschrijf and _heeft_inhoud(thuis):
        raise BackupFout(
            f"in {thuis.wortel} staat al iets; zet dat eerst weg, of gebruik --overschrijf: dan "
            "blijft het onder een andere naam bewaard"
        )
    with slot(thuis, melden, vooruit=False):
        _ruim_op(thuis)
        vrij = gezondheid.schijf_vrij(thuis)
        if vrij < kop.omvang + _RUIMTE:
            nodig = (kop.omvang + _RUIMTE) // 1024**2
            raise BackupFout(
                f"er is {vrij // 1024**2} MB vrij en er is {nodig} MB nodig; maak ruimte"
            )
        map_ = _uitpakplek(thuis)
        try:
            return _zet_terug(thuis, bestand, map_, melden, toch)
        finally:
            shutil.rmtree(map_, ignore_errors=True)


def _zet_terug(
    thuis: Thuis, bestand: Path, map_: Path, melden: Callable[[str], None], toch: bool
) -> Teruggezet:
    melden("uitpakken en nakijken")
    map_.mkdir(mode=0o700)
    kop = pak_uit(bestand, map_)
    nieuw = Thuis(map_ / THUIS, thuis.profiel)
    nieuw.wortel.mkdir(mode=0o700, exist_ok=True)
    breng_vooruit(nieuw)
    opmerkingen = [*kopie.zet_over(nieuw), *_toegang(thuis, map_ / TOEGANG)]
    klachten = [k.zin for k in gezondheid.kijk_naar_gegevens(gezondheid.Blik(nieuw))]
    if klachten and not toch:
        raise BackupFout(
            "de back-up is niet teruggezet: wat erin zit, is niet heel.\n  "
            + "\n  ".join(klachten)
            + "\nNeem een oudere back-up, of zet met --toch terug wat er is."
        )
    duurzaam.naar_schijf(map_)
    melden("in de plaats zetten")
    had_inhoud = _heeft_inhoud(thuis)
    duurzaam.verwissel(nieuw.wortel, thuis.wortel)
    opzij = _zet_opzij(thuis, nieuw.wortel) if had_inhoud else None
    wie, rol = logboek.afzender()
    logboek.schrijf(thuis, "hersteld", wie, rol, publicatie=kop.publicatie)
    return Teruggezet(
        kop.profiel,
        kop.publicatie,
        kop.gemaakt_op,
        kop.versie,
        opzij,
        (*opmerkingen, *klachten, _OPSCHONEN),
    )


_OPSCHONEN = (
    "rijen over leerlingen die na deze back-up zijn opgeschoond, zijn weer terug; schoon ze op met "
    "'peilstok purge'"
)


def _eis_gelijk_profiel(thuis: Thuis, kop: Kop) -> None:
    if kop.profiel != thuis.profiel:
        raise BackupFout(
            f"deze back-up is van profiel {kop.profiel}, en u werkt met {thuis.profiel}; zet "
            f"PEILSTOK_PROFIEL op {kop.profiel}"
        )


def _heeft_inhoud(thuis: Thuis) -> bool:
    """Whether anything stands there that somebody could miss."""
    return thuis.wortel.is_dir() and any(thuis.wortel.iterdir())


def _uitpakplek(thuis: Thuis) -> Path:
    return thuis.wortel.with_name(f"{duurzaam.TIJDELIJK}{os.getpid()}-{thuis.profiel}")


def _ruim_op(thuis: Thuis) -> None:
    """What a killed restore of this profile left beside the home."""
    for rest in thuis.wortel.parent.glob(f"{duurzaam.TIJDELIJK}*-{thuis.profiel}"):
        shutil.rmtree(rest)


def _toegang(thuis: Thuis, bewaard: Path) -> list[str]:
    """Who may log in: put back when nothing is set here; what is set here since, stands."""
    hier = aanmelden.pad_van(thuis)
    if not bewaard.is_file():
        return []
    if not hier.is_file():
        duurzaam.schrijf(hier, bewaard.read_bytes(), modus=0o600)
        return []
    if hier.read_bytes() == bewaard.read_bytes():
        return []
    return [f"{hier.name} is anders dan in de back-up en blijft zoals het hier is"]


def _zet_opzij(thuis: Thuis, oud: Path) -> Path:
    nu = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}"
    opzij = thuis.wortel.with_name(f"{thuis.profiel}.voor-herstel-{nu}")
    os.replace(oud, opzij)
    duurzaam.naar_schijf(opzij.parent)
    return opzij
