-- Moves into sbo and so, by the way that the pupil came. What is unknown and decides between two ways
-- is onbekend, so that the ways add up to all moves.
with geval as (
    select
        swv,
        datum,
        case
            when is_verwijzing then 'bao'
            when is_onderinstroom then 'onderinstroom'
            when van_soort in ('sbo', 'so') then 'go'
            when van_soort = 'onbekend' then 'onbekend'
            when is_onderinstroom is null then 'onbekend'
            else 'elders'
        end as afkomst
    from overstap
    where naar_soort in ('sbo', 'so')
),
weg as (
    select *
    from (values ('bao'), ('onderinstroom'), ('go'), ('elders'), ('onbekend')) as lijst (afkomst)
)
select
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    weg.afkomst,
    count(geval.afkomst) as teller
from tijdvak
cross join weg
left join geval
    on geval.swv = tijdvak.swv
    and tijdvak.begin <= geval.datum
    and geval.datum < tijdvak.einde
    and geval.afkomst = weg.afkomst
where tijdvak.bron = 'overstappen'
    and tijdvak.soort = 'schooljaar'
group by
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    weg.afkomst
