-- The details of posts, as delivered: organisatie and uitvoering line by line.
select
    regio.swv,
    regel.jaar,
    regel.soort,
    case
        when regel.moment <> 'onbekend' then regel.moment
        when regel.soort = 'begroting' then 'begroting'
        when regel.soort = 'realisatie' then 'jaarrekening'
        else regel.moment
    end as moment,
    regel.rubriek,
    regel.post,
    regel.onderdeel,
    regel.bedrag,
    regel.rij
from geldig_financien as regel
cross join regio
where regel.onderdeel is not null
