-- One row per answer: a score, or yes or no, as the question of the profile asks; the other is
-- empty. To a question of yes or no '1' and '0' are that as well.
select
    antwoorden.schooljaar,
    antwoorden.datum,
    antwoorden.vraag,
    evaluatievraag.soort as vraag_soort,
    antwoorden.antwoord,
    case
        when evaluatievraag.soort = 'score' and antwoorden.antwoord in ('1', '2', '3', '4', '5')
            then cast(antwoorden.antwoord as integer)
    end as score,
    case
        when evaluatievraag.soort = 'score' then null
        when antwoorden.antwoord in ('ja', '1') then true
        when antwoorden.antwoord = 'nee' then false
    end as is_ja,
    antwoorden.aanvraag_id,
    antwoorden.levering,
    antwoorden.rij
from geldig_evaluatie_ouders as antwoorden
left join evaluatievraag
    on evaluatievraag.doelgroep = 'ouders'
    and evaluatievraag.code = antwoorden.vraag
