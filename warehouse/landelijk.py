"""All SWVs of an installation side by side: a publication of its own, made of what is public.

Reads of every SWV the file ``openbaar`` of its current publication and nothing else, so that it
holds nothing that anybody could not put together already: what is hidden there is a missing figure
here. An SWV is a unit of grain ``swv``; the region is the country. It can always be made again;
when that is due is told by ``deelnemers``. Who may look is left to the app.
"""

import datetime as dt
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse import duurzaam
from warehouse.beoordelen import Breuk, Verband, beoordeel
from warehouse.connection import open_bouw, open_publicatie, voeg_toe
from warehouse.deelnemers import LAND, LANDELIJK, Deelnemer, deelnemers, thuis_van
from warehouse.doelgroepen import Doelgroep
from warehouse.grondslag import Gegevens, maak_tabellen, vul_register
from warehouse.oprollen import dimensies
from warehouse.paths import Thuis
from warehouse.profiel import profiel_van
from warehouse.publicatie import vul_kop
from warehouse.publish import MANIFEST, publiceer, volgende_id
from warehouse.register import Kengetal, laad_register, lees_codes
from warehouse.trechter import trechters

_MATEN = (
    *("teller", "noemer", "waarde", "waarde_min", "waarde_max", "n"),
    *("p25", "mediaan", "p75", "p90", "onder", "boven"),
)
_FACTOR = {"promille": 1000.0}


def publiceer_landelijk(home: Path, afdruk: str) -> str | None:
    """Make a new national publication and let it be the current one; None without any SWV.

    Args:
        home: the directory with the homes of all SWVs.
        afdruk: fingerprint of the software and definitions.

    Returns:
        Its id.
    """
    thuis, leden = thuis_van(home), deelnemers(home)
    if not leden:
        return None
    koppen, waarden = _verzamel(leden)
    publicatie = volgende_id(thuis)
    geschreven = thuis.werk / f"{duurzaam.TIJDELIJK}{publicatie}"
    geschreven.mkdir(parents=True)
    register = laad_register()
    gegevens = _gegevens(thuis, publicatie, register, koppen)
    pad = geschreven / f"{LANDELIJK}.duckdb"
    _schrijf(pad, gegevens, koppen, waarden)
    manifest = {
        "publicatie": publicatie,
        "gemaakt_op": gegevens.gemaakt_op.isoformat(),
        "ontvangst": 0,
        "vingerafdruk": afdruk,
        "bestanden": {pad.name: duurzaam.sha256(pad)},
        "swv": {lid.profiel: lid.publicatie for lid in leden},
    }
    (geschreven / MANIFEST).write_text(json.dumps(manifest, indent=2), "utf-8")
    publiceer(thuis, geschreven, publicatie, 0)
    return publicatie


def _verzamel(leden: list[Deelnemer]) -> tuple[list[dict[str, Any]], pl.DataFrame]:
    """Of every SWV the row that says who it is, and its public figures of the whole region."""
    koppen: list[dict[str, Any]] = []
    delen: list[pl.DataFrame] = []
    for lid in leden:
        with open_publicatie(lid.bestand) as verbinding:
            koppen += verbinding.sql("from publicatie").pl().to_dicts()
            delen.append(verbinding.sql(_REGIO).pl())
    return koppen, pl.concat(delen, how="diagonal")


_REGIO = f"""
    select swv, kengetal, periode, periode_soort, periode_datum, reeks,
        {", ".join(_MATEN)}, cast(null as double) as kwadraat, symbool, ontbreekt, is_onvolledig
    from waarde
    where grain = 'regio'
"""


def _gegevens(
    thuis: Thuis,
    publicatie: str,
    register: Mapping[str, Kengetal],
    koppen: list[dict[str, Any]],
) -> Gegevens:
    return Gegevens(
        publicatie=publicatie,
        vorige=thuis.huidige(),
        gemaakt_op=dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0),
        software_versie=version("peilstok"),
        profiel=profiel_van(thuis),
        register=register,
        toetsen=(),
        leveringen=[
            {
                "datum": max(kop["bekend_op"] for kop in koppen),
                "in_gebruik": True,
                "voorbeeldgegevens": any(kop["voorbeeldgegevens"] for kop in koppen),
            }
        ],
        bevindingen=(),
    )


def _schrijf(
    pad: Path, gegevens: Gegevens, koppen: list[dict[str, Any]], waarden: pl.DataFrame
) -> None:
    publiek = set(waarden["kengetal"])
    register = {naam: k for naam, k in gegevens.register.items() if naam in publiek}
    groep = Doelgroep(LANDELIJK, "Landelijk")
    alle = pl.concat([waarden.with_columns(grain=pl.lit("swv")), _tel_op(waarden, register)])
    verbinding = open_bouw(pad)
    try:
        maak_tabellen(verbinding, dimensies(gegevens.register))
        vul_kop(verbinding, gegevens, groep)
        verbinding.execute("update publicatie set swv = ?", [LAND])
        vul_register(verbinding, gegevens, dict.fromkeys(register, ("regio", "swv")))
        voeg_toe(verbinding, "eenheid", _eenheden(koppen))
        _vul_waarden(verbinding, gegevens, register, alle)
        verbinding.execute("checkpoint")
    finally:
        verbinding.close()


