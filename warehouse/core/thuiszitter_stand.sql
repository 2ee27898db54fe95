-- What held for a case from a day on: half-open intervals [vanaf, tot) from the melding to the end, in
-- which soort, hoofdreden and fase stay the same. Each of the three follows the changes delivered
-- for it; before the first of them it is onbekend. What no change names was always as it is today.
with waarde_nu as (
    select casus, 'soort' as wat, soort as waarde
    from staging_thuiszitters
    union all
    select casus, 'hoofdreden' as wat, hoofdreden as waarde
    from staging_thuiszitters
    union all
    select casus, 'fase' as wat, fase as waarde
    from staging_thuiszitters
),
verandering as (
    select casus, vanaf, rij, 'soort' as wat, soort as waarde
    from staging_thuiszitters_verloop
    where soort is not null
    union all
    select casus, vanaf, rij, 'hoofdreden' as wat, hoofdreden as waarde
    from staging_thuiszitters_verloop
    where hoofdreden is not null
    union all
    select casus, vanaf, rij, 'fase' as wat, fase as waarde
    from staging_thuiszitters_verloop
    where fase is not null
),
-- Of two changes on one day the last row holds.
laatste_van_dag as (
    select
        verandering.*,
        row_number() over (partition by casus, wat, vanaf order by rij desc) as plaats
    from verandering
),
periode_van_waarde as (
    select
        casus,
        wat,
        waarde,
        vanaf,
        coalesce(
            lead(vanaf) over (partition by casus, wat order by vanaf),
            date '9999-12-31'
        ) as tot
    from laatste_van_dag
    where plaats = 1
    union all
    select
        waarde_nu.casus,
        waarde_nu.wat,
        waarde_nu.waarde,
        date '1900-01-01' as vanaf,
        date '9999-12-31' as tot
    from waarde_nu
    left join verandering
        on verandering.casus = waarde_nu.casus
        and verandering.wat = waarde_nu.wat
    where verandering.casus is null
),
moment as (
    select casus, melding_datum as vanaf
    from thuiszitter
    union
    select verandering.casus, verandering.vanaf
    from verandering
    inner join thuiszitter
        on thuiszitter.casus = verandering.casus
        and thuiszitter.melding_datum < verandering.vanaf
        and verandering.vanaf < coalesce(thuiszitter.einde_verzuim, date '9999-12-31')
),
tijdvak_van_casus as (
    select
        thuiszitter.swv,
        thuiszitter.casus,
        moment.vanaf,
        coalesce(
            lead(moment.vanaf) over (partition by moment.casus order by moment.vanaf),
            thuiszitter.einde_verzuim,
            date '9999-12-31'
        ) as tot
    from moment
    inner join thuiszitter
        on thuiszitter.casus = moment.casus
)
select
    tijdvak_van_casus.swv,
    tijdvak_van_casus.casus,
    tijdvak_van_casus.vanaf,
    tijdvak_van_casus.tot,
    coalesce(max(waarde) filter (where wat = 'soort'), 'onbekend') as soort,
    coalesce(max(waarde) filter (where wat = 'hoofdreden'), 'onbekend') as hoofdreden,
    coalesce(max(waarde) filter (where wat = 'fase'), 'onbekend') as fase
from tijdvak_van_casus
left join periode_van_waarde
    on periode_van_waarde.casus = tijdvak_van_casus.casus
    and periode_van_waarde.vanaf <= tijdvak_van_casus.vanaf
    and tijdvak_van_casus.vanaf < periode_van_waarde.tot
where tijdvak_van_casus.vanaf < tijdvak_van_casus.tot  -- ended on the day of the melding: never open
group by
    tijdvak_van_casus.swv,
    tijdvak_van_casus.casus,
    tijdvak_van_casus.vanaf,
    tijdvak_van_casus.tot
