-- Net inflow of SO III that the SWV pays: that of spring, at a school that grew more than in autumn.
with betaald as (
    select
        so3_groei.swv,
        so3_groei.periode,
        so3_groei.school_code,
        case
            when aantal_voorjaar > aantal_najaar and aantal_voorjaar > 0 then aantal_voorjaar
            else 0
        end as aantal,
        cast(tarief.so_3 as double) as tarief,
        so3_groei.ontbreekt,
        so3_groei.is_onvolledig
    from so3_groei
    inner join tarief
        on tarief.jaar = so3_groei.jaar
    where tarief.so_3 is not null
)
select
    swv,
    periode,
    school_code as vestiging,
    aantal * tarief as teller,
    aantal as n,
    ontbreekt,
    is_onvolledig
from betaald
