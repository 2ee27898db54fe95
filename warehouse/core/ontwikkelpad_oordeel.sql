-- The type that a school gives itself on one onderdeel in a schooljaar, under the bestuur of
-- 1 August.
select
    regio.swv,
    kalender.periode,
    oordeel.school_code,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    oordeel.onderdeel,
    oordeel.type
from staging_ontwikkelpad as oordeel
cross join regio
inner join kalender
    on kalender.soort = 'schooljaar'
    and year(kalender.begin) = oordeel.schooljaar
left join school
    on school.school_code = oordeel.school_code
    and school.geldig_vanaf <= kalender.begin
    and kalender.begin < school.geldig_tot
