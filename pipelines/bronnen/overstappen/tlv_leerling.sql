-- The number belongs to another pupil; which one stays out of the report.
select
    overstap.levering,
    overstap.rij,
    overstap.datum,
    staging_tlv.rij as tlv_rij
from staging_overstappen as overstap
join staging_tlv
    on staging_tlv.tlv_nummer = overstap.tlv_nummer
where staging_tlv.leerling <> overstap.leerling
order by overstap.rij
