-- Besturen and schools by their newest name, with the unit that they stand under now. Of the whole
-- country only the schools that matter here: members, those on the own list, those with pupils of ours.
insert into eenheid by name
with nieuwste as (
    select
        school_code,
        school_naam,
        bestuur_code,
        bestuur_naam,
        breedtegraad,
        lengtegraad,
        geldig_vanaf,
        row_number() over (partition by school_code order by geldig_vanaf desc) as plaats
    from werk.school
    where is_lid
        or school_code in (select school from werk.geldig_scholen where lijst = 'eigen')
        or school_code in (select school_code from werk.leerling_telling)
),
bestuur as (
    select
        bestuur_code as code,
        arg_max(bestuur_naam, geldig_vanaf) as naam
    from nieuwste
    group by bestuur_code
),
eenheden as (
    select 'vestiging' as grain, school_code as code, school_naam as naam,
        'bestuur' as ouder_grain, bestuur_code as ouder_code, breedtegraad, lengtegraad
    from nieuwste
    where plaats = 1
    union all
    select 'bestuur', code, naam, 'regio', regio.swv, null, null
    from bestuur
    cross join werk.regio
)
select grain, code, naam, ouder_grain, ouder_code,
    row_number() over (partition by grain order by naam) as volgorde,
    breedtegraad,
    lengtegraad
from eenheden;

-- A gemeente or kerngebied stands in the middle of the schools that are in it now.
update eenheid
set breedtegraad = midden.breedtegraad, lengtegraad = midden.lengtegraad
from (
    select grain, code, avg(breedtegraad) as breedtegraad, avg(lengtegraad) as lengtegraad
    from (
        select 'gemeente' as grain, gemeente as code, breedtegraad, lengtegraad
        from werk.school
        where is_lid and geldig_tot = date '9999-12-31'
        union all
        select 'kerngebied', kerngebied, breedtegraad, lengtegraad
        from werk.school
        where is_lid and geldig_tot = date '9999-12-31'
    ) as plaatsen
    group by grain, code
) as midden
where midden.grain = eenheid.grain and midden.code = eenheid.code;
