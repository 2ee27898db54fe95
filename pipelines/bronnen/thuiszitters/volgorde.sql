-- Dates in an order that is odd but can be: an offer before the melding, a melding afterwards.
select
    levering,
    rij,
    'de melding' as eerst,
    melding_datum as eerst_datum,
    'het passend aanbod' as later,
    aanbod_datum as later_datum
from staging_thuiszitters
where aanbod_datum < melding_datum
union all
select
    levering,
    rij,
    'de melding' as eerst,
    melding_datum as eerst_datum,
    'het einde van het verzuim' as later,
    einde_verzuim as later_datum
from staging_thuiszitters
where einde_verzuim < melding_datum
union all
select
    levering,
    rij,
    'het begin van het verzuim' as eerst,
    begin_verzuim as eerst_datum,
    'de intake' as later,
    intake_datum as later_datum
from staging_thuiszitters
where intake_datum < begin_verzuim
union all
select
    levering,
    rij,
    'het begin van het verzuim' as eerst,
    begin_verzuim as eerst_datum,
    'het begin van de opvang' as later,
    opvang_begin as later_datum
from staging_thuiszitters
where opvang_begin < begin_verzuim
order by rij, later
