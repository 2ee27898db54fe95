-- Cases of highly able pupils with an intake within the norm of days after dropping out. Who had the
-- intake while only threatening to drop out is in time. With an intake and a begin that is unknown it
-- cannot be told: 0 in the minimum, 1 in the maximum. A case still within the norm leaves its
-- schooljaar incomplete.
with grens as (
    select
        swv,
        max(waarde) filter (where naam = 'vangnet_intake_dagen') as dagen
    from norm
    group by swv
),
geval as (
    select
        thuiszitter.swv,
        thuiszitter.melding_datum,
        case
            when thuiszitter.intake_datum is null then 0
            when thuiszitter.dagen_tot_intake <= grens.dagen then 1
            when thuiszitter.dagen_tot_intake > grens.dagen then 0
            when thuiszitter.soort = 'dreigend' then 1
        end as is_op_tijd,
        thuiszitter.intake_datum is null
            and thuiszitter.einde_verzuim is null
            and coalesce(thuiszitter.dagen_sinds_begin <= grens.dagen, false) as loopt_nog
    from thuiszitter
    inner join grens
        on grens.swv = thuiszitter.swv
    where thuiszitter.is_hb
)
select
    tijdvak.swv,
    tijdvak.periode,
    geval.is_op_tijd as teller,
    coalesce(geval.is_op_tijd, 0) as teller_min,
    coalesce(geval.is_op_tijd, 1) as teller_max,
    1 as noemer,
    tijdvak.is_onvolledig or geval.loopt_nog as is_onvolledig
from tijdvak
inner join geval
    on geval.swv = tijdvak.swv
    and tijdvak.begin <= geval.melding_datum
    and geval.melding_datum < tijdvak.einde
where tijdvak.bron = 'thuiszitters'
    and tijdvak.soort = 'schooljaar'
