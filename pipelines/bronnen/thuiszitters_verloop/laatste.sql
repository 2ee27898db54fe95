-- Of each case the last soort, hoofdreden and fase that the changes name, beside those of the case.
with verandering as (
    select
        levering,
        rij,
        casus,
        vanaf,
        'soort' as wat,
        soort as waarde
    from staging_thuiszitters_verloop
    union all
    select
        levering,
        rij,
        casus,
        vanaf,
        'hoofdreden' as wat,
        hoofdreden as waarde
    from staging_thuiszitters_verloop
    union all
    select
        levering,
        rij,
        casus,
        vanaf,
        'fase' as wat,
        fase as waarde
    from staging_thuiszitters_verloop
),
geordend as (
    select
        verandering.*,
        row_number() over (partition by casus, wat order by vanaf desc) as plaats
    from verandering
    where waarde is not null
),
naast_elkaar as (
    select
        geordend.levering,
        geordend.rij,
        geordend.wat,
        geordend.waarde as laatste,
        case geordend.wat
            when 'soort' then thuiszitter.soort
            when 'hoofdreden' then thuiszitter.hoofdreden
            else thuiszitter.fase
        end as nu
    from geordend
    join staging_thuiszitters as thuiszitter
        on thuiszitter.casus = geordend.casus
    where geordend.plaats = 1
)
select
    levering,
    rij,
    wat,
    laatste,
    nu
from naast_elkaar
where nu is null
    or laatste <> nu
order by rij, wat
