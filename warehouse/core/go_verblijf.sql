-- Every stay in the GO that began with a move to a member sbo or so school, not from another one: how
-- long it lasted, and whether it ended with a terugplaatsing. Going on from sbo to so is the same
-- stay. It ends with the move out of sbo and so, or unseen when the same pupil comes in again; else
-- it lasts up to the day that the register reaches. Years are of 365,25 days.
with stap as (
    select
        overstap.swv,
        overstap.overstap_id,
        overstap.datum,
        overstap.is_terugplaatsing,
        bron.leerling,
        overstap.naar_soort in ('sbo', 'so') and overstap.naar_is_lid
            and overstap.van_soort in ('geen', 'bao', 'elders') as is_begin,
        overstap.van_soort in ('sbo', 'so') and overstap.naar_soort not in ('sbo', 'so')
            as is_einde
    from overstap
    inner join staging_overstappen as bron
        on bron.overstap_id = overstap.overstap_id
),
geordend as (
    select
        begin_stap.swv,
        begin_stap.overstap_id,
        begin_stap.datum as begin,
        later.datum as einde,
        later.is_einde and coalesce(later.is_terugplaatsing, false) as is_terug,
        row_number() over (
            partition by begin_stap.overstap_id
            order by later.datum, later.overstap_id
        ) as plaats
    from stap as begin_stap
    left join stap as later
        on later.swv = begin_stap.swv
        and later.leerling = begin_stap.leerling
        and later.datum > begin_stap.datum
        and (later.is_begin or later.is_einde)
    where begin_stap.is_begin
)
select
    geordend.swv,
    tijdvak.periode,
    tijdvak.einde as schooljaar_einde,
    tijdvak.is_onvolledig,
    geordend.overstap_id,
    geordend.begin,
    geordend.einde,
    coalesce(geordend.is_terug, false) as is_terug,
    cast(
        date_diff('day', geordend.begin, coalesce(geordend.einde, register_bereik.laatste_datum))
        as double
    ) / 365.25
        as verblijfsduur
from geordend
inner join register_bereik
    on register_bereik.swv = geordend.swv
    and register_bereik.bron = 'overstappen'
inner join tijdvak
    on tijdvak.swv = geordend.swv
    and tijdvak.bron = 'overstappen'
    and tijdvak.soort = 'schooljaar'
    and tijdvak.begin <= geordend.begin
    and geordend.begin < tijdvak.einde
where geordend.plaats = 1
