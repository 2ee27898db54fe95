-- Schools of which neither a member list nor the postcode tells whether they belong to the SWV.
with onbekend as (
    select distinct staging_scholen.school_code
    from staging_scholen
    left join staging_postcodes
        on staging_postcodes.postcode4 = substr(staging_scholen.postcode, 1, 4)
    where staging_scholen.is_lid is null
        and coalesce(staging_scholen.cluster, 0) not in (1, 2)
        and staging_postcodes.postcode4 is null
)
select
    count(*) as aantal,
    min(school_code) as eerste
from onbekend
having count(*) > 0
