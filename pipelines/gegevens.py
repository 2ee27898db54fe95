"""What is published beside the figures: checks, deliveries and findings, as rows.

The figures themselves come from the work database; where a publication goes is left to ``run``.
"""

import datetime as dt
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pipelines.leveringen import Levering, geldend
from pipelines.lezen import Lezer
from pipelines.toetsen import publicatierij
from warehouse.grondslag import Gegevens

if TYPE_CHECKING:
    from expectations.toets import Uitslag


def maak_gegevens(
    lezer: Lezer,
    publicatie: str,
    vorige: str | None,
    leveringen: Sequence[Levering],
    uitslagen: Sequence["Uitslag"],
) -> Gegevens:
    """Everything that is published beside the figures themselves."""
    geldt = geldend(leveringen)
    in_gebruik = {(lev.nummer, sleutel[0]) for sleutel, lev in geldt.items()}
    return Gegevens(
        publicatie=publicatie,
        vorige=vorige,
        gemaakt_op=dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0),
        software_versie=version("peilstok"),
        profiel=lezer.profiel,
        register=lezer.register,
        toetsen=[publicatierij(uitslag) for uitslag in uitslagen],
        leveringen=[rij for lev in leveringen for rij in _leveringrijen(lev, in_gebruik)],
        bevindingen=[rij for lev in leveringen for rij in _bevindingrijen(lev, in_gebruik)],
    )


def _leveringrijen(levering: Levering, in_gebruik: set[tuple[int, str]]) -> list[dict[str, Any]]:
    return [
        {
            "levering": levering.nummer,
            "bron": deel.bron,
            "bestand": levering.bestand,
            "sha256": levering.sha256,
            "datum": levering.datum,
            "ontvangen": levering.ontvangen.astimezone(dt.UTC).replace(tzinfo=None),
            "door": levering.door,
            "rijen": deel.rijen,
            "scope": ", ".join(deel.scope),
            "in_gebruik": (levering.nummer, deel.bron) in in_gebruik,
            "voorbeeldgegevens": deel.verzonnen,
        }
        for deel in levering.delen
    ]


def _bevindingrijen(levering: Levering, in_gebruik: set[tuple[int, str]]) -> list[dict[str, Any]]:
    velden = "bron ernst rij kolom waarde regel melding oplossing".split()
    return [
        {"levering": levering.nummer} | {veld: getattr(bevinding, veld) for veld in velden}
        for bevinding in levering.bevindingen
        if (levering.nummer, bevinding.bron) in in_gebruik
    ]
