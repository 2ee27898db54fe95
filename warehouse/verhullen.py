"""Hide and round the figures of rows, once it is known which: signs instead of figures.

Which counts stay hidden is decided by ``protect``; what may not be shown for other reasons (too
few to take a percentage of) is decided here.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from warehouse.audit import KLEIN
from warehouse.plekken import Plekken
from warehouse.protect import VERBORGEN, Bescherming
from warehouse.register import Kengetal

MIN_NOEMER = 10  # a percentage, mean or median of fewer says too much of each of them
MIN_STAART = 40  # p90 of fewer cases lies close to a single one

CIJFERS = (
    "teller noemer waarde waarde_min waarde_max kwadraat n p25 mediaan p75 p90 onder boven".split()
)


def verhul(
    bloot: pl.DataFrame,
    plek: Plekken,
    bescherming: Bescherming,
    register: Mapping[str, Kengetal],
) -> pl.DataFrame:
    """The rows with their signs, and without every figure that a sign stands for.

    Args:
        bloot: rows of table ``waarde``.
        plek: where the counts of each row stand.
        bescherming: what is hidden.
        register: what the kengetallen are.
    """
    vrij = [naam for naam, k in register.items() if not k.definitie.herleidbaar]
    frame = _te_weinig(
        _met_soort(bloot, register).with_columns(
            pl.Series("symbool", bescherming.symbolen(plek), dtype=pl.String),
            pl.Series("_noemer", bescherming.toont_aantallen(plek), dtype=pl.Boolean),
        ),
        vrij,
    )
    weg = pl.col("symbool").is_not_null()
    blijft = pl.col("_noemer") & (pl.col("_soort") != "aantal")
    return frame.with_columns(
        *(
            pl.when(~weg).then(pl.col(naam)).alias(naam)
            for naam in CIJFERS
            if naam not in ("noemer", "n")
        ),
        *(pl.when(~weg | blijft).then(pl.col(naam)).alias(naam) for naam in ("noemer", "n")),
        pl.when(~weg).then(pl.col("ontbreekt")).otherwise(0).alias("ontbreekt"),
    ).drop("_noemer", "_soort")


def _met_soort(rijen: pl.DataFrame, register: Mapping[str, Kengetal]) -> pl.DataFrame:
    soorten = {naam: k.definitie.soort for naam, k in register.items()}
    return rijen.with_columns(
        pl.col("kengetal").replace_strict(soorten, return_dtype=pl.String).alias("_soort")
    )


def _te_weinig(frame: pl.DataFrame, vrij: Sequence[str]) -> pl.DataFrame:
    """Percentages, means and medians on too few, and the tail of a distribution on not many."""
    op = pl.when(pl.col("_soort") == "verdeling").then(pl.col("n")).otherwise(pl.col("noemer"))
    dun = (
        ~pl.col("kengetal").is_in(list(vrij))
        & pl.col("_soort").is_in(["aandeel", "promille", "gemiddelde", "verdeling"])
        & (op < MIN_NOEMER)
    )
    staart = (pl.col("_soort") == "verdeling") & (pl.col("n") < MIN_STAART)
    return frame.with_columns(
        pl.when(dun & pl.col("symbool").is_null())
        .then(pl.lit(VERBORGEN))
        .otherwise(pl.col("symbool"))
        .alias("symbool"),
        pl.when(staart).then(None).otherwise(pl.col("p90")).alias("p90"),
    )


def rond_af(rijen: pl.DataFrame, register: Mapping[str, Kengetal], op: int) -> pl.DataFrame:
    """Shown counts to the nearest multiple, at least one; shares from what was rounded."""
    vrij = [naam for naam, k in register.items() if not k.definitie.herleidbaar]
    frame = _met_soort(rijen, register)
    geteld = ~pl.col("kengetal").is_in(vrij)
    is_aantal = geteld & (pl.col("_soort") == "aantal")
    is_deel = geteld & pl.col("_soort").is_in(["aandeel", "promille"])
    is_verdeling = geteld & (pl.col("_soort") == "verdeling")
    factor = pl.when(pl.col("_soort") == "promille").then(1000.0).otherwise(1.0)

    def rond(naam: str, waar: pl.Expr) -> pl.Expr:
        heel = ((pl.col(naam) / op).round() * op).clip(op)
        return pl.when(waar & (pl.col(naam) > KLEIN)).then(heel).otherwise(pl.col(naam)).alias(naam)

    frame = frame.with_columns(
        rond("teller", geteld), rond("noemer", geteld), rond("n", is_verdeling)
    )
    bekend = pl.col("waarde").is_not_null()
    waarde = (
        pl.when(is_aantal & bekend)
        .then(pl.col("teller"))
        .when(is_deel & bekend)
        .then(factor * pl.col("teller") / pl.col("noemer"))
        .otherwise(pl.col("waarde"))
    )
    return frame.with_columns(
        waarde.alias("waarde"),
        *(
            pl.when(bekend & (is_aantal | is_deel)).then(waarde).otherwise(pl.col(naam)).alias(naam)
            for naam in ("waarde_min", "waarde_max")
        ),
    ).drop("_soort")
