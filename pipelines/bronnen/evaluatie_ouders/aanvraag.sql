-- An application that no TLV delivery knows.
select
    levering,
    rij,
    schooljaar
from staging_evaluatie_ouders
where aanvraag_id is not null
    and aanvraag_id not in (select aanvraag_id from staging_tlv)
order by rij
