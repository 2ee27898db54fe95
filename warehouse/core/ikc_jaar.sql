-- The volumebekostiging of the IKC per year: pupils at its locations on the teldatum of the year
-- before × (IKC-tarief − SBO-tarief). Within the band around the agreed number, limits included, the
-- agreed number stays; beyond it consultation follows, and as long as no new number is agreed the
-- amount is a range between the two. Before the first agreement the count itself is the number.
with telling as (
    select
        leerling_telling.swv,
        year(leerling_telling.teldatum) + 1 as jaar,
        leerling_telling.teldatum,
        sum(leerling_telling.aantal_min) as aantal_min,
        sum(leerling_telling.aantal_max) as aantal_max,
        sum(leerling_telling.aantal) filter (where leerling_telling.herkomst = 'ander')
            as aantal_ander,
        sum(leerling_telling.ontbreekt) as ontbreekt
    from leerling_telling
    inner join peildatum
        on peildatum.soort = 'teldatum'
        and peildatum.datum = leerling_telling.teldatum
    inner join ikc_locatie
        on ikc_locatie.naam in (leerling_telling.school_naam, leerling_telling.school_code)
    where leerling_telling.onderwijssoort <> 'vso'
    group by
        leerling_telling.swv,
        leerling_telling.teldatum
),
geldend as (
    select
        telling.jaar,
        max(ikc_afspraak.jaar) as afspraak_jaar
    from telling
    inner join ikc_afspraak
        on ikc_afspraak.jaar <= telling.jaar
    group by telling.jaar
),
band as (
    select
        telling.*,
        ikc_afspraak.aantal as aantal_afgesproken,
        norm.waarde * ikc_afspraak.aantal + 0.000001 as marge,
        tarief.volumebedrag
    from telling
    inner join tarief
        on tarief.jaar = telling.jaar
    inner join norm
        on norm.naam = 'ikc_band'
    left join geldend
        on geldend.jaar = telling.jaar
    left join ikc_afspraak
        on ikc_afspraak.jaar = geldend.afspraak_jaar
    where tarief.volumebedrag is not null
),
bekostigd as (
    select
        band.*,
        case
            when aantal_min < aantal_afgesproken - marge then aantal_min
            else coalesce(aantal_afgesproken, aantal_min)
        end as bekostigd_min,
        case
            when ontbreekt > 0 then null
            when aantal_max > aantal_afgesproken + marge then aantal_max
            else coalesce(aantal_afgesproken, aantal_max)
        end as bekostigd_max
    from band
)
select
    swv,
    jaar,
    teldatum,
    case when aantal_min = aantal_max then aantal_min end as aantal,
    aantal_ander,
    aantal_afgesproken,
    case
        when bekostigd_min = bekostigd_max
            then cast(bekostigd_min * volumebedrag as decimal(14, 2))
    end as bedrag,
    cast(bekostigd_min * volumebedrag as decimal(14, 2)) as bedrag_min,
    cast(bekostigd_max * volumebedrag as decimal(14, 2)) as bedrag_max,
    cast(aantal_ander * volumebedrag as decimal(14, 2)) as bedrag_ander,
    ontbreekt
from bekostigd
