-- An end before the beginning.
select
    levering,
    rij,
    'het begin' as eerst,
    begin as eerst_datum,
    'het einde' as later,
    einde as later_datum
from staging_dws
where einde < begin
order by rij, later
