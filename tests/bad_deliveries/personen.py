"""Deliveries with people in them: all refused, and no report may repeat a value.

The numbers are made here and pass the elfproef by construction; the names are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bad_deliveries.geval import Geval, als_csv, met_cel, met_kolom, voorbeeld
from tests.bad_deliveries.werkmappen import getypeerd, maak, schrijf, werkmap

OVER_LEERLINGEN = ("tlv", "overstappen", "thuiszitters", "dws", "hb_trajecten", "evaluatie_ouders")
GEBOREN = ["12-05-2014", "03-11-2013", "28-02-2016", "30-09-2012", "17-07-2015", "09-01-2014"]
NAMEN = [
    "Sanne de Wit",
    "Mees van Dijk",
    "Noor Bakker",
    "Sem Jansen",
    "Lotte Visser",
    "Bram Mulder",
]
MAILS = ["ouders.dewit@voorbeeld.nl", "vandijk@voorbeeld.nl", "n.bakker@voorbeeld.nl"]
TELEFOONS = ["06-12345678", "+31 6 87654321", "023 555 12 34"]
ADRESSEN = ["Duinweg 12", "Kerkplein 3a", "Zeestraat 101"]
POSTCODES = ["2011 AB", "2042CD", "2051 EF"]


def maak_bsn(begin: int) -> str:
    """Nine digits that pass the elfproef: the first eight from ``begin`` on that can."""
    acht = f"{begin:08}"
    rest = sum(int(c) * w for c, w in zip(acht, range(9, 1, -1), strict=True)) % 11
    return f"{acht}{rest}" if rest < 10 else maak_bsn(begin + 1)


NUMMERS = [
    maak_bsn(begin) for begin in (11111111, 23456789, 38271605, 47118230, 59900817, 61230045)
]
GEHEIM = [*GEBOREN, *NAMEN, *MAILS, *TELEFOONS, *ADRESSEN, *POSTCODES, *NUMMERS]


@dataclass(frozen=True)
class Kolom:
    """A column that names somebody."""

    kop: str
    waarden: list[str]


MET_KOP = (
    Kolom("BSN", NUMMERS),
    Kolom("Burgerservicenummer", NUMMERS),
    Kolom("PGN", NUMMERS),
    Kolom("onderwijsnummer", NUMMERS),
    Kolom("bsn_leerling", NUMMERS),
    Kolom("Voornaam", NAMEN),
    Kolom("Achternaam", NAMEN),
    Kolom("Roepnaam", NAMEN),
    Kolom("Naam leerling", NAMEN),
    Kolom("naam", NAMEN),
    Kolom("Leerlingnaam", NAMEN),
    Kolom("Naam van het kind", NAMEN),
    Kolom("Naam ouder 1", NAMEN),
    Kolom("Geboortedatum", GEBOREN),
    Kolom("geb. datum", GEBOREN),
    Kolom("Geb.dat.", GEBOREN),
    Kolom("Date of birth", GEBOREN),
    Kolom("E-mail ouders", MAILS),
    Kolom("emailadres", MAILS),
    Kolom("Telefoonnummer", TELEFOONS),
    Kolom("Mobiel", TELEFOONS),
    Kolom("Tel.nr.", TELEFOONS),
    Kolom("Adres", ADRESSEN),
    Kolom("STRAATNAAM", ADRESSEN),
    Kolom("Huisnummer", ["12", "3", "101"]),
    Kolom("Postcode", POSTCODES),
    Kolom("Geboortedatum", [""]),
)
ZONDER_KOP = (
    Kolom("kenmerk", NUMMERS),
    Kolom("kenmerk", [f"{n[:4]}.{n[4:6]}.{n[6:]}" for n in NUMMERS]),
    Kolom("kenmerk", [n.lstrip("0") for n in map(maak_bsn, range(1234567, 1234573))]),
    Kolom("opmerking", [*NUMMERS[:3], "", "", ""]),
    Kolom("opmerking", MAILS),
    Kolom("opmerking", [f"vraag het {mail} even" for mail in MAILS]),
    Kolom("opmerking", TELEFOONS),
    Kolom("opmerking", POSTCODES),
    Kolom("dag", GEBOREN),
    Kolom("dag", ["2014-05-12", "2013-11-03", "2015-02-28"]),
    Kolom("dag", ["12 mei 2014", "3 nov 2013", "28 februari 2015"]),
    Kolom("dag", ["20140512", "20131103", "20150228"]),
)


def gevallen() -> Iterator[Geval]:
    yield from _kolommen()
    yield from _eigen_kolommen()
    yield from _elders()
    yield from _toch_goed()


def _geval(naam: str, inhoud: bytes, kolom: str = "", bestand: str = "levering.csv") -> Geval:
    return Geval(f"personen: {naam}", inhoud, "persoonsgegeven", None, kolom, bestand=bestand)


def _kolommen() -> Iterator[Geval]:
    tlv = voorbeeld("tlv")
    for nummer, kolom in enumerate((*MET_KOP, *ZONDER_KOP)):
        inhoud = als_csv(met_kolom(tlv, kolom.kop, kolom.waarden))
        yield _geval(f"kolom {kolom.kop} ({nummer})", inhoud, kolom.kop)
    for bron in OVER_LEERLINGEN:
        rijen = voorbeeld(bron)
        yield _geval(f"{bron} met BSN", als_csv(met_kolom(rijen, "BSN", NUMMERS)), "BSN")
        inhoud = werkmap(getypeerd(met_kolom(rijen, "nr", NUMMERS)))
        yield _geval(f"{bron} met nummers, als werkmap", inhoud, "nr", "levering.xlsx")
        inhoud = werkmap(getypeerd(met_kolom(rijen, "dag", GEBOREN)))
        if bron != "evaluatie_ouders":
            yield _geval(f"{bron} met geboortedatums, als werkmap", inhoud, "dag", "levering.xlsx")
    inhoud = als_csv(met_kolom(voorbeeld("scholen"), "BSN directeur", NUMMERS))
    yield _geval("scholen met een BSN", inhoud, "BSN directeur")
    inhoud = als_csv(met_kolom(voorbeeld("scholen"), "kenmerk", NUMMERS))
    yield _geval("scholen met nummers die een BSN zijn", inhoud, "kenmerk")


def _eigen_kolommen() -> Iterator[Geval]:
    """Identities in the columns of the template itself."""
    for waarden, wat in ((NUMMERS, "nummers"), (NAMEN, "namen"), (MAILS, "mailadressen")):
        rijen = voorbeeld("tlv")
        for rij, waarde in enumerate((waarden * 2)[: len(rijen) - 1], start=2):
            rijen = met_cel(rijen, rij, "leerling", waarde)
        yield _geval(f"{wat} als pseudoniem", als_csv(rijen), "leerling")
    rijen = voorbeeld("thuiszitters")
    for rij, waarde in enumerate(GEBOREN[: len(rijen) - 1], start=2):
        rijen = met_cel(rijen, rij, "geboortemaand", waarde)
    yield _geval("hele datums als geboortemaand", als_csv(rijen), "geboortemaand")
    een = met_cel(voorbeeld("thuiszitters"), 3, "geboortemaand", GEBOREN[0])
    yield Geval(
        "personen: een hele datum als geboortemaand",
        als_csv(een),
        "geen_maand",
        3,
        "geboortemaand",
        alleen_daar=True,
    )
    een = met_cel(voorbeeld("tlv"), 3, "formulier", NUMMERS[0])
    yield Geval(
        "personen: een BSN als formulier",
        als_csv(een),
        "onbekende_code",
        3,
        "formulier",
        alleen_daar=True,
    )


def _elders() -> Iterator[Geval]:
    """Not where it is looked for first."""
    tlv = voorbeeld("tlv")
    lijst = [["leerling", "nummer"], *zip(["L-1", "L-2", "L-3", "L-4"], NUMMERS, strict=False)]

    def tweede_blad(verborgen: bool) -> bytes:
        def vul(boek: object) -> None:
            schrijf(boek, "tlv", tlv)  # type: ignore[arg-type]
            blad = schrijf(boek, "sleutel", lijst)  # type: ignore[arg-type]
            if verborgen:
                blad.hide()

        return maak(vul)

    for verborgen in (False, True):
        naam = "verborgen" if verborgen else "zichtbaar"
        yield _geval(
            f"op een {naam} tweede blad", tweede_blad(verborgen), "nummer", "levering.xlsx"
        )
    regels = [
        [f"L-{n}", naam, bsn] for n, (naam, bsn) in enumerate(zip(NAMEN, NUMMERS, strict=True))
    ]
    yield _geval("zonder kolomnamen", als_csv(regels), "kolom 3")
    yield _geval("in een bestand dat niemand kent", als_csv([["x", "y", "z"], *regels]), "z")
    kop = [["Lijst", "2024", ""], ["Leerling", "Achternaam", "Kenmerk", "Groep"]]
    regels = [[f"L-{n}", naam, "x", "5"] for n, naam in enumerate(NAMEN)]
    yield _geval(
        "onder een titel, in een werkmap die niemand kent",
        werkmap([[*kop[0], ""], kop[1], *regels]),
        "Achternaam",
        "levering.xlsx",
    )


def _toch_goed() -> Iterator[Geval]:
    """What looks like a person and is none."""
    tlv = voorbeeld("tlv")
    for kolom in (
        Kolom("Naam school", ["De Meeuw", "De Stern"]),
        Kolom("Datum update", ["12-10-2024", "03-11-2024"]),
        Kolom("dossiernummer", ["100000001", "100000002", "100000003", "100000004"]),
        Kolom("Internetadres", ["www.voorbeeld.nl"]),
        Kolom("Plaatsnaam", ["Haarlem"]),
        Kolom("Leeftijd", ["8", "9"]),
    ):
        inhoud = als_csv(met_kolom(tlv, kolom.kop, kolom.waarden))
        yield Geval(f"personen: {kolom.kop} mag wel", inhoud, geladen=True)
    scholen = met_kolom(voorbeeld("scholen"), "Telefoonnummer", TELEFOONS)
    scholen = met_kolom(met_kolom(scholen, "Straatnaam", ADRESSEN), "E-mail", MAILS)
    yield Geval(
        "personen: adres en telefoon van een school vallen weg",
        als_csv(scholen),
        geladen=True,
        aanname="weggelaten: Telefoonnummer, Straatnaam, E-mail",
    )
