-- Pupils at our sbo and so schools as a share of the pupils at all our schools.
with telling as (
    select
        swv,
        teldatum,
        schoolsoort,
        sum(aantal) as aantal,
        sum(aantal_min) as aantal_min,
        sum(aantal_max) as aantal_max,
        sum(ontbreekt) as ontbreekt
    from leerling_telling
    where schoolsoort in ('bao', 'sbo', 'so')
        and onderwijssoort <> 'vso'
        and is_lid
    group by
        swv,
        teldatum,
        schoolsoort
),
geteld as (
    -- a date on which no basisschool was counted has no share
    select
        swv,
        teldatum
    from telling
    where schoolsoort = 'bao'
        and aantal_min > 0
)
select
    telling.swv,
    cast(telling.teldatum as string) as periode,
    schoolsoort,
    case when schoolsoort <> 'bao' then aantal end as teller,
    case when schoolsoort <> 'bao' then aantal_min end as teller_min,
    case when schoolsoort <> 'bao' then aantal_max end as teller_max,
    aantal as noemer,
    aantal_min as noemer_min,
    aantal_max as noemer_max,
    ontbreekt
from telling
inner join geteld
    on geteld.swv = telling.swv
    and geteld.teldatum = telling.teldatum
