"""Is the installation well: publication, deliveries per bron, disk, and what is wrong.

Every complaint says what to do. Showing it is left to ``tonen``.
"""

import datetime as dt
import shutil
from dataclasses import asdict, dataclass
from typing import Any

from pipelines.cijfers import lees_kop, lees_leveringen, publicatiepad
from pipelines.contract import load_contracten
from pipelines.leveringen import Archief
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout, beschadigd

KRAP = 2 * 1024**3  # bytes free below which a load of ten years may not fit


@dataclass(frozen=True)
class Bronstand:
    """The newest delivery of a bron; ``datum`` is None when nothing was delivered yet."""

    bron: str
    titel: str
    datum: dt.date | None
    dagen_oud: int | None
    leveringen: int


@dataclass(frozen=True)
class Toestand:
    """Everything ``peilstok status`` tells. ``klachten`` is empty when all is well."""

    profiel: str
    publicatie: str | None
    gemaakt_op: dt.datetime | None
    bekend_op: dt.date | None
    voorbeeldgegevens: bool
    bronnen: tuple[Bronstand, ...]
    ontbreekt: tuple[str, ...]
    schijf_vrij: int
    klachten: tuple[str, ...]

    @property
    def gezond(self) -> bool:
        return not self.klachten

    def als_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self) | {"gezond": self.gezond}


def lees_toestand(thuis: Thuis) -> Toestand:
    """Look at publication, archive and disk. Never raises for what is ill: that is a complaint."""
    klachten: list[str] = []
    kop: dict[str, Any] = {}
    leveringen: list[dict[str, Any]] = []
    huidige = thuis.huidige()
    try:
        pad = publicatiepad(thuis, "medewerker")
        if kapot := beschadigd(thuis, pad.parent.name):
            klachten.append(
                f"publicatie {huidige} is beschadigd ({', '.join(kapot)}); ga terug naar een "
                "eerdere met 'peilstok rollback', of bouw opnieuw met 'peilstok load'"
            )
        else:
            kop, leveringen = lees_kop(pad), lees_leveringen(pad)
    except PublicatieFout as fout:
        klachten.append(str(fout))
    klachten += _archiefklachten(thuis)
    vrij = _vrij(thuis)
    if vrij < KRAP:
        klachten.append(
            f"er is nog {vrij // 1024**2} MB vrij op de schijf; maak ten minste 2 GB vrij"
        )
    bronnen = _bronnen(leveringen)
    return Toestand(
        profiel=thuis.profiel,
        publicatie=huidige,
        gemaakt_op=kop.get("gemaakt_op"),
        bekend_op=kop.get("bekend_op"),
        voorbeeldgegevens=bool(kop.get("voorbeeldgegevens")),
        bronnen=bronnen,
        ontbreekt=tuple(stand.bron for stand in bronnen if stand.datum is None),
        schijf_vrij=vrij,
        klachten=tuple(klachten),
    )


def _bronnen(leveringen: list[dict[str, Any]]) -> tuple[Bronstand, ...]:
    vandaag = dt.datetime.now(dt.UTC).astimezone().date()
    standen = []
    for naam, contract in load_contracten().items():
        van_bron = [lev["datum"] for lev in leveringen if lev["bron"] == naam]
        datum = max(van_bron, default=None)
        standen.append(
            Bronstand(
                bron=naam,
                titel=contract.titel,
                datum=datum,
                dagen_oud=(vandaag - datum).days if datum else None,
                leveringen=len(van_bron),
            )
        )
    return tuple(standen)


def _archiefklachten(thuis: Thuis) -> list[str]:
    archief = Archief(thuis)
    klachten = []
    try:
        for levering in archief.leveringen():
            archief.inhoud(levering)
    except (OSError, ValueError) as fout:
        klachten.append(f"het archief is niet in orde: {fout}")
    return klachten


def _vrij(thuis: Thuis) -> int:
    map_ = next(pad for pad in (thuis.wortel, *thuis.wortel.parents) if pad.exists())
    return shutil.disk_usage(map_).free
