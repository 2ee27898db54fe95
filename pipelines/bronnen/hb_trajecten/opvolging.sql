-- A follow-up before the end.
select
    levering,
    rij,
    'het einde' as eerst,
    einde as eerst_datum,
    'de opvolging' as later,
    opvolging_datum as later_datum
from staging_hb_trajecten
where opvolging_datum < einde
order by rij, later
