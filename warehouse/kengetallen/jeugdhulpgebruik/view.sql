-- Youths with jeugdhulp as a share of all youths, whoever referred them. A row of which one of both
-- counts is unknown makes no share: neither counts, and one count is missing.
with telling as (
    select
        jeugdhulp_telling.*,
        aantal_met_hulp_max is not null and aantal_jongeren_max is not null as is_bekend
    from jeugdhulp_telling
    where verwijzer = 'totaal'
)
select
    swv,
    periode,
    gemeente,
    kerngebied,
    vorm,
    leeftijdsgroep,
    is_in_regio or kerngebied <> 'totaal' as in_totaal_gemeente,
    kerngebied = 'totaal' as in_totaal_kerngebied,
    vorm = 'totaal' as in_totaal_vorm,
    leeftijdsgroep = 'totaal' as in_totaal_leeftijdsgroep,
    case when is_bekend then aantal_met_hulp end as teller,
    case when is_bekend then aantal_met_hulp_min else 0 end as teller_min,
    case when is_bekend then aantal_met_hulp_max end as teller_max,
    case when is_bekend then aantal_jongeren end as noemer,
    case when is_bekend then aantal_jongeren_min else 0 end as noemer_min,
    case when is_bekend then aantal_jongeren_max end as noemer_max,
    case when is_bekend then 0 else 1 end as ontbreekt
from telling
