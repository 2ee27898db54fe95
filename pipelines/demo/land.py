"""The whole country, invented: a folder of deliveries and a small profile for every SWV.

Every region is a world of its own seed and size, written by a process of its own: what is in
memory is one region, whatever the number. The numbers of the SWVs (PO9001 and on) and all names do
not exist. How one region is written is in ``schrijf``.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

from pipelines.demo.gegevens import lees
from pipelines.demo.leesmij import schrijf_leesmij_land
from pipelines.demo.wereld import Maat
from warehouse.paths import STANDAARD_PROFIEL

SWVS = 76
SCHOLEN = 6_500  # members of all SWVs together, regular and gespecialiseerd
BUREN = 10  # gemeenten around a region
_PER_PROCES = 6  # regions; what a world keeps in memory goes with its process

_WAAR = "Ooster Wester Noorder Zuider Midden Hoge Lage Nieuwe Oude Grote Verre".split()
_WAT = "veen heide meer duin waard kamp landen".split()
_KERN = "Noord Centrum Oost Zuid West Haven Park Buiten".split()
_PLAATS = ("{}", "{} aan Zee", "Nieuw-{}", "Oud-{}", "{} en Omstreken")


@dataclass(frozen=True)
class Regio:
    """One invented SWV: its profile as TOML, and what it is drawn with."""

    id: str
    naam: str
    swv: str
    seed: int
    maat: Maat
    profiel: str


def regios(seed: int, aantal: int = SWVS) -> list[Regio]:
    """The SWVs of the country for this seed, with ``SCHOLEN`` schools among 76 of them."""
    namen = _namen()
    rng = Random(f"{seed}:land")
    minder = _minder_scholen(rng)
    uit = []
    for i, naam in enumerate(namen[:aantal]):
        grootte = min(1.6, max(0.6, rng.lognormvariate(-0.16, 0.25)))
        deelname = min(1.5, max(0.7, rng.lognormvariate(0, 0.18)))
        buren = tuple(namen[(i + stap) % len(namen)] for stap in range(1, BUREN + 1))
        maat = Maat(minder[i], grootte, grootte * deelname, buren)
        nummer = f"PO{9001 + i}"
        uit.append(
            Regio(
                id=nummer.lower(),
                naam=naam,
                swv=nummer,
                seed=seed * 100 + i,
                maat=maat,
                profiel=_profiel(i, naam, nummer),
            )
        )
    return uit


def schrijf_land(
    doel: Path, *, seed: int, melden: Callable[[str], None], aantal: int = SWVS
) -> Iterator[tuple[Regio, int]]:
    """Write a folder per SWV into ``doel``: its ``profiel.toml`` and its deliveries.

    Yields every region as soon as it is on the disk, with the number of its deliveries.
    """
    doel.mkdir(parents=True, exist_ok=True)
    alle = regios(seed, aantal)
    schrijf_leesmij_land(doel, seed, len(alle))
    werkers = min(len(alle), os.cpu_count() or 1)
    with ProcessPoolExecutor(
        werkers, mp_context=get_context("spawn"), max_tasks_per_child=_PER_PROCES
    ) as kring:
        taken = [kring.submit(_schrijf_regio, doel / regio.id, regio) for regio in alle]
        for regio, taak in zip(alle, taken, strict=True):
            leveringen = taak.result()
            melden(f"{regio.swv} {regio.naam}: {leveringen} leveringen")
            yield regio, leveringen


def _schrijf_regio(doel: Path, regio: Regio) -> int:
    """In a process of its own: one region."""
    from pipelines.demo import schrijf  # noqa: PLC0415 - it imports this module's package
    from warehouse.paths import Thuis  # noqa: PLC0415
    from warehouse.profiel import profiel_van  # noqa: PLC0415

    doel.mkdir(parents=True, exist_ok=True)
    thuis = Thuis(doel, regio.id)
    thuis.profielbestand.write_text(regio.profiel, "utf-8")
    return len(schrijf(doel, seed=regio.seed, profiel=profiel_van(thuis), maat=regio.maat))


def _namen() -> list[str]:
    return [f"{waar}{wat}" for waar in _WAAR for wat in _WAT]


def _minder_scholen(rng: Random) -> list[int]:
    """How many regular schools each of the 76 SWVs has fewer than the calibrated region."""
    leden = [rij for rij in lees("scholen_go") if rij["swv"] == "PO2704"]
    weg = SWVS * (len(lees("scholen_regulier")) + len(leden)) - SCHOLEN
    minder = [weg // SWVS + (i < weg % SWVS) for i in range(SWVS)]
    for _ in range(SWVS * 6):  # some take over a school that another has then
        een, ander = rng.sample(range(SWVS), 2)
        if minder[een] and minder[ander] < 40:
            minder[een] -= 1
            minder[ander] += 1
    return minder


def _profiel(i: int, naam: str, swv: str) -> str:
    """A profile that says only what differs from the one that it builds on."""
    gemeenten = [vorm.format(naam) for vorm in _PLAATS]
    rij, kolom = divmod(i, 9)
    regels = [
        f"# Verzonnen: dit samenwerkingsverband bestaat niet. Wat hier niet staat, is als in"
        f" {STANDAARD_PROFIEL}.",
        f'basis = "{STANDAARD_PROFIEL}"',
        f'swv = "{swv}"',
        f'naam = "Samenwerkingsverband PO {naam} (verzonnen)"',
        f'kort = "SWV {naam}"',
        'zonder_kengetallen = ["volumebekostiging_ikc"]',
        "ikc_locatie = []",
        "ikc_afspraak = []",
        *(regel for g in gemeenten for regel in ("", "[[gemeente]]", f'naam = "{g}"')),
    ]
    for j, kern in enumerate(_KERN):
        breedte, lengte = 51.6 + rij * 0.18 + (j // 4) * 0.03, 4.6 + kolom * 0.24 + (j % 4) * 0.03
        regels += [
            "",
            "[[kerngebied]]",
            f'naam = "{naam}-{kern}"',
            f'gemeente = "{gemeenten[j % len(gemeenten)]}"',
            f'postcode = "{1100 + i * 10 + j}"',
            f"middelpunt = [{breedte:.3f}, {lengte:.3f}]",
        ]
    return "\n".join(regels) + "\n"
