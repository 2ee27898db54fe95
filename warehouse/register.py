"""The register: every kengetal, declared once in a folder under ``kengetallen``.

Checks, roll-ups, pages, exports and the command line all read what is loaded here. A folder
that starts with an underscore is a template and is skipped.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, Field, model_validator

from warehouse.paths import PAKKET
from warehouse.profiel import Profiel
from warehouse.strikt import DefinitieFout, Strikt, Tekst, controleer, laad_toml, lees_toml, plek

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
_TERM = r"(-)?([a-z][a-z0-9_]*)(?:\.(teller|noemer))?(?:\[([a-z_]+)=([^\]]+)\])?(@vorig)?"
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


class Term(NamedTuple):
    """A count of another kengetal, as a term of a sum."""

    teken: float
    kengetal: str
    maat: str
    filter: tuple[str, str] | None  # the one code of a breakdown that is meant
    is_vorig: bool = False  # of the schooljaar before


class Samenhang(Strikt):
    """That a count of this kengetal is always the sum of counts of others, or a part of that sum.

    ``is = ["leerlingen_go", "-grensverkeer_in"]``; ``tlv_afgegeven[formulier=D]`` is one unit of a
    breakdown, ``tlv_binnen_norm.noemer`` another count than the teller, and
    ``thuiszitters_stroom@vorig`` that of the schooljaar before. ``van = "termijn=1"``: only that
    unit of a breakdown, against counts of the region. ``binnen = true``: a part of the sum; what
    the sum has more are children as well, and when they are few nobody must be able to count them.
    """

    maat: Literal["teller", "noemer"] = "teller"
    van: Annotated[str, Field(pattern=r"^[a-z_]+=[^=]+$")] | None = None
    binnen: bool = False
    is_: tuple[Annotated[str, Field(pattern=_TERM)], ...] = Field(alias="is", min_length=1)

    @cached_property
    def termen(self) -> tuple[Term, ...]:
        """The terms, read."""
        return tuple(_term(tekst) for tekst in self.is_)


def _term(tekst: str) -> Term:
    gevonden = re.fullmatch(_TERM, tekst)
    assert gevonden is not None
    min_, naam, maat, dim, code, vorig = gevonden.groups()
    filter_ = (dim, code) if dim else None
    return Term(-1.0 if min_ else 1.0, naam, maat or "teller", filter_, bool(vorig))


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
    peildatum: Tekst
    teller: Tekst
    noemer: Tekst | None = None
    niet: Tekst
    grain: tuple[Graan, ...] = Field(min_length=1)
    noemer_grain: tuple[Naam, ...] | None = None
    niet_optelbaar: tuple[Naam, ...] = ()
    verwacht: tuple[Literal["bao", "sbo", "so", "gemeente"], ...] = ()
    toeval: bool = True
    herleidbaar: bool = True
    rest_herleidbaar: bool = True
    samenhang: tuple[Samenhang, ...] = ()
    intern: tuple[Graan, ...] = ()
    gunstig: Literal["hoger", "lager", "doel", "geen"]
    waarom: Tekst
    let_op: tuple[Tekst, ...]
    bronnen: tuple[Naam, ...] = Field(min_length=1)
    eigenaar: Tekst
    controleur: Tekst
    herzien: dt.date
    doelstelling: tuple[int, ...] = Field(min_length=1)
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
    def is_verhouding(self) -> bool:
        """Whether teller is divided by noemer: a bedrag too, when it names one."""
        return self.soort in VERHOUDINGEN or (self.soort == "bedrag" and self.noemer is not None)

    @property
    def heeft_toeval(self) -> bool:
        """Whether chance moves the figure: counts of children do, amounts of money do not."""
        return self.toeval and self.sectie != "Middelen" and self.soort != "bedrag"

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
            ("samenhang", {t.kengetal for s in d.samenhang for t in s.termen}, set(register)),
        ):
            for vreemd in sorted(map(str, gevraagd - bestaand)):
                fouten.append(
                    f"kengetallen/{d.id}/definitie.toml: veld '{veld}': '{vreemd}' bestaat niet; "
                    f"kies uit {', '.join(sorted(map(str, bestaand)))}"
                )
    fouten += _vreemd_beeld(register, profiel)
    if fouten:
        raise DefinitieFout("\n".join(fouten))


def _vreemd_beeld(register: dict[str, Kengetal], profiel: Profiel) -> list[str]:
    """What the profile draws at a question must say that it answers it."""
    return [
        f"{profiel.id}/profiel.toml: veld 'beeld' van vraag {d.nummer}.{v.code}: kengetal '{naam}' "
        "bestaat niet of noemt deze vraag niet in 'vragen'; haal het weg of noem haar daar"
        for d in profiel.doelstelling
        for v in d.vraag
        for naam in v.beeld
        if naam not in register or f"{d.nummer}.{v.code}" not in register[naam].definitie.vragen
    ]


def voor_profiel(register: Mapping[str, Kengetal], profiel: Profiel) -> dict[str, Kengetal]:
    """The kengetallen that a region can have: it knows every bron, and does not leave them out.

    Which bronnen there are is what its leverkalender says; the postcodes are of the country.

    Raises:
        DefinitieFout: one that is left out does not exist.
    """
    if vreemd := sorted(set(profiel.zonder_kengetallen) - set(register)):
        raise DefinitieFout(
            f"{profiel.id}/profiel.toml: veld 'zonder_kengetallen': {', '.join(vreemd)} bestaat"
            " niet; verbeter de spelling of haal het weg"
        )
    return {
        naam: kengetal
        for naam, kengetal in register.items()
        if all(profiel.kent(bron) for bron in kengetal.definitie.bronnen)
        and naam not in profiel.zonder_kengetallen
    }


NIET_VAN_TOEPASSING = "niet van toepassing"


def leesbare_definitie(kengetal: Kengetal) -> dict[str, Any]:
    """All fields of a kengetal as plain values, as ``peilstok definitions --json`` gives them."""
    velden = kengetal.definitie.model_dump(mode="json")
    leeg = dict.fromkeys(
        (veld for veld, waarde in velden.items() if waarde is None), NIET_VAN_TOEPASSING
    )
    return (
        velden
        | leeg
        | {
            "sql": kengetal.sql,
            "voorbeeld": kengetal.voorbeeld.model_dump(mode="json"),
            "definitie_versie": kengetal.versie,
        }
    )


def lees_begrippen(pad: Path = BEGRIPPEN) -> list[dict[str, str]]:
    """The glossary: a list of ``term, uitleg, bron``."""
    begrippen: list[dict[str, str]] = lees_toml(pad)["begrip"]
    return begrippen


def lees_codes(pad: Path = BEGRIPPEN) -> dict[str, dict[str, str]]:
    """How the codes of each breakdown are called on screen: dim → code → name, in order."""
    codes: dict[str, dict[str, str]] = lees_toml(pad)["code"]
    return codes
