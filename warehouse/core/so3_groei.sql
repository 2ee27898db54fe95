-- Net inflow of own pupils with a TLV of category III at the member so schools, per school and year:
-- from 1 September to 1 February (aantal_najaar) and from 2 February to 1 June (aantal_voorjaar), the
-- two windows of the vangnetbepaling, last days included. The category is that of the newest TLV
-- granted on or before the move; a pupil without one is ontbreekt 1.
with beweging as (
    select
        overstap.overstap_id,
        overstap.datum,
        overstap.naar_school_code as school_code,
        1 as teken
    from overstap
    where overstap.herkomst = 'eigen'
        and overstap.naar_soort = 'so'
        and overstap.naar_is_lid
    union all
    select
        overstap.overstap_id,
        overstap.datum,
        overstap.van_school_code as school_code,
        -1 as teken
    from overstap
    where overstap.herkomst = 'eigen'
        and overstap.van_soort = 'so'
        and overstap.van_is_lid
),
met_tlv as (
    select
        beweging.*,
        staging_tlv.categorie,
        row_number() over (
            partition by beweging.overstap_id, beweging.teken
            order by
                case when staging_tlv.tlv_nummer = bron.tlv_nummer then 0 else 1 end,
                staging_tlv.ingangsdatum desc,
                staging_tlv.aanvraag_id desc
        ) as plaats
    from beweging
    inner join staging_overstappen as bron
        on bron.overstap_id = beweging.overstap_id
    left join staging_tlv
        on staging_tlv.leerling = bron.leerling
        and staging_tlv.besluit = 'toegekend'
        and staging_tlv.categorie in ('I', 'II', 'III')
        and (
            staging_tlv.ingangsdatum < beweging.datum
            or beweging.teken = 1 and staging_tlv.ingangsdatum <= beweging.datum
        )
),
jaren as (
    select
        register_bereik.swv,
        year(kalender.begin) as jaar,
        kalender.periode,
        make_date(year(kalender.begin) - 1, 9, 1) as najaar_begin,
        make_date(year(kalender.begin), 2, 2) as voorjaar_begin,
        make_date(year(kalender.begin), 6, 1) as voorjaar_einde,
        register_bereik.laatste_datum < make_date(year(kalender.begin), 6, 2) as is_onvolledig
    from register_bereik
    inner join kalender
        on kalender.soort = 'jaar'
        and make_date(year(kalender.begin) - 1, 9, 1) + interval '31' day
            >= register_bereik.eerste_datum
        and make_date(year(kalender.begin), 2, 2) <= register_bereik.laatste_datum
    where register_bereik.bron = 'overstappen'
),
scholen as (
    select
        jaren.*,
        school_jaar.school_code
    from jaren
    inner join school_jaar
        on school_jaar.schooljaar = jaren.jaar - 1
        and school_jaar.schoolsoort = 'so'
        and school_jaar.is_lid
    union
    select
        jaren.*,
        met_tlv.school_code
    from jaren
    inner join met_tlv
        on met_tlv.datum >= jaren.najaar_begin
        and met_tlv.datum <= jaren.voorjaar_einde
)
select
    scholen.swv,
    scholen.jaar,
    scholen.periode,
    scholen.school_code,
    coalesce(
        sum(met_tlv.teken) filter (
            where met_tlv.categorie = 'III' and met_tlv.datum < scholen.voorjaar_begin
        ),
        0
    ) as aantal_najaar,
    coalesce(
        sum(met_tlv.teken) filter (
            where met_tlv.categorie = 'III' and met_tlv.datum >= scholen.voorjaar_begin
        ),
        0
    ) as aantal_voorjaar,
    count(met_tlv.overstap_id) filter (where met_tlv.categorie is null) as ontbreekt,
    scholen.is_onvolledig
from scholen
left join met_tlv
    on met_tlv.school_code = scholen.school_code
    and met_tlv.plaats = 1
    and met_tlv.datum >= scholen.najaar_begin
    and met_tlv.datum <= scholen.voorjaar_einde
group by
    scholen.swv,
    scholen.jaar,
    scholen.periode,
    scholen.school_code,
    scholen.is_onvolledig
