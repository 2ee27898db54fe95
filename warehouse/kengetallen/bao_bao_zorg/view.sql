-- Moves between two basisscholen of a pupil with extra needs, by the bestuur of the school that the
-- pupil leaves. A list that never says whether there are extra needs gives no figure; an empty cell
-- in a list that does may be one.
with geval as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        overstap.van_bestuur_code as bestuur,
        case when overstap.is_zorgleerling then 1 else 0 end as teller_min,
        1 as teller_max
    from overstap
    inner join tijdvak
        on tijdvak.swv = overstap.swv
        and tijdvak.bron = 'overstappen'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
        and tijdvak.begin <= overstap.datum
        and overstap.datum < tijdvak.einde
    where overstap.van_soort = 'bao'
        and overstap.naar_soort = 'bao'
        and coalesce(overstap.is_zorgleerling, true)
),
geen_bestuur as (
    select
        swv,
        periode,
        is_onvolledig,
        bestuur_code as bestuur,
        0 as teller_min,
        0 as teller_max
    from school_tijdvak
    where bron = 'overstappen'
        and schoolsoort = 'bao'
        and exists (
            select 1
            from overstap
            where van_school_code <> 'onbekend'
        )
),
geen_regio as (
    select
        swv,
        periode,
        is_onvolledig,
        'onbekend' as bestuur,
        0 as teller_min,
        0 as teller_max
    from tijdvak
    where bron = 'overstappen'
        and soort in ('schooljaar', 'kwartaal')
),
geteld as (
    select * from geval
    union all
    select * from geen_bestuur
    union all
    select * from geen_regio
)
select
    swv,
    periode,
    is_onvolledig,
    bestuur,
    sum(teller_min) as teller,
    sum(teller_min) as teller_min,
    sum(teller_max) as teller_max
from geteld
where exists (
    select 1
    from overstap
    where is_zorgleerling is not null
)
group by
    swv,
    periode,
    is_onvolledig,
    bestuur
