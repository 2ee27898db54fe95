-- Mean score of the answers of scholen, per question; kwadraat gives the mean its interval.
select
    swv,
    periode,
    bestuur_code as bestuur,
    vraag,
    is_onvolledig,
    sum(score) as teller,
    count(score) as noemer,
    sum(score * score) as kwadraat
from evaluatie_antwoord
where doelgroep = 'scholen'
    and score is not null
group by
    swv,
    periode,
    bestuur_code,
    vraag,
    is_onvolledig
