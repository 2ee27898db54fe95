-- Verdicts as delivered.
select
    peildatum,
    school as school_code,
    oordeel,
    levering,
    rij
from geldig_inspectie
