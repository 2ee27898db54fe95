-- Counts as delivered; '<5' is the range 1-4, an unknown count has no maximum.
select
    schooljaar,
    gemeente,
    soort,
    aantal,
    aantal_min,
    aantal_max,
    levering,
    rij
from geldig_verzuim
