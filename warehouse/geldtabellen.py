"""Money in a publication file: delivered amounts, tariffs, and the parts of the budget.

Amounts of the samenwerkingsverband are about no child. The budget of a school is: who knows what
is withheld knows how many pupils were referred. Its parts go to medewerkers and, of its own
schools, to a bestuur; everybody else gets those of the whole region, which say no more than the
amounts per step that stand in ``waarde``.
"""

import duckdb
import polars as pl

from warehouse.connection import voeg_toe
from warehouse.eigendom import SCHOOLBESTUUR, lees_eigendom
from warehouse.inhoud import Inhoud
from warehouse.profiel import Profiel

ZONDER_AANTAL = "tlv_bao"  # a sum of amounts that differ: its count follows from nothing else

_POSTEN = """
    insert into geldpost
    with regel as (
        select jaar, soort, moment, rubriek, post, '' as onderdeel, bedrag, rij
        from werk.staging_financien
        union all
        select jaar, soort, moment, rubriek, post, onderdeel, bedrag, rij
        from werk.financieel_onderdeel
    )
    select jaar, soort, moment, rubriek, regel.post, onderdeel, cast(bedrag as double),
        coalesce(drijver.volgt, ''), rij
    from regel
    left join drijver
        on lower(drijver.post) = lower(regel.post)
        and regel.rubriek not in ('totaal', 'balans')
    order by jaar, soort, moment, rij
"""

_TARIEVEN = """
    insert into tarief
    select jaar, tarief, cast(bedrag as double)
    from werk.staging_tarieven
    order by jaar, tarief
"""

# Whole euros: to the cent, an extreme would tell how many pupils one school referred.
_SPREIDING = """
    insert into budgetspreiding
    select jaar, niveau, aantal, round(laagste), round(p25), round(mediaan), round(p75),
        round(hoogste)
    from werk.budget_spreiding
    order by jaar, niveau
"""

# Per school and step, with the price of one: what the SQL of the budget multiplied by.
_STAPPEN = """
    select
        budget.jaar,
        budget.bestuur_code as bestuur,
        budget.school_code as vestiging,
        budget.opbouw,
        cast(budget.aantal as double) as aantal,
        cast(budget.aantal_min as double) as aantal_min,
        cast(budget.aantal_max as double) as aantal_max,
        case budget.opbouw
            when 'leerlingen' then cast(tarief.leerlingbedrag as double)
            when 'verwijzingen' then -cast(tarief.plaatsbedrag as double)
            when 'dws' then -cast(tarief.dws as double)
            when 'terugplaatsing' then cast(tarief.terugplaatsing as double) / 12
            when 'instroom' then cast(tarief.instroom as double) / 12
        end as prijs,
        budget.bedrag,
        budget.bedrag_min,
        budget.bedrag_max,
        cast(budget.ontbreekt as integer) as ontbreekt,
        budget.is_onvolledig
    from werk.school_budget as budget
    left join werk.tarief as tarief
        on tarief.jaar = budget.jaar
"""
_SOMMEN = ("aantal", "aantal_min", "aantal_max", "bedrag", "bedrag_min", "bedrag_max")


def vul_geld(verbinding: duckdb.DuckDBPyConnection, profiel: Profiel, inhoud: Inhoud) -> None:
    """Fill the tables about money as far as the audience has the figures that they explain."""
    if "begroting_realisatie" in inhoud.grains:
        verbinding.execute("create temp table drijver (post varchar, volgt varchar)")
        voeg_toe(verbinding, "drijver", [d.model_dump() for d in profiel.scenariopost])
        verbinding.execute(_POSTEN)
    if "ondersteuningsbudget" in inhoud.grains:
        verbinding.execute(_TARIEVEN)
        verbinding.execute(_SPREIDING)
        _vul_delen(verbinding, inhoud)


def _vul_delen(verbinding: duckdb.DuckDBPyConnection, inhoud: Inhoud) -> None:
    stappen = verbinding.sql(_STAPPEN).pl()
    regio = _tel_op(stappen, "regio")
    if not inhoud.is_volledig:
        eigen = pl.col("opbouw") == ZONDER_AANTAL
        regio = regio.with_columns(
            pl.when(eigen).then(None).otherwise(pl.col(naam)).alias(naam) for naam in _SOMMEN[:3]
        )
    delen = [regio]
    for grain in ("bestuur", "vestiging"):
        van_wie = _eigen(verbinding, stappen, grain, inhoud)
        if not van_wie.is_empty():
            delen.append(_tel_op(van_wie, grain))
    frame = pl.concat(delen)
    verbinding.register("_frame", frame)
    verbinding.execute(
        "insert into budgetdeel by name from _frame order by grain, code, jaar, opbouw"
    )
    verbinding.unregister("_frame")


def _eigen(
    verbinding: duckdb.DuckDBPyConnection, stappen: pl.DataFrame, grain: str, inhoud: Inhoud
) -> pl.DataFrame:
    """The steps of the schools that an audience may see one by one: as it sees their budgets."""
    bestuur = inhoud.doelgroep.bestuur
    if inhoud.is_volledig:
        return stappen
    if grain == "bestuur" or not bestuur:
        return stappen.filter(pl.col("bestuur") == bestuur)
    vraag = SCHOOLBESTUUR.replace("from school", "from werk.school")
    eigendom = lees_eigendom(verbinding, vraag)
    is_eigen = [
        eigendom.bestuur(school, str(jaar)) == bestuur
        for school, jaar in stappen.select("vestiging", "jaar").iter_rows()
    ]
    return stappen.filter(pl.Series(is_eigen, dtype=pl.Boolean))


def _tel_op(stappen: pl.DataFrame, grain: str) -> pl.DataFrame:
    """Steps summed to a grain; a sum of which a part is not known is not known."""
    code = pl.lit("") if grain == "regio" else pl.col(grain)
    return (
        stappen.with_columns(pl.lit(grain).alias("grain"), code.alias("code"))
        .group_by("jaar", "grain", "code", "opbouw", maintain_order=True)
        .agg(
            *(
                pl.when(pl.col(naam).is_null().any())
                .then(None)
                .otherwise(pl.col(naam).sum())
                .alias(naam)
                for naam in _SOMMEN
            ),
            pl.col("prijs").first(),
            pl.col("ontbreekt").sum(),
            pl.col("is_onvolledig").any(),
        )
    )
