-- Who took part in training, per school and activity, under the bestuur of the school on that day. A
-- school that is no member is 'buiten regio'. An unknown number of participants is ontbreekt 1.
select
    regio.swv,
    staging_scholing.datum,
    staging_scholing.thema,
    staging_scholing.school_code,
    case
        when school.school_code is null then 'onbekend'
        when school.is_lid then school.bestuur_code
        else 'buiten regio'
    end as bestuur_code,
    staging_scholing.aantal_deelnemers,
    staging_scholing.aantal_deelnemers_min,
    staging_scholing.aantal_deelnemers_max,
    case
        when staging_scholing.aantal_deelnemers is null
            and staging_scholing.aantal_deelnemers_max is null
            then 1
        else 0
    end as ontbreekt
from staging_scholing
cross join regio
left join school
    on school.school_code = staging_scholing.school_code
    and school.geldig_vanaf <= staging_scholing.datum
    and staging_scholing.datum < school.geldig_tot
