"""Bron `communicatie`: reach of website, LinkedIn and newsletter, by month."""

from collections.abc import Iterator

from pipelines.demo.kalender import STAND
from pipelines.demo.schrijver import Levering
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("jaar", "maand", "kanaal", "maat", "aantal")

EERSTE_JAAR = 2018
# (kanaal, maat) → expected in a normal month of 2023, growth a year, first year.
MATEN = {
    ("website", "bezoeken"): (2_150, 0.06, 2018),
    ("linkedin", "berichten"): (6, 0.12, 2019),
    ("nieuwsbrief", "lezers"): (640, 0.04, 2018),
}
# Everyone is away in July and August, and busy with the new school year in September.
SEIZOEN = dict(
    zip(
        range(1, 13), (1.1, 1.0, 1.1, 0.95, 0.95, 1.05, 0.5, 0.45, 1.3, 1.2, 1.15, 0.8), strict=True
    )
)
# In these months the counter of the website was off: there is no row, as nothing is known.
NIET_GETELD = {(2019, 5, "website"), (2019, 6, "website")}


def leveringen(wereld: Wereld) -> Iterator[Levering]:
    """One delivery per year; of this year the months that are over."""
    for jaar in range(EERSTE_JAAR, STAND.year + 1):
        maanden = [m for m in SEIZOEN if (jaar, m) < (STAND.year, STAND.month)]
        rijen = [
            (jaar, maand, kanaal, maat, _aantal(wereld, jaar, maand, kanaal, maat))
            for maand in maanden
            for kanaal, maat in MATEN
            if jaar >= MATEN[kanaal, maat][2] and (jaar, maand, kanaal) not in NIET_GETELD
        ]
        yield Levering("communicatie", f"communicatie_{jaar}", KOLOMMEN, rijen)


def _aantal(wereld: Wereld, jaar: int, maand: int, kanaal: str, maat: str) -> int:
    rng = wereld.rng("communicatie", jaar, maand, kanaal)
    gewoon, groei, _ = MATEN[kanaal, maat]
    verwacht = gewoon * (1 + groei) ** (jaar - 2023) * SEIZOEN[maand]
    return max(0, round(verwacht * rng.lognormvariate(0, 0.12)))
