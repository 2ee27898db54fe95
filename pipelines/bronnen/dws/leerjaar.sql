-- Who waits may still be younger.
select
    levering,
    rij,
    jaar,
    leerjaar
from staging_dws
where status <> 'wachtlijst'
    and leerjaar < 5
order by rij
