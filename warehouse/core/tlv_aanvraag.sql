-- Every request for a TLV, under the school that asked and its bestuur on the day of asking. A
-- pseudo-school (voorschools, buiten regio) or a code that no list names is onbekend. besluitdatum is
-- the day on which the request was closed, and is empty as long as it is in behandeling.
select
    regio.swv,
    aanvraag.aanvraag_id,
    aanvraag.formulier,
    aanvraag.categorie,
    coalesce(aanvraag.bekostiger, 'onbekend') as bekostiger,
    aanvraag.is_eenzijdig,
    coalesce(school.school_code, 'onbekend') as school_code,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    aanvraag.aanvraagdatum,
    case when aanvraag.besluit <> 'in behandeling' then aanvraag.besluitdatum end as besluitdatum,
    aanvraag.besluit,
    case
        when aanvraag.besluit in ('toegekend', 'afgewezen')
            then date_diff('day', aanvraag.aanvraagdatum, aanvraag.besluitdatum)
    end as doorlooptijd
from staging_tlv as aanvraag
cross join regio
left join school
    on school.school_code = aanvraag.aanvrager_code
    and school.geldig_vanaf <= coalesce(aanvraag.aanvraagdatum, aanvraag.besluitdatum)
    and coalesce(aanvraag.aanvraagdatum, aanvraag.besluitdatum) < school.geldig_tot
