-- Every answer to an evaluation by ouders, scholen or partners: a score (1-5) or ja/nee. A school is
-- as it was on 1 August of that schooljaar. Parents are asked all year: what was received more than
-- a month before the year was over lacks answers; schools and partners are asked once a year.
with antwoorden as (
    select
        'ouders' as doelgroep,
        schooljaar,
        vraag,
        score,
        is_ja,
        cast(null as string) as school_code,
        levering
    from staging_evaluatie_ouders
    union all
    select
        'scholen' as doelgroep,
        schooljaar,
        vraag,
        score,
        cast(null as boolean) as is_ja,
        school_code,
        levering
    from staging_evaluatie_scholen
    union all
    select
        'partners' as doelgroep,
        schooljaar,
        vraag,
        score,
        cast(null as boolean) as is_ja,
        cast(null as string) as school_code,
        levering
    from staging_evaluatie_partners
)
select
    regio.swv,
    antwoorden.doelgroep,
    kalender.periode,
    antwoorden.vraag,
    antwoorden.score,
    antwoorden.is_ja,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    antwoorden.doelgroep = 'ouders'
        and levering_deel.datum < kalender.einde - interval '31' day as is_onvolledig
from antwoorden
cross join regio
inner join kalender
    on kalender.soort = 'schooljaar'
    and year(kalender.begin) = antwoorden.schooljaar
inner join levering_deel
    on levering_deel.levering = antwoorden.levering
    and levering_deel.bron = 'evaluatie_' || antwoorden.doelgroep
left join school
    on school.school_code = antwoorden.school_code
    and school.geldig_vanaf <= kalender.begin
    and kalender.begin < school.geldig_tot
