"""Finishing a purge that was decided: the second half, that can be done again from any point.

Everything that a purge changes stands ready in ``archief/opschoning`` before anything changes; the
rename of that directory is the decision. What follows only moves and removes, and whoever holds
the lock next goes on with it. What is in the directory is left to ``opschonen``.
"""

import json
import shutil
from pathlib import Path

from pipelines.leveringen import Archief, Weigering
from pipelines.schonen import schoon_publicatie
from warehouse import duurzaam
from warehouse.paths import Stand, Thuis
from warehouse.publish import zet_stand

PLAN = "plan.json"


def maak_af(thuis: Thuis) -> bool:
    """Finish what was decided, if anything was; says whether. Hold the lock of the home."""
    archief = Archief(thuis)
    klaargezet = archief.opschoning
    if not (klaargezet / PLAN).is_file():
        shutil.rmtree(klaargezet, ignore_errors=True)
        return False
    plan = json.loads((klaargezet / PLAN).read_text("utf-8"))
    for map_ in ("bestanden", "leveringen", "opschoningen"):
        _zet_over(klaargezet / map_, thuis.archief / map_)
    publicatie = plan["publicatie"]
    _zet_over(klaargezet / "publicaties", thuis.publicaties)
    zet_stand(thuis, Stand(publicatie=publicatie, ontvangst=plan["ontvangst"]))
    _vervang_werk(thuis, klaargezet / "werk.duckdb")
    archief.ruim_op()
    duurzaam.naar_schijf(_met(thuis.archief / "bestanden"))
    for naam in thuis.publicatielijst():
        if naam != publicatie:
            schoon_publicatie(thuis.publicaties / naam, frozenset(plan["bronnen"]))
    _schoon_weigeringen(thuis.archief / "geweigerd")
    (klaargezet / PLAN).unlink()
    duurzaam.naar_schijf(klaargezet)
    shutil.rmtree(klaargezet)
    return True


def _zet_over(van: Path, naar: Path) -> None:
    """Move everything that is still here over what stands there."""
    for pad in sorted(van.iterdir()) if van.is_dir() else ():
        duurzaam.verplaats(pad, _met(naar) / pad.name)


def _vervang_werk(thuis: Thuis, werk: Path) -> None:
    """Nothing stays of the old work database, of what was read for it, or of figures of past days.

    Once the new one stands, this was done.
    """
    if not werk.is_file():
        return
    shutil.rmtree(thuis.werk, ignore_errors=True)
    duurzaam.verplaats(werk, _met(thuis.werk) / thuis.werkbestand.name)


def _schoon_weigeringen(map_: Path) -> None:
    """Of a refused file stay name, hash and which rules it broke; no cell, no sentence on one."""
    for pad in sorted(map_.glob("*.json")):
        weigering = Weigering.model_validate_json(pad.read_bytes())
        kaal = tuple(
            b.model_copy(update={"melding": "", "waarde": ""}) for b in weigering.bevindingen
        )
        if kaal != weigering.bevindingen:
            nieuw = weigering.model_copy(update={"bevindingen": kaal})
            duurzaam.schrijf(pad, nieuw.model_dump_json(indent=2).encode())
    duurzaam.ruim_op(map_)


def _met(map_: Path) -> Path:
    map_.mkdir(parents=True, exist_ok=True)
    return map_
