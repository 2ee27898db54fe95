-- On every peildatum each gemeente and each kerngebied of the region once, so that one in which nobody
-- stays at home is zero. A row names either of the two.
select
    thuiszitter_peildatum.swv,
    thuiszitter_peildatum.datum,
    gemeente.naam as gemeente,
    'onbekend' as kerngebied
from thuiszitter_peildatum
inner join gemeente
    on gemeente.swv = thuiszitter_peildatum.swv
union all
select distinct
    thuiszitter_peildatum.swv,
    thuiszitter_peildatum.datum,
    'onbekend' as gemeente,
    school_jaar.kerngebied
from thuiszitter_peildatum
inner join school_jaar
    on school_jaar.swv = thuiszitter_peildatum.swv
    and school_jaar.schooljaar = thuiszitter_peildatum.schooljaar
    and school_jaar.is_lid
