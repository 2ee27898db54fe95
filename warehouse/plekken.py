"""Where the counts of published rows stand in a system of counts: row by row their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.samenhang import MATEN, Cel, Rij, Stelsel

GEEN = -1  # there is no such count


@dataclass(frozen=True)
class Plekken:
    """Per row the numbers of its counts, ``GEEN`` where it has none."""

    teller: NDArray[np.intp]
    noemer: NDArray[np.intp]
    rest: NDArray[np.intp]

    def van(self, rijen: NDArray[np.bool_]) -> "Plekken":
        """Those of some of the rows."""
        return Plekken(self.teller[rijen], self.noemer[rijen], self.rest[rijen])


def rijen_van(rijen: pl.DataFrame) -> Iterator[Rij]:
    """What each row is about."""
    kolom = {naam: plaats for plaats, naam in enumerate(rijen.columns)}
    kengetal, moment, graan = (kolom[naam] for naam in ("kengetal", "periode", "grain"))
    dims = {
        naam: [kolom[dim] for dim in naam.split(",")]
        for naam in rijen["grain"].unique().to_list()
        if naam != "regio"
    }
    for rij in rijen.iter_rows():
        eenheid = tuple(rij[plaats] for plaats in dims.get(rij[graan], ()))
        yield Rij(rij[kengetal], rij[moment], rij[graan], eenheid)


def plekken(rijen: pl.DataFrame, stelsel: Stelsel) -> Plekken:
    """The numbers of the counts under some rows."""
    nummer = stelsel.nummer
    per_maat: dict[str, list[int]] = {maat: [] for maat in MATEN}
    for rij in rijen_van(rijen):
        for maat, nummers in per_maat.items():
            nummers.append(nummer.get(Cel(*rij, maat), GEEN))
    return Plekken(**{maat: np.array(nrs, dtype=np.intp) for maat, nrs in per_maat.items()})
