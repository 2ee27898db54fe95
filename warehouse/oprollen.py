"""Roll every kengetal up to its grains: the long table ``waarde`` of the work database.

A view gives teller and noemer per finest combination; here they are summed to each declared
grain. What the figures mean statistically is left to ``statistics`` and ``duiding``.
"""

import datetime as dt
from collections.abc import Mapping

import duckdb

from warehouse import opmaak, periode
from warehouse.register import VERHOUDINGEN, Definitie, Kengetal

_VIEWKOLOMMEN = {  # optional columns of a view → what they are when the view leaves them out
    "teller": "cast(null as double)",
    "teller_min": "cast(teller as double)",
    "teller_max": "cast(teller as double)",
    "noemer": "cast(null as double)",
    "noemer_min": "cast(noemer as double)",
    "noemer_max": "cast(noemer as double)",
    "ontbreekt": "0",
}
_FACTOR = {"promille": 1000.0}


def dimensies(register: Mapping[str, Kengetal]) -> tuple[str, ...]:
    """Every dim that any kengetal uses: the columns of ``waarde`` beside its measures."""
    namen = (dim for kengetal in register.values() for dim in kengetal.definitie.dimensies)
    return tuple(dict.fromkeys(namen))


def maak_waarden(verbinding: duckdb.DuckDBPyConnection, register: Mapping[str, Kengetal]) -> None:
    """Make ``waarde`` (one row per kengetal, period, grain and unit) and fill it for the register.

    A unit exists when its teller is known, is a range, or is known to be missing. ``waarde`` is
    null when it is a range only; ``waarde_max`` is null when a count under it is unknown.
    """
    dims = dimensies(register)
    kolommen = "".join(f"{dim} varchar, " for dim in dims)
    verbinding.execute(
        f"""
        create table waarde (
            swv varchar, kengetal varchar, periode varchar, periode_soort varchar,
            periode_datum date, reeks varchar, grain varchar, {kolommen}
            teller double, noemer double, waarde double, waarde_min double, waarde_max double,
            ontbreekt integer
        )
        """
    )
    for kengetal in register.values():
        _voeg_toe(verbinding, kengetal)


def _voeg_toe(verbinding: duckdb.DuckDBPyConnection, kengetal: Kengetal) -> None:
    definitie = kengetal.definitie
    verbinding.execute(f"create temp table bron_{definitie.id} as {kengetal.sql}")
    _maak_fijn(verbinding, definitie)
    _maak_perioden(verbinding, definitie)
    for graan in definitie.grain:
        verbinding.execute(_graan_sql(definitie, graan))
    for tabel in (f"bron_{definitie.id}", "fijn", "periode"):
        verbinding.execute(f"drop table {tabel}")


def _maak_fijn(verbinding: duckdb.DuckDBPyConnection, definitie: Definitie) -> None:
    """The view with every optional column filled in and no unit without a name."""
    aanwezig = {rij[0] for rij in verbinding.execute(f"describe bron_{definitie.id}").fetchall()}
    dims = [f"coalesce(cast({dim} as varchar), 'onbekend') as {dim}" for dim in definitie.dimensies]
    maten = [
        f"cast(coalesce({naam}, {anders}) as {_type(naam)}) as {naam}"
        if naam in aanwezig
        else f"{anders} as {naam}"
        for naam, anders in _VIEWKOLOMMEN.items()
    ]
    geheel = [
        f"coalesce({_kolom_geheel(dim, aanwezig)}, true) as in_totaal_{dim}"
        for dim in definitie.niet_optelbaar
    ]
    verbinding.execute(
        f"create temp table fijn as select swv, periode, {', '.join([*dims, *maten, *geheel])}"
        f" from bron_{definitie.id}"
    )


def _type(naam: str) -> str:
    return "integer" if naam == "ontbreekt" else "double"


def _kolom_geheel(dim: str, aanwezig: set[str]) -> str:
    """Which column of the view says that a row is in the whole over this dim."""
    eigen = f"in_totaal_{dim}"
    return eigen if eigen in aanwezig else "in_totaal" if "in_totaal" in aanwezig else "true"


