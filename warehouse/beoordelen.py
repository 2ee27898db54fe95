"""Judge every figure at publication: intervals per point, trend and target per series.

Joins what ``statistics`` and ``duiding`` say to the rolled-up figures, once, so that pages only
select. What a method is and how a sentence reads is left to those modules.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl

from warehouse.duiding import Duiding, Punt, duid
from warehouse.oprollen import dimensies
from warehouse.register import Definitie, Kengetal
from warehouse.statistics import poisson_kolommen, wilson_kolommen

_RAMINGEN = ("begroting", "prognose")


def beoordeel(
    waarden: pl.DataFrame,
    referenties: pl.DataFrame,
    register: Mapping[str, Kengetal],
    bekend_op: dt.date,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Add to every figure what can be said of it, and judge the last of each series.

    The last figure is the one that speaks of now: a plan for later years is drawn, not judged.

    Args:
        waarden: table ``waarde`` of the work database.
        referenties: table ``referentie`` of the publication: targets and national figures.
        register: the definitions.
        bekend_op: the day up to which deliveries were received.

    Returns:
        The rows of table ``waarde`` (without ``publicatie``) and of table ``duiding``.
    """
    frame = _met_referenties(waarden, referenties)
    frame = _met_intervallen(frame, register)
    dims = [dim for dim in dimensies(register) if dim in frame.columns]
    sleutel = ["kengetal", "reeks", "grain", *dims]
    duidingen: list[dict[str, Any]] = []
    for groep, punten in _reeksen(frame, sleutel):
        definitie = register[str(groep["kengetal"])].definitie
        tot_nu = punten.filter(pl.col("periode_datum") <= bekend_op)
        gesproken = tot_nu if len(tot_nu) else punten
        is_raming = groep.get("soort") in _RAMINGEN or _is_lopend_jaar(gesproken, bekend_op)
        duidingen.append(groep | _duiding(definitie, gesproken, is_raming))
    schema = dict.fromkeys(sleutel, pl.String) | _DUIDING
    tabel = pl.DataFrame(duidingen, schema=schema, orient="row")
    laatste = tabel.select(*sleutel, "periode", "trend", "status")
    versies = {naam: kengetal.versie for naam, kengetal in register.items()}
    met_noemer = [
        naam for naam, k in register.items() if k.definitie.noemer and k.definitie.heeft_toeval
    ]
    verhouding = pl.col("kengetal").is_in(met_noemer)
    frame = frame.join(laatste, on=[*sleutel, "periode"], how="left", nulls_equal=True)
    frame = frame.with_columns(
        pl.col("kengetal")
        .replace_strict(versies, return_dtype=pl.String)
        .alias("definitie_versie"),
        pl.when(verhouding).then(pl.col("noemer")).alias("n"),
    )
    return frame, tabel


_DUIDING = {
    "periode": pl.String,
    "periode_datum": pl.Date,
    "waarde": pl.Float64,
    "vorige_periode": pl.String,
    "vorige_waarde": pl.Float64,
    "trend": pl.String,
    "status": pl.String,
    "zin": pl.String,
}


def _met_referenties(waarden: pl.DataFrame, referenties: pl.DataFrame) -> pl.DataFrame:
    """Targets and national figures are about the region as a whole: they join its rows only."""
    frame = waarden
    for soort in ("streefwaarde", "landelijk"):
        cijfers = referenties.filter(pl.col("soort") == soort).select(
            "kengetal", "periode", pl.col("waarde").alias(soort), pl.lit("regio").alias("grain")
        )
        frame = frame.join(cijfers, on=["kengetal", "periode", "grain"], how="left")
    return frame


def _met_intervallen(frame: pl.DataFrame, register: Mapping[str, Kengetal]) -> pl.DataFrame:
    """95% intervals: Wilson for shares, Poisson for counts; none for money or unknown figures."""
    soort = {
        naam: k.definitie.soort if k.definitie.heeft_toeval else "" for naam, k in register.items()
    }
    frame = frame.with_columns(
        pl.col("kengetal").replace_strict(soort, return_dtype=pl.String).alias("_soort"),
        ((pl.col("ontbreekt") == 0) & pl.col("waarde").is_not_null()).alias("_bekend"),
    )
    teller, noemer = frame["teller"].to_numpy(), frame["noemer"].to_numpy()
    aandeel = wilson_kolommen(teller, noemer)
    aantal = poisson_kolommen(teller)
    promille = tuple(1000 * grens / np.where(noemer > 0, noemer, np.nan) for grens in aantal)
    kolommen = []
    for plaats, naam in enumerate(("onder", "boven")):
        keuze = (
            pl.when(~pl.col("_bekend"))
            .then(None)
            .when(pl.col("_soort") == "aandeel")
            .then(pl.Series(aandeel[plaats]))
            .when(pl.col("_soort") == "aantal")
            .then(pl.Series(aantal[plaats]))
            .when(pl.col("_soort") == "promille")
            .then(pl.Series(promille[plaats]))
        )
        kolommen.append(keuze.fill_nan(None).alias(naam))
    return frame.with_columns(kolommen).drop("_soort", "_bekend")


def _reeksen(
    frame: pl.DataFrame, sleutel: list[str]
) -> Iterator[tuple[dict[str, Any], pl.DataFrame]]:
    """Each series on its own: one unit at one grain, one kind of period."""
    volgorde = frame.sort("periode_datum")
    for groep in volgorde.partition_by([*sleutel, "periode_soort"], maintain_order=True):
        yield groep.select(sleutel).row(0, named=True), groep


def _is_lopend_jaar(punten: pl.DataFrame, bekend_op: dt.date) -> bool:
    """Whether the last figure is of a calendar year that has not ended: then it is a forecast."""
    laatste = punten.row(-1, named=True)
    eind = dt.date(laatste["periode_datum"].year, 12, 31)
    return laatste["periode_soort"] == "jaar" and eind > bekend_op


def _duiding(definitie: Definitie, groep: pl.DataFrame, is_raming: bool) -> dict[str, Any]:
    punten = [
        Punt(
            periode=rij["periode"],
            waarde=rij["waarde"],
            waarde_min=rij["waarde_min"],
            waarde_max=rij["waarde_max"],
            ontbreekt=rij["ontbreekt"],
            teller=rij["teller"],
            noemer=rij["noemer"],
            onder=rij["onder"],
            boven=rij["boven"],
        )
        for rij in groep.iter_rows(named=True)
    ]
    laatste = groep.row(-1, named=True)
    oordeel: Duiding = duid(
        definitie,
        punten,
        laatste["streefwaarde"],
        trendbreuken=[breuk.datum for breuk in definitie.trendbreuk],
        is_raming=is_raming,
    )
    return vars(oordeel) | {"periode_datum": laatste["periode_datum"]}
