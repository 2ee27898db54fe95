-- The types that schools gave themselves, one per onderdeel. In a schooljaar with answers a type that
-- nobody chose is zero.
with onderdelen as (
    select 'signaleren' as onderdeel
    union all
    select 'klas' as onderdeel
    union all
    select 'peergroup' as onderdeel
    union all
    select 'bovenschools' as onderdeel
),
typen as (
    select 'A' as type
    union all
    select 'B' as type
    union all
    select 'C' as type
    union all
    select 'D' as type
),
telling as (
    select
        swv,
        periode,
        bestuur_code,
        onderdeel,
        type,
        1 as aantal
    from ontwikkelpad_oordeel
    union all
    select distinct
        ontwikkelpad_oordeel.swv,
        ontwikkelpad_oordeel.periode,
        'onbekend' as bestuur_code,
        onderdelen.onderdeel,
        typen.type,
        0 as aantal
    from ontwikkelpad_oordeel
    cross join onderdelen
    cross join typen
)
select
    swv,
    periode,
    bestuur_code as bestuur,
    onderdeel,
    type,
    sum(aantal) as teller
from telling
group by
    swv,
    periode,
    bestuur_code,
    onderdeel,
    type
