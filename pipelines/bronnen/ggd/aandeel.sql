-- A part that is larger than its whole; of a suppressed count its lowest and highest.
select
    levering,
    rij,
    jaar,
    gemeente,
    vraag,
    aantal,
    totaal
from staging_ggd
where aantal_min > totaal_max
order by rij
