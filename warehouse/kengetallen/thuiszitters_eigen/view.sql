-- Every open case from its melding on, dreigend too; geoorloofd and vrijstelling are not.
with soort as (
    select 'dreigend' as soort
    union all
    select 'relatief' as soort
    union all
    select 'absoluut' as soort
),
telling as (
    select
        swv,
        datum,
        gemeente,
        kerngebied,
        soort,
        1 as aantal
    from thuiszitter_open
    where soort not in ('geoorloofd', 'vrijstelling 5 onder a')
    union all
    select
        thuiszitter_gebied.swv,
        thuiszitter_gebied.datum,
        thuiszitter_gebied.gemeente,
        thuiszitter_gebied.kerngebied,
        soort.soort,
        0 as aantal
    from thuiszitter_gebied
    cross join soort
)
select
    swv,
    cast(datum as string) as periode,
    gemeente,
    kerngebied,
    soort,
    sum(aantal) as teller
from telling
group by
    swv,
    datum,
    gemeente,
    kerngebied,
    soort
