"""What a bron promises: its columns, its scope and its key, declared in ``contract.toml``.

One folder per bron under ``bronnen``; the README there is the recipe to add one. Loading is
strict: a contract that is wrong stops with a message that names file, field and cure. Reading a
table by a contract is left to ``inlezen``, the checks on loaded rows to ``brontoetsen``.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.bewaren import EINDTYPEN, Bewaren
from pipelines.readers import Tabel
from pipelines.waarden.vouwen import vouw
from warehouse.profiel import CODELIJSTEN, Profiel
from warehouse.strikt import DefinitieFout, Strikt, Tekst, laad_toml

BRONNEN = Path(__file__).parent / "bronnen"

Kolomtype = Literal[
    "tekst",
    "code",
    "datum",
    "datumlijst",
    "maand",
    "schooljaar",
    "jaar",
    "periode",
    "getal",
    "geheel",
    "bedrag",
    "aantal",
    "ja_nee",
    "school",
    "postcode",
    "gemeente",
]

_SQL: dict[str, str] = {
    "datum": "date",
    "datumlijst": "date[]",
    "maand": "date",
    "schooljaar": "bigint",
    "jaar": "bigint",
    "getal": "double",
    "geheel": "bigint",
    "bedrag": "decimal(14,2)",
    "aantal": "bigint",
    "ja_nee": "boolean",
}


class Kolom(Strikt):
    """One column of a bron.

    Attributes:
        waarden: type code: each code with the other spellings it is known by.
        waarden_uit: type code: the list of the profile that gives them (``met_profiel``).
        pseudo: type school: what may stand for a school and is none, with other spellings.
        patroon: type tekst: regular expression that the whole text must match.
        vorm: the form that ``patroon`` asks for, in words.
        cijfers: type tekst: number of digits; zeros that a spreadsheet dropped are put back.
        minimum, maximum: bounds of a number, limits included.
        standaard: text when the column or the cell is absent.
        ontheffing: required, but a mapping may leave it unknown for a system that lacks it.
        pseudoniem: type tekst: stands for a person; re-keyed before it reaches the warehouse.
    """

    naam: Tekst
    type: Kolomtype
    verplicht: bool = False
    omschrijving: Tekst
    waarden: dict[str, tuple[Tekst, ...]] = Field(default_factory=dict)
    waarden_uit: Tekst | None = None
    pseudo: dict[str, tuple[Tekst, ...]] = Field(default_factory=dict)
    patroon: Tekst | None = None
    vorm: Tekst | None = None
    cijfers: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    standaard: Tekst | None = None
    ontheffing: bool = False
    pseudoniem: bool = False

    @model_validator(mode="after")
    def _past_bij_type(self) -> Self:
        if (bool(self.waarden) + bool(self.waarden_uit)) != (self.type == "code"):
            raise ValueError("waarden of waarden_uit horen bij type code, en alleen daarbij")
        if self.waarden_uit and self.waarden_uit not in CODELIJSTEN:
            raise ValueError(f"waarden_uit is een van: {', '.join(CODELIJSTEN)}")
        if self.type == "school" and not self.naam.endswith("school"):
            raise ValueError("de naam van een kolom van type school eindigt op school")
        if self.pseudo and self.type != "school":
            raise ValueError("pseudo hoort bij type school")
        if (self.patroon is None) != (self.vorm is None):
            raise ValueError("patroon en vorm horen bij elkaar; vul ze allebei in")
        if self.type != "tekst" and (self.patroon or self.cijfers or self.pseudoniem):
            raise ValueError("patroon, vorm, cijfers en pseudoniem horen bij type tekst")
        if self.type not in {"getal", "geheel", "bedrag", "jaar"} and (
            self.minimum is not None or self.maximum is not None
        ):
            raise ValueError("minimum en maximum horen bij een getal of een jaar")
        if self.standaard and self.sql_kolommen.get(self.naam) != "varchar":
            raise ValueError("standaard kan alleen bij een kolom met tekst")
        if self.type == "code":
            spellingen(self.waarden)
        if self.pseudo:
            spellingen(self.pseudo)
        return self

    @property
    def schooldelen(self) -> tuple[str, str]:
        """The two columns that a school may come in: ``van_brin`` and ``van_vestiging``."""
        voor = self.naam.removesuffix("school")
        return f"{voor}brin", f"{voor}vestiging"

    @property
    def sql_kolommen(self) -> dict[str, str]:
        """The columns it becomes in the warehouse, with their SQL types."""
        soort = _SQL.get(self.type, "varchar")
        if self.type != "aantal":
            return {self.naam: soort}
        return {self.naam: soort, f"{self.naam}_min": soort, f"{self.naam}_max": soort}


class Verwijzing(Strikt):
    """Values of ``kolom`` must exist in the bron ``naar``; pseudo-schools are no values.

    Attributes:
        naar_kolom: the column there; the same name when it is left out.
        als: only in rows where these columns hold one of these values.
    """

    kolom: Tekst
    naar: Tekst
    naar_kolom: Tekst | None = None
    als: dict[str, tuple[Tekst, ...]] = Field(default_factory=dict)

    @property
    def doelkolom(self) -> str:
        return self.naar_kolom or self.kolom


class Codelijst(Strikt):
    """In rows where the ``als`` columns hold one of these values, ``kolom`` is a code."""

    kolom: Tekst
    als: dict[str, tuple[Tekst, ...]]
    waarden: dict[str, tuple[Tekst, ...]]

    @model_validator(mode="after")
    def _eenduidig(self) -> Self:
        spellingen(self.waarden)
        return self


class Breed(Strikt):
    """A wide table: columns whose header matches become rows.

    Attributes:
        kolommen: regular expression over the whole header; a group, if any, is what is kept.
        naar: column that gets the header.
        waarde: column that gets the cell.
    """

    kolommen: Tekst
    naar: Tekst
    waarde: Tekst

    @model_validator(mode="after")
    def _leesbaar(self) -> Self:
        try:
            re.compile(self.kolommen)
        except re.error as fout:
            raise ValueError(f"'{self.kolommen}' is geen reguliere expressie ({fout})") from fout
        return self

    def gekozen(self, koppen: Iterable[str]) -> dict[int, str]:
        """Place of each wide column, and the text that goes to ``naar``."""
        treffers = {i: re.fullmatch(self.kolommen, kop) for i, kop in enumerate(koppen)}
        return {i: (m.groups() or (m[0],))[0] for i, m in treffers.items() if m}


VERZONNEN = Kolom(
    naam="verzonnen",
    type="ja_nee",
    omschrijving="Of de rij verzonnen is: voorbeeldgegevens zijn op elke pagina gemerkt.",
)


class Contract(Strikt):
    """The contract of one bron.

    Attributes:
        naam: id of the bron, the name of its folder.
        soort: ``register``: each delivery is the whole list; ``meting``: it covers its scope.
        scope: columns whose values a meting covers.
        sleutel: columns that together name one row; empty when nothing does (opinions, say).
        leerlingniveau: rows are about one pupil (pseudonyms; names and BSN are refused).
        bewaren: of rows about pupils: when a matter ended, from which their term is counted.
        breed: how a wide table of this bron is recognised without a mapping.
    """

    naam: Tekst
    map: Path
    titel: Tekst
    soort: Literal["register", "meting"]
    scope: tuple[Tekst, ...] = ()
    sleutel: tuple[Tekst, ...]
    leerlingniveau: bool
    omschrijving: Tekst
    kolom: tuple[Kolom, ...]
    verwijzing: tuple[Verwijzing, ...] = ()
    codelijst: tuple[Codelijst, ...] = ()
    breed: Breed | None = None
    bewaren: Bewaren | None = None

    @model_validator(mode="after")
    def _samenhang(self) -> Self:
        namen = [vouw(k.naam) for k in self.kolommen]
        if len(namen) != len(set(namen)):
            raise ValueError("een kolom komt twee keer voor; haal er een weg")
        genoemd = [*self.scope, *self.sleutel]
        genoemd += [naam for v in self.verwijzing for naam in (v.kolom, *v.als)]
        genoemd += [naam for lijst in self.codelijst for naam in (lijst.kolom, *lijst.als)]
        genoemd += [self.breed.naar, self.breed.waarde] if self.breed else []
        genoemd += sorted(self.bewaren.kolommen) if self.bewaren else []
        onbekend = sorted(set(genoemd) - {k.naam for k in self.kolom})
        if onbekend:
            raise ValueError(f"kolom {', '.join(onbekend)} wordt genoemd maar bestaat niet")
        if (self.soort == "meting") != bool(self.scope):
            raise ValueError("een meting heeft een scope, een register niet")
        if self.sleutel and not set(self.scope) <= set(self.sleutel):
            raise ValueError("de scope hoort bij de sleutel; neem die kolommen daarin op")
        if self.leerlingniveau != (self.bewaren is not None):
            raise ValueError("bewaren hoort bij een bron over leerlingen, en alleen daarbij")
        datums = self.bewaren.datums if self.bewaren else set()
        if vreemd := [k.naam for k in self.kolom if k.naam in datums and k.type not in EINDTYPEN]:
            raise ValueError(
                f"bewaren: {', '.join(vreemd)} is geen {', '.join(sorted(EINDTYPEN))};"
                " een zaak eindigt op een dag"
            )
        return self

    @property
    def kolommen(self) -> tuple[Kolom, ...]:
        """Every column, with the general ``verzonnen`` that each bron accepts."""
        return (*self.kolom, VERZONNEN)

    @property
    def sql_kolommen(self) -> dict[str, str]:
        """Every column of a read table with its SQL type, without levering and rij."""
        return {naam: soort for k in self.kolommen for naam, soort in k.sql_kolommen.items()}

    @property
    def staging_sql(self) -> str:
        """The SELECT that turns the rows that stand into the names core uses."""
        return (self.map / "staging.sql").read_text("utf-8")

    @property
    def voorbeeld(self) -> Path:
        """A delivery with invented rows that fits this contract."""
        return self.map / "voorbeeld.csv"

    def zoek(self, naam: str) -> Kolom | None:
        """The column of this name, however it is typed."""
        return next((k for k in self.kolommen if vouw(k.naam) == vouw(naam)), None)

    def met_profiel(self, profiel: Profiel) -> "Contract":
        """This contract with the codes that the profile keeps filled in."""
        kolommen = tuple(
            k.model_copy(update={"waarden": profiel.codelijst(k.waarden_uit)})
            if k.waarden_uit
            else k
            for k in self.kolom
        )
        return self.model_copy(update={"kolom": kolommen})


def spellingen(waarden: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each spelling of a code, folded, with the code it stands for.

    Raises:
        ValueError: one spelling stands for two codes.
    """
    codes: dict[str, str] = {}
    for code, ook in waarden.items():
        for spelling in (code, *ook):
            if codes.setdefault(vouw(spelling), code) != code:
                raise ValueError(f"spelling '{spelling}' hoort bij twee codes; kies er een")
    return codes


