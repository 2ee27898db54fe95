-- What had to be done in an HB traject, once per term that has passed: the report, each feedback
-- while the traject runs, and the follow-up after its end. termijn_datum is the last day that is on
-- time; a term that ends on the day of delivery or later is not due yet.
-- Feedback runs from the report, or from the day on which that was due, and then from each feedback.
with norm_swv as (
    select
        swv,
        7 * cast(max(waarde) filter (where naam = 'hb_verslag_weken') as int) as verslag,
        7 * cast(max(waarde) filter (where naam = 'hb_terugkoppeling_weken') as int)
            as terugkoppeling,
        7 * cast(max(waarde) filter (where naam = 'hb_opvolging_weken') as int) as opvolging,
        7 * cast(max(waarde) filter (where naam = 'hb_opvolging_marge_weken') as int) as marge
    from norm
    group by swv
),
traject as (
    select
        norm_swv.swv,
        traject.traject,
        traject.verslag_datum,
        traject.begin + norm_swv.verslag as verslag_termijn,
        coalesce(traject.verslag_datum, traject.begin + norm_swv.verslag) as eerste_datum,
        least(traject.einde, bereik.laatste_datum) as loopt_tot,
        norm_swv.terugkoppeling as terugkoppeling_dagen,
        traject.opvolging_datum,
        traject.einde + (norm_swv.opvolging - norm_swv.marge) as opvolging_vanaf,
        traject.einde + (norm_swv.opvolging + norm_swv.marge) as opvolging_termijn,
        bereik.laatste_datum
    from staging_hb_trajecten as traject
    inner join register_bereik as bereik
        on bereik.bron = 'hb_trajecten'
    inner join norm_swv
        on norm_swv.swv = bereik.swv
),
gesproken as (
    select
        traject,
        eerste_datum as datum
    from traject
    union
    select
        traject.traject,
        hb_terugkoppeling.datum
    from traject
    inner join hb_terugkoppeling
        on hb_terugkoppeling.swv = traject.swv
        and hb_terugkoppeling.traject = traject.traject
        and hb_terugkoppeling.datum > traject.eerste_datum
        and hb_terugkoppeling.datum <= traject.loopt_tot
),
stap as (
    select
        traject,
        datum,
        lead(datum) over (partition by traject order by datum) as volgende
    from gesproken
),
termijn as (
    select
        swv,
        traject,
        'verslag' as mijlpaal,
        verslag_termijn as termijn_datum,
        coalesce(verslag_datum <= verslag_termijn, false) as is_op_tijd
    from traject
    where verslag_termijn < laatste_datum
    union all
    select
        traject.swv,
        traject.traject,
        'terugkoppeling' as mijlpaal,
        stap.datum + traject.terugkoppeling_dagen as termijn_datum,
        coalesce(stap.volgende <= stap.datum + traject.terugkoppeling_dagen, false) as is_op_tijd
    from traject
    inner join stap
        on stap.traject = traject.traject
    where stap.datum + traject.terugkoppeling_dagen < traject.loopt_tot
    union all
    select
        swv,
        traject,
        'opvolging' as mijlpaal,
        opvolging_termijn as termijn_datum,
        coalesce(
            opvolging_datum >= opvolging_vanaf and opvolging_datum <= opvolging_termijn, false
        ) as is_op_tijd
    from traject
    where opvolging_termijn < laatste_datum
)
select
    termijn.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    termijn.traject,
    termijn.mijlpaal,
    termijn.termijn_datum,
    termijn.is_op_tijd
from termijn
inner join tijdvak
    on tijdvak.swv = termijn.swv
    and tijdvak.bron = 'hb_trajecten'
    and tijdvak.soort = 'schooljaar'
    and tijdvak.begin <= termijn.termijn_datum
    and termijn.termijn_datum < tijdvak.einde
