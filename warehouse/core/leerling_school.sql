-- Pupils of a school on the teldatum of a schooljaar, as the noemer of figures per schooljaar; no
-- vso. A school without a known count stays in, with an open range.
with telling as (
    select
        leerling_telling.swv,
        leerling_telling.teldatum,
        leerling_telling.schooljaar,
        leerling_telling.school_code,
        leerling_telling.bestuur_code,
        leerling_telling.gemeente,
        leerling_telling.kerngebied,
        leerling_telling.schoolsoort,
        leerling_telling.is_lid,
        sum(leerling_telling.aantal) as aantal,
        sum(leerling_telling.aantal_min) as aantal_min,
        sum(leerling_telling.aantal_max) as aantal_max,
        sum(leerling_telling.ontbreekt) as ontbreekt
    from leerling_telling
    inner join peildatum
        on peildatum.soort = 'teldatum'
        and peildatum.datum = leerling_telling.teldatum
    where leerling_telling.onderwijssoort <> 'vso'
    group by
        leerling_telling.swv,
        leerling_telling.teldatum,
        leerling_telling.schooljaar,
        leerling_telling.school_code,
        leerling_telling.bestuur_code,
        leerling_telling.gemeente,
        leerling_telling.kerngebied,
        leerling_telling.schoolsoort,
        leerling_telling.is_lid
)
select
    telling.swv,
    telling.teldatum,
    telling.schooljaar,
    cast(telling.schooljaar as string) || '-' || cast(telling.schooljaar + 1 as string) as periode,
    telling.school_code,
    telling.bestuur_code,
    telling.gemeente,
    telling.kerngebied,
    telling.schoolsoort,
    coalesce(school.schoolwegingklasse, 'onbekend') as schoolwegingklasse,
    telling.is_lid,
    telling.aantal,
    telling.aantal_min,
    telling.aantal_max,
    telling.ontbreekt
from telling
left join school
    on school.school_code = telling.school_code
    and school.geldig_vanaf <= telling.teldatum
    and telling.teldatum < school.geldig_tot
