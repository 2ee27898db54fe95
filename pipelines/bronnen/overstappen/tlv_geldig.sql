-- A move into sbo or so with a TLV that was not granted, not yet valid or no longer so.
with oordeel as (
    select
        overstap.levering,
        overstap.rij,
        overstap.datum,
        case
            when staging_tlv.besluit <> 'toegekend' then 'het besluit is ' || staging_tlv.besluit
            when overstap.datum < staging_tlv.ingangsdatum
                then 'zij gaat in op ' || strftime(staging_tlv.ingangsdatum, '%d-%m-%Y')
            when overstap.datum > staging_tlv.einddatum
                then 'zij liep af op ' || strftime(staging_tlv.einddatum, '%d-%m-%Y')
        end as waarom
    from staging_overstappen as overstap
    join staging_tlv
        on staging_tlv.tlv_nummer = overstap.tlv_nummer
    where overstap.naar_soort in ('sbo', 'so')
)
select
    levering,
    rij,
    datum,
    waarom
from oordeel
where waarom is not null
order by rij
