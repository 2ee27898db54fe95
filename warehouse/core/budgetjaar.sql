-- The years of which an ondersteuningsbudget can be computed. Of a budget year counts the teldatum of
-- the year before, as in the funding by the state, and the schooljaar of that day: pupils and paid
-- places are then known when the budget is made. The register of moves must cover that schooljaar.
-- Incomplete as long as moves and TLV's of the year itself, or its DWS, may still come in.
with jaren as (
    select
        swv,
        datum as teldatum,
        year(datum) + 1 as jaar,
        case when month(datum) >= 8 then year(datum) else year(datum) - 1 end as schooljaar
    from peildatum
    where soort = 'teldatum'
),
geteld as (
    select distinct teldatum
    from leerling_school
    where schoolsoort = 'bao'
        and is_lid
),
ontvangen as (
    select min(laatste_datum) as datum
    from register_bereik
    where bron in ('overstappen', 'tlv')
),
laatste_dws as (
    select max(jaar) as jaar
    from dws_jaar
)
select
    jaren.swv,
    jaren.jaar,
    cast(jaren.jaar as string) as periode,
    jaren.teldatum,
    jaren.schooljaar,
    kalender.begin,
    ontvangen.datum < kalender.einde
        or jaren.jaar > coalesce(laatste_dws.jaar, jaren.jaar) as is_onvolledig
from jaren
inner join geteld
    on geteld.teldatum = jaren.teldatum
inner join kalender
    on kalender.soort = 'jaar'
    and year(kalender.begin) = jaren.jaar
inner join tijdvak
    on tijdvak.bron = 'overstappen'
    and tijdvak.soort = 'schooljaar'
    and year(tijdvak.begin) = jaren.schooljaar
inner join register_bereik
    on register_bereik.bron = 'overstappen'
    and register_bereik.eerste_datum <= tijdvak.begin + interval '31' day
cross join ontvangen
cross join laatste_dws
