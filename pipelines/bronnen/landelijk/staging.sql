-- National figures as delivered. Only one that is said to be counted in the same way is compared.
select
    indicator as kengetal,
    periode,
    waarde,
    bron,
    definitie,
    coalesce(lower(trim(definitie)) in ('dezelfde', 'zelfde', 'gelijk', 'same'), false)
        as is_vergelijkbaar,
    coalesce(voorlopig, false) as is_voorlopig,
    levering,
    rij
from geldig_landelijk
