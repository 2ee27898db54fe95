"""The profile of a region: its gemeenten, dates, norms, doelstellingen and bewegingen.

One folder per SWV under ``profielen``. What a profile says is data; nothing here computes.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from warehouse.paths import PAKKET
from warehouse.strikt import DefinitieFout, Strikt, Tekst, laad_toml

PROFIELEN = PAKKET / "profielen"

# Code lists that the contract of a bron may ask for.
CODELIJSTEN = (
    "hoofdreden",
    "evaluatievraag.ouders",
    "evaluatievraag.scholen",
    "evaluatievraag.partners",
)

# Deliveries a year, where the rhythm fixes that.
_KEREN = {"kwartaal": 4, "maand": 12}


def _maand_dag(tekst: str) -> str:
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", tekst):
        raise ValueError(f"'{tekst}' is geen maand-dag zoals 02-01")
    return tekst


MaandDag = Annotated[str, AfterValidator(_maand_dag)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


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
    tlv_dagen: float = Field(gt=0, description="days in which a TLV is decided")
    dws_plaatsen: float = Field(gt=0)
    dws_per_groep: float = Field(gt=0)


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


class Hoofdreden(Strikt):
    """Why a pupil stays at home: one code per case."""

    code: Code
    naam: Tekst


class Evaluatievraag(Strikt):
    """A question to ouders, scholen or partners, with the kind of answer that it has."""

    doelgroep: Literal["ouders", "scholen", "partners"]
    code: Code
    tekst: Tekst
    soort: Literal["score", "ja_nee"]


class Levermoment(Strikt):
    """When a bron is due, and from whom.

    Attributes:
        uiterlijk: last days of a year on which it must be in.
        door: a function, never a name.
    """

    bron: Code
    ritme: Literal["schooljaar", "kwartaal", "teldatum", "jaar", "maand"]
    uiterlijk: Annotated[tuple[MaandDag, ...], Field(min_length=1)]
    door: Tekst

    @model_validator(mode="after")
    def _vaak_genoeg(self) -> "Levermoment":
        keren = _KEREN.get(self.ritme)
        if keren is not None and len(self.uiterlijk) != keren:
            raise ValueError(f"ritme {self.ritme} vraagt {keren} dagen in uiterlijk")
        return self


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
    hoofdreden: tuple[Hoofdreden, ...]
    evaluatievraag: tuple[Evaluatievraag, ...]
    leverkalender: tuple[Levermoment, ...]

    @model_validator(mode="after")
    def _een_keer(self) -> "Profiel":
        for veld, sleutels in (
            ("hoofdreden", [h.code for h in self.hoofdreden]),
            ("hoofdreden", [h.naam.casefold() for h in self.hoofdreden]),
            ("evaluatievraag", [v.code for v in self.evaluatievraag]),
            ("evaluatievraag", [f"{v.doelgroep}: {v.tekst}" for v in self.evaluatievraag]),
            ("leverkalender", [m.bron for m in self.leverkalender]),
        ):
            if dubbel := sorted({s for s in sleutels if sleutels.count(s) > 1}):
                raise ValueError(f"{veld}: {', '.join(dubbel)} staat er twee keer; haal er een weg")
        return self

    @property
    def gemeenten(self) -> tuple[str, ...]:
        """Names of the gemeenten, in the order of the profile."""
        return tuple(g.naam for g in self.gemeente)

    @property
    def vraagcodes(self) -> frozenset[str]:
        """Every question as ``doelstelling.code``, for instance ``3.R1``."""
        return frozenset(f"{d.nummer}.{v.code}" for d in self.doelstelling for v in d.vraag)

    def codelijst(self, naam: str) -> dict[str, tuple[str, ...]]:
        """The codes of one of ``CODELIJSTEN``, each with the words that people read for it."""
        if naam == "hoofdreden":
            return {h.code: (h.naam,) for h in self.hoofdreden}
        doelgroep = naam.removeprefix("evaluatievraag.")
        return {v.code: (v.tekst,) for v in self.evaluatievraag if v.doelgroep == doelgroep}


def controleer_leverkalender(profiel: Profiel, bronnen: Iterable[str]) -> None:
    """Hold the calendar of deliveries against the bronnen that there are.

    Raises:
        DefinitieFout: a bron that does not exist.
    """
    bekend = set(bronnen)
    if vreemd := sorted({m.bron for m in profiel.leverkalender} - bekend):
        raise DefinitieFout(
            f"{profiel.id}/profiel.toml: veld 'leverkalender': bron {', '.join(vreemd)} bestaat"
            f" niet; kies uit {', '.join(sorted(bekend))}"
        )


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
