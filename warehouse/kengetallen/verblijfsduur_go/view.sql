-- One row per pupil who leaves a member sbo or so school, with the years since the stay in GO began.
select
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    overstap.van_soort as schoolsoort,
    overstap.verblijfsduur as waarde
from overstap
inner join tijdvak
    on tijdvak.swv = overstap.swv
    and tijdvak.bron = 'overstappen'
    and tijdvak.soort = 'schooljaar'
    and tijdvak.begin <= overstap.datum
    and overstap.datum < tijdvak.einde
where overstap.van_soort in ('sbo', 'so')
    and overstap.van_is_lid
