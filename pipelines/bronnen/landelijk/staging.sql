-- National figures as delivered.
select
    indicator as kengetal,
    periode,
    waarde,
    bron,
    definitie,
    coalesce(voorlopig, false) as is_voorlopig,
    levering,
    rij
from geldig_landelijk
