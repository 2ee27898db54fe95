"""The profile of a region: its gemeenten, dates, norms, doelstellingen and bewegingen.

One folder per SWV under ``profielen``. What a profile says is data; nothing here computes.
"""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from warehouse.normen import Normen
from warehouse.paths import PAKKET, Thuis
from warehouse.strikt import DefinitieFout, Strikt, Tekst, controleer, lees_toml

PROFIELEN = PAKKET / "profielen"

# Code lists that the contract of a bron may ask for.
CODELIJSTEN = (
    "hoofdreden",
    "evaluatievraag.ouders",
    "evaluatievraag.scholen",
    "evaluatievraag.partners",
)

# What the software itself calls the level between gemeente and school.
GEBIED = "kerngebied"

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
    """A group of schools between gemeente and school.

    Attributes:
        gemeente: where it lies, when in one; with ``postcode`` and ``middelpunt`` (breedtegraad,
            lengtegraad) only invented data need it.
    """

    naam: Tekst
    jop_pilot: bool = False
    gemeente: str = ""
    postcode: Annotated[str, Field(pattern=r"^([1-9]\d{3})?$")] = ""
    middelpunt: tuple[float, float] | None = None


class Begrip(Strikt):
    """A word of this region in the glossary."""

    term: Tekst
    uitleg: Tekst
    bron: Tekst


class Peildata(Strikt):
    """Month-days of the counts: settings of the region, not constants."""

    teldatum: MaandDag
    go: tuple[MaandDag, ...]
    thuiszitters: tuple[MaandDag, ...]


class IkcLocatie(Strikt):
    """A location of the IKC, by its name or its six-character code in `scholen`."""

    naam: Tekst


class IkcAfspraak(Strikt):
    """The number of IKC pupils that was agreed for the volumebekostiging, from this year on."""

    jaar: int
    leerlingen: int = Field(gt=0)


class Scenariopost(Strikt):
    """What a post of the begroting is counted with, and follows in a scenario.

    A post that is not named goes as planned, as do instroom and tlv_bao.
    """

    post: Tekst
    volgt: Literal["ikc", "ikc_ander", "so", "bao", "terugplaatsing", "instroom", "tlv_bao"]


class Bewaren(Strikt):
    """How long rows about a pupil are kept after the end of their matter, in years."""

    jaren: int = Field(ge=1, le=10)


class Vraag(Strikt):
    """A reflectievraag (R…) or toetsingsvraag (T…) under a doelstelling.

    Attributes:
        beeld: the kengetallen that are drawn first, of those that answer it.
    """

    code: Annotated[str, Field(pattern=r"^[RT][1-9]$")]
    tekst: Tekst
    bewijs: Tekst
    beeld: Annotated[tuple[Code, ...], Field(max_length=3)] = ()

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
    """What the Algemene Vergadering asks of every doelstelling, besides its own questions."""

    code: Annotated[str, Field(pattern=r"^A[1-9]$")]
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


class Gebeurtenis(Strikt):
    """What happened outside the figures and shows in them; a trendbreuk bars comparison.

    Attributes:
        kengetallen: which figures it is about; none means all of them.
        gemeente: empty for the whole region.
    """

    datum: dt.date
    titel: Tekst
    soort: Literal["gebeurtenis", "trendbreuk"]
    kengetallen: tuple[Code, ...] = ()
    gemeente: Tekst | None = None


class Doelgroep(Strikt):
    """An audience beside the medewerkers and the besturen themselves.

    Attributes:
        zonder: dims that it does not get.
        afronding: shown counts are rounded to this; 1 is exact.
        alleen_beweging: only kengetallen that serve one of the gewenste bewegingen.
    """

    code: Literal["toezicht", "platform_jeugd", "openbaar"]
    naam: Tekst
    zonder: tuple[Code, ...] = ()
    afronding: Literal[1, 5] = 1
    alleen_beweging: bool = False


