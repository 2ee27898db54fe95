-- Schools as delivered.
select
    schooljaar,
    school as school_code,
    onderdeel,
    type,
    levering,
    rij
from geldig_ontwikkelpad
