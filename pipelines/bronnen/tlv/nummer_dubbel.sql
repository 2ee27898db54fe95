-- A number that an earlier row has as well.
with genummerd as (
    select
        levering,
        rij,
        min(rij) over (partition by tlv_nummer) as eerste_rij
    from staging_tlv
    where tlv_nummer is not null
)
select
    levering,
    rij,
    eerste_rij
from genummerd
where rij > eerste_rij
order by rij
