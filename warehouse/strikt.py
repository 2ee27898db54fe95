"""Strict loading of TOML: a misspelt, empty or unfinished field stops with a Dutch message.

The message names file, field and cure. What the fields mean is left to the models in
``register``, ``profiel`` and the contracts of the bronnen.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

ONAF = {"tbc", "tbd", "todo", "n.t.b.", "ntb", "xxx", "?"}

_UITLEG = {
    "extra_forbidden": "dit veld bestaat niet; verwijder het of verbeter de spelling",
    "missing": "dit veld ontbreekt; voeg het toe",
    "too_short": "leeg; vul het in",
    "literal_error": "deze waarde mag hier niet; toegestaan: {expected}",
    "value_error": "{error}",
}


class DefinitieFout(Exception):
    """A TOML file of the product is wrong; the text says which file, which field and what to do."""


def _afgemaakt(tekst: str) -> str:
    kaal = tekst.strip()
    if not kaal:
        raise ValueError("leeg; vul het in of haal het veld weg")
    if kaal.casefold() in ONAF:
        raise ValueError(f"'{kaal}' is nog niet ingevuld; schrijf de echte tekst")
    return kaal


Tekst = Annotated[str, AfterValidator(_afgemaakt)]


class Strikt(BaseModel):
    """Base of every model read from TOML: unknown fields are refused, values cannot change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)


def laad_toml(pad: Path, model: type[Model], **erbij: Any) -> Model:
    """Read one TOML file into its model.

    Args:
        pad: the file.
        model: the pydantic model that it must fill exactly.
        erbij: fields that do not stand in the file (an id from the folder's name, say).

    Raises:
        DefinitieFout: unreadable TOML, or any field that is wrong; all fields at once.
    """
    return controleer(pad, model, lees_toml(pad) | erbij)


def lees_toml(pad: Path) -> dict[str, Any]:
    """What a TOML file holds; do not change it: whoever reads the same text gets it as well.

    Raises:
        DefinitieFout: there is no such file, or it is no TOML.
    """
    try:
        return _ontleed(pad.read_text("utf-8"))
    except FileNotFoundError:
        raise DefinitieFout(f"{plek(pad)}: het bestand ontbreekt; voeg het toe") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        reden = f"geen leesbare TOML ({fout}); herstel de opmaak"
        raise DefinitieFout(f"{plek(pad)}: {reden}") from fout


# Parsing the two hundred files of the product would take as long as a small load itself.
_ontleed = lru_cache(maxsize=512)(tomllib.loads)


def controleer(pad: Path, model: type[Model], inhoud: dict[str, Any]) -> Model:
    """Fill the model with what was read, or raise one message with everything that is wrong."""
    try:
        return model.model_validate(inhoud)
    except ValidationError as fout:
        regels = [f"{plek(pad)}: {_regel(dict(melding))}" for melding in fout.errors()]
        raise DefinitieFout("\n".join(regels)) from fout


def plek(pad: Path) -> str:
    """The last parts of a path: enough to find the file, no more of the machine than needed."""
    return "/".join(pad.parts[-3:])


def _regel(melding: dict[str, Any]) -> str:
    veld = ".".join(str(deel) for deel in melding["loc"]) or "(geheel)"
    context = {k: str(v) for k, v in melding.get("ctx", {}).items()}
    uitleg = _UITLEG.get(melding["type"])
    if uitleg is None:
        waarde = repr(melding.get("input"))
        return f"veld '{veld}': waarde {waarde} past niet; schrijf het als in het sjabloon"
    return f"veld '{veld}': {uitleg.format(**context) if context else uitleg}"
