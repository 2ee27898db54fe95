-- Who had finished any training in begaafdheid by the end of a schooljaar, each person once, under
-- the bestuur of the school of the latest training, as that school stood on the last day. A training
-- that still runs tells where someone works, and not that it is done.
with stand as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.einde,
        tijdvak.is_onvolledig,
        scholing.school_code,
        max(case when scholing.is_afgerond then 1 else 0 end) over (
            partition by tijdvak.periode, scholing.persoon
        ) as is_opgeleid,
        max(
            case
                when scholing.is_afgerond and scholing.opleiding = 'rolversterking' then 1
                else 0
            end
        ) over (partition by tijdvak.periode, scholing.persoon) as is_specialist,
        row_number() over (
            partition by tijdvak.periode, scholing.persoon
            order by scholing.datum desc, scholing.is_afgerond desc, scholing.school_code
        ) as volgnummer
    from tijdvak
    inner join staging_hb_scholing as scholing
        on scholing.datum < tijdvak.einde
    where tijdvak.bron = 'hb_scholing'
        and tijdvak.soort = 'schooljaar'
)
select
    stand.swv,
    stand.periode,
    stand.is_onvolledig,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    stand.is_specialist = 1 as is_specialist
from stand
left join school
    on school.school_code = stand.school_code
    and school.geldig_vanaf < stand.einde
    and stand.einde <= school.geldig_tot
where stand.volgnummer = 1
    and stand.is_opgeleid = 1
