-- How often kernteams escalated what they could not solve themselves.
select
    swv,
    periode,
    gemeente,
    sum(aantal_opschalingen) as teller,
    sum(aantal_opschalingen_min) as teller_min,
    sum(aantal_opschalingen_max) as teller_max,
    sum(case when aantal_opschalingen_max is null then 1 else 0 end) as ontbreekt
from kernteam_school
group by
    swv,
    periode,
    gemeente
