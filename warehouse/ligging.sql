-- Where every school stands now, and of which bestuur it is: what a path from the region down to a
-- school is made of. The same schools as in `eenheid`; a school outside the gemeenten of the
-- region stands in none of them.
insert into ligging
with nieuwste as (
    select
        school_code,
        bestuur_code,
        gemeente,
        kerngebied,
        row_number() over (partition by school_code order by geldig_vanaf desc) as plaats
    from werk.school
)
select
    nieuwste.school_code as vestiging,
    nieuwste.bestuur_code as bestuur,
    gebied.code as gemeente,
    deel.code as kerngebied
from nieuwste
join eenheid as school
    on school.grain = 'vestiging'
    and school.code = nieuwste.school_code
left join eenheid as gebied
    on gebied.grain = 'gemeente'
    and gebied.code = nieuwste.gemeente
left join eenheid as deel
    on deel.grain = 'kerngebied'
    and deel.code = nieuwste.kerngebied
where nieuwste.plaats = 1
