-- The next thing to do in every HB traject, with the last day on which it is in time: the report, the
-- next feedback while it runs, or the follow-up after the end. A traject of which all is done has none.
with norm_swv as (
    select
        7 * cast(max(waarde) filter (where naam = 'hb_verslag_weken') as integer) as verslag,
        7 * cast(max(waarde) filter (where naam = 'hb_terugkoppeling_weken') as integer)
            as terugkoppeling,
        7 * cast(max(waarde) filter (where naam = 'hb_opvolging_weken') as integer) as opvolging,
        7 * cast(max(waarde) filter (where naam = 'hb_opvolging_marge_weken') as integer) as marge
    from norm
),
laatste as (
    select
        traject.traject,
        max(hb_terugkoppeling.datum) as datum
    from staging_hb_trajecten as traject
    inner join hb_terugkoppeling
        on hb_terugkoppeling.traject = traject.traject
    group by traject.traject
),
stand as (
    select
        traject.traject,
        traject.begin,
        traject.einde,
        traject.verslag_datum,
        traject.opvolging_datum,
        greatest(
            traject.verslag_datum, coalesce(laatste.datum, traject.verslag_datum)
        ) as gesproken
    from staging_hb_trajecten as traject
    left join laatste
        on laatste.traject = traject.traject
)
select
    stand.traject,
    stand.begin,
    stand.einde,
    case
        when stand.einde is not null and stand.opvolging_datum is null then 'opvolging'
        when stand.einde is null and stand.verslag_datum is null then 'verslag'
        when stand.einde is null then 'terugkoppeling'
    end as mijlpaal,
    case
        when stand.einde is not null then stand.einde + norm_swv.opvolging + norm_swv.marge
        when stand.verslag_datum is null then stand.begin + norm_swv.verslag
        else stand.gesproken + norm_swv.terugkoppeling
    end as uiterlijk
from stand
cross join norm_swv
where stand.einde is null
    or stand.opvolging_datum is null
