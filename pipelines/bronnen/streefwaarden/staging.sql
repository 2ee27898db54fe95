-- Targets as delivered; the schooljaar as a period code.
select
    cast(schooljaar as varchar) || '-' || cast(schooljaar + 1 as varchar) as periode,
    schooljaar,
    indicator as kengetal,
    streefwaarde,
    signaalwaarde,
    toelichting,
    levering,
    rij
from geldig_streefwaarden
