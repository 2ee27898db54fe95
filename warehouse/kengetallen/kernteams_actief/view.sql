-- Schools with an active kernteam, as a share of the schools of which that is known.
select
    swv,
    periode,
    gemeente,
    kerngebied,
    bestuur_code as bestuur,
    sum(case when heeft_actief_kernteam then 1 else 0 end) as teller,
    count(*) as noemer
from kernteam_school
where heeft_actief_kernteam is not null
group by
    swv,
    periode,
    gemeente,
    kerngebied,
    bestuur_code
