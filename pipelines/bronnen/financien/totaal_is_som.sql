-- Printed totals beside the sum of their posts, with the post that explains a difference.
with deel as (
    select *
    from (
        values
            ('totaal_rijksbijdragen', 'rijksbijdragen'),
            ('totaal_baten', 'rijksbijdragen'),
            ('totaal_baten', 'overige baten'),
            ('totaal_overdrachten', 'overdrachten')
    ) as delen(totaal, rubriek)
),
gedrukt_totaal as (
    select
        jaar,
        soort,
        moment,
        post as totaal,
        bedrag as gedrukt
    from staging_financien
    where rubriek in ('totaal', 'balans')
),
opgeteld as (
    select
        gedrukt_totaal.jaar,
        gedrukt_totaal.soort,
        gedrukt_totaal.moment,
        gedrukt_totaal.totaal,
        gedrukt_totaal.gedrukt,
        sum(onderdeel.bedrag) as som,
        gedrukt_totaal.gedrukt - sum(onderdeel.bedrag) as verschil
    from gedrukt_totaal
    join deel
        on deel.totaal = gedrukt_totaal.totaal
    join staging_financien as onderdeel
        on onderdeel.jaar = gedrukt_totaal.jaar
        and onderdeel.soort = gedrukt_totaal.soort
        and onderdeel.moment = gedrukt_totaal.moment
        and onderdeel.rubriek = deel.rubriek
    group by
        gedrukt_totaal.jaar,
        gedrukt_totaal.soort,
        gedrukt_totaal.moment,
        gedrukt_totaal.totaal,
        gedrukt_totaal.gedrukt
),
afwijking as (
    select
        opgeteld.jaar,
        opgeteld.soort,
        opgeteld.moment,
        opgeteld.totaal,
        opgeteld.gedrukt,
        opgeteld.som,
        opgeteld.verschil,
        string_agg(onderdeel.post, ' of ' order by onderdeel.post) as post
    from opgeteld
    join deel
        on deel.totaal = opgeteld.totaal
    left join staging_financien as onderdeel
        on onderdeel.jaar = opgeteld.jaar
        and onderdeel.soort = opgeteld.soort
        and onderdeel.moment = opgeteld.moment
        and onderdeel.rubriek = deel.rubriek
        and abs(abs(onderdeel.bedrag) - abs(opgeteld.verschil)) <= $marge
    where abs(opgeteld.verschil) > $marge
    group by
        opgeteld.jaar,
        opgeteld.soort,
        opgeteld.moment,
        opgeteld.totaal,
        opgeteld.gedrukt,
        opgeteld.som,
        opgeteld.verschil
)
select
    jaar,
    soort,
    moment,
    replace(totaal, '_', ' ') as totaal,
    gedrukt,
    som,
    verschil,
    post,
    coalesce(
        'Het verschil is het bedrag van de post ' || post || '.',
        'Geen enkele post heeft precies dit bedrag.'
    ) as aanwijzing
from afwijking
order by jaar, soort, moment, totaal
