-- The tables of a publication file. A column of `waarde` and `duiding` per dim of the register
-- is added where the template says so.

create table publicatie (
    publicatie varchar,
    swv varchar,
    swv_naam varchar,
    profiel varchar,
    doelgroep varchar,
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
    status varchar,
    trend varchar,
    streefwaarde double,
    landelijk double,
    definitie_versie varchar,
    publicatie varchar
);

create table duiding (
    kengetal varchar,
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
    voorlopig boolean,
    toelichting varchar
);

create table eenheid (
    grain varchar,
    code varchar,
    naam varchar,
    ouder_grain varchar,
    ouder_code varchar,
    volgorde integer
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
    bewijs varchar
);

create table beweging (
    code varchar,
    titel varchar,
    tekst varchar
);

create table begrip (
    term varchar,
    uitleg varchar,
    bron varchar
);
