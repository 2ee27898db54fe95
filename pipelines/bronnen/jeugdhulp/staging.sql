-- Counts as delivered. Forms, referrers and ages are free text: lower case, so that they are one.
select
    jaar,
    gemeente,
    kerngebied,
    coalesce(lower(leeftijdsgroep), 'totaal') as leeftijdsgroep,
    lower(vorm) as vorm,
    coalesce(lower(verwijzer), 'totaal') as verwijzer,
    jongeren_met_hulp as aantal_met_hulp,
    jongeren_met_hulp_min as aantal_met_hulp_min,
    jongeren_met_hulp_max as aantal_met_hulp_max,
    jongeren_totaal as aantal_jongeren,
    jongeren_totaal_min as aantal_jongeren_min,
    jongeren_totaal_max as aantal_jongeren_max,
    levering,
    rij
from geldig_jeugdhulp
