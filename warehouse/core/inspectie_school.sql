-- The verdict that held for a member school on a peildatum, under its bestuur of that day.
select
    regio.swv,
    staging_inspectie.peildatum,
    staging_inspectie.school_code,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    staging_inspectie.oordeel
from staging_inspectie
cross join regio
left join school
    on school.school_code = staging_inspectie.school_code
    and school.geldig_vanaf <= staging_inspectie.peildatum
    and staging_inspectie.peildatum < school.geldig_tot
where coalesce(school.is_lid, true)
