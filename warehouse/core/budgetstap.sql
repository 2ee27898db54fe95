-- What goes into or off the budget of a school in a year, each with its number and its amount; a
-- deduction is negative. An amount that is not known stays empty, in its range where there is one.
with stap as (
    select
        budgetjaar.swv,
        budgetjaar.jaar,
        leerling_school.school_code,
        'leerlingen' as opbouw,
        leerling_school.aantal,
        leerling_school.aantal_min,
        leerling_school.aantal_max,
        leerling_school.ontbreekt,
        1 as teken
    from budgetjaar
    inner join leerling_school
        on leerling_school.swv = budgetjaar.swv
        and leerling_school.teldatum = budgetjaar.teldatum
    where leerling_school.schoolsoort = 'bao'
        and leerling_school.is_lid
    union all
    select
        budgetjaar.swv,
        budgetjaar.jaar,
        plaatsing.school_code,
        'verwijzingen' as opbouw,
        count(*) as aantal,
        count(*) as aantal_min,
        count(*) as aantal_max,
        0 as ontbreekt,
        -1 as teken
    from budgetjaar
    inner join plaatsing
        on plaatsing.swv = budgetjaar.swv
        and plaatsing.schooljaar_van <= budgetjaar.schooljaar
        and coalesce(plaatsing.schooljaar_tot, budgetjaar.schooljaar) >= budgetjaar.schooljaar
    group by
        budgetjaar.swv,
        budgetjaar.jaar,
        plaatsing.school_code
    union all
    select
        budgetjaar.swv,
        budgetjaar.jaar,
        dws_leerling.school_code,
        'dws' as opbouw,
        count(*) as aantal,
        count(*) as aantal_min,
        count(*) as aantal_max,
        0 as ontbreekt,
        -1 as teken
    from budgetjaar
    inner join dws_leerling
        on dws_leerling.swv = budgetjaar.swv
        and dws_leerling.jaar = budgetjaar.jaar
    left join school
        on school.swv = dws_leerling.swv
        and school.school_code = dws_leerling.school_code
        and school.geldig_vanaf <= budgetjaar.begin
        and budgetjaar.begin < school.geldig_tot
    where dws_leerling.is_deelnemer
        and coalesce(school.is_lid, true)
    group by
        budgetjaar.swv,
        budgetjaar.jaar,
        dws_leerling.school_code
),
geprijsd as (
    select
        stap.swv,
        stap.jaar,
        stap.school_code,
        stap.opbouw,
        stap.aantal,
        stap.aantal_min,
        stap.aantal_max,
        stap.ontbreekt,
        stap.teken * cast(
            case stap.opbouw
                when 'leerlingen' then tarief.leerlingbedrag
                when 'verwijzingen' then tarief.plaatsbedrag
                else tarief.dws
            end as double
        ) as prijs
    from stap
    left join tarief
        on tarief.swv = stap.swv
        and tarief.jaar = stap.jaar
),
steun as (
    select
        steunmaand.swv,
        steunmaand.jaar,
        steunmaand.school_code,
        steunmaand.opbouw,
        steunmaand.aantal_maanden as aantal,
        steunmaand.is_zeker,
        steunmaand.aantal_maanden * case
            when steunmaand.opbouw = 'terugplaatsing' then cast(tarief.terugplaatsing as double)
            else coalesce(cast(tarief.instroom as double), 0)
        end / 12 as bedrag
    from steunmaand
    left join tarief
        on tarief.swv = steunmaand.swv
        and tarief.jaar = steunmaand.jaar
),
tlv_bao as (
    select
        year(coalesce(ingangsdatum, besluitdatum)) as jaar,
        school_code,
        bedrag
    from staging_tlv
    where categorie = 'BAO'
        and besluit = 'toegekend'
)
select
    swv,
    jaar,
    school_code,
    opbouw,
    aantal,
    aantal_min,
    aantal_max,
    aantal * prijs as bedrag,
    case when prijs is null then null else aantal_min * prijs end as bedrag_min,
    aantal_max * prijs as bedrag_max,
    ontbreekt,
    prijs is null as is_zonder_tarief
from geprijsd
union all
select
    swv,
    jaar,
    school_code,
    opbouw,
    case when is_zeker then aantal end as aantal,
    case when is_zeker then aantal else 0 end as aantal_min,
    aantal as aantal_max,
    case when is_zeker then bedrag end as bedrag,
    case when is_zeker then bedrag else 0 end as bedrag_min,
    bedrag as bedrag_max,
    0 as ontbreekt,
    bedrag is null as is_zonder_tarief
from steun
union all
select
    budgetjaar.swv,
    tlv_bao.jaar,
    tlv_bao.school_code,
    'tlv_bao' as opbouw,
    1 as aantal,
    1 as aantal_min,
    1 as aantal_max,
    cast(tlv_bao.bedrag as double) as bedrag,
    coalesce(cast(tlv_bao.bedrag as double), 0) as bedrag_min,
    cast(tlv_bao.bedrag as double) as bedrag_max,
    case when tlv_bao.bedrag is null then 1 else 0 end as ontbreekt,
    false as is_zonder_tarief
from tlv_bao
inner join budgetjaar
    on budgetjaar.jaar = tlv_bao.jaar
