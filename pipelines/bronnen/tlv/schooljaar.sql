-- A TLV covers at least one whole school year, 1 August to 31 July.
with geldigheid as (
    select
        levering,
        rij,
        ingangsdatum,
        einddatum,
        case
            when ingangsdatum <= make_date(year(ingangsdatum), 8, 1)
                then make_date(year(ingangsdatum) + 1, 7, 31)
            else make_date(year(ingangsdatum) + 2, 7, 31)
        end as eerst_mogelijk
    from staging_tlv
    where besluit = 'toegekend'
        and ingangsdatum <= einddatum
)
select
    levering,
    rij,
    ingangsdatum,
    einddatum,
    eerst_mogelijk
from geldigheid
where einddatum < eerst_mogelijk
order by rij
