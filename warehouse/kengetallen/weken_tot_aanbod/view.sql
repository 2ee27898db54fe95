-- Weeks from melding to passend aanbod, of every case with an offer. While an open case of the
-- schooljaar waits for one and its three months run, the schooljaar is incomplete.
with wachtend as (
    select distinct
        tijdvak.swv,
        tijdvak.periode
    from tijdvak
    inner join thuiszitter
        on thuiszitter.swv = tijdvak.swv
        and tijdvak.begin <= thuiszitter.melding_datum
        and thuiszitter.melding_datum < tijdvak.einde
    where tijdvak.bron = 'thuiszitters'
        and tijdvak.soort = 'schooljaar'
        and thuiszitter.aanbod_datum is null
        and thuiszitter.einde_verzuim is null
        and thuiszitter.aanbod_uiterlijk >= thuiszitter.stand_datum
)
select
    tijdvak.swv,
    tijdvak.periode,
    cast(thuiszitter.dagen_tot_aanbod as double) / 7 as waarde,
    tijdvak.is_onvolledig or wachtend.periode is not null as is_onvolledig
from tijdvak
inner join thuiszitter
    on thuiszitter.swv = tijdvak.swv
    and tijdvak.begin <= thuiszitter.melding_datum
    and thuiszitter.melding_datum < tijdvak.einde
left join wachtend
    on wachtend.swv = tijdvak.swv
    and wachtend.periode = tijdvak.periode
where tijdvak.bron = 'thuiszitters'
    and tijdvak.soort = 'schooljaar'
    and thuiszitter.dagen_tot_aanbod is not null
