-- Pupils with an overleg who were still at the level of their advice after three years, of the pupils of whom that is known. A school
-- that does not tell counts in ontbreekt only; a year in which none does has no figure.
with bekend as (
    select
        mdo_school.*,
        aantal_na_drie_jaar is null and aantal_na_drie_jaar_max is null
            or aantal is null and aantal_max is null as is_onbekend
    from mdo_school
),
met_uitkomst as (
    select
        swv,
        periode
    from bekend
    where not is_onbekend
    group by
        swv,
        periode
)
select
    bekend.swv,
    bekend.periode,
    bekend.soort,
    case when bekend.is_onbekend then null else bekend.aantal_na_drie_jaar end as teller,
    case when bekend.is_onbekend then 0 else bekend.aantal_na_drie_jaar_min end as teller_min,
    case
        when not bekend.is_onbekend then least(bekend.aantal_na_drie_jaar_max, bekend.aantal_max)
    end as teller_max,
    case when bekend.is_onbekend then null else bekend.aantal end as noemer,
    case when bekend.is_onbekend then 0 else bekend.aantal_min end as noemer_min,
    case when not bekend.is_onbekend then bekend.aantal_max end as noemer_max,
    case when bekend.is_onbekend then 1 else 0 end as ontbreekt,
    bekend.is_onvolledig
from bekend
inner join met_uitkomst
    on met_uitkomst.swv = bekend.swv
    and met_uitkomst.periode = bekend.periode
