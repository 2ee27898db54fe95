-- A move from or to bao, sbo or so without that school.
with gemist as (
    select
        levering,
        rij,
        datum,
        van_soort,
        naar_soort,
        case
            when van_soort in ('bao', 'sbo', 'so') and van_code = 'onbekend'
                then 'de oude school'
            when naar_soort in ('bao', 'sbo', 'so') and naar_code = 'onbekend'
                then 'de nieuwe school'
        end as welke
    from staging_overstappen
)
select
    levering,
    rij,
    datum,
    van_soort,
    naar_soort,
    welke
from gemist
where welke is not null
order by rij
