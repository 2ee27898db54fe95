"""Definitions, checks and deliveries of the invented publication: what is not a figure."""

import json
from datetime import date, datetime
from typing import Any


def _kengetal(kengetal: str, titel: str, /, **rest: Any) -> dict[str, Any]:
    voorbeeld = {
        "uitleg": "Vier scholen, waarvan één geen lid is. Alleen de leden tellen mee.",
        "invoer": {
            "leerling_telling": [
                {"teldatum": "2023-02-01", "school_code": "16KL00", "is_lid": True, "aantal": 1020},
                {"teldatum": "2023-02-01", "school_code": "17AB00", "is_lid": False, "aantal": 7},
            ]
        },
        "uitkomst": [{"periode": "2023-02-01", "grain": "regio", "teller": 1020, "waarde": 1020}],
    }
    standaard = {
        "kengetal": kengetal,
        "titel": titel,
        "onderwerp": titel[0].lower() + titel[1:],
        "sectie": "Leerlingen",
        "volgorde": 10,
        "vraag": f"Hoe ontwikkelt zich {titel[0].lower() + titel[1:]}?",
        "soort": "aantal",
        "eenheid": "leerlingen",
        "eenheid_enkelvoud": "leerling",
        "decimalen": 0,
        "periode": ["teldatum"],
        "reeks": "1 februari",
        "peildatum": "1 februari, de dag waarop de bekostiging telt.",
        "teller": "Leerlingen op scholen die lid zijn.",
        "noemer": None,
        "niet": "Geen leerlingen van scholen buiten het samenwerkingsverband.",
        "grain": ["regio", "gemeente", "bestuur", "vestiging"],
        "gunstig": "hoger",
        "waarom": "Meer kinderen samen naar school is de kern van het plan.",
        "let_op": ["De teldatum verschoof in 2023 van 1 oktober naar 1 februari."],
        "bronnen": ["leerlingen", "scholen"],
        "eigenaar": "beleidsmedewerker leerlingzaken",
        "controleur": "controller",
        "herzien": date(2027, 6, 30),
        "doelstelling": [3],
        "beweging": ["B5"],
        "vragen": ["3.R1"],
        "sql": "select swv, teldatum, sum(aantal) as teller\nfrom leerling_telling\ngroup by 1, 2",
        "voorbeeld": json.dumps(voorbeeld),
        "trendbreuk": None,
        "grenzen": json.dumps({"minimum": 1, "maximum": 60000, "reden": "ruim om de telling"}),
        "definitie_versie": "1",
    }
    return standaard | rest


def kengetallen() -> list[dict[str, Any]]:
    return [
        _kengetal(
            "leerlingen_regulier",
            "Leerlingen in het regulier onderwijs",
            trendbreuk=json.dumps([{"datum": "2022-08-01", "reden": "nieuwe teldatum"}]),
        ),
        _kengetal(
            "deelname_go_herkomst",
            "Deelname aan sbo en so naar herkomst",
            volgorde=20,
            soort="aandeel",
            eenheid="%",
            eenheid_enkelvoud=None,
            decimalen=2,
            noemer="Alle leerlingen van het samenwerkingsverband.",
            grain=["regio", "schoolsoort", "bestuur", "vestiging"],
            gunstig="lager",
        ),
        _kengetal(
            "thuiszitters_landelijk",
            "Thuiszitters, landelijke definitie",
            sectie="Thuiszitters en verzuim",
            periode=["peildatum"],
            reeks=None,
            eenheid="thuiszitters",
            eenheid_enkelvoud="thuiszitter",
            grain=["regio", "gemeente"],
            gunstig="lager",
            bronnen=["thuiszitters"],
            beweging=["B2"],
            vragen=["3.R2"],
        ),
        _kengetal(
            "tlv_afgegeven",
            "Afgegeven TLV's",
            sectie="Toelaatbaarheidsverklaringen",
            periode=["schooljaar", "kwartaal"],
            reeks=None,
            eenheid="TLV's",
            eenheid_enkelvoud="TLV",
            grain=["regio"],
            gunstig="geen",
            bronnen=["tlv"],
            doelstelling=[4],
            herzien=date(2024, 1, 1),
        ),
        _kengetal(
            "tlv_doorlooptijd",
            "Doorlooptijd van TLV-aanvragen",
            sectie="Toelaatbaarheidsverklaringen",
            volgorde=20,
            soort="verdeling",
            eenheid="dagen",
            eenheid_enkelvoud=None,
            periode=["schooljaar"],
            reeks=None,
            grain=["regio"],
            gunstig="lager",
            bronnen=["tlv"],
            doelstelling=[4],
        ),
        _kengetal(
            "rentabiliteit",
            "Rentabiliteit",
            sectie="Middelen",
            soort="aandeel",
            eenheid="%",
            eenheid_enkelvoud=None,
            decimalen=2,
            periode=["jaar"],
            reeks=None,
            noemer="Totale baten.",
            grain=["regio", "soort"],
            gunstig="doel",
            bronnen=["financieel"],
            doelstelling=[6],
            beweging=[],
            vragen=["6.R1"],
        ),
        _kengetal(
            "eigen_vermogen",
            "Eigen vermogen",
            sectie="Middelen",
            volgorde=20,
            soort="bedrag",
            eenheid="€",
            eenheid_enkelvoud=None,
            periode=["jaar"],
            reeks=None,
            grain=["regio", "soort"],
            gunstig="geen",
            bronnen=["financieel"],
            doelstelling=[6],
            beweging=[],
            vragen=["6.R1"],
        ),
    ]


