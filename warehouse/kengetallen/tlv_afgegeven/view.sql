-- TLV's that were granted, by besluitdatum. Member schools that asked for none are zero, unless the
-- list names no aanvrager at all; the units onbekend of such a row are empty and are not published.
with geval as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        tlv_aanvraag.bestuur_code as bestuur,
        tlv_aanvraag.school_code as vestiging,
        tlv_aanvraag.formulier,
        tlv_aanvraag.categorie,
        1 as teller
    from tlv_aanvraag
    inner join tijdvak
        on tijdvak.swv = tlv_aanvraag.swv
        and tijdvak.bron = 'tlv'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
        and tijdvak.begin <= tlv_aanvraag.besluitdatum
        and tlv_aanvraag.besluitdatum < tijdvak.einde
    where tlv_aanvraag.besluit = 'toegekend'
),
geen_school as (
    select
        swv,
        periode,
        is_onvolledig,
        bestuur_code as bestuur,
        school_code as vestiging,
        'onbekend' as formulier,
        'onbekend' as categorie,
        0 as teller
    from school_tijdvak
    where bron = 'tlv'
        and exists (
            select 1
            from tlv_aanvraag
            where school_code <> 'onbekend'
        )
),
geen_soort as (
    select
        tijdvak.swv,
        tijdvak.periode,
        tijdvak.is_onvolledig,
        'onbekend' as bestuur,
        'onbekend' as vestiging,
        soort.formulier,
        soort.categorie,
        0 as teller
    from tijdvak
    cross join (
        values
            ('A', 'SBO'),
            ('B', 'I'),
            ('D', 'II'),
            ('overig', 'III'),
            ('overig', 'BAO')
    ) as soort (formulier, categorie)
    where tijdvak.bron = 'tlv'
        and tijdvak.soort in ('schooljaar', 'kwartaal')
)
select * from geval
union all
select * from geen_school
union all
select * from geen_soort
