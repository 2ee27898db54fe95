-- Terugplaatsingen of a schooljaar as a share of the pupils at member sbo and so schools on the
-- teldatum in it.
with geval as (
    select
        overstap_jaar.swv,
        overstap_jaar.periode,
        overstap_jaar.is_onvolledig,
        overstap.van_soort as schoolsoort,
        case when overstap.is_terugplaatsing then 1 end as teller,
        case when overstap.is_terugplaatsing then 1 else 0 end as teller_min,
        1 as teller_max
    from overstap
    inner join overstap_jaar
        on overstap_jaar.swv = overstap.swv
        and overstap_jaar.is_go
        and overstap_jaar.begin <= overstap.datum
        and overstap.datum < overstap_jaar.einde
    where coalesce(overstap.is_terugplaatsing, true)
),
leerlingen as (
    select
        overstap_jaar.swv,
        overstap_jaar.periode,
        overstap_jaar.is_onvolledig,
        leerling_school.schoolsoort,
        leerling_school.aantal as noemer,
        leerling_school.aantal_min as noemer_min,
        leerling_school.aantal_max as noemer_max,
        leerling_school.ontbreekt
    from overstap_jaar
    inner join leerling_school
        on leerling_school.swv = overstap_jaar.swv
        and leerling_school.periode = overstap_jaar.periode
        and leerling_school.schoolsoort in ('sbo', 'so')
        and leerling_school.is_lid
    where overstap_jaar.is_go
)
select
    swv,
    periode,
    is_onvolledig,
    schoolsoort,
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
    schoolsoort,
    0 as teller,
    0 as teller_min,
    0 as teller_max,
    0 as noemer,
    0 as noemer_min,
    0 as noemer_max,
    0 as ontbreekt
from leerlingen
union all
select
    swv,
    periode,
    is_onvolledig,
    schoolsoort,
    null as teller,
    null as teller_min,
    null as teller_max,
    noemer,
    noemer_min,
    noemer_max,
    ontbreekt
from leerlingen
