-- Children who answered a question favourably, as a share of those who answered it. 'totaal' is the
-- mean over the questions of a place: their counts divided by how many questions there are.
with deel as (
    select
        swv,
        periode,
        gemeente,
        kerngebied,
        is_in_regio,
        vraag,
        cast(aantal as double) as teller,
        cast(aantal_min as double) as teller_min,
        cast(aantal_max as double) as teller_max,
        cast(totaal as double) as noemer,
        cast(totaal_min as double) as noemer_min,
        cast(totaal_max as double) as noemer_max,
        ontbreekt
    from ggd_antwoord
    union all
    select
        swv,
        periode,
        gemeente,
        kerngebied,
        is_in_regio,
        'totaal' as vraag,
        cast(sum(aantal) as double) / count(distinct vraag) as teller,
        cast(sum(aantal_min) as double) / count(distinct vraag) as teller_min,
        cast(sum(aantal_max) as double) / count(distinct vraag) as teller_max,
        cast(sum(totaal) as double) / count(distinct vraag) as noemer,
        cast(sum(totaal_min) as double) / count(distinct vraag) as noemer_min,
        cast(sum(totaal_max) as double) / count(distinct vraag) as noemer_max,
        sum(ontbreekt) as ontbreekt
    from ggd_antwoord
    group by
        swv,
        periode,
        gemeente,
        kerngebied,
        is_in_regio
)
select
    swv,
    periode,
    gemeente,
    kerngebied,
    vraag,
    is_in_regio or kerngebied <> 'totaal' as in_totaal_gemeente,
    kerngebied = 'totaal' as in_totaal_kerngebied,
    vraag = 'totaal' as in_totaal_vraag,
    teller,
    teller_min,
    teller_max,
    noemer,
    noemer_min,
    noemer_max,
    ontbreekt
from deel
