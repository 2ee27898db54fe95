-- A TLV is issued by the SWV of the pupil. Without a herkomst that is this SWV, unless the pupil
-- came with a plaatsingsakkoord.
with verwacht as (
    select
        staging_tlv.levering,
        staging_tlv.rij,
        left(staging_tlv.tlv_nummer, 6) as nummer_swv,
        case
            when staging_tlv.swv_herkomst <> 'onbekend' then staging_tlv.swv_herkomst
            when coalesce(staging_tlv.heeft_plaatsingsakkoord, false) then null
            else regio.swv
        end as swv
    from staging_tlv
    cross join regio
    where staging_tlv.tlv_nummer is not null
)
select
    levering,
    rij,
    nummer_swv,
    swv
from verwacht
where nummer_swv <> swv
order by rij
