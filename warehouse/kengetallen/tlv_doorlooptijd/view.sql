-- One row per request that was granted or refused, with its days from aanvraag to besluit.
select
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    tlv_aanvraag.formulier,
    tlv_aanvraag.categorie,
    tlv_aanvraag.doorlooptijd as waarde
from tlv_aanvraag
inner join tijdvak
    on tijdvak.swv = tlv_aanvraag.swv
    and tijdvak.bron = 'tlv'
    and tijdvak.soort = 'schooljaar'
    and tijdvak.begin <= tlv_aanvraag.besluitdatum
    and tlv_aanvraag.besluitdatum < tijdvak.einde
where tlv_aanvraag.besluit in ('toegekend', 'afgewezen')
