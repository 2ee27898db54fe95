-- Every post as it came out, or is expected to, beside the begroting of that year; afwijking is what
-- the difference does to the resultaat: more income is positive, more expense negative. A post that
-- stands in one of the two only is zero in the other. is_stand marks the moment that speaks for the
-- year: the jaarrekening, else the newest prognose, else a realisatie of part of the year.
with regel as (
    select
        jaar,
        soort,
        moment,
        rubriek,
        post,
        bedrag
    from staging_financien
    where rubriek not in ('totaal', 'balans')
),
moment as (
    select distinct
        jaar,
        soort,
        moment,
        case
            when soort = 'realisatie' and moment not like 'marap%' then 1
            when soort = 'prognose' then 2
            else 3
        end as rang,
        case moment
            when 'jaarrekening' then 1
            when 'marap september' then 2
            when 'marap mei' then 3
            else 4
        end as nieuwheid
    from regel
    where soort <> 'begroting'
        and jaar in (select jaar from financieel_post where soort = 'begroting')
),
gekozen as (
    select
        moment.*,
        row_number() over (partition by jaar, moment order by rang) as plaats
    from moment
),
geordend as (
    select
        gekozen.jaar,
        gekozen.soort,
        gekozen.moment,
        row_number() over (partition by jaar order by rang, nieuwheid) as volgnummer
    from gekozen
    where plaats = 1
),
paar as (
    select
        geordend.jaar,
        geordend.moment,
        geordend.volgnummer,
        regel.rubriek,
        regel.post,
        regel.bedrag as uitkomst,
        0 as begroot
    from geordend
    inner join regel
        on regel.jaar = geordend.jaar
        and regel.soort = geordend.soort
        and regel.moment = geordend.moment
    union all
    select
        geordend.jaar,
        geordend.moment,
        geordend.volgnummer,
        financieel_post.rubriek,
        financieel_post.post,
        0 as uitkomst,
        financieel_post.bedrag as begroot
    from geordend
    inner join financieel_post
        on financieel_post.jaar = geordend.jaar
        and financieel_post.soort = 'begroting'
)
select
    regio.swv,
    paar.jaar,
    paar.moment,
    paar.volgnummer = 1 as is_stand,
    paar.rubriek,
    paar.post,
    sum(paar.begroot) as begroot,
    sum(paar.uitkomst) as uitkomst,
    case when paar.rubriek in ('rijksbijdragen', 'overige baten') then 1 else -1 end
        * (sum(paar.uitkomst) - sum(paar.begroot)) as afwijking
from paar
cross join regio
group by
    regio.swv,
    paar.jaar,
    paar.moment,
    paar.volgnummer,
    paar.rubriek,
    paar.post
