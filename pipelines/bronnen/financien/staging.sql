-- Amounts as delivered. Without a moment, a begroting and a realisatie speak for themselves.
select
    jaar,
    soort,
    case
        when moment <> 'onbekend' then moment
        when soort = 'begroting' then 'begroting'
        when soort = 'realisatie' then 'jaarrekening'
        else moment
    end as moment,
    rubriek,
    post,
    bedrag,
    levering,
    rij
from geldig_financien
