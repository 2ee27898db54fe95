-- Every pupil at a member basisschool, whatever the herkomst.
select
    swv,
    cast(teldatum as string) as periode,
    gemeente,
    kerngebied,
    bestuur_code as bestuur,
    school_code as vestiging,
    sum(aantal) as teller,
    sum(aantal_min) as teller_min,
    sum(aantal_max) as teller_max,
    sum(ontbreekt) as ontbreekt
from leerling_telling
where schoolsoort = 'bao'
    and is_lid
group by
    swv,
    teldatum,
    gemeente,
    kerngebied,
    bestuur_code,
    school_code
