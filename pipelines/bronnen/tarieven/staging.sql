-- Tariffs as delivered.
select
    jaar,
    tarief,
    bedrag,
    levering,
    rij
from geldig_tarieven
