"""Bron `ggd`: how children say that they are doing, in the GGD's monitor of every other year."""

from collections.abc import Iterator

from pipelines.demo.schrijver import Levering, Waarde
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("jaar", "gemeente", "kerngebied", "vraag", "aantal", "totaal")

# Year → how it went beside 2019; 2021 was the year after the schools had been closed.
JAREN = {2017: 1.0, 2019: 1.0, 2021: 0.93, 2023: 0.96, 2025: 0.975}
# Of the children asked, most years a third to a half answers.
ANTWOORDEN = {"Haarlem": 1_480, "Bloemendaal": 265, "Heemstede": 310, "Zandvoort": 128}
VRAGEN = {
    "Voelt zich gelukkig": 0.88,
    "Gaat graag naar school": 0.79,
    "Voelt zich gezond": 0.91,
    "Kan goed omgaan met tegenslag": 0.72,
    "Is de laatste drie maanden niet gepest": 0.86,
    "Heeft een volwassene om mee te praten": 0.97,
}
PILOT = {"Haarlem-Schalkwijk": ("Haarlem", 0.22), "Haarlem-Noord": ("Haarlem", 0.31)}
PILOT_VANAF = 2025


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery per year of the monitor."""
    for jaar, niveau in JAREN.items():
        plekken: list[tuple[str, str | None, int]] = [
            (gemeente, None, aantal) for gemeente, aantal in ANTWOORDEN.items()
        ]
        if jaar >= PILOT_VANAF:
            plekken += [(g, k, round(ANTWOORDEN[g] * deel)) for k, (g, deel) in PILOT.items()]
        rijen = [rij for plek in plekken for rij in _rijen(wereld, jaar, niveau, *plek)]
        yield Levering("ggd", f"ggd_{jaar}", KOLOMMEN, rijen)


def _rijen(
    wereld: Wereld, jaar: int, niveau: float, gemeente: str, kerngebied: str | None, aantal: int
) -> Iterator[tuple[Waarde, ...]]:
    rng = wereld.rng("ggd", jaar, gemeente, kerngebied)
    totaal = round(aantal * rng.uniform(0.85, 1.15))
    for vraag, aandeel in VRAGEN.items():
        positief = round(totaal * min(0.99, aandeel * niveau + rng.gauss(0, 0.015)))
        yield jaar, gemeente, kerngebied, vraag, positief, totaal
