-- A number of this SWV that no application has. The numbers of others are not ours to know.
select
    overstap.levering,
    overstap.rij,
    overstap.datum,
    cast(substring(overstap.tlv_nummer, 8, 4) as integer) as nummer_jaar
from staging_overstappen as overstap
join regio
    on regio.swv = left(overstap.tlv_nummer, 6)
where not exists (
    select 1
    from staging_tlv
    where staging_tlv.tlv_nummer = overstap.tlv_nummer
)
order by overstap.rij
