-- The schooljaren of the register of moves in which the pupils of member schools were counted on the
-- teldatum: basisscholen, and sbo and so together (is_go). Only these have a share.
select
    tijdvak.swv,
    leerling_school.schoolsoort <> 'bao' as is_go,
    tijdvak.periode,
    tijdvak.begin,
    tijdvak.einde,
    tijdvak.is_onvolledig
from tijdvak
inner join leerling_school
    on leerling_school.swv = tijdvak.swv
    and leerling_school.periode = tijdvak.periode
where tijdvak.bron = 'overstappen'
    and tijdvak.soort = 'schooljaar'
    and leerling_school.is_lid
    and leerling_school.schoolsoort in ('bao', 'sbo', 'so')
group by
    tijdvak.swv,
    leerling_school.schoolsoort <> 'bao',
    tijdvak.periode,
    tijdvak.begin,
    tijdvak.einde,
    tijdvak.is_onvolledig
having sum(leerling_school.aantal_min) > 0
