"""The column mapping of a delivery (``--kolommen``, YAML): what it may say, read strictly.

A mapping renames, gives constants, recodes, leaves rows out and turns wide tables long, for one or
more bronnen out of one file. Carrying it out is left to ``toewijzen``.
"""

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, Field, model_validator

from pipelines.contract import Breed
from pipelines.vouwen import vouw
from warehouse.strikt import DefinitieFout, Strikt, Tekst, controleer


class Bronkolom(Strikt):
    """One of our columns, taken from one of theirs.

    Attributes:
        uit: header in the file.
        waarden: their value → ours; values not named stay as they are, or become ``anders``.
    """

    uit: Tekst
    waarden: dict[str, str] = Field(default_factory=dict)
    anders: str | None = None


def _alleen_kop(waarde: Any) -> Any:
    return {"uit": waarde} if isinstance(waarde, str) else waarde


Kolomkeuze = Annotated[Bronkolom, BeforeValidator(_alleen_kop)]


class Weglating(Strikt):
    """Rows that do not come along; each is named in the report."""

    kolom: Tekst
    waarden: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    reden: Tekst


class Opmerking(Strikt):
    """A warning on the rows with these values; without a column, on the file as a whole."""

    melding: Tekst
    kolom: Tekst | None = None
    waarden: tuple[Tekst, ...] = ()

    @model_validator(mode="after")
    def _samen(self) -> "Opmerking":
        if bool(self.waarden) != (self.kolom is not None):
            raise ValueError("kolom en waarden horen bij elkaar; vul ze allebei in, of geen")
        return self


class Bronkolommen(Strikt):
    """How one bron is filled from a file."""

    bron: Tekst
    kolommen: dict[str, Kolomkeuze] = Field(default_factory=dict)
    vast: dict[str, str] = Field(default_factory=dict)
    weglaten: tuple[Weglating, ...] = ()
    opmerkingen: tuple[Opmerking, ...] = ()
    breed: Breed | None = None

    @model_validator(mode="after")
    def _een_keer(self) -> "Bronkolommen":
        doelen = [*self.kolommen, *self.vast]
        doelen += [self.breed.naar, self.breed.waarde] if self.breed else []
        gevouwen = [vouw(doel) for doel in doelen]
        dubbel = sorted({doel for doel in doelen if gevouwen.count(vouw(doel)) > 1})
        if dubbel:
            raise ValueError(f"{', '.join(dubbel)} wordt twee keer gevuld; kies één manier")
        return self


class Kolommenkaart(Strikt):
    """A mapping file.

    Attributes:
        naam: its name, for messages.
        bestand: pattern of the file names that it is for; without it, for every file.
    """

    naam: Tekst
    bestand: Tekst | None = None
    bronnen: Annotated[tuple[Bronkolommen, ...], Field(min_length=1)]

    def geldt_voor(self, bestandsnaam: str) -> bool:
        """Whether the mapping is meant for a file of this name."""
        patroon = self.bestand
        return patroon is None or fnmatchcase(bestandsnaam.casefold(), patroon.casefold())


class _Tekstlader(yaml.BaseLoader):
    """Every scalar stays text (``2023-10-01``, ``ja``, ``01``), and a key may stand only once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        sleutels = [sleutel.value for sleutel, _ in node.value]
        dubbel = sorted({str(s) for s in sleutels if sleutels.count(s) > 1})
        if dubbel:
            raise yaml.YAMLError(f"'{', '.join(dubbel)}' staat er twee keer")
        return super().construct_mapping(node, deep)


def lees_kolommen(naam: str, tekst: str) -> Kolommenkaart:
    """Read a mapping from its text; ``naam`` is the file that messages name.

    Raises:
        DefinitieFout: unreadable, or a key that is unknown, missing or wrong; all at once.
    """
    try:
        inhoud = yaml.load(tekst, _Tekstlader)
    except yaml.YAMLError as fout:
        regel = " ".join(str(fout).split())
        raise DefinitieFout(f"{naam}: geen leesbare YAML ({regel}); herstel de opmaak") from None
    if not isinstance(inhoud, dict):
        raise DefinitieFout(f"{naam}: veld 'bronnen' ontbreekt; voeg het toe")
    return controleer(Path(naam), Kolommenkaart, inhoud | {"naam": naam})
