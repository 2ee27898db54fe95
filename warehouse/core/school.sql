-- A school as it was in a period: name, bestuur, gemeente and kerngebied of that time.
-- Half-open intervals; the first reaches back and the last reaches on, so that every count
-- of a known school finds its row. A school is a member by the list of members, else by its
-- postcode: a member may well stand outside the area. Clusters 1 and 2 are national, wherever they
-- stand. Who cannot be told is no member.
with versies as (
    select
        staging_scholen.*,
        row_number() over (partition by school_code order by geldig_vanaf) as volgnummer,
        lead(geldig_vanaf) over (partition by school_code order by geldig_vanaf) as volgende
    from staging_scholen
)
select
    regio.swv,
    versies.school_code,
    case when volgnummer = 1 then date '1900-01-01' else geldig_vanaf end as geldig_vanaf,
    coalesce(volgende, date '9999-12-31') as geldig_tot,
    school_naam,
    coalesce(bestuur_code, 'onbekend') as bestuur_code,
    coalesce(bestuur_naam, 'onbekend') as bestuur_naam,
    schoolsoort,
    cluster,
    versies.gemeente,
    coalesce(kerngebied, 'onbekend') as kerngebied,
    postcode,
    breedtegraad,
    lengtegraad,
    schoolweging,
    case
        when schoolweging < 20 or schoolweging > 40 then 'onbekend'
        when schoolweging < 25 then '20-25'
        when schoolweging < 30 then '25-30'
        when schoolweging < 35 then '30-35'
        when schoolweging <= 40 then '35-40'
        else 'onbekend'
    end as schoolwegingklasse,
    coalesce(
        versies.is_lid,
        case
            when cluster in (1, 2) then false
            else regio.swv in (staging_postcodes.swv_po, staging_postcodes.swv_vo)
        end,
        false
    ) as is_lid
from versies
cross join regio
left join staging_postcodes
    on staging_postcodes.postcode4 = substr(versies.postcode, 1, 4)
