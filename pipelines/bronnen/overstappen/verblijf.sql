-- Whoever leaves sbo or so was there: begin_go says since when, or an earlier move into it does.
select
    vertrek.levering,
    vertrek.rij,
    vertrek.datum,
    vertrek.van_soort,
    vertrek.naar_soort
from staging_overstappen as vertrek
where vertrek.van_soort in ('sbo', 'so')
    and vertrek.naar_soort not in ('sbo', 'so')
    and vertrek.begin_go is null
    and not exists (
        select 1
        from staging_overstappen as komst
        where komst.leerling = vertrek.leerling
            and komst.naar_soort in ('sbo', 'so')
            and komst.datum < vertrek.datum
    )
order by vertrek.rij
