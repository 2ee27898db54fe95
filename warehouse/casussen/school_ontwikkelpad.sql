-- The type that each school gave itself, per onderdeel and schooljaar.
select
    oordeel.periode,
    oordeel.school_code as vestiging,
    school.school_naam as naam,
    oordeel.bestuur_code as bestuur,
    oordeel.onderdeel,
    oordeel.type
from ontwikkelpad_oordeel as oordeel
left join (
    select
        school_code,
        max_by(school_naam, geldig_vanaf) as school_naam
    from school
    group by school_code
) as school
    on school.school_code = oordeel.school_code
