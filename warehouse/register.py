"""The register: every kengetal, declared once in a folder under ``kengetallen``.

Checks, roll-ups, pages, exports and the command line all read what is loaded here. A folder
that starts with an underscore is a template and is skipped.
"""

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from warehouse.paths import PAKKET
from warehouse.profiel import Profiel
from warehouse.strikt import DefinitieFout, Strikt, Tekst, controleer, laad_toml, plek

KENGETALLEN = PAKKET / "kengetallen"
BEGRIPPEN = PAKKET / "begrippen.toml"
SECTIES = (
    "Leerlingen",
    "Toelaatbaarheidsverklaringen",
    "Leerlingstromen",
    "Thuiszitters en verzuim",
    "Begaafdheid",
    "Jeugdhulp, samenwerking, kansen",
    "Middelen",
)
VERHOUDINGEN = ("aandeel", "promille", "gemiddelde")

Naam = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Graan = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$")]


def _sectie(tekst: str) -> str:
    if tekst not in SECTIES:
        raise ValueError(f"'{tekst}' is geen sectie; kies uit {', '.join(SECTIES)}")
    return tekst


class Grenzen(Strikt):
    """Between which values a figure of the whole region can be believed, and why."""

    minimum: float | None = None
    maximum: float | None = None
    ernst: Literal["kritiek", "waarschuwing"]
    reden: Tekst


class Trendbreuk(Strikt):
    datum: dt.date
    reden: Tekst


class Definitie(Strikt):
    """``definitie.toml``: what a kengetal is, in words and in settings."""

    id: Naam
    titel: Tekst
    onderwerp: Tekst
    sectie: Annotated[Tekst, AfterValidator(_sectie)]
    volgorde: int
    vraag: Tekst
    soort: Literal["aantal", "aandeel", "promille", "bedrag", "verdeling", "gemiddelde"]
    eenheid: Tekst
    eenheid_enkelvoud: Tekst | None = None
    decimalen: int = Field(ge=0, le=4)
    periode: tuple[Literal["teldatum", "peildatum", "schooljaar", "kwartaal", "jaar"], ...] = Field(
        min_length=1
    )
    reeks: Tekst | None = None
    teller: Tekst
    noemer: Tekst | None = None
    niet: Tekst
    grain: tuple[Graan, ...] = Field(min_length=1)
    noemer_grain: tuple[Naam, ...] | None = None
    niet_optelbaar: tuple[Naam, ...] = ()
    gunstig: Literal["hoger", "lager", "doel", "geen"]
    waarom: Tekst
    let_op: tuple[Tekst, ...]
    bronnen: tuple[Naam, ...] = Field(min_length=1)
    eigenaar: Tekst
    controleur: Tekst
    herzien: dt.date
    doelstelling: tuple[int, ...]
    beweging: tuple[str, ...]
    vragen: tuple[str, ...]
    grenzen: Grenzen
    trendbreuk: tuple[Trendbreuk, ...] = ()

    @model_validator(mode="after")
    def _samenhang(self) -> "Definitie":
        if self.soort in VERHOUDINGEN and not self.noemer:
            raise ValueError(f"een {self.soort} heeft een noemer; beschrijf hem in 'noemer'")
        if self.soort == "aantal" and not self.eenheid_enkelvoud:
            raise ValueError("een aantal heeft ook 'eenheid_enkelvoud' nodig, voor '1 leerling'")
        if "regio" not in self.grain:
            raise ValueError("'grain' noemt altijd ook regio; voeg het toe")
        if "teldatum" in self.periode and not self.reeks:
            raise ValueError("bij teldata noemt 'reeks' de hoofdreeks, bijvoorbeeld '1 februari'")
        if vreemd := set(self.niet_optelbaar) - set(self.dimensies):
            raise ValueError(f"'niet_optelbaar' noemt {sorted(vreemd)}, dat niet in 'grain' staat")
        return self

    @property
    def heeft_toeval(self) -> bool:
        """Whether chance moves the figure: counts of children do, amounts of money do not."""
        return self.sectie != "Middelen" and self.soort in ("aantal", "aandeel", "promille")

    @cached_property
    def dimensies(self) -> tuple[str, ...]:
        """Every dim of every grain, in order of first mention; regio is no dim."""
        namen = (dim for graan in self.grain for dim in graan.split(",") if dim != "regio")
        return tuple(dict.fromkeys(namen))


