-- What a channel reached in a month, or in the whole year when it was delivered so (maand empty).
-- Months that were over on the day of receipt and have no row are unknown, not zero: one row
-- without aantal that counts them in ontbreekt. A year is incomplete if it ran on that day.
with geleverd as (
    select
        staging_communicatie.*,
        levering_deel.datum as ontvangen
    from staging_communicatie
    inner join levering_deel
        on levering_deel.levering = staging_communicatie.levering
        and levering_deel.bron = 'communicatie'
),
jaren as (
    select
        jaar,
        kanaal,
        maat,
        year(max(ontvangen)) <= jaar as is_onvolledig,
        case
            when max(case when maand is null then 1 else 0 end) = 1 then 0
            when year(max(ontvangen)) > jaar then 12 - count(distinct maand)
            else greatest(month(max(ontvangen)) - 1 - count(distinct maand), 0)
        end as aantal_gemist
    from geleverd
    group by
        jaar,
        kanaal,
        maat
)
select
    regio.swv,
    geleverd.jaar,
    geleverd.maand,
    geleverd.kanaal,
    geleverd.maat,
    geleverd.aantal,
    geleverd.aantal_min,
    geleverd.aantal_max,
    case when geleverd.aantal is null and geleverd.aantal_max is null then 1 else 0 end
        as ontbreekt,
    jaren.is_onvolledig
from geleverd
inner join jaren
    on jaren.jaar = geleverd.jaar
    and jaren.kanaal = geleverd.kanaal
    and jaren.maat = geleverd.maat
cross join regio
union all
select
    regio.swv,
    jaren.jaar,
    cast(null as integer) as maand,
    jaren.kanaal,
    jaren.maat,
    cast(null as bigint) as aantal,
    cast(0 as bigint) as aantal_min,
    cast(null as bigint) as aantal_max,
    jaren.aantal_gemist as ontbreekt,
    jaren.is_onvolledig
from jaren
cross join regio
where jaren.aantal_gemist > 0
