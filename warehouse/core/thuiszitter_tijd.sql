-- When a case counts by the own definition: half-open intervals [vanaf, tot) in which its soort is not
-- geoorloofd and not a vrijstelling. Days that follow each other are one interval, so that every
-- beginning is a child who comes and every end one who goes; a case can have several.
with telt as (
    select
        swv,
        casus,
        vanaf,
        tot,
        case
            when lag(tot) over (partition by swv, casus order by vanaf) = vanaf then 0
            else 1
        end as is_begin
    from thuiszitter_stand
    where soort not in ('geoorloofd', 'vrijstelling 5 onder a')
),
genummerd as (
    select
        telt.*,
        sum(is_begin) over (
            partition by swv, casus
            order by vanaf
            rows between unbounded preceding and current row
        ) as nummer
    from telt
)
select
    swv,
    casus,
    min(vanaf) as vanaf,
    max(tot) as tot
from genummerd
group by
    swv,
    casus,
    nummer
