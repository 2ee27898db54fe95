-- Every move of a pupil, with both schools as they were on that day. A side that is bao, sbo or so
-- without a school is one of ours that we do not know (outside is 'elders'): it counts, as onbekend.
-- is_verwijzing, is_terugplaatsing and is_onderinstroom are null when what is unknown decides.
-- verblijfsduur is in years of 365,25 days.
with kanten as (
    select
        regio.swv,
        staging_overstappen.*,
        case
            when swv_herkomst = 'onbekend' then 'onbekend'
            when swv_herkomst = regio.swv then 'eigen'
            else 'ander'
        end as herkomst,
        nullif(van_soort, 'onbekend') as van_soort_bekend
    from staging_overstappen
    cross join regio
),
met_scholen as (
    select
        kanten.swv,
        kanten.overstap_id,
        kanten.datum,
        kanten.herkomst,
        kanten.van_soort,
        kanten.van_soort_bekend,
        coalesce(van.school_code, 'onbekend') as van_school_code,
        coalesce(van.bestuur_code, 'onbekend') as van_bestuur_code,
        coalesce(van.gemeente, 'onbekend') as van_gemeente,
        coalesce(van.schoolwegingklasse, 'onbekend') as van_schoolwegingklasse,
        coalesce(van.is_lid, kanten.van_code = 'onbekend') as van_is_lid,
        kanten.naar_soort,
        coalesce(naar.school_code, 'onbekend') as naar_school_code,
        coalesce(naar.bestuur_code, 'onbekend') as naar_bestuur_code,
        coalesce(naar.is_lid, kanten.naar_code = 'onbekend') as naar_is_lid,
        kanten.is_zorgleerling,
        case
            when kanten.van_soort in ('sbo', 'so')
                then cast(date_diff('day', kanten.begin_go, kanten.datum) as double) / 365.25
        end as verblijfsduur
    from kanten
    left join school as van
        on van.school_code = kanten.van_code
        and van.geldig_vanaf <= kanten.datum
        and kanten.datum < van.geldig_tot
    left join school as naar
        on naar.school_code = kanten.naar_code
        and naar.geldig_vanaf <= kanten.datum
        and kanten.datum < naar.geldig_tot
)
select
    swv,
    overstap_id,
    datum,
    herkomst,
    van_soort,
    van_school_code,
    van_bestuur_code,
    van_gemeente,
    van_schoolwegingklasse,
    van_is_lid,
    naar_soort,
    naar_school_code,
    naar_bestuur_code,
    naar_is_lid,
    is_zorgleerling,
    verblijfsduur,
    van_soort_bekend = 'bao' and van_is_lid and naar_soort in ('sbo', 'so') as is_verwijzing,
    van_soort_bekend in ('sbo', 'so') and van_is_lid and naar_soort = 'bao' and naar_is_lid
        as is_terugplaatsing,
    van_soort_bekend = 'geen'
        and nullif(herkomst, 'onbekend') = 'eigen'
        and naar_soort in ('sbo', 'so') as is_onderinstroom
from met_scholen
