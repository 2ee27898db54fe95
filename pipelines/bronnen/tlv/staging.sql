-- Applications as delivered. A herkomst or an aanvrager that was left out is onbekend.
select
    aanvraag_id,
    tlv_nummer,
    leerling,
    formulier,
    categorie,
    bekostiger,
    eenzijdig as is_eenzijdig,
    coalesce(aanvrager_school, 'onbekend') as aanvrager_code,
    school as school_code,
    aanvraagdatum,
    besluitdatum,
    besluit,
    ingangsdatum,
    einddatum,
    deskundige,
    coalesce(swv_herkomst, 'onbekend') as swv_herkomst,
    plaatsingsakkoord as heeft_plaatsingsakkoord,
    bezwaar as heeft_bezwaar,
    bedrag,
    levering,
    rij
from geldig_tlv
