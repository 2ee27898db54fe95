-- Verwijzingen of a schooljaar as a share of the pupils at member basisscholen on the teldatum in it.
-- A move stands under its school as it was on that day, a pupil under the school as on the teldatum.
-- A school from which nobody went is zero, unless the list names no schools.
with geval as (
    select
        overstap_jaar.swv,
        overstap_jaar.periode,
        overstap_jaar.is_onvolledig,
        overstap.van_bestuur_code as bestuur,
        overstap.van_school_code as vestiging,
        overstap.van_schoolwegingklasse as schoolwegingklasse,
        overstap.van_gemeente as gemeente,
        case when overstap.is_verwijzing then 1 end as teller,
        case when overstap.is_verwijzing then 1 else 0 end as teller_min,
        1 as teller_max
    from overstap
    inner join overstap_jaar
        on overstap_jaar.swv = overstap.swv
        and not overstap_jaar.is_go
        and overstap_jaar.begin <= overstap.datum
        and overstap.datum < overstap_jaar.einde
    where coalesce(overstap.is_verwijzing, true)
),
leerlingen as (
    select
        overstap_jaar.swv,
        overstap_jaar.periode,
        overstap_jaar.is_onvolledig,
        leerling_school.bestuur_code as bestuur,
        leerling_school.school_code as vestiging,
        leerling_school.schoolwegingklasse,
        leerling_school.gemeente,
        leerling_school.aantal as noemer,
        leerling_school.aantal_min as noemer_min,
        leerling_school.aantal_max as noemer_max,
        leerling_school.ontbreekt
    from overstap_jaar
    inner join leerling_school
        on leerling_school.swv = overstap_jaar.swv
        and leerling_school.periode = overstap_jaar.periode
        and leerling_school.schoolsoort = 'bao'
        and leerling_school.is_lid
    where not overstap_jaar.is_go
)
select
    swv,
    periode,
    is_onvolledig,
    bestuur,
    vestiging,
    schoolwegingklasse,
    gemeente,
    teller,
    teller_min,
    teller_max,
    0 as noemer,
    0 as noemer_min,
    0 as noemer_max,
    0 as ontbreekt
from geval
union all
select
    swv,
    periode,
    is_onvolledig,
    bestuur,
    vestiging,
    schoolwegingklasse,
    gemeente,
    0 as teller,
    0 as teller_min,
    0 as teller_max,
    0 as noemer,
    0 as noemer_min,
    0 as noemer_max,
    0 as ontbreekt
from leerlingen
where exists (
    select 1
    from overstap
    where van_school_code <> 'onbekend'
)
union all
select
    swv,
    periode,
    is_onvolledig,
    bestuur,
    vestiging,
    schoolwegingklasse,
    gemeente,
    null as teller,
    null as teller_min,
    null as teller_max,
    noemer,
    noemer_min,
    noemer_max,
    ontbreekt
from leerlingen
