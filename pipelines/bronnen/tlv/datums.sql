-- A besluit before its aanvraag, or an end before the beginning.
select
    levering,
    rij,
    'de aanvraagdatum' as eerst,
    aanvraagdatum as eerst_datum,
    'de besluitdatum' as later,
    besluitdatum as later_datum
from staging_tlv
where besluitdatum < aanvraagdatum
union all
select
    levering,
    rij,
    'de ingangsdatum' as eerst,
    ingangsdatum as eerst_datum,
    'de einddatum' as later,
    einddatum as later_datum
from staging_tlv
where einddatum < ingangsdatum
order by rij, later
