-- What the SWV pays on top of the SBO-tarief for its IKC; a range when the number is to be agreed.
select
    swv,
    cast(jaar as string) as periode,
    bedrag as teller,
    bedrag_min as teller_min,
    bedrag_max as teller_max,
    ontbreekt
from ikc_jaar
