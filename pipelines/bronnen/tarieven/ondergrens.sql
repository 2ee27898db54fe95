-- An amount per pupil below the floor that was agreed for that year.
with grens as (
    select
        max(waarde) filter (where naam = 'leerlingbedrag_minimum') as minimum,
        max(waarde) filter (where naam = 'leerlingbedrag_minimum_vanaf') as vanaf,
        max(waarde) filter (where naam = 'leerlingbedrag_minimum_tot') as tot
    from norm
)
select
    staging_tarieven.levering,
    staging_tarieven.rij,
    staging_tarieven.jaar,
    staging_tarieven.bedrag,
    grens.minimum
from staging_tarieven
cross join grens
where staging_tarieven.tarief = 'bedrag per leerling'
    and staging_tarieven.jaar >= grens.vanaf
    and staging_tarieven.jaar <= grens.tot
    and staging_tarieven.bedrag < grens.minimum
order by staging_tarieven.rij
