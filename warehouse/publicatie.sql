-- The tables of a publication file. A column of `waarde` and `duiding` per dim of the register
-- is added where the template says so.

create table publicatie (
    publicatie varchar,
    swv varchar,
    swv_naam varchar,
    profiel varchar,
    doelgroep varchar,
    doelgroep_naam varchar,
    afronding integer,
    gemaakt_op timestamp,
    bekend_op date,
    software_versie varchar,
    voorbeeldgegevens boolean,
    vorige varchar
);

create table kengetal (
    kengetal varchar,
    titel varchar,
    onderwerp varchar,
    sectie varchar,
    volgorde integer,
    vraag varchar,
    soort varchar,
    eenheid varchar,
    eenheid_enkelvoud varchar,
    decimalen integer,
    periode varchar[],
    reeks varchar,
    peildatum varchar,
    teller varchar,
    noemer varchar,
    niet varchar,
    grain varchar[],
    gunstig varchar,
    waarom varchar,
    let_op varchar[],
    bronnen varchar[],
    eigenaar varchar,
    controleur varchar,
    herzien date,
    doelstelling integer[],
    beweging varchar[],
    vragen varchar[],
    sql varchar,
    voorbeeld varchar,
    trendbreuk varchar,
    grenzen varchar,
    definitie_versie varchar
);

create table waarde (
    swv varchar,
    kengetal varchar,
    periode varchar,
    periode_soort varchar,
    periode_datum date,
    reeks varchar,
    grain varchar,
    -- dims
    teller double,
    noemer double,
    waarde double,
    waarde_min double,
    waarde_max double,
    symbool varchar,
    ontbreekt integer,
    n double,
    p25 double,
    mediaan double,
    p75 double,
    p90 double,
    onder double,
    boven double,
    xmr_midden double,
    xmr_onder double,
    xmr_boven double,
    signaal varchar,
    is_onvolledig boolean,
    status varchar,
    trend varchar,
    streefwaarde double,
    landelijk double,
    definitie_versie varchar,
    bevroren date,  -- the day on which its rows were removed; what it says is of just before
    publicatie varchar
);

create table duiding (
    swv varchar,
    kengetal varchar,
    periode_soort varchar,
    reeks varchar,
    grain varchar,
    -- dims
    periode varchar,
    periode_datum date,
    waarde double,
    vorige_periode varchar,
    vorige_waarde double,
    trend varchar,
    status varchar,
    zin varchar
);

create table referentie (
    kengetal varchar,
    soort varchar,
    periode varchar,
    periode_datum date,
    waarde double,
    signaalwaarde double,
    bron varchar,
    definitie varchar,
    vergelijkbaar boolean,
    voorlopig boolean,
    toelichting varchar
);

create table gebeurtenis (
    datum date,
    titel varchar,
    soort varchar,
    kengetallen varchar[],
    gemeente varchar,
    bron varchar
);

create table dekking (
    kengetal varchar,
    periode varchar,
    bron varchar,
    eenheid varchar,
    verwacht integer,
    geleverd integer,
    ontbreekt varchar[]
);

create table eenheid (
    grain varchar,
    code varchar,
    naam varchar,
    ouder_grain varchar,
    ouder_code varchar,
    volgorde integer,
    breedtegraad double,  -- of a gemeente or kerngebied the middle of its schools
    lengtegraad double
);

-- Where every school stands now: the path from the region down to it.
create table ligging (
    vestiging varchar,
    bestuur varchar,
    gemeente varchar,
    kerngebied varchar
);

-- Besturen or schools against the region: a row per unit with its limits, and rows without unit
-- for the curves between them. oordeel: binnen, boven or onder, by the limits of 99,8%.
create table trechter (
    kengetal varchar,
    periode_soort varchar,
    reeks varchar,
    grain varchar,
    periode varchar,
    eenheid varchar,
    n double,
    waarde double,
    midden double,
    onder_95 double,
    boven_95 double,
    onder_998 double,
    boven_998 double,
    oordeel varchar
);

-- Of who was placed in the GO in a schooljaar (or in several together: samen), the share that is back
-- within a number of years, by Kaplan-Meier; for others than medewerkers in whole percentages.
create table lichting (
    lichting varchar,
    perioden varchar[],
    termijn varchar,
    n integer,
    aandeel double,
    onder double,
    boven double
);

create table toets (
    id varchar,
    bron varchar,
    kengetal varchar,
    ernst varchar,
    uitkomst varchar,
    aantal bigint,
    titel varchar,
    melding varchar,
    oplossing varchar,
    voorbeeld varchar
);

create table levering (
    levering integer,
    bron varchar,
    bestand varchar,
    sha256 varchar,
    datum date,
    ontvangen timestamp,
    door varchar,
    rijen bigint,
    scope varchar,
    in_gebruik boolean,
    voorbeeldgegevens boolean
);

create table bevinding (
    levering integer,
    bron varchar,
    ernst varchar,
    rij integer,
    kolom varchar,
    waarde varchar,
    regel varchar,
    melding varchar,
    oplossing varchar
);

create table herkomst (
    kengetal varchar,
    periode varchar,
    bron varchar,
    levering integer,
    rijen bigint
);

create table doelstelling (
    nummer integer,
    titel varchar,
    doel varchar,
    hoofdkengetal varchar
);

create table vraag (
    doelstelling integer,
    code varchar,
    soort varchar,
    tekst varchar,
    bewijs varchar,
    beeld varchar[]
);

create table beweging (
    code varchar,
    titel varchar,
    tekst varchar
);

create table levermoment (
    bron varchar,
    partner varchar,
    door varchar,
    ritme varchar,
    uiterlijk varchar[]
);

create table begrip (
    term varchar,
    uitleg varchar,
    bron varchar
);

-- The norms of the profile: what figures were made and judged with.
create table norm (
    naam varchar,
    waarde double
);

-- Delivered amounts of every jaar, soort and moment; in rubriek totaal and balans post is a code.
create table geldpost (
    jaar integer,
    soort varchar,
    moment varchar,
    rubriek varchar,
    post varchar,
    onderdeel varchar,
    bedrag double,
    drijver varchar,
    volgorde bigint
);

create table tarief (
    jaar integer,
    tarief varchar,
    bedrag double
);

-- The steps of the ondersteuningsbudget: number × price; of a deduction the price is negative.
create table budgetdeel (
    jaar integer,
    grain varchar,
    code varchar,
    opbouw varchar,
    aantal double,
    aantal_min double,
    aantal_max double,
    prijs double,
    bedrag double,
    bedrag_min double,
    bedrag_max double,
    ontbreekt integer,
    is_onvolledig boolean
);

-- How far the budgets per pupil of schools and of besturen lie apart, in whole euros.
create table budgetspreiding (
    jaar integer,
    niveau varchar,
    aantal bigint,
    laagste double,
    p25 double,
    mediaan double,
    p75 double,
    hoogste double
);

-- For medewerkers alone, and empty for others: what is hidden from them, count by count.
create table teken (
    kengetal varchar,
    periode varchar,
    grain varchar,
    eenheid varchar[],
    maat varchar,
    teken varchar
);
