-- The amount of equity above which the Inspectie asks questions, and what we hold above it.
-- Share and floor are norms of the profile (source: Inspectie van het Onderwijs).
with norm_swv as (
    select
        swv,
        max(waarde) filter (where naam = 'signaleringswaarde_aandeel') as aandeel,
        max(waarde) filter (where naam = 'signaleringswaarde_minimum') as minimum
    from norm
    group by swv
),
grens as (
    select
        financieel_jaar.swv,
        financieel_jaar.jaar,
        financieel_jaar.soort,
        financieel_jaar.is_stand,
        financieel_jaar.eigen_vermogen,
        cast(
            greatest(financieel_jaar.totaal_baten * norm_swv.aandeel, norm_swv.minimum)
            as decimal(14, 2)
        ) as bedrag
    from financieel_jaar
    inner join norm_swv
        on norm_swv.swv = financieel_jaar.swv
    where financieel_jaar.totaal_baten is not null
),
deel as (
    select
        swv,
        jaar,
        soort,
        is_stand,
        'signaleringswaarde' as onderdeel,
        bedrag
    from grens
    union all
    select
        swv,
        jaar,
        soort,
        is_stand,
        'surplus' as onderdeel,
        eigen_vermogen - bedrag as bedrag
    from grens
    where eigen_vermogen is not null
)
select
    swv,
    cast(jaar as string) as periode,
    soort,
    onderdeel,
    is_stand as in_totaal_soort,
    onderdeel = 'signaleringswaarde' as in_totaal_onderdeel,
    bedrag as teller
from deel
