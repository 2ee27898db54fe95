-- A score where yes or no was asked, or the other way round.
select
    levering,
    rij,
    vraag,
    antwoord,
    case vraag_soort when 'score' then '1 tot en met 5' else 'ja of nee' end as hoort
from staging_evaluatie_ouders
where (vraag_soort = 'score' and score is null)
    or (vraag_soort = 'ja_nee' and is_ja is null)
order by rij
