-- A change before the melding, or after the end.
select
    verloop.levering,
    verloop.rij,
    verloop.vanaf,
    casus.melding_datum,
    coalesce(strftime(casus.einde_verzuim, '%d-%m-%Y'), 'nu') as einde
from staging_thuiszitters_verloop as verloop
join staging_thuiszitters as casus
    on casus.casus = verloop.casus
where verloop.vanaf < casus.melding_datum
    or verloop.vanaf > casus.einde_verzuim
order by verloop.rij
