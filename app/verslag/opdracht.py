"""What is asked for when a report is made, and the words that every kind of file begins with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app import data
from app.components import teken
from app.inhoud import Inzage
from warehouse import opmaak
from warehouse.doelgroepen import OPENBAAR

VERTROUWELIJK = "Vertrouwelijk"


@dataclass(frozen=True)
class Opdracht:
    """The head of a report.

    Attributes:
        onder: lines below the title: whose, of which year, known when.
        merk: what every page says; empty when the figures are for everybody.
        gemaakt_op: when the publication was made: a report of it is the same whenever it is made.
        sjablonen: files to take styles from, by kind.
    """

    titel: str
    onder: tuple[str, ...]
    merk: str
    gemaakt_op: datetime
    publicatie: str
    rol: str
    jaar: int | None = None
    sjablonen: Mapping[str, Path] = field(default_factory=dict)


def stel_op(
    inzage: Inzage, titel: str, jaar: int | None, sjablonen: Mapping[str, Path] | None = None
) -> Opdracht:
    """The head of a report on one audience's figures."""
    publicatie = data.publicatie(inzage)
    bekend = f"Cijfers zoals bekend op {opmaak.datum(publicatie.bekend_op)}"
    onder = [publicatie.swv_naam, f"{bekend} (publicatie {publicatie.publicatie})"]
    if publicatie.voorbeeldgegevens:
        onder.append(teken.VERZONNEN.uitleg)
    merk = ""
    if inzage.rol != OPENBAAR:
        merk = f"{VERTROUWELIJK}: met cijfers die alleen voor {_wie(inzage.rol)} zijn"
    return Opdracht(
        f"{titel} {jaar}" if jaar else titel,
        tuple(onder),
        merk,
        publicatie.gemaakt_op,
        publicatie.publicatie,
        inzage.rol,
        jaar,
        sjablonen or {},
    )


def _wie(rol: str) -> str:
    namen = {"medewerker": "medewerkers", "platform_jeugd": "Platform Jeugd"}
    return namen.get(rol, rol.replace("bestuur_", "bestuur "))
