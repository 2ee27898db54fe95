-- Who takes part is in a groep, at a locatie, from a day on.
with gemist as (
    select
        levering,
        rij,
        jaar,
        case
            when begin is null then 'begin'
            when groep is null then 'groep'
            when locatie is null then 'locatie'
        end as ontbreekt
    from staging_dws
    where status = 'deelnemer'
)
select
    levering,
    rij,
    jaar,
    ontbreekt
from gemist
where ontbreekt is not null
order by rij
