"""Roll every kengetal up to its grains: the long table ``waarde`` of the work database.

A view gives teller and noemer per finest combination; here they are summed to each declared
grain. What the figures mean statistically is left to ``statistics`` and ``duiding``.
"""

import datetime as dt
from collections.abc import Mapping

import duckdb

from warehouse import opmaak, periode
from warehouse.motor import DUCKDB, Motor
from warehouse.register import Definitie, Kengetal

_VIEWKOLOMMEN = {  # optional columns of a view → what they are when the view leaves them out
    "teller": "cast(null as double)",
    "teller_min": "cast(teller as double)",
    "teller_max": "cast(teller as double)",
    "noemer": "cast(null as double)",
    "noemer_min": "cast(noemer as double)",
    "noemer_max": "cast(noemer as double)",
    "kwadraat": "cast(null as double)",
    "n": "cast(null as double)",
    "ontbreekt": "0",
    "is_onvolledig": "false",
}
_MAAT = "waarde"  # of a distribution the view gives the cases themselves, one a row
_FACTOR = {"promille": 1000.0}


def dimensies(register: Mapping[str, Kengetal]) -> tuple[str, ...]:
    """Every dim that any kengetal uses: the columns of ``waarde`` beside its measures."""
    namen = (dim for kengetal in register.values() for dim in kengetal.definitie.dimensies)
    return tuple(dict.fromkeys(namen))


def maak_waarden(
    verbinding: duckdb.DuckDBPyConnection,
    register: Mapping[str, Kengetal],
    motor: Motor = DUCKDB,
) -> None:
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
            kwadraat double, n double, p25 double, mediaan double, p75 double, p90 double,
            onder double, boven double, ontbreekt integer, is_onvolledig boolean
        )
        """
    )
    verbinding.execute(
        f"create table atoom (kengetal varchar, periode varchar, {kolommen} buiten varchar[],"
        " teller double, noemer double)"
    )
    for kengetal in register.values():
        _voeg_toe(verbinding, kengetal, motor)


def _voeg_toe(verbinding: duckdb.DuckDBPyConnection, kengetal: Kengetal, motor: Motor) -> None:
    definitie = kengetal.definitie
    motor.maak(verbinding, f"bron_{definitie.id}", kengetal.sql, tijdelijk=True)
    if verbinding.execute(f"select 1 from bron_{definitie.id} limit 1").fetchall():
        _maak_fijn(verbinding, definitie)
        _maak_perioden(verbinding, definitie)
        maak_sql = _verdeling_sql if definitie.soort == "verdeling" else _graan_sql
        for graan in definitie.grain:
            verbinding.execute(maak_sql(definitie, graan))
        if definitie.herleidbaar:
            verbinding.execute(_atoom_sql(definitie))
        verbinding.execute("drop table fijn")
        verbinding.execute("drop table periode")
    verbinding.execute(f"drop table bron_{definitie.id}")


def _maak_fijn(verbinding: duckdb.DuckDBPyConnection, definitie: Definitie) -> None:
    """The view with every optional column filled in and no unit without a name."""
    aanwezig = {rij[0] for rij in verbinding.execute(f"describe bron_{definitie.id}").fetchall()}
    dims = [f"coalesce(cast({dim} as varchar), 'onbekend') as {dim}" for dim in definitie.dimensies]
    if definitie.soort == "verdeling":
        dims.append(f"cast({_MAAT} as double) as {_MAAT}")
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
    return {"ontbreekt": "integer", "is_onvolledig": "boolean"}.get(naam, "double")


def _kolom_geheel(dim: str, aanwezig: set[str]) -> str:
    """Which column of the view says that a row is in the whole over this dim."""
    eigen = f"in_totaal_{dim}"
    return eigen if eigen in aanwezig else "in_totaal" if "in_totaal" in aanwezig else "true"


def _geheel(definitie: Definitie, dims: list[str]) -> str:
    """The rows of a grain: over each dim that does not add up and is not in it, only the whole."""
    weg = [f"in_totaal_{dim}" for dim in definitie.niet_optelbaar if dim not in dims]
    return " and ".join(weg) or "true"


def _maak_perioden(verbinding: duckdb.DuckDBPyConnection, definitie: Definitie) -> None:
    codes = verbinding.execute(
        "select periode, bool_or(is_onvolledig) from fijn group by periode"
    ).fetchall()
    verbinding.execute(
        "create temp table periode (periode varchar, periode_soort varchar, periode_datum date,"
        " reeks varchar, is_onvolledig boolean)"
    )
    for code, loopt in codes:
        begin = periode.begin(code)
        soort = _periodesoort(code, definitie)
        reeks = dag_en_maand(begin) if soort == "teldatum" else ""
        verbinding.execute(
            "insert into periode values (?, ?, ?, ?, ?)", [code, soort, begin, reeks, loopt]
        )


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
                {_som(definitie, "teller")}, {_som(definitie, "teller_min")},
                {_som(definitie, "teller_max")},
                sum(kwadraat) as kwadraat, sum(n) as n,
                coalesce(sum(ontbreekt) filter (where teller_min is not null), 0)
                    as ontbreekt_teller
            from fijn where {geheel} group by {groep}
        ),
        noemer as (
            select {noemer_groep},
                {_som(definitie, "noemer")}, {_som(definitie, "noemer_min")},
                {_som(definitie, "noemer_max")},
                sum(ontbreekt) as ontbreekt
            from fijn where {noemer_geheel} group by {noemer_groep}
        ),
        samen as (
            select teller.*, noemer.noemer, noemer.noemer_min, noemer.noemer_max,
                noemer.ontbreekt
            from teller join noemer using ({noemer_groep})
            where teller.teller_min is not null{_niet_leeg(dims)}
        )
        select samen.swv, '{definitie.id}' as kengetal, periode, periode_soort, periode_datum,
            reeks, '{graan}' as grain, {dimkolommen}
            case when {_BEKEND_TELLER} then teller end as teller,
            case when {_BEKEND_NOEMER} then noemer end as noemer,
            {_waarde_sql(definitie)}, kwadraat, n, ontbreekt, is_onvolledig
        from samen join periode using (periode)
    """


