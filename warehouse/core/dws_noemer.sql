-- Pupils at regular member schools on the teldatum of a year of the Day a Week School, by what can be
-- set beside who takes part: bestuur, gemeente, schoolwegingklasse and geslacht.
with telling as (
    select
        dws_jaar.swv,
        dws_jaar.periode,
        leerling_telling.bestuur_code,
        case
            when leerling_telling.gemeente = 'onbekend' then 'onbekend'
            when gemeente.naam is null then 'buiten regio'
            else leerling_telling.gemeente
        end as gemeente,
        coalesce(school.schoolwegingklasse, 'onbekend') as schoolwegingklasse,
        coalesce(leerling_telling.geslacht, 'onbekend') as geslacht,
        leerling_telling.aantal,
        leerling_telling.aantal_min,
        leerling_telling.aantal_max,
        leerling_telling.ontbreekt
    from dws_jaar
    inner join leerling_telling
        on leerling_telling.teldatum = dws_jaar.teldatum
    left join school
        on school.school_code = leerling_telling.school_code
        and school.geldig_vanaf <= leerling_telling.teldatum
        and leerling_telling.teldatum < school.geldig_tot
    left join gemeente
        on gemeente.naam = leerling_telling.gemeente
    where leerling_telling.schoolsoort = 'bao'
        and leerling_telling.is_lid
)
select
    swv,
    periode,
    bestuur_code,
    gemeente,
    schoolwegingklasse,
    geslacht,
    sum(aantal) as aantal,
    sum(aantal_min) as aantal_min,
    sum(aantal_max) as aantal_max,
    sum(ontbreekt) as ontbreekt
from telling
group by
    swv,
    periode,
    bestuur_code,
    gemeente,
    schoolwegingklasse,
    geslacht
