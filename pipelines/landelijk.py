"""Load the deliveries of many SWVs, each in its own home, several at once.

An SWV is loaded as it would be alone, by ``run``: what goes wrong with one stops no other.
Processes share nothing, and each keeps to one core: the tables of one SWV are too small to divide.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pipelines.run import Opdracht, laad
from pipelines.slot import BezetFout
from warehouse import duurzaam
from warehouse.deelnemers import huizen
from warehouse.paths import Thuis
from warehouse.profiel import PROFIELEN, profiel_van
from warehouse.publish import PublicatieFout
from warehouse.strikt import DefinitieFout

Melden = Callable[[str], None]
_PER_PROCES = 10  # SWVs; afterwards a fresh process, so that memory does not creep up


@dataclass(frozen=True)
class Afloop:
    """What became of the load of one SWV; ``afloop`` is that of a load, or ``mislukt``.

    Attributes:
        stappen: seconds per step, by the word with which the load announces it.
    """

    profiel: str
    swv: str
    afloop: str
    zin: str
    publicatie: str | None
    stappen: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_goed(self) -> bool:
        return self.afloop in ("geladen", "ongewijzigd", "proef")

    def als_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def laad_alle(home: Path, paden: Sequence[Path], melden: Melden) -> list[Afloop]:
    """Load every SWV that has a folder in ``paden``.

    Args:
        home: the directory with the homes of all SWVs.
        paden: directories that hold a folder per SWV, named after its profile; a ``profiel.toml``
            in it becomes the profile of that home. Without: everything again, from the archives.
        melden: receives a Dutch line per SWV.

    Raises:
        DefinitieFout: a folder without a profile; nothing has been loaded then.
    """
    taken = _taken(home, paden)
    uit = []
    for nummer, afloop in enumerate(_verdeel(taken), 1):
        melden(f"{nummer} van {len(taken)}: {afloop.profiel}: {afloop.zin}")
        uit.append(afloop)
    return sorted(uit, key=lambda afloop: afloop.profiel)


def _taken(home: Path, paden: Sequence[Path]) -> list[tuple[Thuis, Path | None]]:
    if not paden:
        return [(thuis, None) for thuis in huizen(home) if thuis.huidige()]
    taken: list[tuple[Thuis, Path | None]] = []
    for map_ in sorted(deel for pad in paden for deel in pad.iterdir() if deel.is_dir()):
        thuis = Thuis(home / map_.name, map_.name)
        meegegeven = map_ / thuis.profielbestand.name
        if meegegeven.is_file():
            profiel_van(Thuis(map_, map_.name))  # a wrong one is refused before anything is copied
            thuis.wortel.mkdir(parents=True, exist_ok=True)
            duurzaam.schrijf(thuis.profielbestand, meegegeven.read_bytes())
        elif not (thuis.profielbestand.is_file() or (PROFIELEN / map_.name).is_dir()):
            raise DefinitieFout(
                f"de map {map_.name} heeft geen profiel: zet er een profiel.toml in, of noem de map"
                " naar een profiel dat er is"
            )
        taken.append((thuis, map_))
    if not taken:
        raise DefinitieFout("er is geen map per samenwerkingsverband gevonden")
    return taken


def _verdeel(taken: Sequence[tuple[Thuis, Path | None]]) -> Iterator[Afloop]:
    """Every SWV as it is done."""
    if not taken:
        return
    kernen = os.cpu_count() or 1
    context = get_context("spawn")
    nummers = context.Queue()
    with ProcessPoolExecutor(
        min(kernen, len(taken)),
        mp_context=context,
        max_tasks_per_child=_PER_PROCES,
        initializer=_houd_bij_een_kern,
        initargs=(nummers,),
    ) as kring:
        for kern in range(kernen + len(taken) // _PER_PROCES + 1):
            nummers.put(kern % kernen)
        lopend = {kring.submit(_laad_een, thuis, map_): thuis for thuis, map_ in taken}
        for taak in as_completed(lopend):
            thuis = lopend[taak]
            try:
                yield taak.result()
            except BrokenProcessPool:
                zin = "het laden is afgebroken, misschien door gebrek aan geheugen"
                yield Afloop(thuis.profiel, "", "mislukt", zin, thuis.huidige())


def _houd_bij_een_kern(nummers: Any) -> None:
    """This process stays on one core: its libraries then start one thread each."""
    if hasattr(os, "sched_setaffinity"):
        beschikbaar = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {beschikbaar[nummers.get() % len(beschikbaar)]})


def _laad_een(thuis: Thuis, map_: Path | None) -> Afloop:
    """In a process of its own: one SWV, as it would be loaded alone."""
    swv, klok = "", _Klok()
    try:
        swv = profiel_van(thuis).swv
        paden = (map_,) if map_ else ()
        rapport = laad(thuis, Opdracht(paden=paden), klok.meld)
    except (DefinitieFout, PublicatieFout, BezetFout, OSError) as fout:
        return Afloop(thuis.profiel, swv, "mislukt", str(fout), thuis.huidige())
    gelukt = (rapport.afloop, rapport.zin, rapport.publicatie)
    return Afloop(thuis.profiel, swv, *gelukt, klok.stappen())


class _Klok:
    """Times the steps of a load by the lines that it reports."""

    def __init__(self) -> None:
        self._momenten: list[tuple[str, float]] = []

    def meld(self, tekst: str) -> None:
        """A step begins, and the one before it is over."""
        stap = "lezen" if tekst.endswith("lezen") else tekst
        self._momenten.append((stap, time.perf_counter()))

    def stappen(self) -> dict[str, float]:
        """Seconds per step; the last one runs until now."""
        eindes = [begin for _, begin in self._momenten[1:]] + [time.perf_counter()]
        return {
            stap: round(einde - begin, 2)
            for (stap, begin), einde in zip(self._momenten, eindes, strict=True)
        }
