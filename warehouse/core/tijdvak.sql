-- The periods that a register covers. A period in which nothing happened is there too, so that none
-- is zero and not unknown. Incomplete is the last one, which still runs, and the first when the
-- register began well into it.
select
    register_bereik.swv,
    register_bereik.bron,
    kalender.soort,
    kalender.periode,
    kalender.begin,
    kalender.einde,
    kalender.einde > register_bereik.laatste_datum
        or kalender.begin + interval '31' day < register_bereik.eerste_datum as is_onvolledig
from register_bereik
inner join kalender
    on kalender.einde > register_bereik.eerste_datum
    and kalender.begin <= register_bereik.laatste_datum
