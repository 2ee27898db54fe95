-- Answers as delivered; '<5' is the range 1-4, an unknown count has no maximum.
select
    jaar,
    gemeente,
    kerngebied,
    vraag,
    aantal,
    aantal_min,
    aantal_max,
    totaal,
    totaal_min,
    totaal_max,
    levering,
    rij
from geldig_ggd
