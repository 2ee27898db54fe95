-- Forms without their total: they do not add up to it.
select
    levering,
    min(rij) as rij,
    jaar,
    gemeente,
    coalesce(' (' || kerngebied || ')', '') as plaats
from staging_jeugdhulp
group by
    levering,
    jaar,
    gemeente,
    kerngebied
having count(*) filter (where vorm = 'totaal' and verwijzer = 'totaal') = 0
order by rij
