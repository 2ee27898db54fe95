"""What the theme pages ask of a publication: lichtingen, and for medewerkers single cases.

The case file stands beside the medewerker's own and is opened for that role alone.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from app import data
from app.begaafd import Oordeel, SchoolHb, Traject
from app.dossier import Dossier, Toestand
from app.inhoud import Inzage, Lichting
from app.toegang import MEDEWERKER
from warehouse.paths import CASUS


@data.bewaar(data.PUBLICATIES)
def lichtingen(inzage: Inzage) -> list[Lichting]:
    """Who is back in how many years, as far as the reader may see it; none in older ones."""
    sql = "select * from lichting order by lichting, termijn"
    return data.lees(inzage, Lichting, sql) if data.heeft(inzage, "lichting") else []


# What medewerkers have at case level; for everybody else there is nothing.

Vraag = Callable[[Inzage], list[data.Soort]]


def _per_casus(vraag: Vraag[data.Soort]) -> Vraag[data.Soort]:
    """Keep an answer as long as its file stands: after a purge nobody gets it any more."""
    bewaard: Vraag[data.Soort] = data.bewaar(data.PUBLICATIES)(vraag)

    @wraps(vraag)
    def antwoord(inzage: Inzage) -> list[data.Soort]:
        return bewaard(inzage) if _bestand(inzage) else []

    return antwoord


@_per_casus
def dossiers(inzage: Inzage) -> list[Dossier]:
    """Every case of a thuiszitter, newest first."""
    standen: dict[str, list[Toestand]] = {}
    for stand in _lees_casus(inzage, Toestand, "select * from thuiszitter_stand order by vanaf"):
        standen.setdefault(stand.casus, []).append(stand)
    sql = "select * from thuiszitter order by melding_datum desc, casus"
    return [
        data.maak(Dossier, rij | {"standen": tuple(standen.get(rij["casus"], ()))})
        for rij in _casusrijen(inzage, sql)
    ]


@_per_casus
def trajecten(inzage: Inzage) -> list[Traject]:
    """The next thing to do in every HB traject, the most urgent first."""
    return _lees_casus(inzage, Traject, "select * from traject_termijn order by uiterlijk, traject")


@_per_casus
def scholen_hb(inzage: Inzage) -> list[SchoolHb]:
    """Every regular school with its people trained in begaafdheid."""
    return _lees_casus(inzage, SchoolHb, "select * from school_hb order by naam")


@_per_casus
def ontwikkelpaden(inzage: Inzage) -> list[Oordeel]:
    """The types that schools gave themselves, oldest first."""
    return _lees_casus(inzage, Oordeel, "select * from school_ontwikkelpad order by periode, naam")


def _bestand(inzage: Inzage) -> Path | None:
    """The case file beside the medewerker's; none for another role, or after a purge."""
    pad = Path(inzage.bestand).with_name(f"{CASUS}.duckdb")
    return pad if inzage.rol == MEDEWERKER.code and pad.is_file() else None


def _casusrijen(inzage: Inzage, sql: str) -> list[dict[str, Any]]:
    pad = _bestand(inzage)
    if pad is None:
        return []
    return data.vraag_rijen(Inzage(inzage.publicatie, inzage.rol, str(pad)), sql)


def _lees_casus(inzage: Inzage, soort: type[data.Soort], sql: str) -> list[data.Soort]:
    return [data.maak(soort, rij) for rij in _casusrijen(inzage, sql)]
