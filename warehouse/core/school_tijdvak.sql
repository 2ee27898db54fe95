-- The member schools in every period of a register, each as it was at the start of that schooljaar:
-- a school in which nothing happened is zero, and not unknown.
with jaar_tijdvak as (
    select
        tijdvak.*,
        case when month(begin) >= 8 then year(begin) else year(begin) - 1 end as schooljaar
    from tijdvak
    where soort in ('schooljaar', 'kwartaal')
)
select
    jaar_tijdvak.swv,
    jaar_tijdvak.bron,
    jaar_tijdvak.soort,
    jaar_tijdvak.periode,
    jaar_tijdvak.is_onvolledig,
    school_jaar.school_code,
    school_jaar.bestuur_code,
    school_jaar.gemeente,
    school_jaar.kerngebied,
    school_jaar.schoolsoort,
    school_jaar.schoolwegingklasse
from jaar_tijdvak
inner join school_jaar
    on school_jaar.swv = jaar_tijdvak.swv
    and school_jaar.schooljaar = jaar_tijdvak.schooljaar
where school_jaar.is_lid
