-- Result as a share of all income; the row that stands for the year is the region's figure.
select
    swv,
    cast(jaar as string) as periode,
    soort,
    is_stand as in_totaal,
    resultaat as teller,
    totaal_baten as noemer
from financieel_jaar
where resultaat is not null
    and totaal_baten is not null
