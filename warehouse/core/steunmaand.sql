-- Months of money for a pupil at a regular school, per year: after a terugplaatsing at a school that
-- did not make the verwijzing (or nobody did), or after entering from a voorschool with a TLV D
-- (instroom). From the first of the month after the move, for norm steun_maanden, until the pupil
-- leaves. is_zeker is false when the register does not know who made the verwijzing. A month is
-- counted as jaar * 12 + month - 1.
with norm_swv as (
    select
        swv,
        max(waarde) filter (where naam = 'steun_maanden') as maanden,
        max(waarde) filter (where naam = 'terugplaatsing_vanaf_schooljaar') as vanaf
    from norm
    group by swv
),
terug as (
    select
        overstap.swv,
        overstap.overstap_id,
        overstap.datum,
        overstap.naar_school_code,
        bron.leerling,
        eerder.overstap_id as heen_id,
        eerder.van_soort as heen_soort,
        eerder.van_code as heen_code,
        row_number() over (
            partition by overstap.overstap_id
            order by eerder.datum desc, eerder.overstap_id desc
        ) as plaats
    from overstap
    inner join staging_overstappen as bron
        on bron.overstap_id = overstap.overstap_id
    inner join norm_swv
        on norm_swv.swv = overstap.swv
    left join staging_overstappen as eerder
        on eerder.leerling = bron.leerling
        and eerder.datum < overstap.datum
        and eerder.naar_soort in ('sbo', 'so')
        and eerder.van_soort not in ('sbo', 'so')
    where overstap.is_terugplaatsing
        and case
            when month(overstap.datum) >= 8 then year(overstap.datum)
            else year(overstap.datum) - 1
        end >= norm_swv.vanaf
),
recht as (
    select
        swv,
        overstap_id,
        'terugplaatsing' as opbouw,
        datum,
        naar_school_code as school_code,
        leerling,
        heen_id is not null
            and heen_soort <> 'onbekend'
            and not (heen_soort = 'bao' and heen_code = 'onbekend') as is_zeker
    from terug
    where plaats = 1
        and coalesce(heen_code, 'onbekend') <> naar_school_code
    union all
    select
        overstap.swv,
        overstap.overstap_id,
        'instroom' as opbouw,
        overstap.datum,
        overstap.naar_school_code as school_code,
        bron.leerling,
        true as is_zeker
    from overstap
    inner join staging_overstappen as bron
        on bron.overstap_id = overstap.overstap_id
    where overstap.van_soort = 'geen'
        and overstap.naar_soort = 'bao'
        and overstap.naar_is_lid
        and bron.tlv_nummer in (
            select tlv_nummer
            from staging_tlv
            where formulier = 'D'
                and besluit = 'toegekend'
        )
),
vertrek as (
    select
        recht.overstap_id,
        min(later.datum) as datum
    from recht
    inner join staging_overstappen as later
        on later.leerling = recht.leerling
        and later.datum > recht.datum
    group by recht.overstap_id
),
looptijd as (
    select
        recht.swv,
        recht.overstap_id,
        recht.opbouw,
        recht.school_code,
        recht.is_zeker,
        year(recht.datum) * 12 + month(recht.datum) as maand_van,
        least(
            year(recht.datum) * 12 + month(recht.datum) + norm_swv.maanden,
            coalesce(
                year(vertrek.datum) * 12 + month(vertrek.datum) - 1
                    + case when day(vertrek.datum) > 1 then 1 else 0 end,
                999999
            )
        ) as maand_tot
    from recht
    inner join norm_swv
        on norm_swv.swv = recht.swv
    left join vertrek
        on vertrek.overstap_id = recht.overstap_id
),
per_jaar as (
    select
        looptijd.*,
        budgetjaar.jaar,
        least(maand_tot, budgetjaar.jaar * 12 + 12) - greatest(maand_van, budgetjaar.jaar * 12)
            as aantal_maanden
    from looptijd
    inner join budgetjaar
        on budgetjaar.swv = looptijd.swv
)
select
    swv,
    jaar,
    overstap_id,
    opbouw,
    school_code,
    aantal_maanden,
    is_zeker
from per_jaar
where aantal_maanden > 0
