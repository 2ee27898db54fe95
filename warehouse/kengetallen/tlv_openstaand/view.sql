-- Requests that were asked on or before a GO-peildatum and closed after it, or not yet. A request
-- whose dates leave it undecided may be open or not. Without any aanvraagdatum there is no figure.
with peilmoment as (
    select
        peildatum.swv,
        peildatum.datum
    from peildatum
    inner join register_bereik
        on register_bereik.swv = peildatum.swv
        and register_bereik.bron = 'tlv'
        and register_bereik.eerste_datum <= peildatum.datum
        and peildatum.datum <= register_bereik.laatste_datum
    where peildatum.soort = 'go'
        and exists (
            select 1
            from tlv_aanvraag
            where aanvraagdatum is not null
        )
),
stand as (
    select
        peilmoment.swv,
        peilmoment.datum,
        tlv_aanvraag.formulier,
        tlv_aanvraag.aanvraagdatum <= peilmoment.datum
            and (
                tlv_aanvraag.besluit = 'in behandeling'
                or tlv_aanvraag.besluitdatum > peilmoment.datum
            ) as is_open
    from peilmoment
    inner join tlv_aanvraag
        on tlv_aanvraag.swv = peilmoment.swv
),
geteld as (
    select
        swv,
        datum,
        formulier,
        case when is_open then 1 else 0 end as teller_min,
        case when coalesce(is_open, true) then 1 else 0 end as teller_max
    from stand
    union all
    select
        peilmoment.swv,
        peilmoment.datum,
        lijst.formulier,
        0 as teller_min,
        0 as teller_max
    from peilmoment
    cross join (values ('A'), ('B'), ('D'), ('overig')) as lijst (formulier)
)
select
    swv,
    cast(datum as string) as periode,
    formulier,
    sum(teller_min) as teller,
    sum(teller_min) as teller_min,
    sum(teller_max) as teller_max
from geteld
group by
    swv,
    datum,
    formulier
