-- The eigen vermogen beside that of the year before plus the resultaat, within one delivery: a later
-- plan may start from another balance.
with balans as (
    select
        levering,
        jaar,
        soort,
        moment,
        max(bedrag) filter (where post = 'eigen_vermogen') as eigen_vermogen,
        max(bedrag) filter (where post = 'resultaat') as resultaat
    from staging_financien
    where rubriek in ('totaal', 'balans')
    group by levering, jaar, soort, moment
),
opgerold as (
    select
        balans.jaar,
        balans.soort,
        balans.moment,
        vorig.jaar as vorig_jaar,
        balans.eigen_vermogen as gedrukt,
        vorig.eigen_vermogen + balans.resultaat as som,
        balans.eigen_vermogen - vorig.eigen_vermogen - balans.resultaat as verschil
    from balans
    join balans as vorig
        on vorig.levering = balans.levering
        and vorig.soort = balans.soort
        and vorig.moment = balans.moment
        and vorig.jaar = balans.jaar - 1
),
afwijking as (
    select
        opgerold.jaar,
        opgerold.soort,
        opgerold.moment,
        opgerold.vorig_jaar,
        opgerold.gedrukt,
        opgerold.som,
        opgerold.verschil,
        string_agg(onderdeel.post, ' of ' order by onderdeel.post) as post
    from opgerold
    left join staging_financien as onderdeel
        on onderdeel.jaar = opgerold.jaar
        and onderdeel.soort = opgerold.soort
        and onderdeel.moment = opgerold.moment
        and onderdeel.rubriek not in ('totaal', 'balans')
        and abs(abs(onderdeel.bedrag) - abs(opgerold.verschil)) <= $marge
    where abs(opgerold.verschil) > $marge
    group by
        opgerold.jaar,
        opgerold.soort,
        opgerold.moment,
        opgerold.vorig_jaar,
        opgerold.gedrukt,
        opgerold.som,
        opgerold.verschil
)
select
    jaar,
    soort,
    moment,
    vorig_jaar,
    'eigen vermogen' as totaal,
    gedrukt,
    som,
    verschil,
    post,
    coalesce(
        'Het verschil is het bedrag van de post ' || post || '.',
        'Geen enkele post heeft precies dit bedrag.'
    ) as aanwijzing
from afwijking
order by jaar, soort, moment
