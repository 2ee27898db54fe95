-- Cases as delivered, with the values of today; what they were before is in thuiszitters_verloop.
select
    casus,
    leerling,
    coalesce(school, 'onbekend') as school_code,
    gemeente,
    geboortemaand,
    melder,
    melding as melding_datum,
    begin_verzuim,
    einde_verzuim,
    soort,
    hoofdreden,
    passend_aanbod as aanbod_datum,
    fase,
    hb as is_hb,
    intake as intake_datum,
    opvang_begin,
    opvang_einde,
    levering,
    rij
from geldig_thuiszitters
