-- Participants in training per bestuur and theme; a member bestuur without any is zero, and so is a
-- theme of which nothing was given in that period.
with deelnemer as (
    select
        tijdvak.swv,
        tijdvak.periode,
        scholing_deelname.bestuur_code,
        scholing_deelname.thema,
        tijdvak.is_onvolledig,
        scholing_deelname.aantal_deelnemers as aantal,
        scholing_deelname.aantal_deelnemers_min as aantal_min,
        scholing_deelname.aantal_deelnemers_max as aantal_max,
        scholing_deelname.ontbreekt
    from tijdvak
    inner join scholing_deelname
        on scholing_deelname.datum >= tijdvak.begin
        and scholing_deelname.datum < tijdvak.einde
    where tijdvak.bron = 'scholing'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
),
nul as (
    select distinct
        school_tijdvak.swv,
        school_tijdvak.periode,
        school_tijdvak.bestuur_code,
        thema.thema,
        school_tijdvak.is_onvolledig
    from school_tijdvak
    cross join (select distinct thema from scholing_deelname) as thema
    where school_tijdvak.bron = 'scholing'
)
select
    swv,
    periode,
    bestuur_code as bestuur,
    thema,
    is_onvolledig,
    aantal as teller,
    aantal_min as teller_min,
    aantal_max as teller_max,
    ontbreekt
from deelnemer
union all
select
    swv,
    periode,
    bestuur_code as bestuur,
    thema,
    is_onvolledig,
    0 as teller,
    0 as teller_min,
    0 as teller_max,
    0 as ontbreekt
from nul
