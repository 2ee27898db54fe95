"""Funnels: which besturen, schools or SWVs differ from the whole by more than chance explains.

Takes judged, protected figures of one audience, so that a unit of which nothing may be told has no
place here either. The limits are those of ``statistics``; drawing them is left to the app.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from warehouse.register import Kengetal
from warehouse.statistics import funnel_limits

GRAINS = ("bestuur", "vestiging", "swv")
# Who is in no unit, or in one elsewhere, is compared with nobody.
_REST = ("onbekend", "buiten regio")
_MINSTENS = 5  # units: among fewer "as the others" says nothing; ours
_LIJNPUNTEN = 25  # of the curves
_SCHAAL = {"aandeel": 1.0, "promille": 1000.0}
_SLEUTEL = ["kengetal", "periode_soort", "reeks", "grain", "periode"]

_grenzen = lru_cache(maxsize=50_000)(funnel_limits)


def trechters(waarden: pl.DataFrame, register: Mapping[str, Kengetal]) -> list[dict[str, Any]]:
    """The rows of table ``trechter``: a row per unit, and rows without unit for the curves.

    The centre is the share of the region as published; without it, and where fewer than five
    units have a figure, there is no funnel. A unit stands out beyond the limits of 99,8%: among
    seventeen besturen one lies beyond those of 95% by chance in half of all charts.

    Args:
        waarden: judged rows of table ``waarde`` of one audience.
        register: the definitions.
    """
    soorten = {
        naam: k.definitie.soort
        for naam, k in register.items()
        if k.definitie.soort in _SCHAAL and k.definitie.heeft_toeval
    }
    bekend = waarden.filter(
        pl.col("kengetal").is_in(list(soorten))
        & pl.col("waarde").is_not_null()
        & pl.col("symbool").is_null()
        & (pl.col("noemer") > 0)
        & (pl.col("ontbreekt") == 0)
    )
    regio = {
        tuple(rij): waarde
        for *rij, waarde in bekend.filter(pl.col("grain") == "regio")
        .select("kengetal", "periode_soort", "reeks", "periode", "waarde")
        .iter_rows()
    }
    rijen: list[dict[str, Any]] = []
    for grain in GRAINS:
        if grain not in bekend.columns:
            continue
        delen = bekend.filter((pl.col("grain") == grain) & ~pl.col(grain).is_in(_REST))
        for groep in delen.partition_by(_SLEUTEL, maintain_order=True):
            kop = groep.select(_SLEUTEL).row(0, named=True)
            plek = (kop["kengetal"], kop["periode_soort"], kop["reeks"], kop["periode"])
            if len(groep) >= _MINSTENS and plek in regio:
                eenheden = groep.select(grain, "noemer", "waarde").rows()
                schaal = _SCHAAL[soorten[kop["kengetal"]]]
                rijen += [kop | rij for rij in trechter(eenheden, regio[plek], schaal)]
    return rijen


def trechter(
    eenheden: Sequence[tuple[str, float, float]], midden: float, schaal: float = 1.0
) -> Iterator[dict[str, Any]]:
    """One funnel.

    Args:
        eenheden: of each unit its code, its noemer (above zero) and its figure.
        midden: the figure of the region.
        schaal: what a share of one is in units of the figure.
    """
    for eenheid, n, waarde in eenheden:
        grenzen = _vier_grenzen(midden, n, schaal)
        oordeel = "binnen"
        if waarde > grenzen["boven_998"]:
            oordeel = "boven"
        elif waarde < grenzen["onder_998"]:
            oordeel = "onder"
        yield {"eenheid": eenheid, "waarde": waarde, "oordeel": oordeel} | grenzen
    laag, hoog = min(n for _, n, _ in eenheden), max(n for _, n, _ in eenheden)
    for stap in range(_LIJNPUNTEN):
        # Closer together at the narrow end, where the curves bend.
        n = laag * (hoog / laag) ** (stap / (_LIJNPUNTEN - 1))
        lijn = {"eenheid": None, "waarde": None, "oordeel": None}
        yield lijn | _vier_grenzen(midden, n, schaal)


def _vier_grenzen(midden: float, n: float, schaal: float) -> dict[str, float]:
    """The centre and the limits of 95% and 99,8% for a unit of size n, in units of the kengetal."""
    aandeel, omvang = min(max(midden / schaal, 0.0), 1.0), max(round(n), 1)
    onder_95, boven_95 = _grenzen(aandeel, omvang, 0.95)
    onder_998, boven_998 = _grenzen(aandeel, omvang, 0.998)
    grenzen = {
        "onder_95": onder_95,
        "boven_95": boven_95,
        "onder_998": onder_998,
        "boven_998": boven_998,
    }
    vol = {naam: grens * schaal for naam, grens in grenzen.items()}
    return {"n": float(omvang), "midden": midden} | vol
