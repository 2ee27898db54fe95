"""The profile of a region: its gemeenten, dates, norms, doelstellingen and bewegingen.

One folder per SWV under ``profielen``. What a profile says is data; nothing here computes.
"""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from warehouse.paths import PAKKET
from warehouse.strikt import DefinitieFout, Strikt, Tekst, laad_toml

PROFIELEN = PAKKET / "profielen"


def _maand_dag(tekst: str) -> str:
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", tekst):
        raise ValueError(f"'{tekst}' is geen maand-dag zoals 02-01")
    return tekst


MaandDag = Annotated[str, AfterValidator(_maand_dag)]


class Gemeente(Strikt):
    """A gemeente of the region; ``deel`` names the part when only a part belongs to it."""

    naam: Tekst
    deel: str = ""


class Kerngebied(Strikt):
    naam: Tekst
    jop_pilot: bool = False


class Peildata(Strikt):
    """Month-days of the counts: settings of the region, not constants."""

    teldatum: MaandDag
    go: tuple[MaandDag, ...]
    thuiszitters: tuple[MaandDag, ...]


class Normen(Strikt):
    """Thresholds that the region agreed on, or that we propose until it does."""

    sprong: float = Field(gt=0, description="largest relative jump between peildata without remark")
    afrondmarge_euro: float = Field(ge=0)
    signaleringswaarde_aandeel: float = Field(gt=0, lt=1)
    signaleringswaarde_minimum: float = Field(ge=0)


class Vraag(Strikt):
    """A reflectievraag (R…) or toetsingsvraag (T…) under a doelstelling."""

    code: Annotated[str, Field(pattern=r"^[RT][1-9]$")]
    tekst: Tekst
    bewijs: Tekst

    @property
    def soort(self) -> str:
        return "reflectievraag" if self.code.startswith("R") else "toetsingsvraag"


class Doelstelling(Strikt):
    nummer: int = Field(ge=1)
    titel: Tekst
    doel: Tekst
    hoofdkengetal: Tekst
    bewijs: tuple[Tekst, ...] = ()
    vraag: tuple[Vraag, ...]


class AvVraag(Strikt):
    tekst: Tekst


class Beweging(Strikt):
    code: Annotated[str, Field(pattern=r"^B[1-9]$")]
    titel: Tekst
    tekst: Tekst


class Profiel(Strikt):
    """Everything that differs from one SWV to the next."""

    id: Tekst
    swv: Annotated[str, Field(pattern=r"^(PO|VO)\d{4}$")]
    naam: Tekst
    kort: Tekst
    gebied: Tekst = "kerngebied"
    gemeente: tuple[Gemeente, ...]
    kerngebied: tuple[Kerngebied, ...]
    peildata: Peildata
    normen: Normen
    doelstelling: tuple[Doelstelling, ...]
    av_vraag: tuple[AvVraag, ...]
    beweging: tuple[Beweging, ...]

    @property
    def gemeenten(self) -> tuple[str, ...]:
        """Names of the gemeenten, in the order of the profile."""
        return tuple(g.naam for g in self.gemeente)

    @property
    def vraagcodes(self) -> frozenset[str]:
        """Every question as ``doelstelling.code``, for instance ``3.R1``."""
        return frozenset(f"{d.nummer}.{v.code}" for d in self.doelstelling for v in d.vraag)


def laad_profiel(naam: str, map_: Path = PROFIELEN) -> Profiel:
    """Read the profile with this name.

    Raises:
        DefinitieFout: no such profile, or a field of it is wrong.
    """
    pad = map_ / naam / "profiel.toml"
    if not pad.is_file():
        bekend = ", ".join(sorted(p.parent.name for p in map_.glob("*/profiel.toml")))
        raise DefinitieFout(f"profiel '{naam}' bestaat niet; bekend zijn: {bekend}")
    return laad_toml(pad, Profiel, id=naam)
