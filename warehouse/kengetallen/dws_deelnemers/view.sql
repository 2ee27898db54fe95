-- Who takes part in the Day a Week School on the teldatum of a year. A groep that everybody left, a
-- school without pupils and a geslacht without any are zero.
with geslachten as (
    select 'm' as geslacht
    union all
    select 'v' as geslacht
),
telling as (
    select
        swv,
        periode,
        groep,
        locatie,
        bestuur_code,
        school_code,
        geslacht,
        gemeente,
        schoolwegingklasse,
        case when is_deelnemer then 1 else 0 end as aantal
    from dws_leerling
    where not is_wachtend
        and not is_onvolledig
    union all
    select
        dws_school.swv,
        dws_school.periode,
        'onbekend' as groep,
        'onbekend' as locatie,
        dws_school.bestuur_code,
        dws_school.school_code,
        geslachten.geslacht,
        dws_school.gemeente,
        dws_school.schoolwegingklasse,
        0 as aantal
    from dws_school
    cross join geslachten
    where not dws_school.is_onvolledig
)
select
    swv,
    periode,
    groep,
    locatie,
    bestuur_code as bestuur,
    school_code as vestiging,
    geslacht,
    gemeente,
    schoolwegingklasse,
    sum(aantal) as teller
from telling
group by
    swv,
    periode,
    groep,
    locatie,
    bestuur_code,
    school_code,
    geslacht,
    gemeente,
    schoolwegingklasse
