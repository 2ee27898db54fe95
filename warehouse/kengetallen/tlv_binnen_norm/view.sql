-- Requests granted or refused, and which of them within the norm; the last day of it counts. Of a
-- request whose aanvraagdatum is unknown either may be true.
with geval as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        tlv_aanvraag.formulier,
        case
            when tlv_aanvraag.doorlooptijd <= norm.waarde then 1
            when tlv_aanvraag.doorlooptijd > norm.waarde then 0
        end as binnen
    from tlv_aanvraag
    inner join tijdvak
        on tijdvak.swv = tlv_aanvraag.swv
        and tijdvak.bron = 'tlv'
        and tijdvak.soort = 'schooljaar'
        and tijdvak.begin <= tlv_aanvraag.besluitdatum
        and tlv_aanvraag.besluitdatum < tijdvak.einde
    inner join norm
        on norm.swv = tlv_aanvraag.swv
        and norm.naam = 'tlv_dagen'
    where tlv_aanvraag.besluit in ('toegekend', 'afgewezen')
)
select
    swv,
    periode,
    is_onvolledig,
    formulier,
    sum(binnen) as teller,
    sum(coalesce(binnen, 0)) as teller_min,
    sum(coalesce(binnen, 1)) as teller_max,
    count(*) as noemer
from geval
group by
    swv,
    periode,
    is_onvolledig,
    formulier
