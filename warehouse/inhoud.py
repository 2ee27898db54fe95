"""What goes into the files of a publication: the figures of every audience, protected.

Builds on what earlier publications showed and hid. Writing a file is left to ``publicatie``.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.bescherming import Bronnen, Vorige, bescherm
from warehouse.cohorten import bereken, rijen_voor
from warehouse.connection import open_publicatie
from warehouse.doelgroepen import (
    EIGEN,
    MEDEWERKER,
    TOEZICHT,
    Catalogus,
    Doelgroep,
    catalogus,
    doelgroepen,
)
from warehouse.eigendom import lees_eigendom
from warehouse.profiel import Profiel
from warehouse.register import Kengetal
from warehouse.samenhang import Cel


@dataclass(frozen=True)
class Inhoud:
    """What one audience gets to see.

    Attributes:
        doelgroep: which audience.
        waarden: rows of table ``waarde``, protected, with ``symbool``.
        grains: kengetal → the grains that exist for it.
        tekens: what was hidden from others; for medewerkers, and for the next publication.
        lichtingen: rows of table ``lichting``, as far as the audience sees the counts under them.
    """

    doelgroep: Doelgroep
    waarden: pl.DataFrame
    grains: Catalogus
    tekens: Sequence[tuple[Cel, str]] = ()
    lichtingen: Sequence[Mapping[str, Any]] = ()

    @property
    def is_volledig(self) -> bool:
        """Whether it is for those who work with the deliveries themselves."""
        return self.doelgroep.code == MEDEWERKER


def lees_inhoud(
    werk: Path,
    profiel: Profiel,
    register: Mapping[str, Kengetal],
    eerder: Sequence[Vorige],
    afdruk: str,
) -> list[Inhoud]:
    """What every audience gets, from the finished work database.

    Args:
        werk: the work database; it is read only.
        profiel: the region, with its audiences.
        register: the definitions.
        eerder: earlier publications, newest first.
        afdruk: fingerprint of the software and definitions.

    Raises:
        LekFout: something small could be worked out, and hiding more does not help.
    """
    with duckdb.connect(str(werk), read_only=True) as verbinding:
        waarden = verbinding.sql("select * from waarde").pl()
        atomen = verbinding.sql("select * from atoom").pl()
        besturen = dict(verbinding.sql(_BESTUREN).fetchall())
        eigendom = lees_eigendom(verbinding)
        lichtingen = bereken(verbinding, waarden)
    groepen = doelgroepen(profiel, besturen)
    bronnen = Bronnen(
        waarden,
        atomen,
        register,
        eigendom,
        eerder,
        afdruk,
    )
    bloot = waarden.with_columns(pl.lit(None, dtype=pl.String).alias("symbool"))
    beschermd = bescherm(groepen, bronnen)
    rijen = {**beschermd.rijen, MEDEWERKER: bloot}
    return [
        Inhoud(
            groep,
            rijen[groep.code],
            _zichtbaar(groep, register),
            beschermd.tekens if groep.code == MEDEWERKER else (),
            rijen_voor(lichtingen, rijen[groep.code], groep.code == MEDEWERKER),
        )
        for groep in groepen
    ]


def lees_bloot(werk: Path, profiel: Profiel, register: Mapping[str, Kengetal]) -> list[Inhoud]:
    """What medewerkers get: everything, as it is. Of others nothing is worked out."""
    with duckdb.connect(str(werk), read_only=True) as verbinding:
        waarden = verbinding.sql("select * from waarde").pl()
        lichtingen = bereken(verbinding, waarden)
    bloot = waarden.with_columns(pl.lit(None, dtype=pl.String).alias("symbool"))
    [groep] = (g for g in doelgroepen(profiel, {}) if g.code == MEDEWERKER)
    rijen = rijen_voor(lichtingen, bloot, True)
    return [Inhoud(groep, bloot, _zichtbaar(groep, register), (), rijen)]


def lees_eerder(mappen: Sequence[Path]) -> list[Vorige]:
    """What earlier publications showed and hid, newest first.

    One without protection, or of which the files can no longer be read, is skipped.
    """
    gevonden = []
    for map_ in mappen:
        with suppress(duckdb.Error, OSError):
            gevonden.append(_lees_vorige(map_))
    return gevonden


def _lees_vorige(map_: Path) -> Vorige:
    with open_publicatie(map_ / f"{TOEZICHT}.duckdb") as verbinding:
        toezicht = verbinding.sql("from waarde").pl()
    with open_publicatie(map_ / f"{MEDEWERKER}.duckdb") as verbinding:
        atomen = verbinding.sql("from atoom").pl()
        tekens = verbinding.sql(
            "select kengetal, periode, grain, eenheid, maat, teken from teken"
        ).fetchall()
    cellen = [
        (Cel(kengetal, moment, graan, tuple(eenheid), maat), teken)
        for kengetal, moment, graan, eenheid, maat, teken in tekens
    ]
    return Vorige(toezicht, atomen, cellen, _vingerafdruk(map_))


def _vingerafdruk(map_: Path) -> str:
    """What made a publication; empty when that is lost: readers saw it all the same."""
    try:
        return str(json.loads((map_ / "manifest.json").read_text("utf-8"))["vingerafdruk"])
    except (OSError, ValueError, KeyError):
        return ""


_BESTUREN = """
    select bestuur_code, max_by(bestuur_naam, geldig_vanaf)
    from school
    where is_lid and bestuur_code <> 'onbekend'
    group by bestuur_code
    order by bestuur_code
"""


def _zichtbaar(groep: Doelgroep, register: Mapping[str, Kengetal]) -> Catalogus:
    """The grains of an audience; a bestuur has those of its own schools as well."""
    grains = catalogus(groep, register)
    if not groep.bestuur:
        return grains
    return {
        naam: (*van_regio, *(g for g in register[naam].definitie.grain if g in EIGEN))
        for naam, van_regio in grains.items()
    }
