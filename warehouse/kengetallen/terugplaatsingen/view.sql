-- Moves from a member sbo or so school to a member basisschool, by the day of the move. Vestiging is
-- the school that the pupil leaves, bestuur that of the school which receives. Where nobody left or
-- came is zero, unless the list names no schools.
with geval as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        overstap.van_school_code as vestiging,
        overstap.naar_bestuur_code as bestuur,
        case when overstap.is_terugplaatsing then 1 else 0 end as teller_min,
        1 as teller_max
    from overstap
    inner join tijdvak
        on tijdvak.swv = overstap.swv
        and tijdvak.bron = 'overstappen'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
        and tijdvak.begin <= overstap.datum
        and overstap.datum < tijdvak.einde
    where coalesce(overstap.is_terugplaatsing, true)
),
geen_school as (
    select
        swv,
        periode,
        is_onvolledig,
        case when schoolsoort in ('sbo', 'so') then school_code else 'onbekend' end as vestiging,
        case when schoolsoort = 'bao' then bestuur_code else 'onbekend' end as bestuur,
        0 as teller_min,
        0 as teller_max
    from school_tijdvak
    where bron = 'overstappen'
        and exists (
            select 1
            from overstap
            where van_school_code <> 'onbekend'
                and naar_school_code <> 'onbekend'
        )
),
geen_regio as (
    select
        swv,
        periode,
        is_onvolledig,
        'onbekend' as vestiging,
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
    select * from geen_school
    union all
    select * from geen_regio
)
select
    swv,
    periode,
    is_onvolledig,
    vestiging,
    bestuur,
    sum(teller_min) as teller,
    sum(teller_min) as teller_min,
    sum(teller_max) as teller_max
from geteld
group by
    swv,
    periode,
    is_onvolledig,
    vestiging,
    bestuur