def load_contracten(map_: Path = BRONNEN) -> dict[str, Contract]:
    """Every bron by its id.

    Raises:
        DefinitieFout: a folder without a complete contract, or a contract that is wrong.
    """
    mappen = sorted(
        pad for pad in map_.iterdir() if pad.is_dir() and not pad.name.startswith(("_", "."))
    )
    contracten = {pad.name: _laad_contract(pad) for pad in mappen}
    for contract in contracten.values():
        _controleer_bewaren(contract, contracten)
        for verwijzing in contract.verwijzing:
            if verwijzing.naar not in contracten:
                raise DefinitieFout(
                    f"{contract.naam}/contract.toml: verwijzing naar onbekende bron"
                    f" '{verwijzing.naar}'; bekend zijn: {', '.join(contracten)}"
                )
            if contracten[verwijzing.naar].zoek(verwijzing.doelkolom) is None:
                raise DefinitieFout(
                    f"{contract.naam}/contract.toml: verwijzing naar {verwijzing.naar}, maar daar"
                    f" is geen kolom '{verwijzing.doelkolom}'; noem de kolom met naar_kolom"
                )
    return contracten


def _controleer_bewaren(contract: Contract, contracten: Mapping[str, Contract]) -> None:
    """A bron whose matters go by those of another: of pupils too, and standing on its own."""
    if contract.bewaren is None:
        return
    volgt, samen = contract.bewaren.volgt, contract.bewaren.samen
    for veld, naam in (("volgt", volgt), ("samen", samen.bron if samen else None)):
        if naam is None:
            continue
        ander = contracten[naam].bewaren if naam in contracten else None
        past = ander is not None and not ander.volgt and not ander.samen
        if past and samen and veld == "samen":
            past = contracten[naam].zoek(samen.kolom) is not None
        elif past and ander:
            past = ander.zaak == contract.bewaren.zaak
        if not past:
            raise DefinitieFout(
                f"{contract.naam}/contract.toml: veld 'bewaren.{veld}': bron '{naam}' is er niet,"
                " gaat niet over leerlingen, mist de kolom of hangt zelf van een andere af; kies"
                " een andere bron of laat het veld weg"
            )


