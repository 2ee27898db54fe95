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
PER_JAAR: dict[str, dict[int, tuple[int, int]]] = {
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
            yield indicator, Decimal(doel), Decimal(grens), TOELICHTING[indicator]
