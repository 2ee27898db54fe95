-- Who waits for a place at the Day a Week School in a year. A bestuur without anyone is zero.
with telling as (
    select
        swv,
        periode,
        bestuur_code,
        is_onvolledig,
        1 as aantal
    from dws_leerling
    where is_wachtend
    union all
    select
        swv,
        periode,
        bestuur_code,
        is_onvolledig,
        0 as aantal
    from dws_school
)
select
    swv,
    periode,
    bestuur_code as bestuur,
    is_onvolledig,
    sum(aantal) as teller
from telling
group by
    swv,
    periode,
    bestuur_code,
    is_onvolledig
