-- The delivered amounts of the latest moment of each jaar and soort.
with momenten as (
    select
        staging_financien.*,
        case moment
            when 'begroting' then 1
            when 'marap mei' then 2
            when 'marap september' then 3
            when 'jaarrekening' then 4
            else 0
        end as volgorde
    from staging_financien
),
geordend as (
    select
        momenten.*,
        dense_rank() over (partition by jaar, soort order by volgorde desc) as plaats
    from momenten
)
select
    regio.swv,
    jaar,
    soort,
    moment,
    rubriek,
    post,
    bedrag
from geordend
cross join regio
where plaats = 1
