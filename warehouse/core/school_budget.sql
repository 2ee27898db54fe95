-- The ondersteuningsbudget of a regular school, one row per school, jaar and step (opbouw); the steps
-- add up to the budget. Under the bestuur of 1 January of that year. A step in which nothing is, is
-- zero; a year for which a tariff is missing has no budget. aantal counts pupils, places or months.
with opbouw as (
    select *
    from (
        values ('leerlingen'), ('verwijzingen'), ('dws'), ('tlv_bao'), ('terugplaatsing'), ('instroom')
    ) as stappen (opbouw)
),
zonder_tarief as (
    select distinct
        swv,
        jaar
    from budgetstap
    where is_zonder_tarief
),
scholen as (
    select
        swv,
        jaar,
        school_code
    from budgetstap
    group by
        swv,
        jaar,
        school_code
),
opgeteld as (
    select
        swv,
        jaar,
        school_code,
        opbouw,
        sum(aantal_min) as aantal_min,
        sum(aantal_max) as aantal_max,
        sum(bedrag_min) as bedrag_1,
        sum(bedrag_max) as bedrag_2,
        sum(ontbreekt) as ontbreekt
    from budgetstap
    group by
        swv,
        jaar,
        school_code,
        opbouw
),
aangevuld as (
    select
        scholen.swv,
        scholen.jaar,
        scholen.school_code,
        opbouw.opbouw,
        coalesce(opgeteld.ontbreekt, 0) as ontbreekt,
        coalesce(opgeteld.aantal_min, 0) as aantal_min,
        case when opgeteld.opbouw is null then 0 else opgeteld.aantal_max end as aantal_max,
        coalesce(opgeteld.bedrag_1, 0) as bedrag_1,
        case when opgeteld.opbouw is null then 0 else opgeteld.bedrag_2 end as bedrag_2
    from scholen
    cross join opbouw
    left join opgeteld
        on opgeteld.swv = scholen.swv
        and opgeteld.jaar = scholen.jaar
        and opgeteld.school_code = scholen.school_code
        and opgeteld.opbouw = opbouw.opbouw
)
select
    budgetjaar.swv,
    budgetjaar.jaar,
    budgetjaar.periode,
    aangevuld.school_code,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    aangevuld.opbouw,
    case when aangevuld.aantal_min = aangevuld.aantal_max then aangevuld.aantal_min end as aantal,
    aangevuld.aantal_min,
    aangevuld.aantal_max,
    case when aangevuld.bedrag_1 = aangevuld.bedrag_2 then aangevuld.bedrag_1 end as bedrag,
    aangevuld.bedrag_1 as bedrag_min,
    aangevuld.bedrag_2 as bedrag_max,
    aangevuld.ontbreekt,
    budgetjaar.is_onvolledig
from aangevuld
inner join budgetjaar
    on budgetjaar.swv = aangevuld.swv
    and budgetjaar.jaar = aangevuld.jaar
left join school
    on school.swv = aangevuld.swv
    and school.school_code = aangevuld.school_code
    and school.geldig_vanaf <= budgetjaar.begin
    and budgetjaar.begin < school.geldig_tot
left join zonder_tarief
    on zonder_tarief.swv = aangevuld.swv
    and zonder_tarief.jaar = aangevuld.jaar
where zonder_tarief.jaar is null
