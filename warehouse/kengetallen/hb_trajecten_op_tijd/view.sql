-- Trajecten in which all that was due in a schooljaar was done in time, as a share of those in which
-- anything was due; and the same for each mijlpaal by itself.
with traject_mijlpaal as (
    select
        swv,
        periode,
        is_onvolledig,
        traject,
        mijlpaal,
        min(case when is_op_tijd then 1 else 0 end) as op_tijd
    from hb_mijlpaal
    group by
        swv,
        periode,
        is_onvolledig,
        traject,
        mijlpaal
),
deel as (
    select
        swv,
        periode,
        is_onvolledig,
        mijlpaal,
        op_tijd
    from traject_mijlpaal
    union all
    select
        swv,
        periode,
        is_onvolledig,
        'totaal' as mijlpaal,
        min(op_tijd) as op_tijd
    from traject_mijlpaal
    group by
        swv,
        periode,
        is_onvolledig,
        traject
)
select
    swv,
    periode,
    is_onvolledig,
    mijlpaal,
    mijlpaal = 'totaal' as in_totaal,
    sum(op_tijd) as teller,
    count(*) as noemer
from deel
group by
    swv,
    periode,
    is_onvolledig,
    mijlpaal
