-- A date before the first day; of the feedback the earliest one.
select
    levering,
    rij,
    'het begin' as eerst,
    begin as eerst_datum,
    'het verslag' as later,
    verslag_datum as later_datum
from staging_hb_trajecten
where verslag_datum < begin
union all
select
    levering,
    rij,
    'het begin' as eerst,
    begin as eerst_datum,
    'de eerste terugkoppeling' as later,
    terugkoppelingen[1] as later_datum
from staging_hb_trajecten
where terugkoppelingen[1] < begin
union all
select
    levering,
    rij,
    'het begin' as eerst,
    begin as eerst_datum,
    'het einde' as later,
    einde as later_datum
from staging_hb_trajecten
where einde < begin
order by rij, later
