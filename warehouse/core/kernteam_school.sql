-- A school in a schooljaar: whether its kernteam is active, and what that did, under the bestuur,
-- gemeente and kerngebied of 1 August. Without an active kernteam an empty count is zero: there was
-- nobody to consult or to escalate. With one it is unknown.
with telling as (
    select
        kernteams.*,
        heeft_actief_kernteam or aantal_consultaties_min > 0 as kan_consulteren,
        heeft_actief_kernteam or aantal_opschalingen_min > 0 as kan_opschalen
    from staging_kernteams as kernteams
)
select
    regio.swv,
    kalender.periode,
    telling.school_code,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    case
        when coalesce(school.gemeente, 'onbekend') = 'onbekend' then 'onbekend'
        when gemeente.naam is null then 'buiten regio'
        else school.gemeente
    end as gemeente,
    coalesce(school.kerngebied, 'onbekend') as kerngebied,
    telling.heeft_actief_kernteam,
    case when kan_consulteren then telling.aantal_consultaties else 0 end as aantal_consultaties,
    case when kan_consulteren then telling.aantal_consultaties_min else 0 end
        as aantal_consultaties_min,
    case when kan_consulteren then telling.aantal_consultaties_max else 0 end
        as aantal_consultaties_max,
    case when kan_opschalen then telling.aantal_opschalingen else 0 end as aantal_opschalingen,
    case when kan_opschalen then telling.aantal_opschalingen_min else 0 end
        as aantal_opschalingen_min,
    case when kan_opschalen then telling.aantal_opschalingen_max else 0 end
        as aantal_opschalingen_max
from telling
cross join regio
inner join kalender
    on kalender.soort = 'schooljaar'
    and year(kalender.begin) = telling.schooljaar
left join school
    on school.school_code = telling.school_code
    and school.geldig_vanaf <= kalender.begin
    and kalender.begin < school.geldig_tot
left join gemeente
    on gemeente.naam = school.gemeente
