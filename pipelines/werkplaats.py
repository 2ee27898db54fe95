"""Where a load builds: a folder that does not outlive it, the work database and its checks.

In what order, and what becomes of it, is left to ``run`` and its neighbours.
"""

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from pipelines.leveringen import Archief, Levering
from pipelines.lezen import Lezer, Ontvangen
from pipelines.toetsen import maak_toetsen
from warehouse import duurzaam
from warehouse.build import Deel, bouw
from warehouse.paths import Thuis

if TYPE_CHECKING:
    from expectations.toets import Uitslag


@contextmanager
def werkmap(thuis: Thuis) -> Iterator[Path]:
    """A directory for one build; pupil rows in it do not outlive the build."""
    map_ = thuis.werk / f"{duurzaam.TIJDELIJK}{os.getpid()}"
    map_.mkdir(parents=True)
    try:
        yield map_
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def ruim_op(thuis: Thuis) -> None:
    """Remove what a killed load left behind; nothing of it counted."""
    duurzaam.ruim_op(thuis.wortel)
    duurzaam.ruim_op(thuis.werk)
    duurzaam.ruim_op(thuis.publicaties)
    Archief(thuis).ruim_op()


def bouw_werk(
    werk: Path,
    lezer: Lezer,
    archief: Archief,
    leveringen: Sequence[Levering],
    map_: Path,
    nieuw: dict[int, Ontvangen],
    op: dt.date | None = None,
) -> None:
    """Build the work database from these deliveries; what is new is not in the archive yet.

    ``op`` is the day as of which it is built; today when it is not given.
    """
    delen = [
        Deel(levering.nummer, levering.datum, bron, parquet)
        for levering in leveringen
        for bron, parquet in lezer.parquet(levering, archief, map_, nieuw.get(levering.nummer))
    ]
    bouw(werk, lezer.profiel, lezer.register, lezer.bronnen, delen, archief.bevroren(op))


@cache
def warm_op() -> None:
    """Begin to load Great Expectations, which takes seconds: files are read in another process."""
    Thread(target=import_module, args=("expectations.poort",)).start()


def toets(werk: Path, lezer: Lezer) -> list["Uitslag"]:
    """Run every check on a built work database. Great Expectations is imported only here."""
    from expectations.poort import toets_alles  # noqa: PLC0415

    toetsen = maak_toetsen(lezer.contracten, lezer.register, lezer.profiel)
    return toets_alles(werk, toetsen)


@cache
def vingerafdruk() -> str:
    """Hash over the code, SQL and definitions: another hash, another publication."""
    wortel = Path(__file__).parent.parent
    som = hashlib.sha256()
    for pakket in ("warehouse", "pipelines", "expectations"):
        for pad in sorted((wortel / pakket).rglob("*")):
            if pad.suffix in {".py", ".sql", ".toml"}:
                som.update(str(pad.relative_to(wortel)).encode() + pad.read_bytes())
    return som.hexdigest()[:16]
