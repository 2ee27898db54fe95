-- A case that is open on a peildatum, with what held on that day. With only the month of birth known,
-- a pupil is a year older from the first day of the month after it: then that is certain, and so does
-- the Leerplichtwet begin at five. is_leerplichtig and is_langdurig are null when what they rest on
-- is unknown. A limit of duurklasse belongs to the shorter class.
with grens as (
    select
        swv,
        max(waarde) filter (where naam = 'leerplicht_vanaf') as leerplicht_vanaf,
        max(waarde) filter (where naam = 'leerplicht_tot') as leerplicht_tot,
        max(waarde) filter (where naam = 'thuiszitter_dagen') as thuiszitter_dagen
    from norm
    group by swv
),
op_dag as (
    select
        thuiszitter.*,
        thuiszitter_peildatum.datum,
        thuiszitter_stand.soort as soort_toen,
        thuiszitter_stand.hoofdreden,
        thuiszitter_stand.fase,
        cast(floor((
            12 * (year(thuiszitter_peildatum.datum) - year(thuiszitter.geboortemaand))
            + month(thuiszitter_peildatum.datum) - month(thuiszitter.geboortemaand) - 1
        ) / 12.0) as integer) as leeftijd,
        date_diff('day', thuiszitter.begin_verzuim, thuiszitter_peildatum.datum) as dagen_verzuim,
        date_diff('day', thuiszitter.melding_datum, thuiszitter_peildatum.datum) as dagen_gemeld
    from thuiszitter_peildatum
    inner join thuiszitter_stand
        on thuiszitter_stand.swv = thuiszitter_peildatum.swv
        and thuiszitter_stand.vanaf <= thuiszitter_peildatum.datum
        and thuiszitter_peildatum.datum < thuiszitter_stand.tot
    inner join thuiszitter
        on thuiszitter.swv = thuiszitter_stand.swv
        and thuiszitter.casus = thuiszitter_stand.casus
)
select
    op_dag.swv,
    op_dag.datum,
    op_dag.casus,
    op_dag.gemeente,
    op_dag.kerngebied,
    op_dag.soort_toen as soort,
    op_dag.hoofdreden,
    op_dag.fase,
    op_dag.is_hb,
    op_dag.leeftijd,
    op_dag.dagen_verzuim,
    case
        when op_dag.dagen_gemeld <= 28 then '0-4 weken'
        when op_dag.datum <= cast(op_dag.melding_datum + interval '3' month as date)
            then '4 weken-3 maanden'
        when op_dag.datum <= cast(op_dag.melding_datum + interval '6' month as date)
            then '3-6 maanden'
        else 'langer'
    end as duurklasse,
    op_dag.leeftijd >= grens.leerplicht_vanaf and op_dag.leeftijd < grens.leerplicht_tot
        as is_leerplichtig,
    op_dag.dagen_verzuim > grens.thuiszitter_dagen as is_langdurig
from op_dag
inner join grens
    on grens.swv = op_dag.swv
