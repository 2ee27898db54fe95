-- Objections against a TLV, by the year in which they came in and by subject.
select
    swv,
    periode,
    onderwerp,
    aantal as teller,
    is_onvolledig
from geschil_jaar
where soort = 'bezwaar tlv'
