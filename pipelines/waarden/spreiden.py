"""The columns of a delivery from values per distinct text to values per row, all at once.

Until then a column is an expression over the places of ``coderen``: polars works out all of them
side by side, and two columns that are alike only once.
"""

from collections.abc import Mapping

import polars as pl

from pipelines.waarden.coderen import Gecodeerd


class Spreiding:
    """The columns of one delivery on their way to its rows.

    Attributes:
        rijen: row number as delivered, and what the expressions of the columns work on.
    """

    def __init__(self, rij: pl.Series) -> None:
        self.rijen = rij.alias("rij").to_frame()
        self._waarden: dict[str, pl.Expr] = {}

    def zet(self, cellen: Gecodeerd, waarden: Mapping[str, pl.Series]) -> None:
        """Columns by what they hold for each distinct text of a delivered column."""
        if cellen.plaats is not None:
            self.rijen = self.rijen.with_columns(cellen.plaats)
        for naam, reeks in waarden.items():
            gelijke = next(n for n, r in waarden.items() if r.equals(reeks, check_dtypes=True))
            als = cellen.uitdrukking(reeks) if gelijke == naam else self._waarden[gelijke]
            self._waarden[naam] = als

    def zet_vast(self, naam: str, waarde: pl.Series) -> None:
        """A column of the one value of ``waarde``."""
        self._waarden[naam] = pl.lit(waarde).first()

    def vervang(self, naam: str, waar: pl.Series, waarde: object) -> None:
        """Another value in these rows."""
        self.rijen = self.rijen.with_columns(waar.alias(f"{naam} vervangen"))
        anders = pl.when(f"{naam} vervangen").then(pl.lit(waarde)).otherwise(self._waarden[naam])
        self._waarden[naam] = anders

    def vul(self, naam: str, waarde: object) -> None:
        """A value where there is none."""
        self._waarden[naam] = self._waarden[naam].fill_null(waarde)

    def reeks(self, naam: str) -> pl.Series:
        """One column as it stands now."""
        return self.rijen.select(self._waarden[naam].alias(naam), "rij")[naam]

    def bouw(self, **ook: pl.Expr) -> pl.DataFrame:
        """All columns, ``rij``, and other expressions over the places under names of their own."""
        eerste = {id(waarde): naam for naam, waarde in reversed(self._waarden.items())}
        gespreid = self.rijen.select(
            "rij",
            *(self._waarden[naam].alias(naam) for naam in eerste.values()),
            **ook,
        )
        return gespreid.with_columns(
            pl.col(eerste[id(waarde)]).alias(naam) for naam, waarde in self._waarden.items()
        )
