-- Schools as delivered.
select
    schooljaar,
    school as school_code,
    kernteam_actief as heeft_actief_kernteam,
    consultaties as aantal_consultaties,
    consultaties_min as aantal_consultaties_min,
    consultaties_max as aantal_consultaties_max,
    opschalingen as aantal_opschalingen,
    opschalingen_min as aantal_opschalingen_min,
    opschalingen_max as aantal_opschalingen_max,
    levering,
    rij
from geldig_kernteams
