"""From a choice to the figures of a document, all of them of one audience's file.

So what is hidden there is hidden here. What a figure looks like is said by a module per kind:
``kengetalfiguur``, ``scenariofiguur``, ``bladfiguur`` and ``oordeelfiguur``; how it is laid down
is left to the modules per kind of file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app import data, navigation
from app.components import cijfer
from app.inhoud import Inzage
from app.verslag import bladfiguur, kengetalfiguur, oordeelfiguur, scenariofiguur
from app.verslag.figuur import Figuur, Uitleg
from app.verslag.mandje import Mandje, Onderdeel

_GEEN_OORDEEL = "Oordelen waar nog geen vergadering over besloot"


@dataclass(frozen=True)
class Verzameling:
    """The figures of a report, and the names of what has none."""

    figuren: tuple[Figuur, ...]
    gemist: tuple[str, ...]


def verzamel(inzage: Inzage, mandje: Mandje, jaar: int | None = None) -> Verzameling:
    """Every figure of a choice, as known in a year; what is not there is named instead."""
    figuren: list[Figuur] = []
    gemist: list[str] = []
    for nummer, onderdeel in enumerate(mandje.onderdeel, start=1):
        gemaakt = maak(inzage, onderdeel, jaar)
        if not gemaakt:
            gemist.append(_GEEN_OORDEEL if onderdeel.vraag else naam(inzage, onderdeel))
        for volg, figuur in enumerate(gemaakt):
            achter = "abcdefgh"[volg % 8] if len(gemaakt) > 1 else ""
            figuren.append(replace(figuur, naam=f"{nummer:02d}{achter}_{figuur.naam}"))
    return Verzameling(tuple(figuren), tuple(dict.fromkeys(gemist)))


def maak(inzage: Inzage, onderdeel: Onderdeel, jaar: int | None = None) -> list[Figuur]:
    """The figures of one part, mostly one; none when this audience has none that are shown."""
    if onderdeel.kengetal:
        return kengetalfiguur.maak(inzage, onderdeel, jaar)
    if onderdeel.scenario:
        return scenariofiguur.maak(inzage, onderdeel)
    if onderdeel.pagina:
        return bladfiguur.maak(inzage, onderdeel)
    return oordeelfiguur.maak(inzage, onderdeel, jaar)


def naam(inzage: Inzage, onderdeel: Onderdeel) -> str:
    """What a part is called in a list."""
    if onderdeel.titel:
        return onderdeel.titel
    kengetal = data.kengetallen(inzage).get(onderdeel.kengetal)
    if kengetal:
        per = f", per {cijfer.grain(onderdeel.per)}" if onderdeel.per else ""
        return f"{kengetal.titel}{per}"
    if onderdeel.vraag:
        return oordeelfiguur.titel(inzage, onderdeel.vraag)
    if onderdeel.scenario:
        return "Scenario"
    pagina = navigation.zoek(onderdeel.pagina).titel if onderdeel.pagina else onderdeel.kengetal
    return onderdeel.naam or pagina


def definities(figuren: Sequence[Figuur]) -> list[Uitleg]:
    """What the figures are of, each once."""
    return list({f.begrip.titel: f.begrip for f in figuren if f.begrip}.values())
