-- The printed total lasten beside its parts; of the overdrachten the printed total, if there is one.
with regel as (
    select
        *,
        rubriek in ('totaal', 'balans') as is_totaal
    from staging_financien
),
jaarregel as (
    select
        jaar,
        soort,
        moment,
        max(bedrag) filter (where is_totaal and post = 'totaal_lasten') as gedrukt,
        coalesce(
            max(bedrag) filter (where is_totaal and post = 'totaal_overdrachten'),
            sum(bedrag) filter (where rubriek = 'overdrachten')
        ) as overdrachten,
        sum(bedrag) filter (where rubriek in ('organisatie', 'uitvoering')) as eigen_lasten
    from regel
    group by jaar, soort, moment
),
opgeteld as (
    select
        jaar,
        soort,
        moment,
        gedrukt,
        coalesce(overdrachten, 0) + coalesce(eigen_lasten, 0) as som,
        gedrukt - coalesce(overdrachten, 0) - coalesce(eigen_lasten, 0) as verschil
    from jaarregel
    where coalesce(overdrachten, eigen_lasten) is not null
),
afwijking as (
    select
        opgeteld.jaar,
        opgeteld.soort,
        opgeteld.moment,
        opgeteld.gedrukt,
        opgeteld.som,
        opgeteld.verschil,
        string_agg(onderdeel.post, ' of ' order by onderdeel.post) as post
    from opgeteld
    left join staging_financien as onderdeel
        on onderdeel.jaar = opgeteld.jaar
        and onderdeel.soort = opgeteld.soort
        and onderdeel.moment = opgeteld.moment
        and onderdeel.rubriek in ('overdrachten', 'organisatie', 'uitvoering')
        and abs(abs(onderdeel.bedrag) - abs(opgeteld.verschil)) <= $marge
    where abs(opgeteld.verschil) > $marge
    group by
        opgeteld.jaar,
        opgeteld.soort,
        opgeteld.moment,
        opgeteld.gedrukt,
        opgeteld.som,
        opgeteld.verschil
)
select
    jaar,
    soort,
    moment,
    'totaal lasten' as totaal,
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
