-- Equity at the end of the year; the row that stands for the year is the region's figure.
select
    swv,
    cast(jaar as string) as periode,
    soort,
    is_stand as in_totaal,
    eigen_vermogen as teller
from financieel_jaar
where eigen_vermogen is not null
