-- Posts on LinkedIn in a year: the months added up, or the year as delivered.
select
    swv,
    cast(jaar as string) as periode,
    aantal as teller,
    aantal_min as teller_min,
    aantal_max as teller_max,
    ontbreekt,
    is_onvolledig
from communicatie_maand
where kanaal = 'linkedin'
    and maat = 'berichten'
