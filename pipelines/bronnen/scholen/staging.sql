-- Every version of a school, from the day that it holds. The own list goes before a list of DUO, in
-- all years of a school that stands on it; DUO fills in what the own list does not know. The files
-- of DUO that only count pupils name schools for want of better.
with geleverd as (
    select
        geldig_scholen.*,
        coalesce(geldig_vanaf, make_date(schooljaar, 8, 1)) as vanaf,
        case lijst
            when 'eigen' then 1
            when 'duo portaal' then 3
            else 2
        end as rang,
        case when lijst = 'duo leerlingen' then 2 else 1 end as voorkeur
    from geldig_scholen
),
geordend as (
    select
        geleverd.*,
        min(rang) over (partition by school) as beste_rang,
        dense_rank() over (partition by school, schooljaar, rang order by voorkeur) as plaats
    from geleverd
),
versie as (
    select
        geordend.*,
        row_number() over (partition by school, vanaf order by rij) as volgnummer
    from geordend
    where rang = beste_rang
        and plaats = 1
),
lid as (
    select
        school,
        max_by(lid_swv, vanaf) as lid_swv
    from geleverd
    where lid_swv is not null
    group by school
),
duo as (
    select
        school,
        max_by(nullif(bestuursnummer, 'onbekend'), vanaf) as bestuursnummer,
        max_by(postcode, vanaf) as postcode,
        max_by(cluster, vanaf) as cluster
    from geleverd
    where rang = 2
    group by school
),
bestuursnaam as (
    select
        bestuursnummer,
        max_by(bestuur, vanaf) as bestuur
    from geleverd
    where bestuur <> 'onbekend'
        and bestuursnummer <> 'onbekend'
    group by bestuursnummer
),
aangevuld as (
    select
        versie.*,
        coalesce(nullif(versie.bestuursnummer, 'onbekend'), duo.bestuursnummer, 'onbekend')
            as bestuur_code,
        coalesce(versie.postcode, duo.postcode) as postcode_aangevuld,
        coalesce(versie.cluster, duo.cluster) as cluster_aangevuld,
        coalesce(versie.lid_swv, lid.lid_swv) as lid_aangevuld
    from versie
    left join duo
        on duo.school = versie.school
    left join lid
        on lid.school = versie.school
    where versie.volgnummer = 1
)
select
    aangevuld.schooljaar,
    aangevuld.lijst,
    aangevuld.vanaf as geldig_vanaf,
    aangevuld.school as school_code,
    aangevuld.naam as school_naam,
    aangevuld.bestuur_code,
    case
        when aangevuld.bestuur <> 'onbekend' then aangevuld.bestuur
        when aangevuld.bestuur_code = 'onbekend' then 'onbekend'
        else coalesce(bestuursnaam.bestuur, 'bestuur ' || aangevuld.bestuur_code)
    end as bestuur_naam,
    aangevuld.schoolsoort,
    aangevuld.cluster_aangevuld as cluster,
    aangevuld.gemeente,
    aangevuld.kerngebied,
    aangevuld.postcode_aangevuld as postcode,
    aangevuld.breedtegraad,
    aangevuld.lengtegraad,
    aangevuld.schoolweging,
    aangevuld.lid_aangevuld as is_lid,
    aangevuld.levering,
    aangevuld.rij
from aangevuld
left join bestuursnaam
    on bestuursnaam.bestuursnummer = aangevuld.bestuur_code
