-- By national rule a TLV ends with a school year.
select
    levering,
    rij,
    einddatum
from staging_tlv
where besluit = 'toegekend'
    and not (month(einddatum) = 7 and day(einddatum) = 31)
order by rij
