-- Moves of pupils who leave a member sbo or so school, by where they go.
with geval as (
    select
        swv,
        datum,
        case
            when is_terugplaatsing then 'bao'
            when naar_soort in ('vo', 'vso') then 'vo'
            when naar_soort in ('sbo', 'so') then 'go'
            else 'elders'
        end as bestemming
    from overstap
    where van_soort in ('sbo', 'so')
        and van_is_lid
),
weg as (
    select *
    from (values ('bao'), ('vo'), ('go'), ('elders')) as lijst (bestemming)
)
select
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    weg.bestemming,
    count(geval.bestemming) as teller
from tijdvak
cross join weg
left join geval
    on geval.swv = tijdvak.swv
    and tijdvak.begin <= geval.datum
    and geval.datum < tijdvak.einde
    and geval.bestemming = weg.bestemming
where tijdvak.bron = 'overstappen'
    and tijdvak.soort = 'schooljaar'
group by
    tijdvak.swv,
    tijdvak.periode,
    tijdvak.is_onvolledig,
    weg.bestemming
