-- Answers in the monitor of the GGD, per question; kerngebied 'totaal' is the whole gemeente. A
-- gemeente of which only a part is ours, or none, is 'buiten regio' and not is_in_regio. ontbreekt:
-- of one of the two counts the number is unknown, so that the row makes no share.
with antwoord as (
    select
        regio.swv,
        cast(ggd.jaar as string) as periode,
        case
            when ggd.gemeente = 'onbekend' then 'onbekend'
            when coalesce(gemeente.is_deel, true) then 'buiten regio'
            else ggd.gemeente
        end as gemeente,
        ggd.gemeente = 'onbekend' or not coalesce(gemeente.is_deel, true) as is_in_regio,
        coalesce(ggd.kerngebied, 'totaal') as kerngebied,
        ggd.vraag,
        ggd.aantal,
        ggd.aantal_min,
        ggd.aantal_max,
        ggd.totaal,
        ggd.totaal_min,
        ggd.totaal_max,
        ggd.aantal_max is not null and ggd.totaal_max is not null as is_bekend
    from staging_ggd as ggd
    cross join regio
    left join gemeente
        on gemeente.naam = ggd.gemeente
)
select
    swv,
    periode,
    gemeente,
    is_in_regio,
    kerngebied,
    vraag,
    case when is_bekend then aantal end as aantal,
    case when is_bekend then aantal_min else 0 end as aantal_min,
    case when is_bekend then aantal_max end as aantal_max,
    case when is_bekend then totaal end as totaal,
    case when is_bekend then totaal_min else 0 end as totaal_min,
    case when is_bekend then totaal_max end as totaal_max,
    case when is_bekend then 0 else 1 end as ontbreekt
from antwoord
