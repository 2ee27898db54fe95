"""Lichtingen: of who was placed in a schooljaar, how many are back after one, two and three years.

The counts under it are kengetal ``terug_na_plaatsing`` and are protected as such. What is worked
out here goes to an audience only where that row shows its counts, and to others than medewerkers
in whole percentages: finer ones would tell who left in another way. The five lichtingen together
go to them only when a whole percent is at least five pupils, since a sum of hidden counts is one
more figure about them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from warehouse.overleving import Schatting, terug_binnen

KENGETAL = "terug_na_plaatsing"
SAMEN = "samen"  # the code of the last lichtingen taken together
_SAMEN_VAN = 5
_MINSTENS = 500  # a whole percent of fewer than this is less than five pupils

_VERBLIJVEN = """
    select periode, verblijfsduur, is_terug
    from go_verblijf
    where not is_onvolledig
    order by periode, overstap_id
"""


@dataclass(frozen=True)
class Lichting:
    """The share of one schooljaar, or of several together, within one term."""

    lichting: str
    perioden: tuple[str, ...]
    termijn: str
    schatting: Schatting

    def als_rij(self, is_bloot: bool) -> dict[str, Any]:
        """A row of table ``lichting``; in whole percentages unless everything may be seen."""
        s, cijfers = self.schatting, 10 if is_bloot else 2
        return {
            "lichting": self.lichting,
            "perioden": list(self.perioden),
            "termijn": self.termijn,
            "n": s.n,
            "aandeel": round(s.aandeel, cijfers),
            "onder": round(s.onder, cijfers),
            "boven": round(s.boven, cijfers),
        }


def bereken(verbinding: duckdb.DuckDBPyConnection, waarden: pl.DataFrame) -> list[Lichting]:
    """Every lichting that has a row of the kengetal, and the last five with three years together.

    Args:
        verbinding: the finished work database.
        waarden: table ``waarde``, unprotected: which lichtingen and terms there are.
    """
    per_jaar: dict[str, list[tuple[float, bool]]] = {}
    for periode, duur, is_terug in verbinding.execute(_VERBLIJVEN).fetchall():
        per_jaar.setdefault(periode, []).append((float(duur), bool(is_terug)))
    paren = _paren(waarden)
    uit = [
        Lichting(periode, (periode,), termijn, _schat(per_jaar[periode], termijn))
        for periode, termijn in paren
        if periode in per_jaar
    ]
    volledig = sorted({p for p, termijn in paren if termijn == "3" and p in per_jaar})
    laatste = tuple(volledig[-_SAMEN_VAN:])
    if len(laatste) == _SAMEN_VAN:
        alle = [verblijf for periode in laatste for verblijf in per_jaar[periode]]
        uit += [Lichting(SAMEN, laatste, t, _schat(alle, t)) for t in ("1", "2", "3")]
    return uit


def rijen_voor(lichtingen: Iterable[Lichting], waarden: pl.DataFrame, is_bloot: bool) -> list[Any]:
    """What one audience gets: the rows of which it sees the counts.

    Args:
        lichtingen: all of them.
        waarden: the audience's rows of table ``waarde``, protected.
        is_bloot: whether the audience may see everything.
    """
    getoond = set(_paren(waarden.filter(pl.col("symbool").is_null())))
    return [
        lichting.als_rij(is_bloot)
        for lichting in lichtingen
        if is_bloot
        or (lichting.lichting, lichting.termijn) in getoond
        or (_heeft(waarden) and lichting.lichting == SAMEN and lichting.schatting.n >= _MINSTENS)
    ]


def _heeft(waarden: pl.DataFrame) -> bool:
    return not waarden.filter(
        (pl.col("kengetal") == KENGETAL) & (pl.col("grain") == "termijn")
    ).is_empty()


def _paren(waarden: pl.DataFrame) -> Sequence[tuple[str, str]]:
    """The lichtingen and terms that are complete; none before the kengetal has a row."""
    if "termijn" not in waarden.columns:
        return []
    keuze = waarden.filter(
        (pl.col("kengetal") == KENGETAL)
        & (pl.col("grain") == "termijn")
        & ~pl.col("is_onvolledig").fill_null(False)
    )
    return sorted(keuze.select("periode", "termijn").iter_rows())


def _schat(verblijven: Sequence[tuple[float, bool]], termijn: str) -> Schatting:
    return terug_binnen(
        [duur for duur, _ in verblijven], [terug for _, terug in verblijven], float(termijn)
    )
