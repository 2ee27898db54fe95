-- Cases that a school reported, in the schooljaar and in the kwartaal of the melding. Who reported may
-- have been left unknown in a delivery: such a case is 0 in the minimum and 1 in the maximum.
with melding as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        thuiszitter.gemeente,
        thuiszitter.kerngebied,
        thuiszitter.bestuur_code,
        case when thuiszitter.melder is not null then 1 end as aantal,
        case when thuiszitter.melder is not null then 1 else 0 end as aantal_min,
        1 as aantal_max
    from tijdvak
    inner join thuiszitter
        on thuiszitter.swv = tijdvak.swv
        and tijdvak.begin <= thuiszitter.melding_datum
        and thuiszitter.melding_datum < tijdvak.einde
    where tijdvak.bron = 'thuiszitters'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
        and coalesce(thuiszitter.melder, 'school') = 'school'
    union all
    -- Nothing reported is zero: for every gemeente, and for every bestuur with schools that year.
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        gemeente.naam as gemeente,
        'onbekend' as kerngebied,
        'onbekend' as bestuur_code,
        0 as aantal,
        0 as aantal_min,
        0 as aantal_max
    from tijdvak
    inner join gemeente
        on gemeente.swv = tijdvak.swv
    where tijdvak.bron = 'thuiszitters'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
    union all
    select
        swv,
        periode,
        is_onvolledig,
        'onbekend' as gemeente,
        kerngebied,
        bestuur_code,
        0 as aantal,
        0 as aantal_min,
        0 as aantal_max
    from school_tijdvak
    where bron = 'thuiszitters'
)
select
    swv,
    periode,
    gemeente,
    kerngebied,
    bestuur_code as bestuur,
    sum(aantal) as teller,
    sum(aantal_min) as teller_min,
    sum(aantal_max) as teller_max,
    is_onvolledig
from melding
group by
    swv,
    periode,
    gemeente,
    kerngebied,
    bestuur_code,
    is_onvolledig
