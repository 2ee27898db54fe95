-- Every regular member school in every schooljaar of the register of training, and whether anyone
-- had finished a training in begaafdheid there by the end of it.
with eerste as (
    select
        school_code,
        min(datum) as datum
    from staging_hb_scholing
    where is_afgerond
    group by school_code
)
select
    school_tijdvak.swv,
    school_tijdvak.periode,
    school_tijdvak.is_onvolledig,
    school_tijdvak.school_code,
    school_tijdvak.bestuur_code,
    coalesce(eerste.datum < kalender.einde, false) as heeft_scholing
from school_tijdvak
inner join kalender
    on kalender.soort = school_tijdvak.soort
    and kalender.periode = school_tijdvak.periode
left join eerste
    on eerste.school_code = school_tijdvak.school_code
where school_tijdvak.bron = 'hb_scholing'
    and school_tijdvak.soort = 'schooljaar'
    and school_tijdvak.schoolsoort = 'bao'
