-- Leaving sbo or so on or before the day that the stay began.
select
    levering,
    rij,
    datum,
    begin_go
from staging_overstappen
where van_soort in ('sbo', 'so')
    and begin_go >= datum
order by rij
