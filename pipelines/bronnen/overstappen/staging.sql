-- Moves as delivered. A side without a school is onbekend.
select
    overstap_id,
    leerling,
    datum,
    swv_herkomst,
    van_soort,
    coalesce(van_school, 'onbekend') as van_code,
    naar_soort,
    coalesce(naar_school, 'onbekend') as naar_code,
    tlv_nummer,
    betaald_door,
    begin_go,
    leerjaar,
    zorgleerling as is_zorgleerling,
    reden,
    levering,
    rij
from geldig_overstappen
