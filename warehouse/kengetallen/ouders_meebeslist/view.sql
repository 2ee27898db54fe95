-- Parents who say that they decided along, of those who answered that question.
select
    swv,
    periode,
    is_onvolledig,
    sum(case when is_ja then 1 else 0 end) as teller,
    count(*) as noemer
from evaluatie_antwoord
where doelgroep = 'ouders'
    and vraag = 'ou_meebeslist'
    and is_ja is not null
group by
    swv,
    periode,
    is_onvolledig
