-- Pupils as delivered, one row per year and period of taking part.
select
    jaar,
    leerling,
    school as school_code,
    leerjaar,
    geslacht,
    status,
    groep,
    locatie,
    begin,
    einde,
    levering,
    rij
from geldig_dws
