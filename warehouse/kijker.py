"""Look at a publication with the eyes of every audience: what can be worked out of its files?

Reads the written files, the last ones that the audience saw before, and what everybody has
(``openbaar``); a bestuur has the file of ``toezicht`` as well, and knows its own pupils. The truth,
to measure against, comes from the file of the medewerkers. The arithmetic is in ``audit``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.connection import open_publicatie
from warehouse.doelgroepen import BESTUUR, MEDEWERKER, OPENBAAR, TOEZICHT
from warehouse.eigendom import lees_eigendom
from warehouse.feiten import Kennis
from warehouse.koppelen import maak_stelsel
from warehouse.paths import CASUS
from warehouse.protect import VERBORGEN
from warehouse.register import Kengetal
from warehouse.samenhang import Rij, Stelsel


@dataclass(frozen=True)
class Vondst:
    """A hidden count that an audience could work out, with what is left of its range."""

    doelgroep: str
    rij: Rij
    maat: str
    minimum: float
    maximum: float

    def als_dict(self) -> dict[str, Any]:
        return {
            "doelgroep": self.doelgroep,
            "kengetal": self.rij.kengetal,
            "periode": self.rij.periode,
            "grain": self.rij.grain,
            "eenheid": list(self.rij.eenheid),
            "maat": self.maat,
            "minimum": self.minimum,
            "maximum": self.maximum,
        }


_GEEN_SLEUTEL = {"periode", "periode_datum", "waarde", "trend", "status"}


@dataclass(frozen=True)
class _Bestand:
    """The figures in one file, and to what it rounds them."""

    rijen: pl.DataFrame
    afronding: int


def doelgroepen_van(map_: Path) -> list[str]:
    """The audiences of a publication that must not see everything."""
    niet = (MEDEWERKER, CASUS)
    return sorted(pad.stem for pad in map_.glob("*.duckdb") if pad.stem not in niet)


def onderzoek(
    map_: Path,
    eerdere: Sequence[Path],
    register: Mapping[str, Kengetal],
    rollen: Sequence[str] = (),
) -> Iterator[tuple[str, list[Vondst]]]:
    """What each audience could work out; nothing when all is well.

    Args:
        map_: directory of the publication.
        eerdere: directories of the publications before it, newest first.
        register: the definitions that it was made with.
        rollen: audiences to look at; all of them when empty.
    """
    blik = _Blik([map_, *eerdere], register)
    for rol in rollen or doelgroepen_van(map_):
        lekken = blik.kennis(rol).lekken()
        yield (
            rol,
            [Vondst(rol, cel.rij, cel.maat, lek.minimum, lek.maximum) for cel, lek in lekken],
        )


class _Blik:
    """What can be read in the files of a publication and of those before it."""

    def __init__(self, mappen: Sequence[Path], register: Mapping[str, Kengetal]) -> None:
        self.mappen = mappen
        self.register = register
        self.nu, *self.toen = (_stelsel(map_, register) for map_ in mappen)
        self._samen: dict[tuple[str, ...], Kennis] = {}

    def kennis(self, rol: str) -> Kennis:
        """The facts of an audience: its own file, and what others show that it can see as well."""
        if not rol.startswith(BESTUUR):
            return self._van((OPENBAAR, rol) if rol != OPENBAAR else (OPENBAAR,))
        kennis = self._van((OPENBAAR, TOEZICHT)).van(rol.removeprefix(BESTUUR))
        self._neem_op(kennis, rol)
        return kennis

    def _van(self, namen: tuple[str, ...]) -> Kennis:
        if namen not in self._samen:
            self._samen[namen] = Kennis(self.nu)
            for naam in namen:
                self._neem_op(self._samen[namen], naam)
        return self._samen[namen]

    def _neem_op(self, kennis: Kennis, naam: str) -> None:
        """Add the files of one name; an earlier one as far as a count has not changed since."""
        for map_, toen in zip(self.mappen, [None, *self.toen], strict=True):
            pad = map_ / f"{naam}.duckdb"
            if not pad.is_file():
                continue
            bestand = _lees(pad)
            if toen is None:
                kennis.neem_op(bestand.rijen, self.register, bestand.afronding)
            else:
                kennis.neem_oude_op(bestand.rijen, self.register, toen, bestand.afronding)


def _stelsel(map_: Path, register: Mapping[str, Kengetal]) -> Stelsel:
    with open_publicatie(map_ / f"{MEDEWERKER}.duckdb") as verbinding:
        atomen = verbinding.sql("from atoom").pl()
        eigendom = lees_eigendom(verbinding, "from schoolbestuur")
    grains = {naam: k.definitie.grain for naam, k in register.items() if k.definitie.herleidbaar}
    return maak_stelsel(atomen, register, grains, eigendom)


def _lees(pad: Path) -> _Bestand:
    with open_publicatie(pad) as verbinding:
        afronding = verbinding.sql("select afronding from publicatie").fetchall()[0][0]
        rijen = verbinding.sql("from waarde").pl()
        duiding = verbinding.sql("from duiding").pl()
    return _Bestand(pl.concat([rijen, _los(rijen, duiding)], how="diagonal_relaxed"), afronding)


def _los(rijen: pl.DataFrame, duiding: pl.DataFrame) -> pl.DataFrame:
    """Figures that are told in words and that their own row does not show, as rows."""
    sleutel = [k for k in duiding.columns if k in rijen.columns and k not in _GEEN_SLEUTEL]
    verteld = pl.concat(
        [
            duiding.select(*sleutel, periode=f"{kant}periode", waarde=f"{kant}waarde")
            for kant in ("", "vorige_")
        ]
    ).filter(pl.col("waarde").is_not_null())
    los = verteld.join(rijen, on=[*sleutel, "periode", "waarde"], how="anti", nulls_equal=True)
    return los.with_columns(symbool=pl.lit(VERBORGEN))
