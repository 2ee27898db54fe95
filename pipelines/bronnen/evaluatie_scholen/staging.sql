-- One row per answer, as delivered.
select
    schooljaar,
    school as school_code,
    vraag,
    score,
    levering,
    rij
from geldig_evaluatie_scholen
