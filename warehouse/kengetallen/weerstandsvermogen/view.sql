-- Equity that is not tied up in fixed assets, as a share of the rijksbijdragen. A delivery without
-- a line for fixed assets has none.
select
    swv,
    cast(jaar as string) as periode,
    soort,
    is_stand as in_totaal,
    eigen_vermogen - coalesce(materiele_vaste_activa, 0) as teller,
    totaal_rijksbijdragen as noemer
from financieel_jaar
where eigen_vermogen is not null
    and totaal_rijksbijdragen is not null
