-- The year of issue stands in the number. Of a plaatsingsakkoord the number is older than the
-- besluit.
with genummerd as (
    select
        levering,
        rij,
        cast(substring(tlv_nummer, 8, 4) as integer) as nummer_jaar,
        besluitdatum
    from staging_tlv
    where tlv_nummer is not null
        and not coalesce(heeft_plaatsingsakkoord, false)
)
select
    levering,
    rij,
    nummer_jaar,
    besluitdatum
from genummerd
where nummer_jaar <> year(besluitdatum)
order by rij
