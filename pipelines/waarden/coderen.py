"""A column as its distinct texts and, per row, which of them it holds.

Converting distinct texts instead of cells is what keeps a million rows quick; so is finding those
texts in a sample first, and looking at every row only to see that it holds nothing else.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

_VEEL = 50_000  # rows from which a sample is quicker than all of them (measured 2026)
_STAP = 53  # one row of so many; a prime, so that no pattern of the rows is missed for long
_RUIM = 8  # numbers up to so many times the rows are looked up in a list instead of hashed


@dataclass(frozen=True)
class Gecodeerd:
    """A column as its distinct texts and, per row, which one.

    Attributes:
        plaats: under the name of the column, null where the cell is empty; None when every row
            holds the one text that there is.
        hoogte: number of rows.
    """

    teksten: pl.Series
    plaats: pl.Series | None
    hoogte: int

    def nummers(self) -> pl.Series:
        """Which text each row holds; the number after the last one where the cell is empty."""
        if self.plaats is None:
            return pl.Series([0], dtype=pl.UInt32).new_from_index(0, self.hoogte)
        return self.plaats.fill_null(len(self.teksten))

    def spreid(self, waarden: pl.Series) -> pl.Series:
        """A value per distinct text, as a value per row."""
        if self.plaats is None:
            return waarden.new_from_index(0, self.hoogte)
        return waarden.gather(self.plaats)

    def uitdrukking(self, waarden: pl.Series) -> pl.Expr:
        """The same in a frame that holds ``plaats``, where columns are spread side by side."""
        if self.plaats is None:
            return pl.lit(waarden).first()
        return pl.lit(waarden).gather(pl.col(self.plaats.name))


def codeer(
    rijen: pl.DataFrame, namen: Sequence[str], paren: Mapping[str, tuple[str, str]]
) -> dict[str, Gecodeerd]:
    """Distinct texts and places of several columns.

    Args:
        rijen: columns of text.
        namen: which of them, and which pairs.
        paren: two columns that are one, its texts joined by a bar; null where both are empty.
    """
    los = [deel for naam in namen for deel in paren.get(naam, (naam,))]
    gecodeerd = _codeer_teksten(rijen.select(los)) if los else {}
    for naam, (een, twee) in paren.items():
        gecodeerd[naam] = _paar(naam, gecodeerd[een], gecodeerd[twee])
    return {
        naam: replace(gecodeerd[naam], teksten=gecodeerd[naam].teksten.str.strip_chars())
        for naam in namen
    }


def _codeer_teksten(rijen: pl.DataFrame) -> dict[str, Gecodeerd]:
    teksten = _uniek(rijen.select(pl.all().gather_every(_STAP)) if rijen.height > _VEEL else rijen)
    gevonden = rijen.select(
        _is_vast(n, t) if len(t) == 1 else _plaats(n, t) for n, t in teksten.items()
    )
    vast = {n for n, t in teksten.items() if len(t) == 1 and gevonden.item(0, n)}
    gemist = [
        n
        for n, t in teksten.items()
        if n not in vast
        if len(t) == 1 or gevonden[n].null_count() > rijen[n].null_count()
    ]
    plaatsen = {n: gevonden[n] for n in rijen.columns if n not in vast and n not in gemist}
    if gemist:
        teksten |= _uniek(rijen.select(gemist))
        for plaats in rijen.select(_plaats(n, teksten[n]) for n in gemist):
            plaatsen[plaats.name] = plaats
    return {n: Gecodeerd(t, plaatsen.get(n), rijen.height) for n, t in teksten.items()}


def _uniek(rijen: pl.DataFrame) -> dict[str, pl.Series]:
    """The distinct texts of every column."""
    uniek = rijen.select(pl.all().drop_nulls().unique().implode()).row(0)
    return {n: pl.Series(n, t, dtype=pl.String) for n, t in zip(rijen.columns, uniek, strict=True)}


def _is_vast(kolom: str, teksten: pl.Series) -> pl.Expr:
    """Whether every row holds the one text, without empty cells."""
    return pl.col(kolom).eq(teksten[0]).all(ignore_nulls=False)


def _plaats(kolom: str, teksten: pl.Series) -> pl.Expr:
    """Per row which of these texts it holds; null for another text, or none."""
    return pl.col(kolom).cast(pl.Enum(teksten), strict=False).to_physical().cast(pl.UInt32)


def _paar(naam: str, een: Gecodeerd, twee: Gecodeerd) -> Gecodeerd:
    """Two columns as one, its texts joined by a bar; null where both cells are empty."""
    breedte = len(twee.teksten) + 1  # an empty cell comes after the texts
    beide_leeg = len(een.teksten) * breedte + len(twee.teksten)
    rij = een.nummers()
    rij = rij if beide_leeg < 2**32 else rij.cast(pl.UInt64)
    uniek, plaats = _nummer(rij * breedte + twee.nummers(), beide_leeg + 1)
    leeg = pl.Series([""])
    voor = pl.concat([een.teksten.alias(""), leeg]).gather(uniek // breedte)
    achter = pl.concat([twee.teksten.alias(""), leeg]).gather(uniek % breedte)
    if beide_leeg in uniek.tail(1):
        plaats = plaats.set(plaats == len(uniek) - 1, None)
    teksten = (voor + "|" + achter).filter(uniek < beide_leeg)
    return Gecodeerd(teksten, plaats.alias(naam), een.hoogte)


def _nummer(getallen: pl.Series, omvang: int) -> tuple[pl.Series, pl.Series]:
    """The distinct ones of whole numbers below ``omvang``, in order, and which each is of them."""
    is_klein = omvang <= _RUIM * len(getallen)
    uniek = _komt_voor(getallen, omvang).arg_true() if is_klein else getallen.unique().sort()
    nummers = pl.int_range(len(uniek), dtype=pl.UInt32, eager=True)
    if not is_klein:
        return uniek, getallen.replace_strict(uniek, nummers, return_dtype=pl.UInt32)
    per_getal = pl.Series([0], dtype=pl.UInt32).new_from_index(0, omvang).scatter(uniek, nummers)
    return uniek, per_getal.gather(getallen)


def sleutelgetal(
    delen: Collection[tuple[pl.Series, Gecodeerd]], hoogte: int
) -> tuple[pl.Expr, int]:
    """One whole number per row that is equal where the keys are, and what they all stay below.

    Args:
        delen: the parts of the key, each as its values per distinct text.
        hoogte: number of rows.
    """
    wisselend = [
        (waarden.rank("dense").fill_null(0), cellen)
        for waarden, cellen in delen
        if cellen.plaats is not None
    ]
    aantallen = [int(rang.max() or 0) + 1 for rang, _ in wisselend]  # type: ignore[arg-type]
    soort = pl.UInt32 if math.prod(aantallen) < 2**32 else pl.UInt64
    getal, omvang = pl.lit(0, dtype=soort), 1
    for (rang, cellen), aantal in zip(wisselend, aantallen, strict=True):
        if omvang * aantal >= 2**63:
            getal, omvang = getal.rank("dense").cast(soort), hoogte + 1
        deel = cellen.uitdrukking(rang.cast(soort) * omvang)
        getal, omvang = getal + deel.fill_null(0), omvang * aantal
    return getal, omvang


def zijn_verschillend(getallen: pl.Series, omvang: int) -> bool:
    """Whether no whole number, all of them below ``omvang``, comes twice."""
    if omvang > _RUIM * len(getallen):
        return getallen.n_unique() == len(getallen)
    return int(_komt_voor(getallen, omvang).sum()) == len(getallen)


def _komt_voor(getallen: pl.Series, omvang: int) -> pl.Series:
    """Per whole number below ``omvang`` whether it is there."""
    return pl.Series([False]).new_from_index(0, omvang).scatter(getallen, values=True)
