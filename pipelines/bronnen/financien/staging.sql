-- Amounts as delivered. Without a moment, a begroting and a realisatie speak for themselves. A post
-- is its own row; one that was delivered in details alone is the sum of them.
with regel as (
    select
        *,
        case
            when moment <> 'onbekend' then moment
            when soort = 'begroting' then 'begroting'
            when soort = 'realisatie' then 'jaarrekening'
            else moment
        end as moment_of_soort
    from geldig_financien
),
geheel as (
    select
        jaar,
        soort,
        moment_of_soort,
        rubriek,
        post,
        max(case when onderdeel is null then 1 else 0 end) as is_geleverd
    from regel
    group by
        jaar,
        soort,
        moment_of_soort,
        rubriek,
        post
)
select
    regel.jaar,
    regel.soort,
    regel.moment_of_soort as moment,
    regel.rubriek,
    regel.post,
    regel.bedrag,
    regel.levering,
    regel.rij
from regel
where regel.onderdeel is null
union all
select
    regel.jaar,
    regel.soort,
    regel.moment_of_soort as moment,
    regel.rubriek,
    regel.post,
    cast(sum(regel.bedrag) as decimal(14, 2)) as bedrag,
    max(regel.levering) as levering,
    min(regel.rij) as rij
from regel
inner join geheel
    on geheel.jaar = regel.jaar
    and geheel.soort = regel.soort
    and geheel.moment_of_soort = regel.moment_of_soort
    and geheel.rubriek = regel.rubriek
    and geheel.post = regel.post
where geheel.is_geleverd = 0
group by
    regel.jaar,
    regel.soort,
    regel.moment_of_soort,
    regel.rubriek,
    regel.post
