-- Pupils who went to the VO with an overleg, by soort and bestuur of the school that they left.
select
    swv,
    periode,
    soort,
    bestuur_code as bestuur,
    aantal as teller,
    aantal_min as teller_min,
    aantal_max as teller_max,
    case when aantal is null and aantal_max is null then 1 else 0 end as ontbreekt,
    is_onvolledig
from mdo_school
