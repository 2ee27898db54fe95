-- The SWV of every postcode area.
select
    postcode4,
    gemeente,
    swv_po,
    swv_vo,
    levering,
    rij
from geldig_postcodes
