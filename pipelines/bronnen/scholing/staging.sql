-- Participation as delivered, with the schooljaar in which it fell.
select
    datum,
    case when month(datum) >= 8 then year(datum) else year(datum) - 1 end as schooljaar,
    activiteit,
    thema,
    school as school_code,
    deelnemers as aantal_deelnemers,
    deelnemers_min as aantal_deelnemers_min,
    deelnemers_max as aantal_deelnemers_max,
    levering,
    rij
from geldig_scholing
