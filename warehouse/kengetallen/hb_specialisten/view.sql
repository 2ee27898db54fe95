-- Persons with the training rolversterking done by the end of a schooljaar, each once. A bestuur
-- without anyone is zero.
with persoon as (
    select
        swv,
        periode,
        bestuur_code,
        is_onvolledig,
        case when is_specialist then 1 else 0 end as aantal
    from hb_opgeleid
    union all
    select
        swv,
        periode,
        bestuur_code,
        is_onvolledig,
        0 as aantal
    from hb_school
)
select
    swv,
    periode,
    bestuur_code as bestuur,
    is_onvolledig,
    sum(aantal) as teller
from persoon
group by
    swv,
    periode,
    bestuur_code,
    is_onvolledig
