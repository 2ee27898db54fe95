-- Counts as delivered; without a month they are of the whole year.
select
    jaar,
    cast(maand as integer) as maand,
    kanaal,
    maat,
    aantal,
    aantal_min,
    aantal_max,
    levering,
    rij
from geldig_communicatie
