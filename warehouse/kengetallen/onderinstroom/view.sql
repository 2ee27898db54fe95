-- Own pupils who start in sbo or so without having been at a school, by the day on which they start.
-- Unknown herkomst or unknown previous schooling: it may be one.
select
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    lijst.schoolsoort,
    count(overstap.overstap_id) filter (where overstap.is_onderinstroom) as teller,
    count(overstap.overstap_id) filter (where overstap.is_onderinstroom) as teller_min,
    count(overstap.overstap_id) as teller_max
from tijdvak
cross join (values ('sbo'), ('so')) as lijst (schoolsoort)
left join overstap
    on overstap.swv = tijdvak.swv
    and tijdvak.begin <= overstap.datum
    and overstap.datum < tijdvak.einde
    and overstap.naar_soort = lijst.schoolsoort
    and coalesce(overstap.is_onderinstroom, true)
where tijdvak.bron = 'overstappen'
    and tijdvak.soort in ('schooljaar', 'kwartaal')
group by
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    lijst.schoolsoort