def _som(definitie: Definitie, naam: str) -> str:
    """A sum; of amounts, which come in thirds, the same however the engine orders its parts."""
    if definitie.soort != "bedrag":
        return f"sum({naam}) as {naam}"
    return f"round(cast(sum({naam}) as double), {_DECIMALEN}) as {naam}"


def _niet_leeg(dims: list[str]) -> str:
    """Without the unit ``onbekend`` in which nothing at all was counted: no one can look for it."""
    onbekend = " or ".join(f"{dim} = 'onbekend'" for dim in dims)
    leeg = "coalesce(teller_max, 1) = 0 and coalesce(noemer.noemer_max, 0) = 0"
    return f" and not ({leeg} and ({onbekend}))" if dims else ""


def _verdeling_sql(definitie: Definitie, graan: str) -> str:
    """Quartiles of the cases of one grain, and where the median of many such groups would lie.

    Quantiles are interpolated; the 95% interval runs between two order statistics of the cases
    themselves (Campbell and Gardner, BMJ 296, 1988). A case without a known measure is counted
    in ``ontbreekt`` and is in no quantile.
    """
    dims = [] if graan == "regio" else graan.split(",")
    groep = ", ".join(["swv", "periode", *dims])
    dimkolommen = "".join(f"{dim}, " for dim in dims)
    return f"""
        insert into waarde by name
        with groep as (
            select {groep}, count({_MAAT}) as n,
                quantile_cont({_MAAT}, [0.25, 0.5, 0.75, 0.9]) as kwantiel,
                list_sort(list({_MAAT}) filter (where {_MAAT} is not null))
                    as gevallen,
                count(*) - count({_MAAT}) as ontbreekt
            from fijn where {_geheel(definitie, dims)} group by {groep}
        )
        select swv, '{definitie.id}' as kengetal, periode, periode_soort, periode_datum, reeks,
            '{graan}' as grain, {dimkolommen} n, kwantiel[2] as waarde,
            kwantiel[1] as p25, kwantiel[2] as mediaan, kwantiel[3] as p75, kwantiel[4] as p90,
            case when {_ONDER_RANG} >= 1 then gevallen[{_ONDER_RANG}] end as onder,
            case when {_ONDER_RANG} >= 1 then gevallen[{_BOVEN_RANG}] end as boven,
            kwantiel[2] as waarde_min, kwantiel[2] as waarde_max, ontbreekt, is_onvolledig
        from groep join periode using (periode)
        where n > 0
    """


_DECIMALEN = 6  # far below a cent, far above the noise of adding up

# Ranks of the cases between which the median lies with 95% certainty; below six cases none.
_ONDER_RANG = "cast(round(n / 2.0 - 0.98 * sqrt(n)) as integer)"
_BOVEN_RANG = "cast(round(1 + n / 2.0 + 0.98 * sqrt(n)) as integer)"


def _atoom_sql(definitie: Definitie) -> str:
    """The finest counts of children, for what can be worked out from sums of them.

    Of a range the least that it can be; of a distribution the number of cases. ``buiten`` names
    the dims over which a row is not in the whole.
    """
    dims = "".join(f"{dim}, " for dim in definitie.dimensies)
    buiten = ", ".join(
        f"case when not in_totaal_{dim} then '{dim}' end" for dim in definitie.niet_optelbaar
    )
    if definitie.soort == "verdeling":
        maten = f"count({_MAAT}) as teller, null as noemer"
    else:
        maten = (
            "sum(coalesce(teller, teller_min)) as teller,"
            " sum(coalesce(noemer, noemer_min)) as noemer"
        )
    return f"""
        insert into atoom by name
        select '{definitie.id}' as kengetal, periode, {dims}
            list_filter([{buiten}]::varchar[], lambda naam: naam is not null) as buiten, {maten}
        from fijn group by all
    """


_BEKEND_TELLER = "teller_min is not distinct from teller_max"
_BEKEND_NOEMER = "noemer_min is not distinct from noemer_max"


def _waarde_sql(definitie: Definitie) -> str:
    """waarde, waarde_min and waarde_max; a missing count leaves the upper end open.

    Of a share it leaves the lower end open too: it may belong to the noemer alone.
    """
    boven = "case when ontbreekt_teller = 0 then {} end as waarde_max"
    if not definitie.is_verhouding:
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
