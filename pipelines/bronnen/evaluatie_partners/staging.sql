-- One row per answer, as delivered.
select
    schooljaar,
    partner,
    vraag,
    score,
    levering,
    rij
from geldig_evaluatie_partners
