-- More with help than there are; of a suppressed count its lowest and highest.
select
    levering,
    rij,
    jaar,
    gemeente,
    vorm,
    aantal_met_hulp,
    aantal_jongeren
from staging_jeugdhulp
where aantal_met_hulp_min > aantal_jongeren_max
order by rij
