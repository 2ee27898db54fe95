-- The budget of every regular school, step by step; deductions are negative.
select
    swv,
    periode,
    bestuur_code as bestuur,
    school_code as vestiging,
    opbouw,
    bedrag as teller,
    bedrag_min as teller_min,
    bedrag_max as teller_max,
    ontbreekt,
    is_onvolledig
from school_budget
