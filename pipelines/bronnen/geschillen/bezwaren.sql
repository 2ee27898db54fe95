-- Objections as the TLV's know them, beside the cases; from the first case on, as a list may start
-- later.
with begin_lijst as (
    select min(datum) as datum
    from staging_geschillen
),
bezwaar_tlv as (
    select count(*) as aantal
    from staging_tlv
    cross join begin_lijst
    where staging_tlv.heeft_bezwaar
        and coalesce(staging_tlv.besluitdatum, staging_tlv.aanvraagdatum) >= begin_lijst.datum
),
bezwaar_geschil as (
    select count(*) as aantal
    from staging_geschillen
    where soort = 'bezwaar tlv'
)
select
    bezwaar_tlv.aantal as bij_tlv,
    bezwaar_geschil.aantal as bij_geschillen
from bezwaar_tlv
cross join bezwaar_geschil
where bezwaar_tlv.aantal <> bezwaar_geschil.aantal