class Voorbeeld(Strikt):
    """``voorbeeld.toml``: a tiny input and the outcome that must follow from it."""

    uitleg: Tekst
    invoer: dict[Naam, list[dict[str, Any]]]
    uitkomst: list[dict[str, Any]] = Field(min_length=1)


class Kengetal(Strikt):
    """One folder of the register, read and checked."""

    definitie: Definitie
    sql: Tekst
    voorbeeld: Voorbeeld
    versie: str

    @property
    def id(self) -> str:
        return self.definitie.id


def laad_kengetal(map_: Path) -> Kengetal:
    """Read one folder.

    Raises:
        DefinitieFout: any of the three files is missing, unfinished or misspelt.
    """
    definitie = laad_toml(map_ / "definitie.toml", Definitie, id=map_.name)
    voorbeeld = laad_toml(map_ / "voorbeeld.toml", Voorbeeld)
    sql_pad = map_ / "view.sql"
    if not sql_pad.is_file():
        raise DefinitieFout(f"{plek(sql_pad)}: het bestand ontbreekt; voeg het toe")
    sql = sql_pad.read_text("utf-8").strip()
    versie = hashlib.sha256(
        (map_ / "definitie.toml").read_bytes() + sql_pad.read_bytes()
    ).hexdigest()[:8]
    inhoud = {"definitie": definitie, "sql": sql, "voorbeeld": voorbeeld, "versie": versie}
    return controleer(sql_pad, Kengetal, inhoud)


def laad_register(map_: Path = KENGETALLEN) -> dict[str, Kengetal]:
    """Every kengetal by id, in the order of the sections.

    Raises:
        DefinitieFout: everything that is wrong in any folder, one line each.
    """
    gelezen: list[Kengetal] = []
    fouten: list[str] = []
    for pad in sorted(map_.iterdir()):
        if not pad.is_dir() or pad.name.startswith(("_", ".")):
            continue
        try:
            gelezen.append(laad_kengetal(pad))
        except DefinitieFout as fout:
            fouten.append(str(fout))
    if fouten:
        raise DefinitieFout("\n".join(fouten))
    gelezen.sort(
        key=lambda k: (SECTIES.index(k.definitie.sectie), k.definitie.volgorde, k.definitie.id)
    )
    return {kengetal.id: kengetal for kengetal in gelezen}


def controleer_verwijzingen(
    register: dict[str, Kengetal], profiel: Profiel, bronnen: Iterable[str]
) -> None:
    """Hold every reference of the register against the profile and the known bronnen.

    Raises:
        DefinitieFout: a doelstelling, question, beweging or bron that does not exist.
    """
    nummers = {d.nummer for d in profiel.doelstelling}
    bewegingen = {b.code for b in profiel.beweging}
    bekend = set(bronnen)
    fouten: list[str] = []
    for kengetal in register.values():
        d = kengetal.definitie
        for veld, gevraagd, bestaand in (
            ("doelstelling", set(d.doelstelling), nummers),
            ("vragen", set(d.vragen), set(profiel.vraagcodes)),
            ("beweging", set(d.beweging), bewegingen),
            ("bronnen", set(d.bronnen), bekend),
        ):
            for vreemd in sorted(map(str, gevraagd - bestaand)):
                fouten.append(
                    f"kengetallen/{d.id}/definitie.toml: veld '{veld}': '{vreemd}' bestaat niet; "
                    f"kies uit {', '.join(sorted(map(str, bestaand)))}"
                )
    if fouten:
        raise DefinitieFout("\n".join(fouten))


def leesbare_definitie(kengetal: Kengetal) -> dict[str, Any]:
    """All fields of a kengetal as plain values, as ``peilstok definitions --json`` gives them."""
    velden = kengetal.definitie.model_dump(mode="json")
    return velden | {
        "sql": kengetal.sql,
        "voorbeeld": kengetal.voorbeeld.model_dump(mode="json"),
        "definitie_versie": kengetal.versie,
    }


def lees_begrippen(pad: Path = BEGRIPPEN) -> list[dict[str, str]]:
    """The glossary: a list of ``term, uitleg, bron``."""
    begrippen: list[dict[str, str]] = tomllib.loads(pad.read_text("utf-8"))["begrip"]
    return begrippen


def lees_codes(pad: Path = BEGRIPPEN) -> dict[str, dict[str, str]]:
    """How the codes of each breakdown are called on screen: dim → code → name, in order."""
    codes: dict[str, dict[str, str]] = tomllib.loads(pad.read_text("utf-8"))["code"]
    return codes
