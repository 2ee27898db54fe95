-- The national way of counting, on 1 October: own so pupils, wherever / bao + sbo by location.
-- The teller is no part of the noemer. Unknown herkomst: in the maximum only.
with so_telling as (
    select
        swv,
        teldatum,
        case
            when herkomst = 'eigen' then aantal
            when herkomst = 'ander' or aantal_max = 0 then 0
        end as aantal,
        case when herkomst = 'eigen' then aantal_min else 0 end as aantal_min,
        case when herkomst = 'ander' then 0 else aantal_max end as aantal_max,
        case when herkomst = 'ander' then 0 else ontbreekt end as ontbreekt
    from leerling_telling
    where reeks = '1 oktober'
        and schoolsoort = 'so'
        and onderwijssoort <> 'vso'
        and coalesce(cluster, 0) not in (1, 2)
),
eigen_so as (
    select
        swv,
        teldatum,
        sum(aantal) as aantal,
        sum(aantal_min) as aantal_min,
        sum(aantal_max) as aantal_max,
        sum(ontbreekt) as ontbreekt
    from so_telling
    group by
        swv,
        teldatum
),
bao_en_sbo as (
    select
        swv,
        teldatum,
        sum(aantal) as aantal,
        sum(aantal_min) as aantal_min,
        sum(aantal_max) as aantal_max,
        sum(ontbreekt) as ontbreekt
    from leerling_telling
    where reeks = '1 oktober'
        and schoolsoort in ('bao', 'sbo')
        and is_lid
    group by
        swv,
        teldatum
    having sum(aantal_min) filter (where schoolsoort = 'bao') > 0  -- no share without basisscholen
)
select
    eigen_so.swv,
    cast(eigen_so.teldatum as string) as periode,
    eigen_so.aantal as teller,
    eigen_so.aantal_min as teller_min,
    eigen_so.aantal_max as teller_max,
    bao_en_sbo.aantal as noemer,
    bao_en_sbo.aantal_min as noemer_min,
    bao_en_sbo.aantal_max as noemer_max,
    eigen_so.ontbreekt + bao_en_sbo.ontbreekt as ontbreekt
from eigen_so
inner join bao_en_sbo
    on bao_en_sbo.swv = eigen_so.swv
    and bao_en_sbo.teldatum = eigen_so.teldatum
