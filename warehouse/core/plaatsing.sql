-- Every verwijzing that a school pays, with the schooljaren that it pays for: all that the placement
-- lasts, or the first only (norm verwijzing_per_schooljaar). The SWV pays what the move or its TLV
-- says so of. Clusters 1 and 2 cost the SWV nothing. A school that sent the pupil to the referring
-- school as zorgleerling, not too long before, pays instead of it. A placement ends with the move
-- out of sbo and so, else with the last TLV; without either it lasts (schooljaar_tot empty).
with norm_swv as (
    select
        swv,
        max(waarde) filter (where naam = 'verwijzing_per_schooljaar') as per_schooljaar,
        max(waarde) filter (where naam = 'bao_bao_maanden') as bao_bao_maanden
    from norm
    group by swv
),
tlv as (
    select
        tlv_nummer,
        max(bekostiger) as bekostiger
    from staging_tlv
    where besluit = 'toegekend'
        and tlv_nummer is not null
    group by tlv_nummer
),
verwijzing as (
    select
        overstap.swv,
        overstap.overstap_id,
        overstap.datum,
        overstap.van_school_code,
        bron.leerling
    from overstap
    inner join staging_overstappen as bron
        on bron.overstap_id = overstap.overstap_id
    left join tlv
        on tlv.tlv_nummer = bron.tlv_nummer
    left join school as naar
        on naar.school_code = bron.naar_code
        and naar.geldig_vanaf <= overstap.datum
        and overstap.datum < naar.geldig_tot
    where overstap.is_verwijzing
        and coalesce(bron.betaald_door, tlv.bekostiger, 'school') = 'school'
        and coalesce(naar.cluster, 0) not in (1, 2)
),
zorgwissel as (
    select
        verwijzing.overstap_id,
        wissel.van_school_code,
        row_number() over (
            partition by verwijzing.overstap_id
            order by wissel.datum desc, wissel.overstap_id desc
        ) as plaats
    from verwijzing
    inner join staging_overstappen as eerder
        on eerder.leerling = verwijzing.leerling
        and eerder.datum < verwijzing.datum
    inner join overstap as wissel
        on wissel.overstap_id = eerder.overstap_id
    inner join norm_swv
        on norm_swv.swv = verwijzing.swv
    where wissel.van_soort = 'bao'
        and wissel.naar_soort = 'bao'
        and wissel.van_is_lid
        and wissel.is_zorgleerling
        and (year(verwijzing.datum) - year(wissel.datum)) * 12
            + month(verwijzing.datum) - month(wissel.datum)
            + case when day(verwijzing.datum) > day(wissel.datum) then 1 else 0 end
            <= norm_swv.bao_bao_maanden
),
vertrek as (
    select
        verwijzing.overstap_id,
        min(later.datum) as datum
    from verwijzing
    inner join staging_overstappen as later
        on later.leerling = verwijzing.leerling
        and later.datum > verwijzing.datum
    where not (later.van_soort in ('sbo', 'so') and later.naar_soort in ('sbo', 'so'))
    group by verwijzing.overstap_id
),
laatste_tlv as (
    select
        verwijzing.overstap_id,
        max(staging_tlv.einddatum) as datum
    from verwijzing
    inner join staging_tlv
        on staging_tlv.leerling = verwijzing.leerling
        and staging_tlv.einddatum >= verwijzing.datum
    where staging_tlv.besluit = 'toegekend'
        and staging_tlv.categorie <> 'BAO'
    group by verwijzing.overstap_id
),
verblijf as (
    select
        verwijzing.swv,
        verwijzing.overstap_id,
        coalesce(zorgwissel.van_school_code, verwijzing.van_school_code) as school_code,
        verwijzing.datum as begin,
        coalesce(vertrek.datum - 1, laatste_tlv.datum) as laatste_dag,
        norm_swv.per_schooljaar
    from verwijzing
    inner join norm_swv
        on norm_swv.swv = verwijzing.swv
    left join zorgwissel
        on zorgwissel.overstap_id = verwijzing.overstap_id
        and zorgwissel.plaats = 1
    left join vertrek
        on vertrek.overstap_id = verwijzing.overstap_id
    left join laatste_tlv
        on laatste_tlv.overstap_id = verwijzing.overstap_id
),
met_schooljaar as (
    select
        verblijf.*,
        case when month(begin) >= 8 then year(begin) else year(begin) - 1 end as schooljaar_van,
        case
            when month(laatste_dag) >= 8 then year(laatste_dag)
            else year(laatste_dag) - 1
        end as schooljaar_einde
    from verblijf
)
select
    swv,
    overstap_id,
    school_code,
    begin,
    schooljaar_van,
    case when per_schooljaar = 1 then schooljaar_einde else schooljaar_van end as schooljaar_tot
from met_schooljaar
