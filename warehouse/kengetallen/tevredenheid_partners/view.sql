-- Mean score of the answers of partners, per question; kwadraat gives the mean its interval.
select
    swv,
    periode,
    vraag,
    is_onvolledig,
    sum(score) as teller,
    count(score) as noemer,
    sum(score * score) as kwadraat
from evaluatie_antwoord
where doelgroep = 'partners'
    and score is not null
group by
    swv,
    periode,
    vraag,
    is_onvolledig
