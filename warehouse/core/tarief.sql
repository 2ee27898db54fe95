-- The tariffs of a year side by side. IKC-tarief = share of SO category I + the rest SBO-tarief, so the
-- SBO-tarief follows unrounded from the other two; what a school pays for a place is that amount as
-- delivered (tarief sbo), else in whole euros.
with geleverd as (
    select
        jaar,
        max(bedrag) filter (where tarief = 'bedrag per leerling') as leerlingbedrag,
        max(bedrag) filter (where tarief = 'sbo') as sbo,
        max(bedrag) filter (where tarief = 'ikc') as ikc,
        max(bedrag) filter (where tarief = 'so 1') as so_1,
        max(bedrag) filter (where tarief = 'so 3') as so_3,
        max(bedrag) filter (where tarief = 'dws') as dws,
        max(bedrag) filter (where tarief = 'instroom') as instroom,
        max(bedrag) filter (where tarief = 'terugplaatsing') as terugplaatsing
    from staging_tarieven
    group by jaar
),
norm_swv as (
    select
        swv,
        max(waarde) filter (where naam = 'ikc_aandeel_so') as aandeel_so
    from norm
    group by swv
),
afgeleid as (
    select
        norm_swv.swv,
        geleverd.*,
        (cast(ikc as double) - norm_swv.aandeel_so * cast(so_1 as double))
            / (1 - norm_swv.aandeel_so) as sbo_afgeleid
    from geleverd
    cross join norm_swv
)
select
    swv,
    jaar,
    leerlingbedrag,
    coalesce(cast(sbo as double), round(sbo_afgeleid, 0)) as plaatsbedrag,
    cast(ikc as double) - coalesce(sbo_afgeleid, cast(sbo as double)) as volumebedrag,
    so_3,
    dws,
    instroom,
    terugplaatsing
from afgeleid
