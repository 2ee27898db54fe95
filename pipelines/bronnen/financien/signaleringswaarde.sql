-- The printed signaleringswaarde beside the share of the baten that the profile names, with its
-- minimum. Baten are the printed total, else the sum of the posts.
with norm_waarde as (
    select
        max(waarde) filter (where naam = 'signaleringswaarde_aandeel') as aandeel,
        max(waarde) filter (where naam = 'signaleringswaarde_minimum') as minimum
    from norm
),
regel as (
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
        max(bedrag) filter (where is_totaal and post = 'signaleringswaarde') as gedrukt,
        coalesce(
            max(bedrag) filter (where is_totaal and post = 'totaal_baten'),
            sum(bedrag) filter (where rubriek in ('rijksbijdragen', 'overige baten'))
        ) as baten
    from regel
    group by jaar, soort, moment
),
berekend as (
    select
        jaarregel.jaar,
        jaarregel.soort,
        jaarregel.moment,
        jaarregel.gedrukt,
        cast(
            greatest(norm_waarde.aandeel * jaarregel.baten, norm_waarde.minimum) as decimal(14, 2)
        ) as som
    from jaarregel
    cross join norm_waarde
    where jaarregel.baten is not null
)
select
    jaar,
    soort,
    moment,
    'signaleringswaarde' as totaal,
    gedrukt,
    som,
    gedrukt - som as verschil,
    cast(null as varchar) as post,
    'Controleer of de baten of de norm zijn veranderd.' as aanwijzing
from berekend
where abs(gedrukt - som) > $marge
order by jaar, soort, moment
