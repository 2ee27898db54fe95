-- Own pupils at sbo and so schools that are no members. Clusters 1 and 2 are national and outside
-- every SWV: a part of their own, not in the total. Unknown herkomst: in the maximum only.
with telling as (
    select
        swv,
        teldatum,
        case
            when schoolsoort = 'so' and cluster in (1, 2) then 'so_cluster_1_2'
            else schoolsoort
        end as schoolsoort,
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
        and not is_lid
)
select
    swv,
    cast(teldatum as string) as periode,
    schoolsoort,
    schoolsoort <> 'so_cluster_1_2' as in_totaal,
    sum(aantal) as teller,
    sum(aantal_min) as teller_min,
    sum(aantal_max) as teller_max,
    sum(ontbreekt) as ontbreekt
from telling
group by
    swv,
    teldatum,
    schoolsoort
