-- Every version of a school, from the day that it holds.
select
    schooljaar,
    coalesce(geldig_vanaf, make_date(schooljaar, 8, 1)) as geldig_vanaf,
    school as school_code,
    naam as school_naam,
    bestuursnummer as bestuur_code,
    bestuur as bestuur_naam,
    schoolsoort,
    cluster,
    gemeente,
    kerngebied,
    postcode,
    breedtegraad,
    lengtegraad,
    schoolweging,
    lid_swv as is_lid,
    levering,
    rij
from geldig_scholen
