"""Bron `tarieven`: amounts per pupil and per place, by year.

2024 and the amounts per pupil from 2024 on are those of the ondersteuningsplan; the other years
are indexed around them. The IKC-tarief is always 70% of the SBO-tarief and 30% of SO category I.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipelines.demo.schrijver import Levering
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("jaar", "tarief", "bedrag")

BEDRAG_PER_LEERLING = {
    2017: 310,
    2018: 325,
    2019: 340,
    2020: 355,
    2021: 370,
    2022: 385,
    2023: 400,
    2024: 450,
    2025: 430,
    2026: 420,
    2027: 385,
    2028: 365,
}
INDEX = {
    2017: "0.812",
    2018: "0.829",
    2019: "0.856",
    2020: "0.883",
    2021: "0.905",
    2022: "0.932",
    2023: "0.966",
    2024: "1",
    2025: "1.031",
    2026: "1.058",
}
PRIJS_DWS = {
    **dict.fromkeys(range(2017, 2021), 1_200),
    2021: 1_250,
    2022: 1_250,
    2023: 1_300,
    2024: 1_350,
    2025: 1_350,
    2026: 1_400,
}

# What follows from 70% x SBO + 30% x SO category I = 8.525,67; the plan prints it as 6.635.
SBO_2024 = Decimal("6634.5257")
SO_2024 = {"so 1": Decimal("12938.34"), "so 2": Decimal("21053.23"), "so 3": Decimal("31419.53")}

# Given for two years after enrolment; each began with the arrangement it belongs to.
VANAF = {"terugplaatsing": 2023, "instroom": 2024}
BEDRAG_PER_OVERSTAP = 8_000


def leveringen(_wereld: Wereld) -> Iterator[Levering]:
    """One delivery per year; the years still to come have an amount per pupil only."""
    for jaar in INDEX:
        rijen = [(jaar, tarief, bedrag) for tarief, bedrag in tarieven(jaar).items()]
        yield Levering("tarieven", f"tarieven_{jaar}", KOLOMMEN, rijen)
    later = [jaar for jaar in BEDRAG_PER_LEERLING if jaar not in INDEX]
    rijen = [(jaar, "bedrag per leerling", _euro(BEDRAG_PER_LEERLING[jaar])) for jaar in later]
    yield Levering("tarieven", f"tarieven_{later[0]}-{later[-1]}", KOLOMMEN, rijen)


def tarieven(jaar: int) -> dict[str, Decimal]:
    """All tariffs of one year, in euros and cents."""
    index = Decimal(INDEX[jaar])
    sbo = SBO_2024 * index
    so = {categorie: _euro(bedrag * index) for categorie, bedrag in SO_2024.items()}
    vast = {naam: _euro(BEDRAG_PER_OVERSTAP) for naam, vanaf in VANAF.items() if jaar >= vanaf}
    return {
        "bedrag per leerling": _euro(BEDRAG_PER_LEERLING[jaar]),
        "sbo": _euro(round(sbo)),
        "ikc": _euro(sbo * Decimal("0.7") + so["so 1"] * Decimal("0.3")),
        **so,
        "dws": _euro(PRIJS_DWS[jaar]),
        **vast,
    }


def _euro(bedrag: Decimal | int) -> Decimal:
    return Decimal(bedrag).quantize(Decimal("0.01"))
