-- Granted, but without the number that every TLV has. A system that does not know the
-- aanvraagdatum (contract: ontheffing) may number its decisions in its own way.
select
    levering,
    rij,
    besluitdatum
from staging_tlv
where besluit = 'toegekend'
    and tlv_nummer is null
    and aanvraagdatum is not null
order by rij
