-- Own pupils who enter sbo or so need a TLV, except at a school of cluster 1 or 2.
select
    overstap.levering,
    overstap.rij,
    overstap.datum,
    overstap.van_soort,
    overstap.naar_soort,
    overstap.naar_code
from staging_overstappen as overstap
join regio
    on regio.swv = overstap.swv_herkomst
where overstap.van_soort in ('bao', 'geen')
    and overstap.naar_soort in ('sbo', 'so')
    and overstap.tlv_nummer is null
    and not exists (
        select 1
        from staging_scholen as school_versie
        where school_versie.school_code = overstap.naar_code
            and school_versie.cluster in (1, 2)
    )
order by overstap.rij
