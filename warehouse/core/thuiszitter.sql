-- A case: a pupil who stays at home or threatens to, from the melding on. Bestuur and kerngebied are
-- those of the school on the day of the melding: 'buiten regio' when it is no member, 'onbekend'
-- without a school. The gemeente is where the pupil lives. soort is that of today. aanbod_uiterlijk
-- is the last day on which an offer is in time: calendar months, clamped at the end of a month.
-- A day after stand_datum, up to which the register reaches, has not come yet: it is empty.
with grens as (
    select
        swv,
        max(waarde) filter (where naam = 'aanbod_maanden') as aanbod_maanden
    from norm
    group by swv
),
bereik as (
    select
        swv,
        laatste_datum as stand_datum
    from register_bereik
    where bron = 'thuiszitters'
),
casus as (
    select
        bereik.swv,
        bereik.stand_datum,
        geleverd.casus,
        geleverd.school_code,
        geleverd.gemeente,
        geleverd.geboortemaand,
        geleverd.melder,
        geleverd.melding_datum,
        geleverd.begin_verzuim,
        case when geleverd.einde_verzuim <= bereik.stand_datum then geleverd.einde_verzuim end
            as einde_verzuim,
        geleverd.soort,
        case when geleverd.aanbod_datum <= bereik.stand_datum then geleverd.aanbod_datum end
            as aanbod_datum,
        geleverd.is_hb,
        case when geleverd.intake_datum <= bereik.stand_datum then geleverd.intake_datum end
            as intake_datum,
        case when geleverd.opvang_begin <= bereik.stand_datum then geleverd.opvang_begin end
            as opvang_begin,
        case when geleverd.opvang_einde <= bereik.stand_datum then geleverd.opvang_einde end
            as opvang_einde
    from staging_thuiszitters as geleverd
    cross join bereik
)
select
    casus.swv,
    casus.stand_datum,
    casus.casus,
    case
        when school.is_lid then school.bestuur_code
        when school.school_code is not null or casus.school_code = 'buiten regio'
            then 'buiten regio'
        else 'onbekend'
    end as bestuur_code,
    case
        when school.is_lid then school.kerngebied
        when school.school_code is not null or casus.school_code = 'buiten regio'
            then 'buiten regio'
        else 'onbekend'
    end as kerngebied,
    case
        when casus.gemeente = 'onbekend' or gemeente.naam is not null then casus.gemeente
        else 'buiten regio'
    end as gemeente,
    casus.geboortemaand,
    casus.melder,
    casus.melding_datum,
    casus.begin_verzuim,
    casus.einde_verzuim,
    casus.soort,
    casus.aanbod_datum,
    cast(
        casus.melding_datum + interval '1' month * cast(grens.aanbod_maanden as integer) as date
    ) as aanbod_uiterlijk,
    date_diff('day', casus.melding_datum, casus.aanbod_datum) as dagen_tot_aanbod,
    casus.is_hb,
    casus.intake_datum,
    date_diff('day', casus.begin_verzuim, casus.intake_datum) as dagen_tot_intake,
    date_diff('day', casus.begin_verzuim, casus.stand_datum) as dagen_sinds_begin,
    casus.opvang_begin,
    casus.opvang_einde,
    date_diff('day', casus.opvang_begin, coalesce(casus.opvang_einde, casus.stand_datum))
        as dagen_opvang
from casus
inner join grens
    on grens.swv = casus.swv
left join gemeente
    on gemeente.swv = casus.swv
    and gemeente.naam = casus.gemeente
left join school
    on school.swv = casus.swv
    and school.school_code = casus.school_code
    and school.geldig_vanaf <= casus.melding_datum
    and casus.melding_datum < school.geldig_tot
