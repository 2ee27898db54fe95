"""Figures as they were known on a past day: the archive up to then, built aside and kept.

Uses the definitions of today on the deliveries of then. Nothing of it becomes a publication. Of a
day before a purge there are no figures that lean on what was removed: they would be too low.
"""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

from pipelines.afmaken import maak_af
from pipelines.gegevens import maak_gegevens
from pipelines.leveringen import Archief, Levering
from pipelines.lezen import Lezer
from pipelines.slot import slot
from pipelines.werkplaats import bouw_werk, vingerafdruk
from warehouse import duurzaam, opmaak
from warehouse.opmaak import datum
from warehouse.paths import Thuis
from warehouse.publish import PublicatieFout, schrijf_map


def publicatie_op(
    thuis: Thuis,
    op: dt.date,
    rol: str,
    melden: Callable[[str], None],
    kengetallen: Collection[str] = (),
) -> Path:
    """The file of an audience, built from the deliveries received up to and including a day.

    Args:
        kengetallen: those that are asked for; empty means all that there are of that day.

    Raises:
        PublicatieFout: nothing had been delivered by then, or rows behind a figure were removed.
    """
    with slot(thuis, melden):
        maak_af(thuis)
        archief = Archief(thuis)
        leveringen = [levering for levering in archief.leveringen() if levering.datum <= op]
        if not leveringen:
            raise PublicatieFout(f"op {datum(op)} was er nog niets geleverd")
        geraakt, vanaf = _opgeschoond(leveringen, op)
        _eis_heel(thuis, op, geraakt, vanaf, kengetallen, melden)
        nummers = "-".join(str(levering.nummer) for levering in leveringen)
        naam = f"op-{op.isoformat()}-{vingerafdruk()}-{duurzaam.kort_merk(nummers)}"
        map_ = thuis.werk / "op" / naam
        if not map_.is_dir():
            melden(f"de stand van {datum(op)} opbouwen")
            _bouw(thuis, map_, archief, leveringen, op, geraakt)
    pad = map_ / f"{rol}.duckdb"
    if not pad.is_file():
        raise PublicatieFout(f"er is geen bestand voor rol '{rol}' op {datum(op)}")
    return pad


def _opgeschoond(leveringen: list[Levering], op: dt.date) -> tuple[set[str], dt.date]:
    """The bronnen that lost rows after this day, and the last day on which they did."""
    later = {
        lev.nummer: [o.datum for o in lev.opgeschoond if o.datum > op and o.rijen]
        for lev in leveringen
    }
    bronnen = {deel.bron for lev in leveringen if later[lev.nummer] for deel in lev.delen}
    return bronnen, max((dag for dagen in later.values() for dag in dagen), default=op)


def _eis_heel(
    thuis: Thuis,
    op: dt.date,
    geraakt: set[str],
    vanaf: dt.date,
    kengetallen: Collection[str],
    melden: Callable[[str], None],
) -> None:
    """Say since when there is an answer; refuse when a figure that is asked for has none."""
    register = Lezer(thuis).register
    weg = sorted(naam for naam, k in register.items() if geraakt & set(k.definitie.bronnen))
    if not weg:
        return
    waarom = (
        f"op {datum(vanaf)} zijn rijen over leerlingen na hun bewaartermijn verwijderd; hoe het op"
        f" {datum(op)} bekend was, is daardoor niet meer te berekenen. Vraag een dag vanaf"
        f" {datum(vanaf)}, of kijk in een publicatie van toen ('peilstok versions')"
    )
    if gevraagd := [naam for naam in kengetallen if naam in weg]:
        raise PublicatieFout(f"{', '.join(gevraagd)}: {waarom}")
    melden(f"zonder {opmaak.aantal_met_eenheid(len(weg), 'kengetal', 'kengetallen')}: {waarom}")


def _bouw(
    thuis: Thuis,
    doel: Path,
    archief: Archief,
    leveringen: list[Levering],
    op: dt.date,
    geraakt: set[str],
) -> None:
    bouwplaats = thuis.werk / f"{duurzaam.TIJDELIJK}op-{os.getpid()}"
    bouwplaats.mkdir(parents=True)
    try:
        lezer = Lezer(thuis)
        lezer.register = {
            naam: kengetal
            for naam, kengetal in lezer.register.items()
            if not geraakt & set(kengetal.definitie.bronnen)
        }
        werk = bouwplaats / "werk.duckdb"
        bouw_werk(werk, lezer, archief, leveringen, bouwplaats, {}, op)
        gegevens = maak_gegevens(lezer, doel.name, None, leveringen, [])
        schrijf_map(bouwplaats / "op", werk, gegevens, len(leveringen), vingerafdruk())
        shutil.rmtree(doel.parent, ignore_errors=True)  # one past day is kept, the last asked for
        doel.parent.mkdir(parents=True)
        duurzaam.verplaats(bouwplaats / "op", doel)
    finally:
        shutil.rmtree(bouwplaats, ignore_errors=True)
