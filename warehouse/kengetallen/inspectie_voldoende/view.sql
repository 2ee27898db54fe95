-- Schools with verdict voldoende or goed, of all member schools with a verdict on that day.
select
    swv,
    cast(peildatum as string) as periode,
    bestuur_code as bestuur,
    sum(case when oordeel in ('voldoende', 'goed') then 1 else 0 end) as teller,
    count(*) as noemer
from inspectie_school
group by
    swv,
    peildatum,
    bestuur_code
