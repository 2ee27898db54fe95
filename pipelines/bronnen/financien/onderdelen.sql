-- A post beside the sum of its details, where both were delivered.
with opgeteld as (
    select
        geheel.jaar,
        geheel.soort,
        geheel.moment,
        geheel.post as totaal,
        geheel.bedrag as gedrukt,
        sum(onderdeel.bedrag) as som
    from geldig_financien as geheel
    join geldig_financien as onderdeel
        on onderdeel.jaar = geheel.jaar
        and onderdeel.soort = geheel.soort
        and onderdeel.moment = geheel.moment
        and onderdeel.rubriek = geheel.rubriek
        and onderdeel.post = geheel.post
        and onderdeel.onderdeel is not null
    where geheel.onderdeel is null
    group by
        geheel.jaar,
        geheel.soort,
        geheel.moment,
        geheel.rubriek,
        geheel.post,
        geheel.bedrag
)
select
    jaar,
    soort,
    moment,
    totaal,
    gedrukt,
    som,
    gedrukt - som as verschil,
    cast(null as varchar) as post,
    'Er ontbreekt een onderdeel, of er staat er een dubbel.' as aanwijzing
from opgeteld
where abs(gedrukt - som) > $marge
order by jaar, soort, moment, totaal
