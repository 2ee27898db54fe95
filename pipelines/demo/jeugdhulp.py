"""Bron `jeugdhulp`: how many youths per gemeente had jeugdhulp in a year, by form and by referrer.

A youth counts once in "totaal"; a form or referrer says nothing about the others, so the parts
add up to more than the whole. Small numbers come as <5. Of Haarlemmermeer it is the whole gemeente.
"""

from collections.abc import Iterator

from pipelines.demo.kalender import EERSTE_SCHOOLJAAR, STAND
from pipelines.demo.schrijver import CSV_EXCEL, CSV_OUD, Levering, Waarde, afgeschermd
from pipelines.demo.wereld import Wereld

KOLOMMEN = (
    "jaar",
    "gemeente",
    "kerngebied",
    "leeftijdsgroep",
    "vorm",
    "verwijzer",
    "jongeren_met_hulp",
    "jongeren_totaal",
)

JAREN = range(EERSTE_SCHOOLJAAR, STAND.year)

# Youths up to 18 on 1 January 2023, yearly growth, and how use of jeugdhulp compares.
JONGEREN = {
    "Haarlem": (32_400, -0.002, 1.08),
    "Bloemendaal": (5_350, 0.001, 0.78),
    "Heemstede": (6_240, 0.002, 0.82),
    "Zandvoort": (2_580, -0.004, 1.16),
    "Haarlemmermeer": (35_900, 0.008, 0.95),
}
LEEFTIJD = {"0-4": (0.2, 0.35), "4-12": (0.46, 1.05), "12-18": (0.34, 1.32)}
# Share of all youths with any help: up to 2022, then slowly down.
GEBRUIK = dict(
    zip(JAREN, (0.096, 0.1, 0.104, 0.107, 0.103, 0.112, 0.116, 0.115, 0.112, 0.109), strict=True)
)
VORM = {"ambulant": 0.91, "verblijf": 0.09, "bescherming": 0.1, "reclassering": 0.007}
VERWIJZER = {
    "huisarts": 0.42,
    "gemeente": 0.38,
    "gecertificeerde instelling": 0.11,
    "medisch specialist": 0.06,
    "school": 0.05,
}
# By area of the city: only since the pilot, and only the total.
KERNGEBIEDEN = {"Haarlem-Schalkwijk": ("Haarlem", 0.24, 1.3), "Haarlem-Oost": ("Haarlem", 0.2, 1.1)}
KERNGEBIEDEN_VANAF = 2024


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery per year, in the notation of whoever made the extract that year."""
    for jaar in JAREN:
        rijen = list(_rijen(wereld, jaar))
        vorm = CSV_OUD if jaar < 2019 else CSV_EXCEL
        yield Levering("jeugdhulp", f"jeugdhulp_{jaar}", KOLOMMEN, rijen, vorm)


def _rijen(wereld: Wereld, jaar: int) -> Iterator[tuple[Waarde, ...]]:
    for gemeente, (omvang, groei, niveau) in JONGEREN.items():
        rng = wereld.rng("jeugdhulp", gemeente, jaar)
        jongeren = round(omvang * (1 + groei) ** (jaar - 2023))
        gebruik = GEBRUIK[jaar] * niveau * rng.gauss(1, 0.02)
        totaal = round(jongeren * gebruik)
        delen: list[tuple[str | None, str, str | None, float, int]] = [
            (None, "totaal", None, totaal, jongeren)
        ]
        for leeftijd, (aandeel, zwaarte) in LEEFTIJD.items():
            groep = round(jongeren * aandeel)
            delen.append((leeftijd, "totaal", None, groep * gebruik * zwaarte, groep))
        for vorm, deel in VORM.items():
            aantal = min(totaal, totaal * deel * rng.gauss(1, 0.025))
            delen.append((None, vorm, None, aantal, jongeren))
        for verwijzer, deel in VERWIJZER.items():
            aantal = totaal * deel * rng.gauss(1, 0.05)
            delen.append((None, "totaal", verwijzer, aantal, jongeren))
        for leeftijdsgroep, soort, door, met_hulp, van in delen:
            getal = afgeschermd(round(met_hulp))
            yield jaar, gemeente, None, leeftijdsgroep, soort, door, getal, van
    if jaar >= KERNGEBIEDEN_VANAF:
        yield from _kerngebieden(wereld, jaar)


def _kerngebieden(wereld: Wereld, jaar: int) -> Iterator[tuple[Waarde, ...]]:
    for kerngebied, (gemeente, aandeel, niveau) in KERNGEBIEDEN.items():
        rng = wereld.rng("jeugdhulp", kerngebied, jaar)
        jongeren = round(JONGEREN[gemeente][0] * aandeel)
        met_hulp = round(jongeren * GEBRUIK[jaar] * niveau * rng.gauss(1, 0.02))
        yield jaar, gemeente, kerngebied, None, "totaal", None, met_hulp, jongeren
