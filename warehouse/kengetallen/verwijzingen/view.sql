-- Moves from a member basisschool to sbo or so, by the day of the move. Member schools from which
-- nobody went are zero, unless the list names no schools. A move of which nobody knows where the
-- pupil came from may be one.
with geval as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        overstap.van_bestuur_code as bestuur,
        overstap.van_school_code as vestiging,
        overstap.naar_soort as schoolsoort,
        case when overstap.is_verwijzing then 1 else 0 end as teller_min,
        1 as teller_max
    from overstap
    inner join tijdvak
        on tijdvak.swv = overstap.swv
        and tijdvak.bron = 'overstappen'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
        and tijdvak.begin <= overstap.datum
        and overstap.datum < tijdvak.einde
    where coalesce(overstap.is_verwijzing, true)
),
geen_school as (
    select
        swv,
        periode,
        is_onvolledig,
        bestuur_code as bestuur,
        school_code as vestiging,
        'sbo' as schoolsoort,
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
geen_soort as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        'onbekend' as bestuur,
        'onbekend' as vestiging,
        lijst.schoolsoort,
        0 as teller_min,
        0 as teller_max
    from tijdvak
    cross join (values ('sbo'), ('so')) as lijst (schoolsoort)
    where tijdvak.bron = 'overstappen'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
),
geteld as (
    select * from geval
    union all
    select * from geen_school
    union all
    select * from geen_soort
)
select
    swv,
    periode,
    is_onvolledig,
    bestuur,
    vestiging,
    schoolsoort,
    sum(teller_min) as teller,
    sum(teller_min) as teller_min,
    sum(teller_max) as teller_max
from geteld
group by
    swv,
    periode,
    is_onvolledig,
    bestuur,
    vestiging,
    schoolsoort