def _geheel(definitie: Definitie, dims: list[str]) -> str:
    """The rows of a grain: over each dim that does not add up and is not in it, only the whole."""
    weg = [f"in_totaal_{dim}" for dim in definitie.niet_optelbaar if dim not in dims]
    return " and ".join(weg) or "true"


def _maak_perioden(verbinding: duckdb.DuckDBPyConnection, definitie: Definitie) -> None:
    codes = [rij[0] for rij in verbinding.execute("select distinct periode from fijn").fetchall()]
    verbinding.execute(
        "create temp table periode"
        " (periode varchar, periode_soort varchar, periode_datum date, reeks varchar)"
    )
    for code in codes:
        begin = periode.begin(code)
        soort = _periodesoort(code, definitie)
        reeks = dag_en_maand(begin) if soort == "teldatum" else ""
        verbinding.execute("insert into periode values (?, ?, ?, ?)", [code, soort, begin, reeks])


def _periodesoort(code: str, definitie: Definitie) -> str:
    soort = periode.soort(code)
    if soort != "datum":
        return soort
    return "teldatum" if "teldatum" in definitie.periode else "peildatum"


def dag_en_maand(datum: dt.date) -> str:
    """The name of the series that counts on this day of the year: ``1 februari``."""
    return opmaak.datum(datum).rsplit(" ", 1)[0]


def _graan_sql(definitie: Definitie, graan: str) -> str:
    """The roll-up to one grain; every name in it comes from the checked register."""
    dims = [] if graan == "regio" else graan.split(",")
    noemer_dims = [
        dim for dim in dims if definitie.noemer_grain is None or dim in definitie.noemer_grain
    ]
    geheel = _geheel(definitie, dims)
    noemer_geheel = _geheel(definitie, noemer_dims)
    groep = ", ".join(["swv", "periode", *dims])
    noemer_groep = ", ".join(["swv", "periode", *noemer_dims])
    dimkolommen = "".join(f"{dim}, " for dim in dims)
    return f"""
        insert into waarde by name
        with teller as (
            select {groep},
                sum(teller) as teller, sum(teller_min) as teller_min,
                sum(teller_max) as teller_max,
                coalesce(sum(ontbreekt) filter (where teller_min is not null), 0)
                    as ontbreekt_teller
            from fijn where {geheel} group by {groep}
        ),
        noemer as (
            select {noemer_groep},
                sum(noemer) as noemer, sum(noemer_min) as noemer_min, sum(noemer_max) as noemer_max,
                sum(ontbreekt) as ontbreekt
            from fijn where {noemer_geheel} group by {noemer_groep}
        ),
        samen as (
            select teller.*, noemer.noemer, noemer.noemer_min, noemer.noemer_max,
                noemer.ontbreekt
            from teller join noemer using ({noemer_groep})
            where teller.teller_min is not null
        )
        select samen.swv, '{definitie.id}' as kengetal, periode, periode_soort, periode_datum,
            reeks, '{graan}' as grain, {dimkolommen}
            case when {_BEKEND_TELLER} then teller end as teller,
            case when {_BEKEND_NOEMER} then noemer end as noemer,
            {_waarde_sql(definitie)}, ontbreekt
        from samen join periode using (periode)
    """


_BEKEND_TELLER = "teller_min is not distinct from teller_max"
_BEKEND_NOEMER = "noemer_min is not distinct from noemer_max"


def _waarde_sql(definitie: Definitie) -> str:
    """waarde, waarde_min and waarde_max; a missing count leaves the upper end open.

    Of a share it leaves the lower end open too: it may belong to the noemer alone.
    """
    boven = "case when ontbreekt_teller = 0 then {} end as waarde_max"
    if definitie.soort not in VERHOUDINGEN:
        return (
            f"case when {_BEKEND_TELLER} then teller end as waarde,"
            f" coalesce(teller_min, 0) as waarde_min, {boven.format('teller_max')}"
        )
    factor = _FACTOR.get(definitie.soort, 1.0)
    return (
        f"case when {_BEKEND_TELLER} and {_BEKEND_NOEMER}"
        f" then {factor} * teller / nullif(noemer, 0) end as waarde,"
        f" case when ontbreekt = 0 then {factor} * teller_min / nullif(noemer_max, 0) end"
        " as waarde_min,"
        f" {boven.format(f'{factor} * teller_max / nullif(noemer_min, 0)')}"
    )
