-- Absoluut verzuim is of pupils who are enrolled nowhere.
select
    levering,
    rij,
    school_code
from staging_thuiszitters
where soort = 'absoluut'
    and school_code <> 'onbekend'
order by rij
