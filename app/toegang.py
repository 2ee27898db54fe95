"""Who may see what: the role of the visitor and the publication file that belongs to it.

Every audience has a file of its own in a publication, so a page cannot show what its reader may
not know. What is in a file is decided at publication (`warehouse`); which pages exist is decided
in `navigation`.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from warehouse.paths import Thuis


@dataclass(frozen=True)
class Rol:
    """One audience: its code (also the name of its file) and how the app speaks of it."""

    code: str
    naam: str
    toelichting: str


MEDEWERKER = Rol(
    code="medewerker",
    naam="medewerker",
    toelichting="U bekijkt alles, zonder inloggen, op deze computer.",
)


ROLLEN = {rol.code: rol for rol in (MEDEWERKER,)}


class OnbekendeRol(LookupError):
    """A role was asked for that does not exist; nothing is shown."""


def huidige_rol() -> Rol:
    """The role of the visitor: without login the one that the app was started for.

    Raises:
        OnbekendeRol: when PEILSTOK_ROL names none; never fall back to a role that sees more.
    """
    code = os.environ.get("PEILSTOK_ROL") or MEDEWERKER.code
    if code not in ROLLEN:
        raise OnbekendeRol(f"De rol '{code}' bestaat niet. Kies een van: {', '.join(ROLLEN)}.")
    return ROLLEN[code]


def publicatiebestand(thuis: Thuis, publicatie: str, rol: Rol) -> Path | None:
    """The file that `rol` may read in a publication; None when there is none for this role.

    `publicatie` may come from an address that someone typed: only a publication that is really
    in the list is looked up.
    """
    if publicatie not in thuis.publicatielijst():
        return None
    bestand = thuis.publicatiebestand(publicatie, rol.code)
    return bestand if bestand.is_file() else None
