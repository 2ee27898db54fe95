-- Taking part wholly before or after the year.
select
    levering,
    rij,
    jaar,
    begin,
    coalesce(strftime(einde, '%d-%m-%Y'), 'nu') as tot
from staging_dws
where begin > make_date(jaar, 12, 31)
    or einde < make_date(jaar, 1, 1)
order by rij
