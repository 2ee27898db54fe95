-- The peildata of thuiszitters that the register covers. On these a count is known, also when it is 0.
select
    peildatum.swv,
    peildatum.datum,
    case
        when month(peildatum.datum) >= 8 then year(peildatum.datum)
        else year(peildatum.datum) - 1
    end as schooljaar
from peildatum
inner join register_bereik
    on register_bereik.swv = peildatum.swv
    and register_bereik.bron = 'thuiszitters'
    and register_bereik.eerste_datum <= peildatum.datum
    and peildatum.datum <= register_bereik.laatste_datum
where peildatum.soort = 'thuiszitters'
