-- A side of a move whose school is known, but never as this kind.
with kant as (
    select
        levering,
        rij,
        van_soort as soort,
        van_code as school_code
    from staging_overstappen
    union all
    select
        levering,
        rij,
        naar_soort as soort,
        naar_code as school_code
    from staging_overstappen
)
select
    kant.levering,
    kant.rij,
    kant.school_code,
    kant.soort
from kant
where kant.soort in ('bao', 'sbo', 'so')
    and kant.school_code in (select school_code from staging_scholen)
    and not exists (
        select 1
        from staging_scholen as school_versie
        where school_versie.school_code = kant.school_code
            and school_versie.schoolsoort = kant.soort
    )
order by kant.rij, kant.school_code
