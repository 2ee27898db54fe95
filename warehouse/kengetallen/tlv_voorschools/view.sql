-- TLV's granted with formulier D, by besluitdatum; a period without any is zero.
select
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    count(tlv_aanvraag.aanvraag_id) as teller
from tijdvak
left join tlv_aanvraag
    on tlv_aanvraag.swv = tijdvak.swv
    and tijdvak.begin <= tlv_aanvraag.besluitdatum
    and tlv_aanvraag.besluitdatum < tijdvak.einde
    and tlv_aanvraag.besluit = 'toegekend'
    and tlv_aanvraag.formulier = 'D'
where tijdvak.bron = 'tlv'
    and tijdvak.soort in ('schooljaar', 'kwartaal')
group by
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig
