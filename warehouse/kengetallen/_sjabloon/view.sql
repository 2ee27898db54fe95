-- One line that says what is counted. A plain select (CTEs are fine) that runs on DuckDB and Spark.
select
    swv,
    cast(teldatum as string) as periode,
    gemeente,
    sum(aantal) as teller,
    sum(aantal_min) as teller_min,
    sum(aantal_max) as teller_max,
    sum(ontbreekt) as ontbreekt
from leerling_telling
where schoolsoort = 'bao'
    and is_lid
    and leerjaar = 8
group by
    swv,
    teldatum,
    gemeente
