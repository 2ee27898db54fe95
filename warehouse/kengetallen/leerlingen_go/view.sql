-- Every pupil at a member sbo or so school, whatever the herkomst; vso is not primair onderwijs.
select
    swv,
    cast(teldatum as string) as periode,
    schoolsoort,
    school_code as vestiging,
    sum(aantal) as teller,
    sum(aantal_min) as teller_min,
    sum(aantal_max) as teller_max,
    sum(ontbreekt) as ontbreekt
from leerling_telling
where schoolsoort in ('sbo', 'so')
    and onderwijssoort <> 'vso'
    and is_lid
group by
    swv,
    teldatum,
    schoolsoort,
    school_code
