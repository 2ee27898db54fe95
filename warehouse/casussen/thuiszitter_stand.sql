-- What held for a case from a day on, and how often that was written down.
select
    casus,
    vanaf,
    tot,
    soort,
    hoofdreden,
    fase
from thuiszitter_stand
