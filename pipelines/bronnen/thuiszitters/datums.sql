-- An end before its own beginning.
select
    levering,
    rij,
    'het begin van het verzuim' as eerst,
    begin_verzuim as eerst_datum,
    'het einde van het verzuim' as later,
    einde_verzuim as later_datum
from staging_thuiszitters
where einde_verzuim < begin_verzuim
union all
select
    levering,
    rij,
    'het begin van de opvang' as eerst,
    opvang_begin as eerst_datum,
    'het einde van de opvang' as later,
    opvang_einde as later_datum
from staging_thuiszitters
where opvang_einde < opvang_begin
order by rij, later
