"""What the command line does at more than one scale: the demo, all SWVs at once, the benchmark.

Everything that computes is imported when it is asked for.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cijfers import VraagFout
from pipelines.slot import slot
from pipelines.uitvoer import meld, nette_fouten, schrijf_json, weiger
from warehouse.deelnemers import LANDELIJK, deelnemers, is_actueel, thuis_van
from warehouse.paths import Thuis
from warehouse.profiel import profiel_van
from warehouse.publish import PublicatieFout


class Schaal(StrEnum):
    """How large the demo set, or the benchmark, is."""

    regio = "regio"
    landelijk = "landelijk"


def demo(
    doel: Annotated[Path, typer.Argument(metavar="DIR", help="Nieuwe of lege map.")],
    schaal: Annotated[
        Schaal, typer.Option("--schaal", help="Eén regio, of 76 samenwerkingsverbanden.")
    ] = Schaal.regio,
    seed: Annotated[int, typer.Option("--seed", help="Ander getal, andere scholen.")] = 2704,
) -> None:
    """Schrijf een complete set verzonnen leveringen om mee te oefenen."""
    with nette_fouten():
        if doel.exists() and any(doel.iterdir()) and not (doel / "LEESMIJ.txt").is_file():
            weiger(f"de map {doel} is niet leeg; kies een nieuwe of lege map")
        if schaal is Schaal.landelijk:
            from pipelines.demo.land import schrijf_land  # noqa: PLC0415

            aantallen = [aantal for _, aantal in schrijf_land(doel, seed=seed, melden=meld)]
            van = f" van {len(aantallen)} samenwerkingsverbanden"
            meld(f"{sum(aantallen)} verzonnen leveringen{van} staan in {doel}")
        else:
            from pipelines.demo import schrijf  # noqa: PLC0415

            bestanden = schrijf(doel, seed=seed, profiel=profiel_van(Thuis.uit_omgeving()))
            meld(f"{len(bestanden)} verzonnen leveringen staan in {doel}")


def laad_alle_swv(paden: Sequence[Path], als_json: bool, *, met: bool) -> None:
    """``peilstok load --alle-swv``: a line per SWV; 1 when any of them was refused.

    Args:
        paden: directories with a directory per SWV; none: everything again from the archives.
        met: whether choices were made as well that are about one SWV.
    """
    from pipelines.landelijk import laad_alle  # noqa: PLC0415 - heavy

    with nette_fouten():
        if met:
            raise VraagFout("--alle-swv gaat alleen samen met --json; laad anders één SWV")
        home = Thuis.uit_omgeving().wortel.parent
        uitkomsten = laad_alle(home, paden, meld)
        werk_bij(home)
    if als_json:
        schrijf_json([uitkomst.als_dict() for uitkomst in uitkomsten])
    mis = [uitkomst for uitkomst in uitkomsten if not uitkomst.is_goed]
    meld(f"{len(uitkomsten) - len(mis)} van {len(uitkomsten)} samenwerkingsverbanden zijn geladen")
    raise typer.Exit(1 if mis else 0)


def landelijk(thuis: Thuis, *, met: bool) -> tuple[Thuis, str, tuple[str, ...]]:
    """``peilstok values --alle-swv``: where to look, as whom, and per what.

    The national publication is made anew first when an SWV has published since.

    Args:
        thuis: the home of any SWV of the installation.
        met: whether choices were made as well that are about one SWV.
    """
    home = thuis.wortel.parent
    if met:
        raise VraagFout("--alle-swv gaat niet samen met --op of --per")
    if not deelnemers(home):
        raise PublicatieFout("nog geen samenwerkingsverband heeft iets gepubliceerd")
    werk_bij(home)
    return thuis_van(home), LANDELIJK, ("swv",)


def werk_bij(home: Path) -> None:
    """Make the national publication anew, when an SWV has published since."""
    if is_actueel(home):
        return
    from pipelines.werkplaats import vingerafdruk  # noqa: PLC0415 - heavy
    from warehouse import duurzaam  # noqa: PLC0415
    from warehouse.landelijk import publiceer_landelijk  # noqa: PLC0415

    thuis = thuis_van(home)
    with slot(thuis, meld):
        if not is_actueel(home):
            meld("de landelijke publicatie bijwerken")
            duurzaam.ruim_op(thuis.werk)
            publiceer_landelijk(home, vingerafdruk())


def bench(
    schaal: Annotated[
        Schaal, typer.Option("--schaal", help="Eén regio, of 76 samenwerkingsverbanden.")
    ] = Schaal.regio,
) -> None:
    """Meet hoe snel alles gaat; de cijfers als JSON."""
    from pipelines.bench import GeenBenchmarks, meet  # noqa: PLC0415

    try:
        schrijf_json(meet(meld, landelijk=schaal is Schaal.landelijk))
    except GeenBenchmarks as fout:
        weiger(str(fout))
