-- Left, without a last day.
select
    levering,
    rij,
    jaar
from staging_dws
where status = 'uitgestroomd'
    and begin is not null
    and einde is null
order by rij
