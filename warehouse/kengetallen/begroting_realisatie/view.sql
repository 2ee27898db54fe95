-- How far the outcome, or what is expected, lies from the begroting, as an effect on the resultaat.
select
    swv,
    cast(jaar as string) as periode,
    rubriek,
    post,
    moment,
    is_stand as in_totaal,
    afwijking as teller
from financieel_afwijking
