-- A school that is known, but no member on the first day, or else on 1 February of the year.
select
    deelname.levering,
    deelname.rij,
    deelname.jaar,
    deelname.school_code
from staging_dws as deelname
join school
    on school.school_code = deelname.school_code
    and coalesce(deelname.begin, make_date(deelname.jaar, 2, 1)) >= school.geldig_vanaf
    and coalesce(deelname.begin, make_date(deelname.jaar, 2, 1)) < school.geldig_tot
where not school.is_lid
order by deelname.rij
