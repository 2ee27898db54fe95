-- Pupils counted on a date, as delivered; '<5' is the range 1-4, an unknown count has no maximum.
select
    teldatum,
    school as school_code,
    onderwijssoort,
    swv_herkomst,
    woongemeente,
    leerjaar,
    geslacht,
    aantal,
    aantal_min,
    aantal_max,
    levering,
    rij
from geldig_leerlingen
