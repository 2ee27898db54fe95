"""What a publication holds, as objects: the rows of its tables, one frozen dataclass per table.

Reading them is left to `data`, showing them to the pages.
"""

from dataclasses import dataclass
from datetime import date, datetime

REGIO = "regio"


@dataclass(frozen=True)
class Inzage:
    """What one visitor looks at: a publication, as far as a role may see it. Key of every cache."""

    publicatie: str
    rol: str
    bestand: str


@dataclass(frozen=True)
class Publicatie:
    publicatie: str
    swv: str
    swv_naam: str
    profiel: str
    gemaakt_op: datetime
    bekend_op: date
    software_versie: str
    voorbeeldgegevens: bool


@dataclass(frozen=True)
class Kengetal:
    """A definition as published: how the figure is named, made, judged and looked after."""

    kengetal: str
    titel: str
    onderwerp: str
    sectie: str
    volgorde: int
    vraag: str
    soort: str
    eenheid: str
    eenheid_enkelvoud: str | None
    decimalen: int
    periode: list[str]
    reeks: str | None
    teller: str
    noemer: str | None
    niet: str
    grain: list[str]
    gunstig: str
    waarom: str
    let_op: list[str]
    bronnen: list[str]
    eigenaar: str
    controleur: str
    herzien: date
    doelstelling: list[int]
    beweging: list[str]
    vragen: list[str]
    sql: str
    voorbeeld: str
    trendbreuk: str | None
    grenzen: str | None
    definitie_versie: str


@dataclass(frozen=True)
class Punt:
    """One published figure: a unit of a grain in a period. `eenheid` holds a code per dimension."""

    kengetal: str
    periode: str
    periode_soort: str
    periode_datum: date
    reeks: str
    grain: str
    eenheid: tuple[str, ...]
    teller: float | None
    noemer: float | None
    waarde: float | None
    waarde_min: float | None
    waarde_max: float | None
    symbool: str | None
    ontbreekt: int | None
    n: float | None
    p25: float | None
    mediaan: float | None
    p75: float | None
    p90: float | None
    onder: float | None
    boven: float | None
    status: str | None
    trend: str | None
    streefwaarde: float | None
    landelijk: float | None

    @property
    def reekscode(self) -> str:
        """Stable code of the series that this point belongs to; series are never mixed."""
        return self.reeks or self.periode_soort


@dataclass(frozen=True)
class Duiding:
    """The last point of one series, judged and put in a sentence."""

    kengetal: str
    reeks: str
    grain: str
    eenheid: tuple[str, ...]
    periode: str
    waarde: float | None
    vorige_periode: str | None
    vorige_waarde: float | None
    trend: str | None
    status: str | None
    zin: str


@dataclass(frozen=True)
class Referentie:
    kengetal: str
    soort: str
    periode: str
    periode_datum: date
    waarde: float | None
    signaalwaarde: float | None
    bron: str | None
    definitie: str | None
    voorlopig: bool | None
    toelichting: str | None


@dataclass(frozen=True)
class Eenheid:
    grain: str
    code: str
    naam: str
    ouder_grain: str | None
    ouder_code: str | None
    volgorde: int | None


@dataclass(frozen=True)
class Toets:
    id: str
    bron: str | None
    kengetal: str | None
    ernst: str
    uitkomst: str
    aantal: int | None
    titel: str
    melding: str | None
    oplossing: str | None
    voorbeeld: str | None


@dataclass(frozen=True)
class Levering:
    levering: int
    bron: str
    bestand: str
    sha256: str
    datum: date
    ontvangen: datetime
    door: str | None
    rijen: int
    scope: str | None
    in_gebruik: bool
    voorbeeldgegevens: bool


@dataclass(frozen=True)
class Bevinding:
    levering: int
    bron: str
    ernst: str
    rij: int | None
    kolom: str | None
    waarde: str | None
    regel: str
    melding: str
    oplossing: str | None


@dataclass(frozen=True)
class Herkomst:
    """How many rows of one delivery went into a figure."""

    levering: int
    bron: str
    bestand: str
    sha256: str
    datum: date
    door: str | None
    rijen: int
    voorbeeldgegevens: bool


@dataclass(frozen=True)
class Doelstelling:
    nummer: int
    titel: str
    doel: str
    hoofdkengetal: str | None


@dataclass(frozen=True)
class Vraag:
    doelstelling: int
    code: str
    soort: str
    tekst: str
    bewijs: str | None


@dataclass(frozen=True)
class Beweging:
    code: str
    titel: str
    tekst: str | None


@dataclass(frozen=True)
class Begrip:
    term: str
    uitleg: str
    bron: str | None
