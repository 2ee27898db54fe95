-- What leerplicht counted in a gemeente over a schooljaar. A gemeente that delivered without a row for
-- a soort left that count unknown. A gemeente of which only a part belongs to the region, or none, is
-- 'buiten regio': its count is about children of others too, and is not in the total of the region.
with soort as (
    select distinct soort
    from staging_verzuim
),
geleverd as (
    select distinct schooljaar, gemeente
    from staging_verzuim
)
select
    regio.swv,
    geleverd.schooljaar,
    cast(geleverd.schooljaar as string) || '-' || cast(geleverd.schooljaar + 1 as string) as periode,
    case
        when geleverd.gemeente = 'onbekend' or not gemeente.is_deel then geleverd.gemeente
        else 'buiten regio'
    end as gemeente,
    soort.soort,
    staging_verzuim.aantal,
    coalesce(staging_verzuim.aantal_min, 0) as aantal_min,
    staging_verzuim.aantal_max,
    case
        when staging_verzuim.aantal is null and staging_verzuim.aantal_max is null then 1
        else 0
    end as ontbreekt,
    geleverd.gemeente = 'onbekend' or coalesce(not gemeente.is_deel, false) as in_totaal
from geleverd
cross join soort
cross join regio
left join gemeente
    on gemeente.swv = regio.swv
    and gemeente.naam = geleverd.gemeente
left join staging_verzuim
    on staging_verzuim.schooljaar = geleverd.schooljaar
    and staging_verzuim.gemeente = geleverd.gemeente
    and staging_verzuim.soort = soort.soort
