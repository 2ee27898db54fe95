-- A second case of a pupil while an earlier one is open.
select
    later.levering,
    later.rij,
    later.melding_datum,
    min(eerder.rij) as eerste_rij
from staging_thuiszitters as later
join staging_thuiszitters as eerder
    on eerder.leerling = later.leerling
    and eerder.casus <> later.casus
    and (
        eerder.melding_datum < later.melding_datum
        or (eerder.melding_datum = later.melding_datum and eerder.casus < later.casus)
    )
    and coalesce(eerder.einde_verzuim, date '9999-12-31') > later.melding_datum
group by
    later.levering,
    later.rij,
    later.melding_datum
order by later.rij
