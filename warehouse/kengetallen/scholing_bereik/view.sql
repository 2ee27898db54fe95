-- Member schools from which somebody took part in training, of all member schools of the schooljaar.
-- A row without a known number of participants may be a school that took part or not.
with deelname as (
    select
        tijdvak.periode,
        scholing_deelname.school_code,
        max(case when scholing_deelname.aantal_deelnemers_min > 0 then 1 else 0 end) as is_zeker,
        max(case when scholing_deelname.aantal_deelnemers_max = 0 then 0 else 1 end) as kan
    from tijdvak
    inner join scholing_deelname
        on scholing_deelname.datum >= tijdvak.begin
        and scholing_deelname.datum < tijdvak.einde
    where tijdvak.bron = 'scholing'
        and tijdvak.soort = 'schooljaar'
    group by
        tijdvak.periode,
        scholing_deelname.school_code
),
bereikt as (
    select
        school_tijdvak.swv,
        school_tijdvak.periode,
        school_tijdvak.bestuur_code,
        school_tijdvak.is_onvolledig,
        coalesce(deelname.is_zeker, 0) as aantal_min,
        coalesce(deelname.kan, 0) as aantal_max
    from school_tijdvak
    left join deelname
        on deelname.periode = school_tijdvak.periode
        and deelname.school_code = school_tijdvak.school_code
    where school_tijdvak.bron = 'scholing'
        and school_tijdvak.soort = 'schooljaar'
)
select
    swv,
    periode,
    bestuur_code as bestuur,
    is_onvolledig,
    case when aantal_min = aantal_max then aantal_min end as teller,
    aantal_min as teller_min,
    aantal_max as teller_max,
    1 as noemer
from bereikt
