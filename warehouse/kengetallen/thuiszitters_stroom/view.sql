-- Of every schooljaar who came, who went, and who was there at the end: the day after the last day, or
-- for a schooljaar that still runs the day that the register reaches. The end of one is the
-- beginning of the next, so that beginning + came - went = end.
with venster as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        tijdvak.begin,
        case
            when register_bereik.laatste_datum < tijdvak.einde then register_bereik.laatste_datum
            else tijdvak.einde
        end as einde
    from tijdvak
    inner join register_bereik
        on register_bereik.swv = tijdvak.swv
        and register_bereik.bron = tijdvak.bron
    where tijdvak.bron = 'thuiszitters'
        and tijdvak.soort = 'schooljaar'
),
telling as (
    select
        venster.swv,
        venster.periode,
        venster.is_onvolledig,
        count(thuiszitter_tijd.casus) filter (
            where venster.begin < thuiszitter_tijd.vanaf and thuiszitter_tijd.vanaf <= venster.einde
        ) as erbij,
        count(thuiszitter_tijd.casus) filter (
            where venster.begin < thuiszitter_tijd.tot and thuiszitter_tijd.tot <= venster.einde
        ) as eraf,
        count(thuiszitter_tijd.casus) filter (
            where thuiszitter_tijd.vanaf <= venster.einde and venster.einde < thuiszitter_tijd.tot
        ) as eind
    from venster
    left join thuiszitter_tijd
        on thuiszitter_tijd.swv = venster.swv
    group by
        venster.swv,
        venster.periode,
        venster.is_onvolledig
)
select
    swv,
    periode,
    is_onvolledig,
    'erbij' as stroom,
    false as in_totaal,
    erbij as teller
from telling
union all
select
    swv,
    periode,
    is_onvolledig,
    'eraf' as stroom,
    false as in_totaal,
    eraf as teller
from telling
union all
select
    swv,
    periode,
    is_onvolledig,
    'eind' as stroom,
    true as in_totaal,
    eind as teller
from telling