def _laad_contract(map_: Path) -> Contract:
    for bestand in ("staging.sql", "voorbeeld.csv"):
        if not (map_ / bestand).is_file():
            raise DefinitieFout(f"{map_.name}/{bestand}: het bestand ontbreekt; voeg het toe")
    return laad_toml(map_ / "contract.toml", Contract, naam=map_.name, map=map_)


def herken(tabel: Tabel, contracten: Mapping[str, Contract]) -> str | Bevinding:
    """The bron whose columns these are, or the finding that says why there is none.

    A bron of which a column is missing is still recognised when it clearly is that one: reading
    it then reports the missing column with everything else that is wrong.
    """
    koppen = {vouw(kop) for kop in tabel.kolommen if kop}
    scores = {naam: _score(tabel, koppen, contract) for naam, contract in contracten.items()}
    hoogste = max(scores.values(), default=(0.0, 0))
    beste = [naam for naam, score in scores.items() if score == hoogste]
    if len(beste) == 1 and (hoogste[0] == 1.0 or (hoogste[0] >= 0.5 and hoogste[1] >= 3)):
        return beste[0]
    gevonden = ", ".join(kop for kop in tabel.kolommen if kop)
    if hoogste[0] == 1.0:
        melding = f"De kolommen passen bij meer dan één bron: {', '.join(beste)}."
    else:
        melding = f"De kolommen horen bij geen enkele bron. Gevonden: {gevonden}."
    return Bevinding(
        KRITIEK,
        "bron_onbekend",
        melding,
        "Zeg erbij bij welke bron het bestand hoort, wijs de kolommen aan in een kolommenkaart, of"
        " controleer of de kolomnamen op de eerste rij staan. Bekende bronnen:"
        f" {', '.join(contracten)}.",
        bestand=tabel.bestand,
    )


def _score(tabel: Tabel, koppen: set[str], contract: Contract) -> tuple[float, int]:
    """Share of the required columns that are there, and how many columns are known at all."""
    aanwezig = {k.naam for k in contract.kolommen if _is_aanwezig(k, koppen)}
    breed = contract.breed
    if breed and breed.gekozen(tabel.kolommen) and not {breed.naar, breed.waarde} & aanwezig:
        aanwezig |= {breed.naar, breed.waarde}
    verplicht = {k.naam for k in contract.kolom if k.verplicht}
    return len(verplicht & aanwezig) / len(verplicht), len(aanwezig)


def _is_aanwezig(kolom: Kolom, koppen: set[str]) -> bool:
    if vouw(kolom.naam) in koppen:
        return True
    return kolom.type == "school" and any(vouw(deel) in koppen for deel in kolom.schooldelen)