class Levermoment(Strikt):
    """When a bron is due, and from whom.

    Attributes:
        uiterlijk: last days of a year on which it must be in.
        door: a function, never a name.
        partner: the organisation that it works for.
    """

    bron: Code
    ritme: Literal["schooljaar", "kwartaal", "teldatum", "jaar", "maand"]
    uiterlijk: Annotated[tuple[MaandDag, ...], Field(min_length=1)]
    door: Tekst
    partner: Tekst = "samenwerkingsverband"

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
    gebied: Tekst = GEBIED
    gebied_meervoud: str = ""
    gemeente: tuple[Gemeente, ...]
    kerngebied: tuple[Kerngebied, ...]
    peildata: Peildata
    normen: Normen
    bewaren: Bewaren
    doelstelling: tuple[Doelstelling, ...]
    av_vraag: tuple[AvVraag, ...]
    beweging: tuple[Beweging, ...]
    hoofdreden: tuple[Hoofdreden, ...]
    evaluatievraag: tuple[Evaluatievraag, ...]
    leverkalender: tuple[Levermoment, ...]
    coulance_dagen: int = Field(
        default=60, ge=1, description="days past its last day after which a bron is out of date"
    )
    gebeurtenis: tuple[Gebeurtenis, ...] = ()
    doelgroep: tuple[Doelgroep, ...]
    begrip: tuple[Begrip, ...] = ()
    zonder_begrippen: tuple[Tekst, ...] = ()
    zonder_kengetallen: tuple[Code, ...] = ()
    ikc_locatie: tuple[IkcLocatie, ...] = ()
    ikc_afspraak: tuple[IkcAfspraak, ...] = ()
    scenariopost: tuple[Scenariopost, ...] = ()

    @model_validator(mode="after")
    def _een_keer(self) -> "Profiel":
        for veld, sleutels in (
            ("hoofdreden", [h.code for h in self.hoofdreden]),
            ("hoofdreden", [h.naam.casefold() for h in self.hoofdreden]),
            ("evaluatievraag", [v.code for v in self.evaluatievraag]),
            ("evaluatievraag", [f"{v.doelgroep}: {v.tekst}" for v in self.evaluatievraag]),
            ("leverkalender", [m.bron for m in self.leverkalender]),
            ("av_vraag", [v.code for v in self.av_vraag]),
            ("doelstelling", [f"{d.nummer}.{v.code}" for d in self.doelstelling for v in d.vraag]),
        ):
            if dubbel := sorted({s for s in sleutels if sleutels.count(s) > 1}):
                raise ValueError(f"{veld}: {', '.join(dubbel)} staat er twee keer; haal er een weg")
        return self

    @property
    def gebieden(self) -> str:
        """What the region calls several of its gebieden: the plural of ``gebied``."""
        return self.gebied_meervoud or f"{self.gebied}en"

    def in_eigen_woorden(self, tekst: str) -> str:
        """A text of the software with the word that this region has for a kerngebied.

        What the region does not have, a text says in brackets at most: "sbo (ook IKC)" is sbo here.
        """
        for begrip in self.zonder_begrippen:
            tekst = tekst.replace(f" (ook {begrip})", "")
        if self.gebied == GEBIED:
            return tekst
        for ons, eigen in ((f"{GEBIED}en", self.gebieden), (GEBIED, self.gebied)):
            tekst = tekst.replace(ons, eigen).replace(ons.capitalize(), eigen.capitalize())
        return tekst

    def hoort_hier(self, regel: str) -> bool:
        """Whether a remark is for this region: no known answer of another, nothing it has not."""
        if regel.startswith("Ter ijking") and self.kort.removeprefix("SWV ") not in regel:
            return False
        eigen = self.in_eigen_woorden(regel)
        # A term may have its abbreviation behind it: both are words for it.
        woorden = (w for b in self.zonder_begrippen for w in re.split(r"[()]", b) if w.strip())
        return not any(re.search(rf"\b{re.escape(w.strip())}\b", eigen) for w in woorden)

    def kent(self, bron: str) -> bool:
        """Whether this region has a bron: someone delivers it, or it is of the whole country."""
        return bron == "postcodes" or any(m.bron == bron for m in self.leverkalender)

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


def profiel_van(thuis: Thuis) -> Profiel:
    """The profile of a home: its own ``profiel.toml``, else the one that ships under its name.

    Raises:
        DefinitieFout: no such profile, or a field of it is wrong.
    """
    if not thuis.profielbestand.is_file():
        return laad_profiel(thuis.profiel)
    return _lees(thuis.profielbestand, thuis.profiel, PROFIELEN)


def laad_profiel(naam: str, map_: Path = PROFIELEN) -> Profiel:
    """Read the profile with this name.

    Raises:
        DefinitieFout: no such profile, or a field of it is wrong.
    """
    return _lees(_zoek(naam, map_), naam, map_)


def _zoek(naam: str, map_: Path) -> Path:
    pad = map_ / naam / "profiel.toml"
    if not pad.is_file():
        bekend = ", ".join(sorted(p.parent.name for p in map_.glob("*/profiel.toml")))
        raise DefinitieFout(f"profiel '{naam}' bestaat niet; bekend zijn: {bekend}")
    return pad


def _lees(pad: Path, naam: str, map_: Path) -> Profiel:
    """A profile, with what it leaves out taken from the one that it builds on (``basis``).

    A list takes the place of the whole list there; of a group of settings (``[normen]``) single
    ones can be changed. That other profile stands whole: two steps would hide where a norm is from.
    """
    inhoud = dict(lees_toml(pad))
    if basis := inhoud.pop("basis", None):
        onder = lees_toml(_zoek(str(basis), map_))
        if "basis" in onder:
            raise DefinitieFout(
                f"profiel '{basis}' heeft zelf een basis; kies een volledig profiel"
            )
        inhoud = onder | {veld: _over(onder.get(veld), waarde) for veld, waarde in inhoud.items()}
    return controleer(pad, Profiel, inhoud | {"id": naam})


def _over(onder: Any, waarde: Any) -> Any:
    is_groep = isinstance(onder, dict) and isinstance(waarde, dict)
    return onder | waarde if is_groep else waarde
