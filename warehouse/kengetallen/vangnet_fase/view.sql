-- Open cases of highly able pupils by fase, from the first such case in the register on.
with eerste as (
    select
        swv,
        min(melding_datum) as datum
    from thuiszitter
    where is_hb
    group by swv
),
fase as (
    select 'leefbaar' as fase
    union all
    select 'schoolbaar' as fase
    union all
    select 'toetsbaar' as fase
),
telling as (
    select
        swv,
        datum,
        fase,
        1 as aantal
    from thuiszitter_open
    where is_hb
    union all
    select
        thuiszitter_peildatum.swv,
        thuiszitter_peildatum.datum,
        fase.fase,
        0 as aantal
    from thuiszitter_peildatum
    inner join eerste
        on eerste.swv = thuiszitter_peildatum.swv
        and eerste.datum <= thuiszitter_peildatum.datum
    cross join fase
)
select
    swv,
    cast(datum as string) as periode,
    fase,
    sum(aantal) as teller
from telling
group by
    swv,
    datum,
    fase
