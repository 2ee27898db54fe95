-- Cases as delivered.
select
    datum,
    year(datum) as jaar,
    soort,
    coalesce(onderwerp, 'onbekend') as onderwerp,
    uitkomst,
    levering,
    rij
from geldig_geschillen
