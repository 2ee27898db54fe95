-- Changes as delivered: an empty cell is what stayed the same.
select
    casus,
    vanaf,
    soort,
    hoofdreden,
    fase,
    levering,
    rij
from geldig_thuiszitters_verloop
