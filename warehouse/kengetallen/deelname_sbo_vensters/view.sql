-- The national way of counting, on 1 October: sbo pupils by location / bao + sbo by location.
with telling as (
    select
        swv,
        teldatum,
        schoolsoort = 'sbo' as is_sbo,
        aantal,
        aantal_min,
        aantal_max,
        ontbreekt
    from leerling_telling
    where reeks = '1 oktober'
        and schoolsoort in ('bao', 'sbo')
        and is_lid
)
select
    swv,
    cast(teldatum as string) as periode,
    sum(aantal) filter (where is_sbo) as teller,
    sum(aantal_min) filter (where is_sbo) as teller_min,
    sum(aantal_max) filter (where is_sbo) as teller_max,
    sum(aantal) as noemer,
    sum(aantal_min) as noemer_min,
    sum(aantal_max) as noemer_max,
    sum(ontbreekt) as ontbreekt
from telling
group by
    swv,
    teldatum
having count(*) filter (where is_sbo) > 0
    and sum(aantal_min) filter (where not is_sbo) > 0  -- no share without basisscholen
