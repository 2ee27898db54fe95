-- Open cases by the national definition: relatief, of leerplichtige age, absent for more than 28 days.
-- A case of which soort, age or begin is unknown, and that nothing else rules out, may count: it is
-- the row onbekend, 0 in the minimum and 1 in the maximum. Absoluut stands beside it, not in the total.
with geval as (
    select
        swv,
        datum,
        gemeente,
        kerngebied,
        case
            when soort = 'absoluut' then 'absoluut'
            when soort = 'relatief' and is_leerplichtig and is_langdurig then 'relatief'
            else 'onbekend'
        end as soort,
        coalesce(
            is_leerplichtig and (soort = 'absoluut' or (soort = 'relatief' and is_langdurig)),
            false
        ) as is_zeker
    from thuiszitter_open
    where soort in ('relatief', 'absoluut', 'onbekend')
        and coalesce(is_leerplichtig, true)
        and (soort = 'absoluut' or coalesce(is_langdurig, true))
),
telling as (
    select
        swv,
        datum,
        gemeente,
        kerngebied,
        soort,
        case when is_zeker then 1 end as aantal,
        case when is_zeker then 1 else 0 end as aantal_min,
        1 as aantal_max
    from geval
    union all
    select
        swv,
        datum,
        gemeente,
        kerngebied,
        'relatief' as soort,
        0 as aantal,
        0 as aantal_min,
        0 as aantal_max
    from thuiszitter_gebied
    union all
    select
        swv,
        datum,
        'onbekend' as gemeente,
        'onbekend' as kerngebied,
        'absoluut' as soort,
        0 as aantal,
        0 as aantal_min,
        0 as aantal_max
    from thuiszitter_peildatum
)
select
    swv,
    cast(datum as string) as periode,
    gemeente,
    kerngebied,
    soort,
    soort <> 'absoluut' as in_totaal,
    sum(aantal) as teller,
    sum(aantal_min) as teller_min,
    sum(aantal_max) as teller_max
from telling
group by
    swv,
    datum,
    gemeente,
    kerngebied,
    soort
