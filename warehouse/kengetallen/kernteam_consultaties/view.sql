-- Consultations of CJG and JGZ by kernteams.
select
    swv,
    periode,
    gemeente,
    kerngebied,
    sum(aantal_consultaties) as teller,
    sum(aantal_consultaties_min) as teller_min,
    sum(aantal_consultaties_max) as teller_max,
    sum(case when aantal_consultaties_max is null then 1 else 0 end) as ontbreekt
from kernteam_school
group by
    swv,
    periode,
    gemeente,
    kerngebied
