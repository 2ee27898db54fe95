-- Opvang that began in a schooljaar and ended within the norm of days, of all that has ended or has
-- lasted longer by now. Opvang that still runs within the norm leaves its schooljaar incomplete.
with grens as (
    select
        swv,
        max(waarde) filter (where naam = 'vangnet_opvang_dagen') as dagen
    from norm
    group by swv
),
opvang as (
    select
        thuiszitter.swv,
        thuiszitter.opvang_begin,
        thuiszitter.opvang_einde is not null or thuiszitter.dagen_opvang > grens.dagen
            as is_te_beoordelen,
        thuiszitter.dagen_opvang <= grens.dagen as is_kort
    from thuiszitter
    inner join grens
        on grens.swv = thuiszitter.swv
    where thuiszitter.opvang_begin is not null
)
select
    tijdvak.swv,
    tijdvak.periode,
    case
        when not opvang.is_te_beoordelen then cast(null as integer)
        when opvang.is_kort then 1
        else 0
    end as teller,
    case when opvang.is_te_beoordelen then 1 end as noemer,
    tijdvak.is_onvolledig or not opvang.is_te_beoordelen as is_onvolledig
from tijdvak
inner join opvang
    on opvang.swv = tijdvak.swv
    and tijdvak.begin <= opvang.opvang_begin
    and opvang.opvang_begin < tijdvak.einde
where tijdvak.bron = 'thuiszitters'
    and tijdvak.soort = 'schooljaar'
