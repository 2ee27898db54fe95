-- The regular member schools of every year of the Day a Week School, each as it was on the teldatum:
-- a school without a pupil there is zero, and not unknown.
select
    dws_jaar.swv,
    dws_jaar.jaar,
    dws_jaar.periode,
    dws_jaar.is_onvolledig,
    school.school_code,
    school.bestuur_code,
    case
        when school.gemeente = 'onbekend' then 'onbekend'
        when gemeente.naam is null then 'buiten regio'
        else school.gemeente
    end as gemeente,
    school.schoolwegingklasse
from dws_jaar
inner join school_jaar
    on school_jaar.schooljaar = case
        when month(dws_jaar.teldatum) >= 8 then dws_jaar.jaar
        else dws_jaar.jaar - 1
    end
inner join school
    on school.school_code = school_jaar.school_code
    and school.geldig_vanaf <= dws_jaar.teldatum
    and dws_jaar.teldatum < school.geldig_tot
left join gemeente
    on gemeente.naam = school.gemeente
where school.schoolsoort = 'bao'
    and school.is_lid
