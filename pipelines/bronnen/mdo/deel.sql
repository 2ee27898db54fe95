-- A part that is larger than the number of pupils.
select
    levering,
    rij,
    schooljaar,
    school_code,
    soort,
    aantal,
    'geplaatst op de eerste keuze' as wat,
    aantal_eerste_keuze as deel
from staging_mdo
where aantal_eerste_keuze_min > aantal_max
union all
select
    levering,
    rij,
    schooljaar,
    school_code,
    soort,
    aantal,
    'na drie jaar op niveau' as wat,
    aantal_na_drie_jaar as deel
from staging_mdo
where aantal_na_drie_jaar_min > aantal_max
union all
select
    levering,
    rij,
    schooljaar,
    school_code,
    soort,
    aantal,
    'met een bijgesteld advies' as wat,
    aantal_bijgesteld as deel
from staging_mdo
where aantal_bijgesteld_min > aantal_max
order by rij, wat
