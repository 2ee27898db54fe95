-- Pupils counted on a date, each under the bestuur, gemeente and kerngebied of its school then.
-- A count that is not known stays in: aantal null, ontbreekt 1. '<5' is the range 1-4.
-- Open data counts the whole country and names no herkomst. On a date without any herkomst, pupils
-- at schools elsewhere cannot be told apart: what is ours among them is one missing count.
with telling as (
    select
        staging_leerlingen.*,
        case
            when month(teldatum) >= 8 then year(teldatum)
            else year(teldatum) - 1
        end as schooljaar,
        case month(teldatum)
            when 1 then 'januari'
            when 2 then 'februari'
            when 3 then 'maart'
            when 4 then 'april'
            when 5 then 'mei'
            when 6 then 'juni'
            when 7 then 'juli'
            when 8 then 'augustus'
            when 9 then 'september'
            when 10 then 'oktober'
            when 11 then 'november'
            else 'december'
        end as maand
    from staging_leerlingen
),
met_herkomst as (
    select distinct teldatum
    from staging_leerlingen
    where swv_herkomst <> 'onbekend'
),
bij_school as (
    select
        regio.swv,
        telling.teldatum,
        cast(day(telling.teldatum) as string) || ' ' || telling.maand as reeks,
        telling.schooljaar,
        telling.school_code,
        coalesce(school.school_naam, 'onbekend') as school_naam,
        coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
        coalesce(school.gemeente, 'onbekend') as gemeente,
        coalesce(school.kerngebied, 'onbekend') as kerngebied,
        coalesce(school.schoolsoort, 'onbekend') as schoolsoort,
        school.cluster,
        coalesce(school.is_lid, false) as is_lid,
        telling.onderwijssoort,
        case
            when telling.swv_herkomst = 'onbekend' then 'onbekend'
            when telling.swv_herkomst = regio.swv then 'eigen'
            else 'ander'
        end as herkomst,
        coalesce(telling.woongemeente, 'onbekend') as woongemeente,
        telling.leerjaar,
        telling.geslacht,
        telling.aantal,
        telling.aantal_min,
        telling.aantal_max,
        case when telling.aantal is null and telling.aantal_max is null then 1 else 0 end
            as ontbreekt,
        coalesce(school.is_lid, false) or met_herkomst.teldatum is not null as is_te_plaatsen
    from telling
    cross join regio
    left join school
        on school.school_code = telling.school_code
        and school.geldig_vanaf <= telling.teldatum
        and telling.teldatum < school.geldig_tot
    left join met_herkomst
        on met_herkomst.teldatum = telling.teldatum
),
elders as (
    select distinct
        swv,
        teldatum,
        reeks,
        schooljaar,
        schoolsoort,
        case when cluster in (1, 2) then 1 end as cluster
    from bij_school
    where not is_te_plaatsen
        and schoolsoort in ('sbo', 'so')
        and onderwijssoort <> 'vso'
)
select
    swv,
    teldatum,
    reeks,
    schooljaar,
    school_code,
    school_naam,
    bestuur_code,
    gemeente,
    kerngebied,
    schoolsoort,
    cluster,
    is_lid,
    onderwijssoort,
    herkomst,
    woongemeente,
    leerjaar,
    geslacht,
    aantal,
    aantal_min,
    aantal_max,
    ontbreekt
from bij_school
where is_te_plaatsen
union all
select
    swv,
    teldatum,
    reeks,
    schooljaar,
    'onbekend' as school_code,
    'onbekend' as school_naam,
    'onbekend' as bestuur_code,
    'onbekend' as gemeente,
    'onbekend' as kerngebied,
    schoolsoort,
    cluster,
    false as is_lid,
    schoolsoort as onderwijssoort,
    'onbekend' as herkomst,
    'onbekend' as woongemeente,
    cast(null as bigint) as leerjaar,
    cast(null as string) as geslacht,
    cast(null as bigint) as aantal,
    cast(0 as bigint) as aantal_min,
    cast(null as bigint) as aantal_max,
    1 as ontbreekt
from elders
