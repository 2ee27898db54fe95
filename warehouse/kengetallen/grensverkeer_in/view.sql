-- Pupils of another SWV at our sbo and so schools. A pupil whose herkomst is unknown may be one
-- of them or not: none of those rows count in the minimum, all of them in the maximum.
with telling as (
    select
        swv,
        teldatum,
        schoolsoort,
        school_code,
        case
            when herkomst = 'ander' then aantal
            when herkomst = 'eigen' or aantal_max = 0 then 0
        end as aantal,
        case when herkomst = 'ander' then aantal_min else 0 end as aantal_min,
        case when herkomst = 'eigen' then 0 else aantal_max end as aantal_max,
        case when herkomst = 'eigen' then 0 else ontbreekt end as ontbreekt
    from leerling_telling
    where schoolsoort in ('sbo', 'so')
        and onderwijssoort <> 'vso'
        and is_lid
)
select
    swv,
    cast(teldatum as string) as periode,
    schoolsoort,
    school_code as vestiging,
    sum(aantal) as teller,
    sum(aantal_min) as teller_min,
    sum(aantal_max) as teller_max,
    sum(ontbreekt) as ontbreekt
from telling
group by
    swv,
    teldatum,
    schoolsoort,
    school_code
