"""What was found in a delivery, as a record that every report is made from.

A ``Bevinding`` says what, where and what to do, in Dutch, for the person who made the file.
Readers, mappings and contracts make them; how a report is laid out is left to the command line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from warehouse.opmaak import getal

KRITIEK = "kritiek"
WAARSCHUWING = "waarschuwing"

# Rows told in full per rule and column; the rest is counted (formats.md, "What a delivery gets").
MAX_VOLUIT = 100

_MAX_WAARDE = 80


@dataclass(frozen=True)
class Bevinding:
    """One thing found in a delivery.

    Attributes:
        ernst: ``kritiek`` refuses the delivery, ``waarschuwing`` is reported and published.
        regel: short stable id of the rule, for instance ``geen_datum``.
        melding: a complete Dutch sentence with the value in it.
        oplossing: Dutch, what to do.
        bestand: name of the file.
        bron: bron that was read when it was found.
        rij: row as a spreadsheet numbers it; the header is usually row 1.
        kolom: header in the file.
        waarde: the cell as delivered.
    """

    ernst: str
    regel: str
    melding: str
    oplossing: str
    bestand: str = ""
    bron: str = ""
    rij: int | None = None
    kolom: str = ""
    waarde: str = ""

    @property
    def plek(self) -> str:
        """Where it is: ``scholen.csv, rij 4, kolom 'gemeente'``."""
        delen = [self.bestand] if self.bestand else []
        if self.rij is not None:
            delen.append(f"rij {self.rij}")
        if self.kolom:
            delen.append(f"kolom '{self.kolom}'")
        return ", ".join(delen)

    @property
    def tekst(self) -> str:
        """One line for a terminal: place, sentence and cure."""
        return f"{self.plek}: {self.melding} {self.oplossing}".removeprefix(": ")


@dataclass(frozen=True)
class Plek:
    """A cell of a delivered table; ``wie`` says what its row is about (a school), if known."""

    rij: int
    kolom: str
    waarde: str = ""
    wie: str = ""

    def vul_in(self, sjabloon: str) -> str:
        """A sentence with this place in it."""
        wie = f" ({kort(self.wie)})" if self.wie else ""
        zin = sjabloon.replace("{rij}", str(self.rij)).replace("{wie}", wie)
        return zin.replace("{waarde}", kort(self.waarde))


def is_geweigerd(bevindingen: Iterable[Bevinding]) -> bool:
    """Whether any of these refuses the delivery."""
    return any(b.ernst == KRITIEK for b in bevindingen)


def kort(waarde: str) -> str:
    """A cell's text on one line, at most 80 characters."""
    regel = " ".join(waarde.split())
    return regel if len(regel) <= _MAX_WAARDE else regel[: _MAX_WAARDE - 1] + "…"


def per_rij(sjabloon: Bevinding, plekken: Sequence[Plek], totaal: int) -> list[Bevinding]:
    """The same finding for several rows: the first ones in full, the rest counted.

    Args:
        sjabloon: the finding; ``{rij}``, ``{waarde}`` and ``{wie}`` in its melding are filled in.
        plekken: the places; at most ``MAX_VOLUIT`` are used.
        totaal: number of places there are in all.
    """
    voluit = [
        replace(
            sjabloon,
            melding=plek.vul_in(sjabloon.melding),
            rij=plek.rij,
            kolom=plek.kolom,
            waarde=kort(plek.waarde),
        )
        for plek in plekken[:MAX_VOLUIT]
    ]
    rest = totaal - len(voluit)
    if rest > 0:
        melding = f"Dezelfde bevinding geldt voor nog {getal(rest)} rijen ({sjabloon.regel})."
        voluit.append(replace(sjabloon, melding=melding, kolom=plekken[0].kolom))
    return voluit
