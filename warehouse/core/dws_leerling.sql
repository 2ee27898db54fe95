-- Who takes part in the Day a Week School or waits for a place, once per year: on the teldatum under
-- the school of then. Who left before that day stays in, not is_deelnemer, so that the groep is
-- known. A pupil who changed groep counts in the last one.
with deelname as (
    select
        dws_jaar.swv,
        dws_jaar.jaar,
        dws_jaar.periode,
        dws_jaar.teldatum,
        dws_jaar.is_onvolledig,
        staging_dws.leerling,
        staging_dws.school_code,
        staging_dws.geslacht,
        staging_dws.groep,
        staging_dws.locatie,
        staging_dws.begin,
        staging_dws.rij,
        staging_dws.status = 'wachtlijst' as is_wachtend,
        staging_dws.status <> 'wachtlijst'
            and coalesce(staging_dws.einde, dws_jaar.teldatum) >= dws_jaar.teldatum as is_deelnemer
    from staging_dws
    inner join dws_jaar
        on dws_jaar.jaar = staging_dws.jaar
    where staging_dws.status = 'wachtlijst'
        or staging_dws.begin <= dws_jaar.teldatum
),
geordend as (
    select
        deelname.*,
        row_number() over (
            partition by jaar, leerling, is_wachtend
            order by is_deelnemer desc, begin desc, rij desc
        ) as volgnummer
    from deelname
)
select
    geordend.swv,
    geordend.jaar,
    geordend.periode,
    geordend.is_onvolledig,
    geordend.school_code,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    case
        when coalesce(school.gemeente, 'onbekend') = 'onbekend' then 'onbekend'
        when gemeente.naam is null then 'buiten regio'
        else school.gemeente
    end as gemeente,
    coalesce(school.schoolwegingklasse, 'onbekend') as schoolwegingklasse,
    coalesce(geordend.geslacht, 'onbekend') as geslacht,
    coalesce(geordend.groep, 'onbekend') as groep,
    coalesce(geordend.locatie, 'onbekend') as locatie,
    geordend.is_wachtend,
    geordend.is_deelnemer
from geordend
left join school
    on school.school_code = geordend.school_code
    and school.geldig_vanaf <= geordend.teldatum
    and geordend.teldatum < school.geldig_tot
left join gemeente
    on gemeente.naam = school.gemeente
where geordend.volgnummer = 1
