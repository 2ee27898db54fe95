-- A form or a referrer beside the total of the same place and age.
select
    deel.levering,
    deel.rij,
    deel.jaar,
    deel.gemeente,
    deel.vorm,
    deel.verwijzer,
    deel.aantal_met_hulp,
    geheel.aantal_met_hulp as totaal
from staging_jeugdhulp as deel
join staging_jeugdhulp as geheel
    on geheel.jaar = deel.jaar
    and geheel.gemeente = deel.gemeente
    and geheel.kerngebied is not distinct from deel.kerngebied
    and geheel.leeftijdsgroep = deel.leeftijdsgroep
where geheel.vorm = 'totaal'
    and geheel.verwijzer = 'totaal'
    and deel.aantal_met_hulp_min > geheel.aantal_met_hulp_max
order by deel.rij
