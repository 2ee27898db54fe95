"""What goes into a report: figures chosen anywhere, in an order, with words of the author's own.

A choice is kept as TOML, under a name or as a file that can be passed on; as a link it holds which
figures there are, without the words. What a figure looks like is left to ``figuren``.
"""

import json
import re
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from app.inhoud import REGIO
from warehouse import duurzaam
from warehouse.paths import Thuis
from warehouse.strikt import DefinitieFout, Strikt, controleer, laad_toml

_NAAM = re.compile(r"[\w -]{1,60}")
_SCHEIDING = "~"
_VAKKEN = ("kengetal", "reeks", "periode", "grain", "eenheid", "per", "scenario")
_VAKKEN += ("pagina", "blok", "keuzes", "vraag")
_SOORTEN = ("kengetal", "scenario", "pagina", "vraag")
_HOOGSTENS = 200  # figures in one report


def _zonder_scheiding(code: str) -> str:
    if _SCHEIDING in code or ";" in code:
        raise ValueError("een code bevat geen puntkomma of ~")
    return code


Code = Annotated[str, AfterValidator(_zonder_scheiding)]


class Onderdeel(Strikt):
    """One part of a report: a kengetal, a scenario, a block of a page, or a verdict.

    Attributes:
        kengetal: the figure; then the four below it say of whom and when.
        periode: the period that it is about; the newest of the year when empty.
        eenheid: codes of the unit of `grain`, with commas; the whole region when empty.
        per: the grain to break it down to; its course over the years when empty.
        scenario: what the address of page Middelen says of one.
        pagina, blok, keuzes: a table of a page, and the choices in its address.
        vraag: the code of a question of which the verdicts are told.
        naam: what it was called when it was chosen, for lists.
        titel, opmerking: what the author says instead of, and below, our own sentence.
    """

    kengetal: Code = ""
    hoofdstuk: str = ""
    reeks: Code = ""
    periode: Code = ""
    grain: Code = REGIO
    eenheid: Code = ""
    per: Code = ""
    scenario: Code = ""
    pagina: Code = ""
    blok: Code = ""
    keuzes: Code = ""
    vraag: Code = ""
    naam: str = ""
    titel: str = ""
    opmerking: str = ""

    @model_validator(mode="after")
    def _is_van_een_soort(self) -> Self:
        if sum(bool(getattr(self, soort)) for soort in _SOORTEN) != 1:
            raise ValueError(
                "een onderdeel noemt een kengetal, een scenario, een pagina of een vraag"
            )
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """The unit as a figure names it."""
        return tuple(self.eenheid.split(",")) if self.eenheid else ()


class Mandje(Strikt):
    """A report to be made: its title and its parts, in order.

    Attributes:
        publicatie: whose figures were looked at when the first part was chosen.
    """

    titel: str = "Bestuursverslag"
    publicatie: str = ""
    onderdeel: tuple[Onderdeel, ...] = Field(default=(), max_length=_HOOGSTENS)

    def met(self, onderdeel: Onderdeel) -> "Mandje":
        """With one more at the end; what is in it already is not put in twice."""
        if any(plek(o) == plek(onderdeel) for o in self.onderdeel):
            return self
        return self._als((*self.onderdeel, onderdeel))

    def zonder(self, plaats: int) -> "Mandje":
        return self._als(o for i, o in enumerate(self.onderdeel) if i != plaats)

    def anders(self, plaats: int, **velden: str) -> "Mandje":
        """With other words, or another choice, for one of them."""
        nieuw = self.onderdeel[plaats].model_copy(update=velden)
        return self._als(nieuw if i == plaats else o for i, o in enumerate(self.onderdeel))

    def verplaatst(self, plaats: int, stap: int) -> "Mandje":
        """One of them so many places further down, or up when it is negative."""
        lijst = list(self.onderdeel)
        naar = min(max(plaats + stap, 0), len(lijst) - 1)
        lijst.insert(naar, lijst.pop(plaats))
        return self._als(lijst)

    def _als(self, onderdelen: object) -> "Mandje":
        return self.model_copy(update={"onderdeel": tuple(onderdelen)})  # type: ignore[call-overload]


def plek(onderdeel: Onderdeel) -> tuple[str, ...]:
    """What a part is of, apart from the words of the author."""
    return tuple(getattr(onderdeel, vak) for vak in _VAKKEN)


# As a link.


def als_link(mandje: Mandje) -> str:
    """Which figures there are, for an address."""
    return _SCHEIDING.join(";".join(plek(o)).rstrip(";") for o in mandje.onderdeel)


def uit_link(tekst: str) -> Mandje:
    """The figures that an address names; what cannot be one is left out."""
    gevonden = []
    for deel in tekst.split(_SCHEIDING)[:_HOOGSTENS]:
        velden = {naam: v for naam, v in zip(_VAKKEN, deel.split(";"), strict=False) if v}
        with suppress(ValidationError):
            gevonden.append(Onderdeel(**velden))
    return Mandje(onderdeel=tuple(gevonden))


# As a file.


def als_tekst(mandje: Mandje) -> str:
    """The choice as TOML; what is as it always is stays out of it."""
    regels = [f"titel = {_tekst(mandje.titel)}"]
    if mandje.publicatie:
        regels.append(f"publicatie = {_tekst(mandje.publicatie)}")
    for onderdeel in mandje.onderdeel:
        regels += ["", "[[onderdeel]]"]
        velden = onderdeel.model_dump(exclude_defaults=True)
        regels += [f"{naam} = {_tekst(waarde)}" for naam, waarde in velden.items()]
    return "\n".join(regels) + "\n"


def lees(pad: Path) -> Mandje:
    """A choice from a file.

    Raises:
        DefinitieFout: no such file, or a field that is wrong.
    """
    return laad_toml(pad, Mandje)


def uit_tekst(inhoud: bytes, naam: str) -> Mandje:
    """A choice from the contents of a file that somebody passed on.

    Raises:
        DefinitieFout: it is no TOML, or a field is wrong.
    """
    try:
        velden = tomllib.loads(inhoud.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise DefinitieFout(f"{naam} is geen leesbare keuze; bewaar hem opnieuw") from None
    return controleer(Path(naam), Mandje, velden)


def _tekst(waarde: str) -> str:
    # A basic string of TOML is one of JSON, but for this one sign.
    return json.dumps(waarde, ensure_ascii=False).replace("\x7f", "\\u007f")


# Kept under a name.


def bewaarde(thuis: Thuis) -> list[str]:
    """The names under which choices are kept."""
    return sorted(pad.stem for pad in thuis.verslagen.glob("*.toml"))


def bewaar(thuis: Thuis, naam: str, mandje: Mandje) -> None:
    """Keep a choice, in the place of one of the same name.

    Raises:
        DefinitieFout: the name has signs that a file name may not have everywhere.
    """
    duurzaam.schrijf(_pad(thuis, naam), als_tekst(mandje).encode())


def open_bewaarde(thuis: Thuis, naam: str) -> Mandje:
    """A choice that was kept.

    Raises:
        DefinitieFout: there is none of that name, or it is wrong.
    """
    return lees(_pad(thuis, naam))


def _pad(thuis: Thuis, naam: str) -> Path:
    if not _NAAM.fullmatch(naam.strip()):
        raise DefinitieFout("een naam heeft letters, cijfers, spaties en streepjes, hoogstens 60")
    return thuis.verslagen / f"{naam.strip()}.toml"
