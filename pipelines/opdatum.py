"""Figures as they were known on a past day: the archive up to then, built aside and kept.

Uses the definitions of today on the deliveries of then. Nothing of it becomes a publication.
"""

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from pipelines.gegevens import maak_gegevens
from pipelines.leveringen import Archief, Levering
from pipelines.lezen import Lezer
from pipelines.run import bouw_werk, vingerafdruk
from pipelines.slot import slot
from warehouse import duurzaam
from warehouse.opmaak import datum
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout, schrijf_map


def publicatie_op(thuis: Thuis, op: dt.date, rol: str, melden: Callable[[str], None]) -> Path:
    """The file of an audience, built from the deliveries received up to and including a day.

    Raises:
        PublicatieFout: nothing had been delivered by then.
    """
    with slot(thuis, melden):
        archief = Archief(thuis)
        leveringen = [levering for levering in archief.leveringen() if levering.datum <= op]
        if not leveringen:
            raise PublicatieFout(f"op {datum(op)} was er nog niets geleverd")
        nummers = "-".join(str(levering.nummer) for levering in leveringen)
        naam = f"op-{op.isoformat()}-{vingerafdruk()}-{duurzaam.kort_merk(nummers)}"
        map_ = thuis.werk / "op" / naam
        if not map_.is_dir():
            melden(f"de stand van {datum(op)} opbouwen")
            _bouw(thuis, map_, archief, leveringen)
    pad = map_ / f"{rol}.duckdb"
    if not pad.is_file():
        raise PublicatieFout(f"er is geen bestand voor rol '{rol}' op {datum(op)}")
    return pad


def _bouw(thuis: Thuis, doel: Path, archief: Archief, leveringen: list[Levering]) -> None:
    bouwplaats = thuis.werk / f"{duurzaam.TIJDELIJK}op-{os.getpid()}"
    bouwplaats.mkdir(parents=True)
    try:
        lezer = Lezer(thuis)
        werk = bouwplaats / "werk.duckdb"
        bouw_werk(werk, lezer, archief, leveringen, bouwplaats, {})
        gegevens = maak_gegevens(lezer, doel.name, None, leveringen, [])
        schrijf_map(bouwplaats / "op", werk, gegevens, len(leveringen), vingerafdruk())
        shutil.rmtree(doel.parent, ignore_errors=True)  # one past day is kept, the last asked for
        doel.parent.mkdir(parents=True)
        duurzaam.verplaats(bouwplaats / "op", doel)
    finally:
        shutil.rmtree(bouwplaats, ignore_errors=True)
