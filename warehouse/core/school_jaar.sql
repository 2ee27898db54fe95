-- The schools of a schooljaar, each as it was on 1 August: those on the newest list up to then. A
-- school that a later list no longer names has closed or merged. Years after the last list keep it.
with lijst as (
    select distinct
        lijst,
        schooljaar
    from staging_scholen
),
laatste as (
    select
        kalender.periode,
        kalender.begin,
        year(kalender.begin) as schooljaar,
        lijst.lijst,
        max(lijst.schooljaar) as lijstjaar
    from kalender
    inner join lijst
        on lijst.schooljaar <= year(kalender.begin)
    where kalender.soort = 'schooljaar'
        and kalender.begin <= (select max(datum) from bron_stand)
    group by
        kalender.periode,
        kalender.begin,
        lijst.lijst
)
select distinct
    school.swv,
    laatste.schooljaar,
    laatste.periode,
    school.school_code,
    school.bestuur_code,
    school.gemeente,
    school.kerngebied,
    school.schoolsoort,
    school.schoolwegingklasse,
    school.is_lid
from laatste
inner join staging_scholen
    on staging_scholen.lijst = laatste.lijst
    and staging_scholen.schooljaar = laatste.lijstjaar
inner join school
    on school.school_code = staging_scholen.school_code
    and school.geldig_vanaf <= laatste.begin
    and laatste.begin < school.geldig_tot
