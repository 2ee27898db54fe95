"""Is the installation well: publication, deliveries per bron, disk, back-up, and what is wrong.

The judgement is that of ``warehouse/gezondheid``, which the app gives to a monitor as well. Showing
it is left to ``tonen``.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from pipelines.cijfers import lees_kop, lees_leveringen, publicatiepad
from pipelines.contract import load_contracten
from warehouse import gezondheid
from warehouse.backupbon import Backupbon, lees_backupbon
from warehouse.paths import StandFout, Thuis
from warehouse.publish import PublicatieFout, beschadigd
from warehouse.versie import VERSIE


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
    versie: str
    publicatie: str | None
    gemaakt_op: dt.datetime | None
    bekend_op: dt.date | None
    voorbeeldgegevens: bool
    bronnen: tuple[Bronstand, ...]
    ontbreekt: tuple[str, ...]
    schijf_vrij: int
    backup: Backupbon | None
    klachten: tuple[str, ...]

    @property
    def gezond(self) -> bool:
        return not self.klachten

    def als_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self) | {"gezond": self.gezond}


def lees_toestand(thuis: Thuis) -> Toestand:
    """Look at publication, archive and disk. Never raises for what is ill: that is a complaint."""
    klachten = gezondheid.kijk(gezondheid.Blik(thuis))
    kop: dict[str, Any] = {}
    leveringen: list[dict[str, Any]] = []
    huidige = None
    try:
        huidige = thuis.huidige()
        pad = publicatiepad(thuis, "medewerker")
        if not beschadigd(thuis, pad.parent.name):
            kop, leveringen = lees_kop(pad), lees_leveringen(pad)
    except (PublicatieFout, StandFout):
        pass  # is among the complaints
    bronnen = _bronnen(leveringen)
    return Toestand(
        profiel=thuis.profiel,
        versie=VERSIE,
        publicatie=huidige,
        gemaakt_op=kop.get("gemaakt_op"),
        bekend_op=kop.get("bekend_op"),
        voorbeeldgegevens=bool(kop.get("voorbeeldgegevens")),
        bronnen=bronnen,
        ontbreekt=tuple(stand.bron for stand in bronnen if stand.datum is None),
        schijf_vrij=gezondheid.schijf_vrij(thuis),
        backup=lees_backupbon(thuis),
        klachten=tuple(klacht.zin for klacht in klachten),
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
