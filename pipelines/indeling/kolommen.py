"""The column mapping of a delivery (``--kolommen``, YAML): what it may say, read strictly.

A mapping renames, gives constants, recodes, chooses rows, adds rows up and turns wide tables long,
for one or more bronnen out of one file. Its recipe is ``voorbeelden/README.md``. Recognising a
mapping by the columns of a file is left to ``kaarten``, carrying it out to ``toewijzen``.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from pipelines.contract import Breed
from pipelines.waarden.vouwen import vouw
from warehouse.strikt import DefinitieFout, Strikt, Tekst, controleer

PATROON = "^"  # a spelling that starts with it is a regular expression over the whole header


def _leesbaar(tekst: str) -> str:
    try:
        re.compile(tekst)
    except re.error as fout:
        raise ValueError(f"'{tekst}' is geen reguliere expressie ({fout})") from fout
    return tekst


def _leesbare_kop(tekst: str) -> str:
    return _leesbaar(tekst) if tekst.startswith(PATROON) else tekst


def _rij_van_een(waarde: Any) -> Any:
    return (waarde,) if isinstance(waarde, str) else waarde


def _alleen_kop(waarde: Any) -> Any:
    return {"uit": waarde} if isinstance(waarde, str) else waarde


Kop = Annotated[Tekst, AfterValidator(_leesbare_kop)]
Koppen = Annotated[tuple[Kop, ...], BeforeValidator(_rij_van_een), Field(min_length=1)]
Patroon = Annotated[Tekst, AfterValidator(_leesbaar)]


class Bronkolom(Strikt):
    """One of our columns, taken from one of theirs.

    Attributes:
        uit: header in the file, or a name out of ``koppen``.
        past: regular expression; a cell that does not match in full counts as empty.
        of: header of the column that counts where the cell is empty, or when there is no ``uit``.
        waarden: their value → ours; one that starts with ``^`` is a regular expression, whose
            groups ours may use. Values not named stay as they are, or become ``anders``.
        leeg: what stands for an empty cell.
        ontbreekt: what stands in every row when the file has no such column; may be empty.
            Without it the column must be there.
        als: a year or a date made into a teldatum (of a year: 1 October), a schooljaar or a jaar.
    """

    uit: Kop
    past: Patroon | None = None
    of: Kop | None = None
    waarden: dict[Kop, str] = Field(default_factory=dict)
    anders: str | None = None
    leeg: Tekst | None = None
    ontbreekt: str | None = None
    als: Literal["teldatum", "schooljaar", "jaar"] | None = None


Kolomkeuze = Annotated[Bronkolom, BeforeValidator(_alleen_kop)]


class Weglating(Strikt):
    """Rows that do not come along; each is named in the report.

    Attributes:
        tellen: a whole kind of rows: they are counted, and need not be there.
    """

    kolom: Kop
    waarden: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    reden: Tekst
    tellen: bool = False


class Behoud(Strikt):
    """Only rows with these values come along; the others are counted."""

    kolom: Kop
    waarden: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    reden: Tekst


class Opmerking(Strikt):
    """A warning on the rows with these values; without a column, on the file as a whole.

    Attributes:
        tellen: a whole kind of rows: they are counted, and need not be there.
    """

    melding: Tekst
    kolom: Kop | None = None
    waarden: tuple[Tekst, ...] = ()
    tellen: bool = False

    @model_validator(mode="after")
    def _samen(self) -> "Opmerking":
        if bool(self.waarden) != (self.kolom is not None):
            raise ValueError("kolom en waarden horen bij elkaar; vul ze allebei in, of geen")
        return self


class Uitklap(Breed):
    """A wide table that becomes long; without ``naar`` the headers themselves say nothing."""

    naar: str = ""


class Bronkolommen(Strikt):
    """How one bron is filled from a file.

    Attributes:
        koppen: a name → every header that this column has had over the years.
        vast: our column → what stands in every row.
        uit_naam: our columns (jaar, schooljaar) that only the name of the file tells.
        uit_ontvangst: schooljaar that the name of the file may tell, else the day of receipt.
        onbekend: our required column that such a file never has → what cannot be computed then.
        tel_op: rows with the same key become one: counts are added, of the rest the first stays.
    """

    bron: Tekst
    koppen: dict[str, Koppen] = Field(default_factory=dict)
    kolommen: dict[str, Kolomkeuze] = Field(default_factory=dict)
    vast: dict[str, str] = Field(default_factory=dict)
    uit_naam: tuple[Tekst, ...] = ()
    uit_ontvangst: tuple[Tekst, ...] = ()
    onbekend: dict[str, Tekst] = Field(default_factory=dict)
    alleen: tuple[Behoud, ...] = ()
    weglaten: tuple[Weglating, ...] = ()
    opmerkingen: tuple[Opmerking, ...] = ()
    breed: Uitklap | None = None
    tel_op: bool = False

    @model_validator(mode="after")
    def _een_keer(self) -> "Bronkolommen":
        # a column that may be absent has a second way
        mag_weg = {vouw(naam) for naam, kolom in self.kolommen.items() if kolom.ontbreekt == ""}
        anders = (*self.onbekend, *self.uit_naam, *self.uit_ontvangst)
        doelen = [*self.kolommen, *self.vast, *(d for d in anders if vouw(d) not in mag_weg)]
        doelen += [d for d in (self.breed.naar, self.breed.waarde) if d] if self.breed else []
        gevouwen = [vouw(doel) for doel in doelen]
        dubbel = sorted({doel for doel in doelen if gevouwen.count(vouw(doel)) > 1})
        if dubbel:
            raise ValueError(f"{', '.join(dubbel)} wordt twee keer gevuld; kies één manier")
        return self

    @property
    def gebruikte_koppen(self) -> Iterator[str]:
        """Every header that the mapping asks the file for."""
        for kolom in self.kolommen.values():
            yield from (kop for kop in (kolom.uit, kolom.of) if kop)
        yield from (keuze.kolom for keuze in self.alleen)
        yield from (keuze.kolom for keuze in self.weglaten)
        yield from (opmerking.kolom for opmerking in self.opmerkingen if opmerking.kolom)


class Onbruikbaar(Strikt):
    """A file that is known and cannot be used: what it is, and what to deliver instead."""

    melding: Tekst
    oplossing: Tekst


class Kolommenkaart(Strikt):
    """A mapping file.

    Attributes:
        naam: its name, for messages.
        titel: what kind of file it is for, as a report names it.
        bestand: pattern of the file names that it is for; without it, for every file.
        herken: headers that together tell that a file is of this kind.
        herken_niet: headers that tell that it is not.
        koppen: spellings for all bronnen below; see ``Bronkolommen``.
    """

    naam: Tekst
    titel: Tekst | None = None
    bestand: Tekst | None = None
    herken: tuple[Kop, ...] = ()
    herken_niet: tuple[Kop, ...] = ()
    koppen: dict[str, Koppen] = Field(default_factory=dict)
    bronnen: tuple[Bronkolommen, ...] = ()
    onbruikbaar: Onbruikbaar | None = None

    @model_validator(mode="after")
    def _volledig(self) -> "Kolommenkaart":
        if bool(self.bronnen) == (self.onbruikbaar is not None):
            raise ValueError("geef bronnen, of onbruikbaar, en niet allebei")
        if (self.herken or self.onbruikbaar) and not (self.herken and self.titel):
            raise ValueError("herken en titel horen bij elkaar; vul ze allebei in")
        gebruikt = {vouw(kop) for kop in (*self.herken, *self.herken_niet)}
        gebruikt |= {vouw(kop) for bron in self.bronnen for kop in bron.gebruikte_koppen}
        over = sorted(naam for naam in self.koppen if vouw(naam) not in gebruikt)
        if over:
            raise ValueError(f"koppen {', '.join(over)} gebruikt niemand; haal ze weg")
        return self

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
    return controleer(Path(naam), Kolommenkaart, _met_koppen(inhoud) | {"naam": naam})


def _met_koppen(inhoud: dict[str, Any]) -> dict[str, Any]:
    """The spellings at the top of a mapping hold for each of its bronnen."""
    bronnen, koppen = inhoud.get("bronnen"), inhoud.get("koppen")
    if not isinstance(bronnen, list) or not isinstance(koppen, dict):
        return inhoud
    samen = [
        deel | {"koppen": koppen} if isinstance(deel, dict) and "koppen" not in deel else deel
        for deel in bronnen
    ]
    return inhoud | {"bronnen": samen}
