-- Who takes part in the Day a Week School, against the places. Each groep has its own places; what
-- the programme has beyond those is geen_groep. More groepen than the programme has are places too.
with norm_swv as (
    select
        swv,
        max(waarde) filter (where naam = 'dws_plaatsen') as plaatsen,
        max(waarde) filter (where naam = 'dws_per_groep') as per_groep
    from norm
    group by swv
),
groep as (
    select
        swv,
        periode,
        groep,
        sum(case when is_deelnemer then 1 else 0 end) as aantal
    from dws_leerling
    where not is_wachtend
        and not is_onvolledig
    group by
        swv,
        periode,
        groep
),
verdeeld as (
    select
        swv,
        periode,
        count(*) as aantal_groepen
    from groep
    where groep <> 'onbekend'
    group by
        swv,
        periode
)
select
    groep.swv,
    groep.periode,
    groep.groep,
    groep.aantal as teller,
    case when groep.groep <> 'onbekend' then norm_swv.per_groep else 0 end as noemer
from groep
inner join norm_swv
    on norm_swv.swv = groep.swv
union all
select
    dws_jaar.swv,
    dws_jaar.periode,
    'geen_groep' as groep,
    0 as teller,
    norm_swv.plaatsen - norm_swv.per_groep * coalesce(verdeeld.aantal_groepen, 0) as noemer
from dws_jaar
inner join norm_swv
    on norm_swv.swv = dws_jaar.swv
left join verdeeld
    on verdeeld.swv = dws_jaar.swv
    and verdeeld.periode = dws_jaar.periode
where not dws_jaar.is_onvolledig
    and norm_swv.plaatsen > norm_swv.per_groep * coalesce(verdeeld.aantal_groepen, 0)
