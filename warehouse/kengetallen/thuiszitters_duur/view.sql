-- Thuiszitters by our own definition, as in thuiszitters_eigen, by the time since the melding.
with klasse as (
    select '0-4 weken' as duurklasse
    union all
    select '4 weken-3 maanden' as duurklasse
    union all
    select '3-6 maanden' as duurklasse
    union all
    select 'langer' as duurklasse
),
telling as (
    select
        swv,
        datum,
        duurklasse,
        1 as aantal
    from thuiszitter_open
    where soort not in ('geoorloofd', 'vrijstelling 5 onder a')
    union all
    select
        thuiszitter_peildatum.swv,
        thuiszitter_peildatum.datum,
        klasse.duurklasse,
        0 as aantal
    from thuiszitter_peildatum
    cross join klasse
)
select
    swv,
    cast(datum as string) as periode,
    duurklasse,
    sum(aantal) as teller
from telling
group by
    swv,
    datum,
    duurklasse
