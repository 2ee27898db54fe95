-- Children of leerplichtige age who were enrolled nowhere, as leerplicht counts them.
select
    swv,
    periode,
    gemeente,
    in_totaal,
    sum(aantal) as teller,
    sum(aantal_min) as teller_min,
    sum(aantal_max) as teller_max,
    sum(ontbreekt) as ontbreekt
from verzuim_telling
where soort = 'absoluut'
group by
    swv,
    periode,
    gemeente,
    in_totaal