def toetsen() -> list[dict[str, Any]]:
    def toets(id_: str, uitkomst: str, **rest: Any) -> dict[str, Any]:
        vast = {"id": id_, "bron": "leerlingen", "kengetal": None, "ernst": "waarschuwing"}
        vast |= {"uitkomst": uitkomst, "aantal": 0, "titel": f"Toets {id_}"}  # type: ignore[dict-item]
        return vast | {"melding": None, "oplossing": None, "voorbeeld": "[]"} | rest

    rijen = [{"teldatum": "2023-02-01", "school_code": "16KL00", "aantal": 12345, "aandeel": 0.5}]
    return [
        toets("aantal_niet_negatief", "geslaagd", titel="Aantallen zijn niet negatief"),
        toets("school_bekend", "geslaagd", ernst="kritiek", titel="Elke school staat in scholen"),
        toets(
            "sprong",
            "gezakt",
            titel="Geen sprong van meer dan een kwart",
            aantal=1,
            melding="Bij 1 school verandert het aantal leerlingen meer dan een kwart.",
            oplossing="Vraag de school of de telling klopt.",
            voorbeeld=json.dumps(rijen),
        ),
        toets(
            "telt_op",
            "niet_uitgevoerd",
            bron="financieel",
            titel="Posten tellen op tot het totaal",
            aantal=None,
            melding="Er is geen realisatie geleverd.",
        ),
        toets("grens", "geslaagd", bron=None, kengetal="rentabiliteit", titel="Binnen de grenzen"),
    ]


def leveringen() -> list[dict[str, Any]]:
    def levering(nummer: int, bron: str, rijen: int, **rest: Any) -> dict[str, Any]:
        return {
            "levering": nummer,
            "bron": bron,
            "bestand": f"{bron}.csv",
            "sha256": f"{nummer:064x}",
            "datum": date(2024, 2, nummer),
            "ontvangen": datetime(2024, 2, nummer, 9, 30),
            "door": "beheer",
            "rijen": rijen,
            "scope": "teldatum 2024-02-01" if bron == "leerlingen" else None,
            "in_gebruik": True,
            "voorbeeldgegevens": True,
        } | rest

    return [
        levering(1, "scholen", 93),
        levering(2, "leerlingen", 12_345),
        levering(3, "financieel", 118),
        levering(4, "leerlingen", 11_000, in_gebruik=False, datum=date(2024, 1, 4)),
    ]


def bevindingen() -> list[dict[str, Any]]:
    return [
        {
            "levering": 2,
            "bron": "leerlingen",
            "ernst": "waarschuwing",
            "rij": 1417,
            "kolom": "woongemeente",
            "waarde": "Haarlm",
            "regel": "onbekende_gemeente",
            "melding": "De gemeente 'Haarlm' hoort niet bij de regio.",
            "oplossing": "Verbeter de naam of laat haar staan als woonplaats buiten de regio.",
        }
    ]


def doelstellingen() -> list[dict[str, Any]]:
    titels = (
        ("Goed onderwijs vormt de basis", "scholing_bereik"),
        ("Passend onderwijs in verbinding met zorg voor jeugd", "jeugdhulpgebruik"),
        ("Dekkend netwerk", "deelname_go_herkomst"),
        ("Passend arrangeren", "tlv_doorlooptijd"),
        ("Ouders en leerlingen in positie", None),
        ("Verdeling van de ondersteuningsmiddelen", "rentabiliteit"),
        ("Transparante en lerende organisatie", None),
    )
    return [
        {"nummer": i, "titel": t, "doel": f"Doel {i} in één zin.", "hoofdkengetal": h}
        for i, (t, h) in enumerate(titels, start=1)
    ]


def vragen() -> list[dict[str, Any]]:
    bewijs = "evaluatie door scholen, deelname per bestuur, oordelen van de inspectie"
    vragen = [
        (3, "R1", "Kunnen scholen hun zorgplicht waarmaken?"),
        (3, "R2", "Hoe ontwikkelt het aantal thuiszitters zich?"),
        (6, "R1", "Hebben we zicht op de financiële ontwikkeling?"),
    ]
    vragen += [(i, "R1", "Zijn betrokkenen tevreden?") for i in (1, 2, 4, 5, 7)]
    beeld = {"R2": ["thuiszitters_landelijk"]}
    eigen = [
        {"doelstelling": d, "code": c, "soort": "reflectievraag", "tekst": t, "bewijs": bewijs}
        | {"beeld": beeld.get(c, [])}
        for d, c, t in vragen
    ]
    van_de_av = [
        {"doelstelling": d, "code": "A1", "soort": "av_vraag", "tekst": "Wat doen we?"}
        | {"bewijs": "", "beeld": []}
        for d in range(1, 8)
    ]
    return eigen + van_de_av
