-- Own pupils in sbo and so, wherever the school stands, as a share of those same pupils and all
-- pupils at member basisscholen. Clusters 1 and 2 are outside every SWV: in neither. A pupil whose
-- herkomst is unknown may be ours or not: in the minimum never, in the maximum always.
with go_telling as (
    select
        swv,
        teldatum,
        schoolsoort,
        case
            when herkomst = 'eigen' then aantal
            when herkomst = 'ander' or aantal_max = 0 then 0
        end as aantal,
        case when herkomst = 'eigen' then aantal_min else 0 end as aantal_min,
        case when herkomst = 'ander' then 0 else aantal_max end as aantal_max,
        case when herkomst = 'ander' then 0 else ontbreekt end as ontbreekt
    from leerling_telling
    where schoolsoort in ('sbo', 'so')
        and onderwijssoort <> 'vso'
        and coalesce(cluster, 0) not in (1, 2)
),
eigen_go as (
    select
        swv,
        teldatum,
        schoolsoort,
        sum(aantal) as aantal,
        sum(aantal_min) as aantal_min,
        sum(aantal_max) as aantal_max,
        sum(ontbreekt) as ontbreekt
    from go_telling
    group by
        swv,
        teldatum,
        schoolsoort
),
regulier as (
    select
        swv,
        teldatum,
        sum(aantal) as aantal,
        sum(aantal_min) as aantal_min,
        sum(aantal_max) as aantal_max,
        sum(ontbreekt) as ontbreekt
    from leerling_telling
    where schoolsoort = 'bao'
        and is_lid
    group by
        swv,
        teldatum
    having sum(aantal_min) > 0  -- a date on which no basisschool was counted has no share
),
deel as (
    select
        eigen_go.swv,
        eigen_go.teldatum,
        eigen_go.schoolsoort,
        eigen_go.aantal as teller,
        eigen_go.aantal_min as teller_min,
        eigen_go.aantal_max as teller_max,
        eigen_go.aantal as noemer,
        eigen_go.aantal_min as noemer_min,
        eigen_go.aantal_max as noemer_max,
        eigen_go.ontbreekt
    from eigen_go
    inner join regulier
        on regulier.swv = eigen_go.swv
        and regulier.teldatum = eigen_go.teldatum
    union all
    select
        swv,
        teldatum,
        'bao' as schoolsoort,
        cast(null as bigint) as teller,
        cast(null as bigint) as teller_min,
        cast(null as bigint) as teller_max,
        aantal as noemer,
        aantal_min as noemer_min,
        aantal_max as noemer_max,
        ontbreekt
    from regulier
)
select
    swv,
    cast(teldatum as string) as periode,
    schoolsoort,
    teller,
    teller_min,
    teller_max,
    noemer,
    noemer_min,
    noemer_max,
    ontbreekt
from deel