def _vul_waarden(
    verbinding: duckdb.DuckDBPyConnection,
    gegevens: Gegevens,
    register: Mapping[str, Kengetal],
    waarden: pl.DataFrame,
) -> None:
    breuken = [
        Breuk(breuk.datum, frozenset({naam}))
        for naam, kengetal in register.items()
        for breuk in kengetal.definitie.trendbreuk
    ]
    referenties = verbinding.sql("from referentie").pl()
    verband = Verband(referenties, breuken, {}, gegevens.bekend_op)
    beoordeeld, duidingen = beoordeel(waarden, register, verband)
    beoordeeld = beoordeeld.with_columns(publicatie=pl.lit(gegevens.publicatie))
    for tabel, frame in (("waarde", beoordeeld), ("duiding", duidingen)):
        verbinding.register("_frame", frame)
        volgorde = "kengetal, grain, reeks, periode_datum, swv"
        verbinding.execute(f"insert into {tabel} by name from _frame order by {volgorde}")
        verbinding.unregister("_frame")
    voeg_toe(verbinding, "trechter", trechters(beoordeeld, register))


def _tel_op(waarden: pl.DataFrame, register: Mapping[str, Kengetal]) -> pl.DataFrame:
    """The country: what the SWVs show together, and how many of them show nothing.

    Of a share teller and noemer are summed over the SWVs that show both. An SWV that ever had the
    figure and does not show it for this period is missing (``ontbreekt``), whether it is hidden or
    was not delivered. Quartiles of children cannot be put together from quartiles: there are none.
    """
    soort = {naam: k.definitie.soort for naam, k in register.items()}
    verhouding = [naam for naam, k in register.items() if k.definitie.is_verhouding]
    met = waarden.filter(
        pl.col("kengetal").replace_strict(soort, return_dtype=pl.String) != "verdeling"
    ).with_columns(is_verhouding=pl.col("kengetal").is_in(verhouding))
    toont = (
        pl.col("symbool").is_null()
        & pl.col("teller").is_not_null()
        & (pl.col("noemer").is_not_null() | ~pl.col("is_verhouding"))
    )
    vast = ["kengetal", "periode", "periode_soort", "periode_datum", "reeks"]
    som = (
        met.group_by(vast)
        .agg(
            pl.col("teller").filter(toont).sum(),
            pl.col("noemer").filter(toont).sum(),
            toont.sum().alias("tonen"),
            (pl.col("ontbreekt") > 0).sum().alias("deels"),
            pl.col("is_onvolledig").any(),
        )
        .join(met.group_by("kengetal").agg(pl.col("swv").n_unique().alias("alle")), on="kengetal")
        .filter(pl.col("tonen") > 0)
    )
    factor = pl.col("kengetal").replace_strict(
        {naam: _FACTOR.get(s, 1.0) for naam, s in soort.items()}, return_dtype=pl.Float64
    )
    is_verhouding = pl.col("kengetal").is_in(verhouding)
    deling = pl.when(pl.col("noemer") > 0).then(factor * pl.col("teller") / pl.col("noemer"))
    uit = som.with_columns(
        swv=pl.lit(LAND),
        grain=pl.lit("regio"),
        noemer=pl.when(is_verhouding).then("noemer"),
        waarde=pl.when(is_verhouding).then(deling).otherwise("teller"),
        ontbreekt=(pl.col("alle") - pl.col("tonen") + pl.col("deels")).cast(pl.Int32),
    ).with_columns(
        waarde_min=pl.when((pl.col("ontbreekt") == 0) | ~is_verhouding).then("waarde"),
        waarde_max=pl.when(pl.col("ontbreekt") == 0).then("waarde"),
    )
    leeg = {naam: soort for naam, soort in waarden.schema.items() if naam not in uit.columns}
    uit = uit.with_columns(pl.lit(None, dtype=soort).alias(naam) for naam, soort in leeg.items())
    return uit.select(*(pl.col(n).cast(s) for n, s in waarden.schema.items()), "grain")


def _eenheden(koppen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The country and the SWVs in it, and the words for codes that figures mention."""
    rijen = [
        {"grain": "regio", "code": LAND, "naam": "Alle samenwerkingsverbanden", "volgorde": 0}
        | {"ouder_grain": None, "ouder_code": None}
    ]
    for kop in sorted(koppen, key=lambda kop: str(kop["swv_naam"])):
        rij = {"grain": "swv", "code": kop["swv"], "naam": kop["swv_naam"]}
        rijen.append(rij | {"volgorde": len(rijen), "ouder_grain": "regio", "ouder_code": LAND})
    for dim, namen in lees_codes().items():
        for plaats, (code, naam) in enumerate(namen.items()):
            rij = {"grain": dim, "code": code, "naam": naam, "volgorde": plaats}
            rijen.append(rij | {"ouder_grain": None, "ouder_code": None})
    return rijen
