-- The printed resultaat beside baten minus lasten; of both the printed total, if there is one.
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
        max(bedrag) filter (where is_totaal and post = 'resultaat') as gedrukt,
        coalesce(
            max(bedrag) filter (where is_totaal and post = 'totaal_baten'),
            sum(bedrag) filter (where rubriek in ('rijksbijdragen', 'overige baten'))
        ) as baten,
        coalesce(
            max(bedrag) filter (where is_totaal and post = 'totaal_lasten'),
            sum(bedrag) filter (where rubriek in ('overdrachten', 'organisatie', 'uitvoering'))
        ) as lasten
    from regel
    group by jaar, soort, moment
),
afwijking as (
    select
        jaarregel.jaar,
        jaarregel.soort,
        jaarregel.moment,
        jaarregel.gedrukt,
        jaarregel.baten - jaarregel.lasten as som,
        jaarregel.gedrukt - jaarregel.baten + jaarregel.lasten as verschil,
        string_agg(onderdeel.post, ' of ' order by onderdeel.post) as post
    from jaarregel
    left join staging_financien as onderdeel
        on onderdeel.jaar = jaarregel.jaar
        and onderdeel.soort = jaarregel.soort
        and onderdeel.moment = jaarregel.moment
        and onderdeel.rubriek not in ('totaal', 'balans')
        and abs(
            abs(onderdeel.bedrag) - abs(jaarregel.gedrukt - jaarregel.baten + jaarregel.lasten)
        ) <= $marge
    where abs(jaarregel.gedrukt - jaarregel.baten + jaarregel.lasten) > $marge
    group by
        jaarregel.jaar,
        jaarregel.soort,
        jaarregel.moment,
        jaarregel.gedrukt,
        jaarregel.baten,
        jaarregel.lasten
)
select
    jaar,
    soort,
    moment,
    'resultaat' as totaal,
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
