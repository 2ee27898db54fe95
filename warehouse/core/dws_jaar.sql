-- The years of the Day a Week School, each with the teldatum on which it is counted: from the first
-- year of the register up to the last that it names, or in which it was received. is_onvolledig:
-- that teldatum was still to come.
with bereik as (
    select
        min(jaar) as eerste_jaar,
        max(jaar) as laatste_jaar
    from staging_dws
)
select
    peildatum.swv,
    year(peildatum.datum) as jaar,
    cast(year(peildatum.datum) as string) as periode,
    peildatum.datum as teldatum,
    peildatum.datum > bron_stand.datum as is_onvolledig
from bereik
inner join bron_stand
    on bron_stand.bron = 'dws'
inner join peildatum
    on peildatum.soort = 'teldatum'
    and year(peildatum.datum) >= bereik.eerste_jaar
    and year(peildatum.datum) <= greatest(bereik.laatste_jaar, year(bron_stand.datum))
