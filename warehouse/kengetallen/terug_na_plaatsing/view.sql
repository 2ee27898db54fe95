-- Of who was placed in the GO in a schooljaar, who was back at a member basisschool within one, two
-- and three years. Only years in which everybody could be followed that long: up to the end of the
-- schooljaar plus the term.
with termijn as (
    select *
    from (values ('1', 1), ('2', 2), ('3', 3)) as lijst (termijn, jaren)
),
bereik as (
    select
        swv,
        laatste_datum
    from register_bereik
    where bron = 'overstappen'
)
select
    go_verblijf.swv,
    go_verblijf.periode,
    go_verblijf.is_onvolledig,
    termijn.termijn,
    termijn.termijn = '3' as in_totaal,
    count(*) filter (
        where go_verblijf.is_terug and go_verblijf.verblijfsduur <= termijn.jaren
    ) as teller,
    count(*) as noemer
from go_verblijf
cross join termijn
inner join bereik
    on bereik.swv = go_verblijf.swv
where go_verblijf.schooljaar_einde + termijn.jaren * interval '366' day <= bereik.laatste_datum
group by
    go_verblijf.swv,
    go_verblijf.periode,
    go_verblijf.is_onvolledig,
    termijn.termijn
