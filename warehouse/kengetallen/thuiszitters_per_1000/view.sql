-- Thuiszitters by the national definition, as in thuiszitters_landelijk, per thousand pupils of the
-- member schools on the last teldatum up to the peildatum.
with laatste_telling as (
    select
        thuiszitter_peildatum.swv,
        thuiszitter_peildatum.datum,
        max(leerling_school.teldatum) as teldatum
    from thuiszitter_peildatum
    inner join leerling_school
        on leerling_school.swv = thuiszitter_peildatum.swv
        and leerling_school.teldatum <= thuiszitter_peildatum.datum
        and leerling_school.is_lid
    group by
        thuiszitter_peildatum.swv,
        thuiszitter_peildatum.datum
),
thuis as (
    select
        swv,
        datum,
        gemeente,
        case when soort = 'relatief' and is_leerplichtig and is_langdurig then 1 end as aantal,
        case when soort = 'relatief' and is_leerplichtig and is_langdurig then 1 else 0 end
            as aantal_min,
        1 as aantal_max
    from thuiszitter_open
    where soort in ('relatief', 'onbekend')
        and coalesce(is_leerplichtig, true)
        and coalesce(is_langdurig, true)
    union all
    select
        swv,
        datum,
        gemeente,
        0 as aantal,
        0 as aantal_min,
        0 as aantal_max
    from thuiszitter_gebied
),
deel as (
    select
        thuis.swv,
        thuis.datum,
        thuis.gemeente,
        thuis.aantal as teller,
        thuis.aantal_min as teller_min,
        thuis.aantal_max as teller_max,
        cast(null as bigint) as noemer,
        cast(null as bigint) as noemer_min,
        cast(null as bigint) as noemer_max,
        0 as ontbreekt
    from thuis
    inner join laatste_telling  -- before the first teldatum there is nothing to divide by
        on laatste_telling.swv = thuis.swv
        and laatste_telling.datum = thuis.datum
    union all
    -- No teller here: what is missing belongs to the noemer alone.
    select
        laatste_telling.swv,
        laatste_telling.datum,
        case
            when leerling_school.gemeente = 'onbekend' or gemeente.naam is not null
                then leerling_school.gemeente
            else 'buiten regio'
        end as gemeente,
        cast(null as bigint) as teller,
        cast(null as bigint) as teller_min,
        cast(null as bigint) as teller_max,
        leerling_school.aantal as noemer,
        leerling_school.aantal_min as noemer_min,
        leerling_school.aantal_max as noemer_max,
        leerling_school.ontbreekt
    from laatste_telling
    inner join leerling_school
        on leerling_school.swv = laatste_telling.swv
        and leerling_school.teldatum = laatste_telling.teldatum
        and leerling_school.is_lid
    left join gemeente
        on gemeente.swv = leerling_school.swv
        and gemeente.naam = leerling_school.gemeente
)
select
    swv,
    cast(datum as string) as periode,
    gemeente,
    teller,
    teller_min,
    teller_max,
    noemer,
    noemer_min,
    noemer_max,
    ontbreekt
from deel
