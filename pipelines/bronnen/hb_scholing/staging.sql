-- Training as delivered, with the schooljaar in which it fell.
select
    persoon,
    datum,
    case when month(datum) >= 8 then year(datum) else year(datum) - 1 end as schooljaar,
    opleiding,
    school as school_code,
    afgerond as is_afgerond,
    levering,
    rij
from geldig_hb_scholing
