-- Counts as delivered; '<5' is the range 1-4, an unknown count has no maximum.
select
    schooljaar,
    school as school_code,
    soort,
    aantal,
    aantal_min,
    aantal_max,
    geplaatst_eerste_keuze as aantal_eerste_keuze,
    geplaatst_eerste_keuze_min as aantal_eerste_keuze_min,
    geplaatst_eerste_keuze_max as aantal_eerste_keuze_max,
    na_drie_jaar_op_niveau as aantal_na_drie_jaar,
    na_drie_jaar_op_niveau_min as aantal_na_drie_jaar_min,
    na_drie_jaar_op_niveau_max as aantal_na_drie_jaar_max,
    advies_naar_boven_bijgesteld as aantal_bijgesteld,
    advies_naar_boven_bijgesteld_min as aantal_bijgesteld_min,
    advies_naar_boven_bijgesteld_max as aantal_bijgesteld_max,
    levering,
    rij
from geldig_mdo
