-- What is decided or withdrawn has a date, and what is granted a period; what is open has none.
with gemist as (
    select
        levering,
        rij,
        besluit,
        case
            when besluit in ('toegekend', 'afgewezen', 'ingetrokken') and besluitdatum is null
                then 'de besluitdatum is leeg'
            when besluit = 'in behandeling' and besluitdatum is not null
                then 'er staat een besluitdatum'
            when besluit = 'toegekend' and ingangsdatum is null then 'de ingangsdatum is leeg'
            when besluit = 'toegekend' and einddatum is null then 'de einddatum is leeg'
        end as ontbreekt
    from staging_tlv
)
select
    levering,
    rij,
    besluit,
    ontbreekt
from gemist
where ontbreekt is not null
order by rij
