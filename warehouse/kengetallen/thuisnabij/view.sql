-- Pupils at member schools whose school stands in the gemeente where they live; pupils whose
-- woongemeente is unknown are in neither. Gemeente is where the pupil lives. A date on which the
-- basisscholen were not counted by woongemeente has no share.
with telling as (
    select
        leerling_telling.*,
        coalesce(gemeente.naam, 'buiten regio') as gemeente_woont,
        case
            when leerling_telling.gemeente <> 'onbekend'
                then leerling_telling.gemeente = leerling_telling.woongemeente
        end as is_thuisnabij
    from leerling_telling
    left join gemeente
        on gemeente.swv = leerling_telling.swv
        and gemeente.naam = leerling_telling.woongemeente
    where leerling_telling.is_lid
        and leerling_telling.onderwijssoort <> 'vso'
        and leerling_telling.woongemeente <> 'onbekend'
),
geteld as (
    select
        swv,
        teldatum
    from telling
    where schoolsoort = 'bao'
    group by
        swv,
        teldatum
    having sum(aantal_min) > 0
)
select
    telling.swv,
    cast(telling.teldatum as string) as periode,
    telling.gemeente_woont as gemeente,
    telling.schoolsoort,
    sum(
        case
            when telling.is_thuisnabij then telling.aantal
            when not telling.is_thuisnabij then 0
        end
    ) as teller,
    sum(case when telling.is_thuisnabij then telling.aantal_min else 0 end) as teller_min,
    sum(case when coalesce(telling.is_thuisnabij, true) then telling.aantal_max else 0 end)
        as teller_max,
    sum(telling.aantal) as noemer,
    sum(telling.aantal_min) as noemer_min,
    sum(telling.aantal_max) as noemer_max,
    sum(telling.ontbreekt) as ontbreekt
from telling
inner join geteld
    on geteld.swv = telling.swv
    and geteld.teldatum = telling.teldatum
group by
    telling.swv,
    telling.teldatum,
    telling.gemeente_woont,
    telling.schoolsoort
