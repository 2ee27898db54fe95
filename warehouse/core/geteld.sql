-- Which school or gemeente was counted in a delivery that should hold them all: per bron and scope.
-- A school whose count is unknown was not counted, nor a gemeente of which only parts are there.
select
    swv,
    'leerlingen' as bron,
    cast(teldatum as string) as periode,
    schooljaar,
    'school' as eenheid,
    school_code as code
from leerling_telling
group by
    swv,
    teldatum,
    schooljaar,
    school_code
having sum(ontbreekt) = 0
union all
select distinct
    regio.swv,
    'inspectie' as bron,
    cast(peildatum as string) as periode,
    case when month(peildatum) >= 8 then year(peildatum) else year(peildatum) - 1 end
        as schooljaar,
    'school' as eenheid,
    school_code as code
from staging_inspectie
cross join regio
union all
select distinct
    regio.swv,
    'kernteams' as bron,
    cast(schooljaar as string) || '-' || cast(schooljaar + 1 as string) as periode,
    schooljaar,
    'school' as eenheid,
    school_code as code
from staging_kernteams
cross join regio
union all
select distinct
    regio.swv,
    'mdo' as bron,
    cast(schooljaar as string) || '-' || cast(schooljaar + 1 as string) as periode,
    schooljaar,
    'school' as eenheid,
    school_code as code
from staging_mdo
cross join regio
union all
select distinct
    regio.swv,
    'evaluatie_scholen' as bron,
    cast(schooljaar as string) || '-' || cast(schooljaar + 1 as string) as periode,
    schooljaar,
    'school' as eenheid,
    school_code as code
from staging_evaluatie_scholen
cross join regio
union all
select distinct
    regio.swv,
    'ontwikkelpad' as bron,
    cast(schooljaar as string) || '-' || cast(schooljaar + 1 as string) as periode,
    schooljaar,
    'school' as eenheid,
    school_code as code
from staging_ontwikkelpad
cross join regio
union all
select distinct
    regio.swv,
    'verzuim' as bron,
    cast(schooljaar as string) || '-' || cast(schooljaar + 1 as string) as periode,
    schooljaar,
    'gemeente' as eenheid,
    gemeente as code
from staging_verzuim
cross join regio
union all
select distinct
    regio.swv,
    'jeugdhulp' as bron,
    cast(jaar as string) as periode,
    jaar as schooljaar,
    'gemeente' as eenheid,
    gemeente as code
from staging_jeugdhulp
cross join regio
where kerngebied is null
    and leeftijdsgroep = 'totaal'
    and vorm = 'totaal'
    and verwijzer = 'totaal'
union all
select distinct
    regio.swv,
    'ggd' as bron,
    cast(jaar as string) as periode,
    jaar as schooljaar,
    'gemeente' as eenheid,
    gemeente as code
from staging_ggd
cross join regio
where kerngebied is null
