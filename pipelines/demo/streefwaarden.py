"""Bron `streefwaarden`: the goals of the yearly activiteitenplan, per school year and kengetal.

Shares are fractions (0,04 is 4%). A goal for school year 2023-2024 is meant for what falls in it:
1 October 2023, 1 February 2024 and the accounts that close on 31 December 2023. Kengetallen
without a goal (the number of pupils in regular education, for one) are left out on purpose: no
goal, no judgement.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipelines.demo.kalender import SCHOOLJAREN, schooljaar_tekst
from pipelines.demo.schrijver import Levering
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("schooljaar", "indicator", "streefwaarde", "signaalwaarde", "toelichting")

# indicator → (streefwaarde, signaalwaarde, toelichting), the same in every year.
VAST: dict[str, tuple[str, str | None, str]] = {
    "thuisnabij": (
        "0.89",
        "0.87",
        "Negen van de tien leerlingen in de eigen gemeente naar school.",
    ),
    "tlv_doorlooptijd": ("30", "42", "De helft van de aanvragen binnen dertig dagen beslist."),
    "tlv_binnen_norm": (
        "0.85",
        "0.70",
        "Wie een TLV aanvraagt, weet binnen zes weken waar hij is.",
    ),
    "verwijzingen": ("130", "160", "Niet meer verwijzingen dan het gemiddelde van vijf jaar."),
    "verwijzingspercentage": ("0.0060", "0.0075", "Zes van de duizend leerlingen, of minder."),
    "onderinstroom": ("30", "45", "Meer jonge kinderen beginnen op de basisschool."),
    "terugplaatsingen": ("15", "7", "Elke plaatsing is bedoeld als tijdelijk."),
    "terugplaatsingspercentage": ("0.0150", "0.0075", "Elke plaatsing is bedoeld als tijdelijk."),
    "thuiszitters_per_1000": ("0.5", "0.8", "Geen kind thuis zonder plan."),
    "aanbod_binnen_3_maanden": (
        "0.80",
        "0.65",
        "In principe iedereen; vier van de vijf is haalbaar.",
    ),
    "weken_tot_aanbod": ("8", "12", "De helft heeft binnen twee maanden een passend aanbod."),
    "vangnet_intake": ("0.80", "0.65", "Intake binnen twee weken."),
    "vangnet_opvang": ("0.90", "0.75", "Opvang duurt hoogstens twaalf weken."),
    "dws_bezetting": ("0.95", "0.90", "Geen plaats leeg zolang er een wachtlijst is."),
    "dws_wachtlijst": ("15", "25", "Wie in januari niet kan beginnen, begint een jaar later."),
    "hb_specialisten": ("24", None, "Twee opleidingen Rolversterking, programma 2023-2025."),
    "hb_experts": ("80", None, "Het programma 2023-2025."),
    "hb_trajecten_op_tijd": ("0.80", "0.60", "Verslag, terugkoppeling en opvolging op tijd."),
    "kernteams_actief": ("0.80", "0.60", "Het JOP: elke school heeft een kernteam."),
    "ggd_welbevinden": ("0.85", "0.80", "Het JOP."),
    "tevredenheid_ouders": ("4.0", "3.5", "Ouders geven gemiddeld een 4 of meer."),
    "tevredenheid_scholen": ("4.0", "3.5", "Scholen geven gemiddeld een 4 of meer."),
    "tevredenheid_partners": ("4.0", "3.5", "Partners geven gemiddeld een 4 of meer."),
    "ouders_meebeslist": ("0.85", "0.70", "De triade geeft ouders een gelijke stem."),
    "scholing_bereik": ("0.90", "0.70", "Elke school doet ten minste elke twee jaar mee."),
    "povo_eerste_keuze": ("0.90", "0.80", "Afgesproken in het overleg PO-VO."),
    "povo_na_drie_jaar": ("0.80", "0.70", "Afgesproken in het overleg PO-VO."),
    "inspectie_voldoende": ("1.00", "0.95", "Basiskwaliteit op elke school."),
    "geschillen": ("0", None, "Een verschil van mening lossen we zelf op."),
    "deelname_go_herkomst": (
        "0.0330",
        "0.0350",
        "Hoogstens 3,3% van onze leerlingen in sbo of so, waar die school ook staat.",
    ),
    "deelname_go_vestiging": (
        "0.0400",
        "0.0430",
        "Minder dan 4% van de leerlingen op onze scholen zit op sbo of so.",
    ),
    "deelname_sbo_vensters": (
        "0.0270",
        "0.0290",
        "Niet verder boven het landelijke aandeel dan nu.",
    ),
    "deelname_so_vensters": (
        "0.0085",
        "0.0100",
        "Onder het landelijke aandeel blijven.",
    ),
    "rentabiliteit": (
        "0.0000",
        "-0.0400",
        "Baten en lasten in evenwicht; tot 2028 bouwen we de reserve volgens plan af.",
    ),
    "weerstandsvermogen": (
        "0.0350",
        "0.0300",
        "Genoeg om tegenvallers op te vangen, zonder meer aan te houden dan nodig is.",
    ),
}

# indicator → schooljaar → (streefwaarde, signaalwaarde); the toelichting follows below.
PER_JAAR: dict[str, dict[int, tuple[str | int, str | int | None]]] = {
    "hb_dekking": {2026: ("0.60", None)},
    "grensverkeer_uit": {
        2021: (70, 80),
        2022: (70, 80),
        2023: (68, 80),
        2024: (66, 80),
        2025: (65, 80),
        2026: (65, 80),
    },
    "eigen_vermogen": {
        2023: (2_560_000, 3_000_000),
        2024: (1_800_000, 2_300_000),
        2025: (1_200_000, 1_700_000),
        2026: (700_000, 1_200_000),
    },
}
TOELICHTING = {
    "hb_dekking": "Drie van de vijf basisscholen heeft een opgeleide HB-expert.",
    "grensverkeer_uit": "Meer leerlingen vinden in de eigen regio een passende plek.",
    "eigen_vermogen": "Stand op 31 december in dit schooljaar, zoals in de meerjarenbegroting; "
    "we bouwen af tot de signaleringswaarde.",
}
EERSTE_ACTIVITEITENPLAN = 2021


def leveringen(_wereld: Wereld) -> Iterator[Levering]:
    """One delivery per schooljaar, from the first activiteitenplan with goals on."""
    for jaar in SCHOOLJAREN:
        if jaar >= EERSTE_ACTIVITEITENPLAN:
            tekst = schooljaar_tekst(jaar)
            rijen = [(tekst, *rij) for rij in _rijen(jaar)]
            yield Levering("streefwaarden", f"streefwaarden_{tekst}", KOLOMMEN, rijen)


def _rijen(jaar: int) -> Iterator[tuple[str, Decimal, Decimal | None, str]]:
    for indicator, (streef, signaal, toelichting) in VAST.items():
        yield indicator, Decimal(streef), Decimal(signaal) if signaal else None, toelichting
    for indicator, jaren in PER_JAAR.items():
        if jaar in jaren:
            doel, grens = jaren[jaar]
            yield (
                indicator,
                Decimal(doel),
                Decimal(grens) if grens else None,
                TOELICHTING[indicator],
            )
