-- Pupils who went to the VO with an overleg, per school and soort, and how many of them were placed
-- at their first choice, are still at level after three years or had their advice raised. The
-- school is as it was on the last day of the schooljaar.
select
    regio.swv,
    kalender.periode,
    staging_mdo.school_code,
    coalesce(school.bestuur_code, 'onbekend') as bestuur_code,
    staging_mdo.soort,
    staging_mdo.aantal,
    staging_mdo.aantal_min,
    staging_mdo.aantal_max,
    staging_mdo.aantal_eerste_keuze,
    staging_mdo.aantal_eerste_keuze_min,
    staging_mdo.aantal_eerste_keuze_max,
    staging_mdo.aantal_na_drie_jaar,
    staging_mdo.aantal_na_drie_jaar_min,
    staging_mdo.aantal_na_drie_jaar_max,
    staging_mdo.aantal_bijgesteld,
    staging_mdo.aantal_bijgesteld_min,
    staging_mdo.aantal_bijgesteld_max,
    levering_deel.datum < kalender.einde as is_onvolledig
from staging_mdo
cross join regio
inner join kalender
    on kalender.soort = 'schooljaar'
    and year(kalender.begin) = staging_mdo.schooljaar
inner join levering_deel
    on levering_deel.levering = staging_mdo.levering
    and levering_deel.bron = 'mdo'
left join school
    on school.school_code = staging_mdo.school_code
    and school.geldig_vanaf < kalender.einde
    and kalender.einde <= school.geldig_tot
