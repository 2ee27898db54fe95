-- Thuiszitters by our own definition, as in thuiszitters_eigen, by the hoofdreden on that day.
with telling as (
    select
        swv,
        datum,
        hoofdreden,
        1 as aantal
    from thuiszitter_open
    where soort not in ('geoorloofd', 'vrijstelling 5 onder a')
    union all
    select
        thuiszitter_peildatum.swv,
        thuiszitter_peildatum.datum,
        hoofdreden.code as hoofdreden,
        0 as aantal
    from thuiszitter_peildatum
    inner join hoofdreden
        on hoofdreden.swv = thuiszitter_peildatum.swv
)
select
    swv,
    cast(datum as string) as periode,
    hoofdreden,
    sum(aantal) as teller
from telling
group by
    swv,
    datum,
    hoofdreden
