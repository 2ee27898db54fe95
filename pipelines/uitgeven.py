"""``peilstok profielen`` and ``peilstok export``: documents, written by a process of the app.

What is in them is the app's; nothing of it is imported here.
"""

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cijfers import VraagFout
from pipelines.uitvoer import meld, nette_fouten, weiger
from warehouse import aanmelden
from warehouse.paths import Thuis

FORMATEN = ("docx", "pptx", "xlsx", "png", "svg", "csv")


class Formaat(StrEnum):
    """What the sheets are written as."""

    pdf = "pdf"
    docx = "docx"


def profielen(
    doel: Annotated[Path, typer.Argument(metavar="BESTAND", help="Zoals profielen.pdf.")],
    formaat: Annotated[
        Formaat | None, typer.Option("--formaat", help="Zonder: uit de naam van het bestand.")
    ] = None,
    rol: Annotated[str, typer.Option("--rol", help="Met de cijfers van deze rol.")] = (
        "platform_jeugd"
    ),
) -> None:
    """Schrijf het profiel van elke gemeente en elk gebied, een vel A4 per stuk."""
    with nette_fouten():
        soort = formaat.value if formaat else doel.suffix.removeprefix(".").lower()
        if soort not in {f.value for f in Formaat}:
            raise VraagFout(f"'{doel.name}' eindigt niet op .pdf of .docx; noem --formaat")
        _draai("app.profielboek", rol, "--formaat", soort, "--naar", str(doel.resolve()))
        meld(f"de profielen staan in {doel}")


def export(
    naar: Annotated[Path, typer.Option("--naar", help="De map waarin alles komt.")],
    jaar: Annotated[
        int | None, typer.Option("--jaar", min=2000, max=2100, help="Het verslagjaar, zoals 2024.")
    ] = None,
    formaat: Annotated[
        str, typer.Option("--formaat", help=f"Een of meer van {','.join(FORMATEN)}.")
    ] = ",".join(FORMATEN),
    keuze: Annotated[
        Path | None,
        typer.Option("--keuze", exists=True, dir_okay=False, help="Zonder: het jaarverslag."),
    ] = None,
    sjabloon: Annotated[
        Path | None,
        typer.Option(
            "--sjabloon", exists=True, dir_okay=False, help="Een docx of pptx met uw huisstijl."
        ),
    ] = None,
    bewerkbaar: Annotated[
        bool, typer.Option("--bewerkbaar", help="Grafieken die Word kan bewerken, geen plaatjes.")
    ] = False,
    rol: Annotated[str, typer.Option("--rol", help="Met de cijfers van deze rol.")] = "openbaar",
) -> None:
    """Maak het pakket voor het bestuursverslag: Word, PowerPoint, Excel, plaatjes en tabellen."""
    with nette_fouten():
        gevraagd = [deel.strip() for deel in formaat.split(",") if deel.strip()]
        if not gevraagd:
            raise VraagFout(f"noem achter --formaat een of meer van {', '.join(FORMATEN)}")
        if vreemd := [deel for deel in gevraagd if deel not in FORMATEN]:
            raise VraagFout(f"formaat '{vreemd[0]}' bestaat niet; kies uit {', '.join(FORMATEN)}")
        if sjabloon and sjabloon.suffix.lower() not in (".docx", ".pptx"):
            raise VraagFout(f"'{sjabloon.name}' is geen docx of pptx")
        woorden = ["--naar", str(naar.resolve()), "--formaat", ",".join(gevraagd)]
        woorden += ["--jaar", str(jaar)] if jaar else []
        woorden += ["--keuze", str(keuze.resolve())] if keuze else []
        woorden += ["--sjabloon", str(sjabloon.resolve())] if sjabloon else []
        woorden += ["--bewerkbaar"] if bewerkbaar else []
        _draai("app.verslag", rol, *woorden)
        meld(f"het pakket staat in {naar}")


def _draai(module: str, rol: str, *woorden: str) -> None:
    """Run a module of the app; its last line says why it could not do what was asked.

    Raises:
        VraagFout: there is no such role.
    """
    if not aanmelden.is_rol(rol):
        raise VraagFout(f"rol '{rol}' bestaat niet")
    thuis = Thuis.uit_omgeving()
    omgeving = os.environ | {
        "PEILSTOK_HOME": str(thuis.wortel.parent),
        "PEILSTOK_PROFIEL": thuis.profiel,
        "PYTHONUNBUFFERED": "1",
    }
    opdracht = [sys.executable, "-m", module, "--rol", rol, *woorden]
    laatste = ""
    with subprocess.Popen(opdracht, env=omgeving, stderr=subprocess.PIPE, text=True) as proces:
        for regel in proces.stderr or ():
            # Streamlit remarks that it runs without a browser; that is meant to be.
            if regel.strip() and "streamlit" not in regel.lower():
                if laatste:
                    meld(laatste)
                laatste = regel.rstrip()
    if proces.returncode:
        weiger(laatste or "het is niet gelukt")
    if laatste:
        meld(laatste)
