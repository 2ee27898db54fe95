-- Delivered counts of jeugdhulp. 'totaal' is all of a breakdown: the whole gemeente, every age, form
-- or referrer; the parts do not add up to it. A gemeente of which only a part is ours, or none, is
-- 'buiten regio' and not is_in_regio. A row of a kerngebied is about that kerngebied alone.
select
    regio.swv,
    cast(jeugdhulp.jaar as string) as periode,
    case
        when jeugdhulp.gemeente = 'onbekend' then 'onbekend'
        when coalesce(gemeente.is_deel, true) then 'buiten regio'
        else jeugdhulp.gemeente
    end as gemeente,
    jeugdhulp.gemeente = 'onbekend' or not coalesce(gemeente.is_deel, true) as is_in_regio,
    coalesce(jeugdhulp.kerngebied, 'totaal') as kerngebied,
    jeugdhulp.leeftijdsgroep,
    jeugdhulp.vorm,
    jeugdhulp.verwijzer,
    jeugdhulp.aantal_met_hulp,
    jeugdhulp.aantal_met_hulp_min,
    jeugdhulp.aantal_met_hulp_max,
    jeugdhulp.aantal_jongeren,
    jeugdhulp.aantal_jongeren_min,
    jeugdhulp.aantal_jongeren_max
from staging_jeugdhulp as jeugdhulp
cross join regio
left join gemeente
    on gemeente.naam = jeugdhulp.gemeente
