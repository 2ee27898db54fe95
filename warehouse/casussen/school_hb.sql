-- Every regular member school of now, and who of its people finished a training in begaafdheid: each
-- person once, at the school of the latest training.
with persoon as (
    select
        scholing.persoon,
        max_by(scholing.school_code, scholing.datum) as school_code,
        max(case when scholing.opleiding = 'rolversterking' then 1 else 0 end) as is_specialist
    from staging_hb_scholing as scholing
    where scholing.is_afgerond
    group by scholing.persoon
)
select
    school.school_code as vestiging,
    school.school_naam as naam,
    school.bestuur_code as bestuur,
    school.gemeente,
    school.kerngebied,
    count(persoon.persoon) as experts,
    coalesce(sum(persoon.is_specialist), 0) as specialisten
from school
inner join bron_stand
    on bron_stand.bron = 'hb_scholing'
    and school.geldig_vanaf <= bron_stand.datum
    and bron_stand.datum < school.geldig_tot
left join persoon
    on persoon.school_code = school.school_code
where school.is_lid
    and school.schoolsoort = 'bao'
group by
    school.school_code,
    school.school_naam,
    school.bestuur_code,
    school.gemeente,
    school.kerngebied
