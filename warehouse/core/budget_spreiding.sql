-- The budget per pupil of besturen and of schools of a year side by side: lowest, highest and the
-- quartiles, each unit counting once. Only units with pupils, all of whom are known.
with eenheid as (
    select
        swv,
        jaar,
        'bestuur' as niveau,
        bestuur_code as code,
        sum(bedrag) as bedrag,
        sum(aantal) filter (where opbouw = 'leerlingen') as leerlingen,
        sum(case when bedrag is null then 1 else 0 end) as onbekend
    from school_budget
    group by
        swv,
        jaar,
        bestuur_code
    union all
    select
        swv,
        jaar,
        'vestiging' as niveau,
        school_code as code,
        sum(bedrag) as bedrag,
        sum(aantal) filter (where opbouw = 'leerlingen') as leerlingen,
        sum(case when bedrag is null then 1 else 0 end) as onbekend
    from school_budget
    group by
        swv,
        jaar,
        school_code
),
per_leerling as (
    select
        swv,
        jaar,
        niveau,
        bedrag / leerlingen as bedrag
    from eenheid
    where leerlingen > 0
        and onbekend = 0
        and code <> 'onbekend'
)
select
    swv,
    jaar,
    niveau,
    count(*) as aantal,
    min(bedrag) as laagste,
    percentile_cont(0.25) within group (order by bedrag) as p25,
    percentile_cont(0.5) within group (order by bedrag) as mediaan,
    percentile_cont(0.75) within group (order by bedrag) as p75,
    max(bedrag) as hoogste
from per_leerling
group by
    swv,
    jaar,
    niveau
