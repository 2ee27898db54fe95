-- How many disputes, objections and complaints came in per year, by subject. A subject that the
-- register knows of this soort is there every year: none came in is zero.
with onderwerpen as (
    select distinct soort, onderwerp
    from staging_geschillen
    union
    select 'geschillencommissie' as soort, 'onbekend' as onderwerp
    union
    select 'bezwaar tlv' as soort, 'onbekend' as onderwerp
    union
    select 'klacht' as soort, 'onbekend' as onderwerp
)
select
    tijdvak.swv,
    tijdvak.periode,
    onderwerpen.soort,
    onderwerpen.onderwerp,
    count(staging_geschillen.datum) as aantal,
    tijdvak.is_onvolledig
from tijdvak
cross join onderwerpen
left join staging_geschillen
    on staging_geschillen.soort = onderwerpen.soort
    and staging_geschillen.onderwerp = onderwerpen.onderwerp
    and staging_geschillen.datum >= tijdvak.begin
    and staging_geschillen.datum < tijdvak.einde
where tijdvak.bron = 'geschillen'
    and tijdvak.soort = 'jaar'
group by
    tijdvak.swv,
    tijdvak.periode,
    onderwerpen.soort,
    onderwerpen.onderwerp,
    tijdvak.is_onvolledig
