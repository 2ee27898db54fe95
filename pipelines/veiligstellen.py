"""``peilstok backup`` and ``peilstok restore``: what people give and what they read."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.uitvoer import meld, nette_fouten, schrijf_json
from warehouse import logboek, opmaak
from warehouse.paths import Thuis

Json = Annotated[bool, typer.Option("--json", help="Uitvoer als JSON op standaarduitvoer.")]


def backup(
    bestand: Annotated[Path, typer.Argument(metavar="FILE", help="Zoals peilstok.backup.")],
    toch: Annotated[bool, typer.Option("--toch", help="Ook als er iets beschadigd is.")] = False,
    als_json: Json = False,
) -> None:
    """Bewaar alles wat niet opnieuw te maken is in één bestand; de app mag doordraaien.

    Het bestand bevat wat is geleverd, ook over leerlingen, en de sleutel van de pseudoniemen:
    bewaar het zo zorgvuldig als de gegevens zelf.
    """
    from pipelines.backup.maken import maak  # noqa: PLC0415

    with nette_fouten():
        thuis = Thuis.uit_omgeving()
        gemaakt = maak(thuis, bestand, meld, toch=toch)
        wie, rol = logboek.afzender()
        logboek.schrijf(thuis, "veiliggesteld", wie, rol, publicatie=gemaakt.publicatie)
    if als_json:
        schrijf_json(gemaakt.als_dict())
        return
    meld(
        f"back-up gemaakt: {gemaakt.bestand}, {opmaak.getal(gemaakt.omvang / 1024**2, 1)} MB, "
        f"{opmaak.getal(gemaakt.bestanden)} bestanden, nagelezen en heel"
    )
    meld(f"sha256 {gemaakt.sha256}")
    meld("alleen uw account kan het lezen; bewaar het zo zorgvuldig als de gegevens van leerlingen")
    for klacht in gemaakt.klachten:
        meld(f"let op: {klacht}")


def restore(
    bestand: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="Een back-up.")
    ],
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Ook als er al iets staat; dat blijft bewaard.")
    ] = False,
    toch: Annotated[bool, typer.Option("--toch", help="Ook als er iets beschadigd is.")] = False,
    als_json: Json = False,
) -> None:
    """Zet een back-up terug, nadat hij helemaal is nagelezen; stop eerst de app."""
    from pipelines.backup.terugzetten import zet_terug  # noqa: PLC0415

    with nette_fouten():
        gedaan = zet_terug(Thuis.uit_omgeving(), bestand, meld, overschrijf=overschrijf, toch=toch)
    if als_json:
        schrijf_json(gedaan.als_dict())
        return
    toen = gedaan.gemaakt_op.astimezone()
    meld(
        f"teruggezet: profiel {gedaan.profiel}, publicatie {gedaan.publicatie}, zoals het was op "
        f"{opmaak.datum(toen.date())} om {toen:%H:%M}"
    )
    if gedaan.opzij:
        meld(
            f"wat hier stond, staat nu in {gedaan.opzij}; verwijder die map als alles klopt, er "
            "staan gegevens van leerlingen in"
        )
    for opmerking in gedaan.opmerkingen:
        meld(f"let op: {opmerking}")
