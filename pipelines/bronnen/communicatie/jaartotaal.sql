-- Months and the whole year of the same count, which would be added up.
select
    min(levering) as levering,
    min(rij) filter (where maand is null) as rij,
    jaar,
    kanaal,
    maat,
    count(*) filter (where maand is not null) as maanden
from staging_communicatie
group by
    jaar,
    kanaal,
    maat
having count(*) filter (where maand is null) > 0
    and count(*) filter (where maand is not null) > 0
order by rij
