-- Budget divided by pupils, and how far besturen and schools lie apart. The rows of that spread are
-- figures of their own: in no sum. They are whole euros: to the cent, the lowest and the highest
-- would tell how many pupils one school referred.
with per_school as (
    select
        swv,
        periode,
        bestuur_code as bestuur,
        school_code as vestiging,
        'regio' as spreiding,
        true as in_totaal,
        bedrag as teller,
        bedrag_min as teller_min,
        bedrag_max as teller_max,
        case when opbouw = 'leerlingen' then aantal else 0 end as noemer,
        case when opbouw = 'leerlingen' then aantal_min else 0 end as noemer_min,
        case when opbouw = 'leerlingen' then aantal_max else 0 end as noemer_max,
        ontbreekt,
        is_onvolledig
    from school_budget
),
punt as (
    select 'laagste' as maat union all
    select 'p25' as maat union all
    select 'p75' as maat union all
    select 'hoogste' as maat union all
    select 'verschil' as maat
),
spreiding as (
    select
        budget_spreiding.swv,
        budget_spreiding.jaar,
        punt.maat || '_' || budget_spreiding.niveau as spreiding,
        case punt.maat
            when 'laagste' then round(budget_spreiding.laagste, 0)
            when 'p25' then round(budget_spreiding.p25, 0)
            when 'p75' then round(budget_spreiding.p75, 0)
            when 'hoogste' then round(budget_spreiding.hoogste, 0)
            else round(budget_spreiding.hoogste, 0) - round(budget_spreiding.laagste, 0)
        end as bedrag
    from budget_spreiding
    cross join punt
)
select
    swv,
    periode,
    bestuur,
    vestiging,
    spreiding,
    in_totaal,
    teller,
    teller_min,
    teller_max,
    noemer,
    noemer_min,
    noemer_max,
    ontbreekt,
    is_onvolledig
from per_school
union all
select
    swv,
    cast(jaar as string) as periode,
    cast(null as string) as bestuur,
    cast(null as string) as vestiging,
    spreiding,
    false as in_totaal,
    bedrag as teller,
    bedrag as teller_min,
    bedrag as teller_max,
    1 as noemer,
    1 as noemer_min,
    1 as noemer_max,
    0 as ontbreekt,
    false as is_onvolledig
from spreiding
