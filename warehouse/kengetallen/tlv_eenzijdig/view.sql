-- Requests that the bestuur made alone, by aanvraagdatum, with what became of them. A list that never
-- says so, or knows no aanvraagdatum, gives no figure; an empty cell in a list that does may be one.
with uitkomst as (
    select *
    from (
        values ('toegekend'), ('afgewezen'), ('ingetrokken'), ('in behandeling')
    ) as lijst (besluit)
    where exists (
        select 1
        from tlv_aanvraag
        where is_eenzijdig is not null
            and aanvraagdatum is not null
    )
)
select
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    uitkomst.besluit,
    count(tlv_aanvraag.aanvraag_id) filter (where tlv_aanvraag.is_eenzijdig) as teller,
    count(tlv_aanvraag.aanvraag_id) filter (where tlv_aanvraag.is_eenzijdig) as teller_min,
    count(tlv_aanvraag.aanvraag_id) as teller_max
from tijdvak
cross join uitkomst
left join tlv_aanvraag
    on tlv_aanvraag.swv = tijdvak.swv
    and tijdvak.begin <= tlv_aanvraag.aanvraagdatum
    and tlv_aanvraag.aanvraagdatum < tijdvak.einde
    and tlv_aanvraag.besluit = uitkomst.besluit
    and coalesce(tlv_aanvraag.is_eenzijdig, true)
where tijdvak.bron = 'tlv'
    and tijdvak.soort in ('schooljaar', 'kwartaal')
group by
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    uitkomst.besluit
