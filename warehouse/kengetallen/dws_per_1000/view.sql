-- Who takes part in the Day a Week School, per thousand pupils at regular member schools on the same
-- day. A year in which those were not counted has no figure.
with geteld as (
    select
        swv,
        periode
    from dws_noemer
    group by
        swv,
        periode
    having sum(aantal_min) > 0
),
deelname as (
    select
        swv,
        periode,
        bestuur_code,
        schoolwegingklasse,
        gemeente,
        geslacht,
        case when is_deelnemer then 1 else 0 end as teller
    from dws_leerling
    where not is_wachtend
        and not is_onvolledig
    union all
    select
        swv,
        periode,
        bestuur_code,
        schoolwegingklasse,
        gemeente,
        geslacht,
        0 as teller
    from dws_noemer
)
select
    deelname.swv,
    deelname.periode,
    deelname.bestuur_code as bestuur,
    deelname.schoolwegingklasse,
    deelname.gemeente,
    deelname.geslacht,
    sum(deelname.teller) as teller,
    cast(null as bigint) as noemer,
    cast(null as bigint) as noemer_min,
    cast(null as bigint) as noemer_max,
    0 as ontbreekt
from deelname
inner join geteld
    on geteld.swv = deelname.swv
    and geteld.periode = deelname.periode
group by
    deelname.swv,
    deelname.periode,
    deelname.bestuur_code,
    deelname.schoolwegingklasse,
    deelname.gemeente,
    deelname.geslacht
union all
select
    dws_noemer.swv,
    dws_noemer.periode,
    dws_noemer.bestuur_code as bestuur,
    dws_noemer.schoolwegingklasse,
    dws_noemer.gemeente,
    dws_noemer.geslacht,
    cast(null as bigint) as teller,
    dws_noemer.aantal as noemer,
    dws_noemer.aantal_min as noemer_min,
    dws_noemer.aantal_max as noemer_max,
    dws_noemer.ontbreekt
from dws_noemer
inner join geteld
    on geteld.swv = dws_noemer.swv
    and geteld.periode = dws_noemer.periode
