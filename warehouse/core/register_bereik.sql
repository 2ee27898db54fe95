-- The days that a register covers: from its first event up to the day on which it was received. Of
-- the TLV's a besluit is the event: what was asked and decided before the first one stands elsewhere.
-- Of what happened up to its bewaargrens rows were removed: it covers the days after that.
with eerste as (
    select 'tlv' as bron, coalesce(min(besluitdatum), min(aanvraagdatum)) as datum
    from staging_tlv
    union all
    select 'overstappen' as bron, min(datum) as datum
    from staging_overstappen
    union all
    select 'thuiszitters' as bron, min(melding_datum) as datum
    from staging_thuiszitters
    union all
    select 'scholing' as bron, min(datum) as datum
    from staging_scholing
    union all
    select 'hb_scholing' as bron, min(datum) as datum
    from staging_hb_scholing
    union all
    select 'hb_trajecten' as bron, min(begin) as datum
    from staging_hb_trajecten
    union all
    select 'geschillen' as bron, min(datum) as datum
    from staging_geschillen
)
select
    regio.swv,
    eerste.bron,
    case
        when bewaargrens.datum >= eerste.datum then bewaargrens.datum + 1
        else eerste.datum
    end as eerste_datum,
    bron_stand.datum as laatste_datum
from eerste
inner join bron_stand
    on bron_stand.bron = eerste.bron
left join bewaargrens
    on bewaargrens.bron = eerste.bron
cross join regio
where eerste.datum is not null
