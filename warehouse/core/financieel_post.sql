-- The posts themselves, without totals and balance: what a total is the sum of.
select
    swv,
    jaar,
    soort,
    moment,
    rubriek,
    post,
    bedrag
from financieel_stand
where rubriek not in ('totaal', 'balans')
