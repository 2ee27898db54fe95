-- Youths with jeugdhulp, of every age and in any form, by who referred them.
select
    swv,
    periode,
    gemeente,
    verwijzer,
    is_in_regio as in_totaal_gemeente,
    verwijzer = 'totaal' as in_totaal_verwijzer,
    aantal_met_hulp as teller,
    aantal_met_hulp_min as teller_min,
    aantal_met_hulp_max as teller_max,
    case when aantal_met_hulp_max is null then 1 else 0 end as ontbreekt
from jeugdhulp_telling
where kerngebied = 'totaal'
    and leeftijdsgroep = 'totaal'
    and vorm = 'totaal'
