-- Of the cases of a schooljaar whose three months have passed, or that ended before with an offer: how
-- many had an offer by the last day of those three months. A case that cannot be judged yet has no
-- teller and no noemer, and leaves its schooljaar incomplete.
with geval as (
    select
        swv,
        melding_datum,
        gemeente,
        aanbod_uiterlijk < stand_datum
            or (einde_verzuim is not null and aanbod_datum is not null) as is_te_beoordelen,
        coalesce(aanbod_datum <= aanbod_uiterlijk, false) as is_op_tijd
    from thuiszitter
)
select
    tijdvak.swv,
    tijdvak.periode,
    geval.gemeente,
    case
        when not geval.is_te_beoordelen then cast(null as integer)
        when geval.is_op_tijd then 1
        else 0
    end as teller,
    case when geval.is_te_beoordelen then 1 end as noemer,
    tijdvak.is_onvolledig or not geval.is_te_beoordelen as is_onvolledig
from tijdvak
inner join geval
    on geval.swv = tijdvak.swv
    and tijdvak.begin <= geval.melding_datum
    and geval.melding_datum < tijdvak.einde
where tijdvak.bron = 'thuiszitters'
    and tijdvak.soort = 'schooljaar'
