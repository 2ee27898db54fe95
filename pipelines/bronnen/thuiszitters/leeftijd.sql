-- Age in whole years in the month of the melding.
with gemeld as (
    select
        levering,
        rij,
        melding_datum,
        cast(floor((
            12 * (year(melding_datum) - year(geboortemaand))
            + month(melding_datum) - month(geboortemaand)
        ) / 12.0) as integer) as leeftijd
    from staging_thuiszitters
    where geboortemaand is not null
)
select
    levering,
    rij,
    melding_datum,
    leeftijd
from gemeld
where leeftijd not between 4 and 18
order by rij
