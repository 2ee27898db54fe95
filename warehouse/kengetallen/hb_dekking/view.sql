-- Regular member schools where someone has finished a training in begaafdheid, as a share of all.
select
    swv,
    periode,
    bestuur_code as bestuur,
    is_onvolledig,
    sum(case when heeft_scholing then 1 else 0 end) as teller,
    count(*) as noemer
from hb_school
group by
    swv,
    periode,
    bestuur_code,
    is_onvolledig
