-- One row per jaar and soort with its totals. A printed total wins; without one the posts are summed.
-- is_stand marks the row that speaks for the year: the jaarrekening, else the prognose, else the
-- begroting; a realisatie of part of the year (MARAP) only when there is nothing else.
with stand as (
    select
        financieel_stand.*,
        rubriek in ('totaal', 'balans') as is_totaal
    from financieel_stand
),
totaal as (
    select
        swv,
        jaar,
        soort,
        max(moment) as moment,
        max(bedrag) filter (where is_totaal and post = 'totaal_rijksbijdragen') as totaal_rijksbijdragen,
        max(bedrag) filter (where is_totaal and post = 'totaal_baten') as totaal_baten,
        max(bedrag) filter (where is_totaal and post = 'totaal_lasten') as totaal_lasten,
        max(bedrag) filter (where is_totaal and post = 'resultaat') as resultaat,
        max(bedrag) filter (where is_totaal and post = 'eigen_vermogen') as eigen_vermogen,
        max(bedrag) filter (where is_totaal and post = 'materiele_vaste_activa') as materiele_vaste_activa,
        max(bedrag) filter (where is_totaal and post = 'signaleringswaarde') as signaleringswaarde_geleverd,
        sum(bedrag) filter (where rubriek = 'rijksbijdragen') as som_rijksbijdragen,
        sum(bedrag) filter (where rubriek in ('rijksbijdragen', 'overige baten')) as som_baten,
        sum(bedrag) filter (
            where rubriek in ('overdrachten', 'organisatie', 'uitvoering')
        ) as som_lasten
    from stand
    group by swv, jaar, soort
),
aangevuld as (
    select
        swv,
        jaar,
        soort,
        moment,
        coalesce(totaal_rijksbijdragen, som_rijksbijdragen) as totaal_rijksbijdragen,
        coalesce(totaal_baten, som_baten) as totaal_baten,
        coalesce(totaal_lasten, som_lasten) as totaal_lasten,
        resultaat,
        eigen_vermogen,
        materiele_vaste_activa,
        signaleringswaarde_geleverd,
        row_number() over (
            partition by swv, jaar
            order by
                case
                    when soort = 'realisatie' and moment like 'marap%' then 4
                    when soort = 'realisatie' then 1
                    when soort = 'prognose' then 2
                    else 3
                end
        ) as plaats
    from totaal
)
select
    swv,
    jaar,
    soort,
    moment,
    plaats = 1 as is_stand,
    totaal_rijksbijdragen,
    totaal_baten,
    totaal_lasten,
    coalesce(resultaat, totaal_baten - totaal_lasten) as resultaat,
    eigen_vermogen,
    materiele_vaste_activa,
    signaleringswaarde_geleverd
from aangevuld
