-- Schools with a count that is missing; a suppressed count (<5) is known to be small.
select
    teldatum,
    school_code,
    onderwijssoort,
    count(*) as aantal_rijen
from staging_leerlingen
where aantal is null
    and aantal_max is null
group by teldatum, school_code, onderwijssoort
order by teldatum, school_code, onderwijssoort
