-- Every case with its dates. Of the month of birth only when the Leerplichtwet holds: from the first
-- day of the month after the fifth birthday to that after the eighteenth.
with grens as (
    select
        swv,
        cast(max(waarde) filter (where naam = 'leerplicht_vanaf') as integer) as leerplicht_vanaf,
        cast(max(waarde) filter (where naam = 'leerplicht_tot') as integer) as leerplicht_tot
    from norm
    group by swv
)
select
    thuiszitter.casus,
    thuiszitter.gemeente,
    thuiszitter.kerngebied,
    thuiszitter.bestuur_code as bestuur,
    thuiszitter.melder,
    thuiszitter.melding_datum,
    thuiszitter.begin_verzuim,
    thuiszitter.einde_verzuim,
    thuiszitter.aanbod_datum,
    thuiszitter.aanbod_uiterlijk,
    thuiszitter.is_hb,
    thuiszitter.intake_datum,
    thuiszitter.opvang_begin,
    thuiszitter.opvang_einde,
    cast(
        thuiszitter.geboortemaand + interval '1' month
        + grens.leerplicht_vanaf * interval '1' year as date
    ) as leerplichtig_vanaf,
    cast(
        thuiszitter.geboortemaand + interval '1' month
        + grens.leerplicht_tot * interval '1' year as date
    ) as leerplichtig_tot,
    thuiszitter.stand_datum
from thuiszitter
inner join grens
    on grens.swv = thuiszitter.swv
