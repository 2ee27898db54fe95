-- TLV's granted, by who pays, by besluitdatum. A payer without any is zero, but only when the list
-- says who pays; a TLV of which nobody knows is onbekend.
with betaler as (
    select *
    from (values ('school', true), ('swv', true), ('onbekend', false)) as lijst (bekostiger, is_bekend)
    where not is_bekend
        or exists (
            select 1
            from tlv_aanvraag
            where bekostiger <> 'onbekend'
        )
)
select
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    betaler.bekostiger,
    count(tlv_aanvraag.aanvraag_id) as teller
from tijdvak
cross join betaler
left join tlv_aanvraag
    on tlv_aanvraag.swv = tijdvak.swv
    and tijdvak.begin <= tlv_aanvraag.besluitdatum
    and tlv_aanvraag.besluitdatum < tijdvak.einde
    and tlv_aanvraag.besluit = 'toegekend'
    and tlv_aanvraag.bekostiger = betaler.bekostiger
where tijdvak.bron = 'tlv'
    and tijdvak.soort in ('schooljaar', 'kwartaal')
group by
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    betaler.bekostiger
