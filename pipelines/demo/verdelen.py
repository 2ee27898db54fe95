"""Dividing whole numbers of pupils without losing one. Knows nothing of schools."""

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


def verdeel(totaal: int, gewichten: Mapping[T, float]) -> dict[T, int]:
    """Divide `totaal` in proportion to the weights (largest remainder); the parts add up to it.

    Ties go to the key that comes first. Raises ValueError when there is nothing to divide over.
    """
    som = sum(gewichten.values())
    if som <= 0:
        if totaal:
            raise ValueError(f"{totaal} te verdelen, maar alle gewichten zijn nul")
        return dict.fromkeys(gewichten, 0)
    exact = {sleutel: totaal * gewicht / som for sleutel, gewicht in gewichten.items()}
    delen = {sleutel: int(waarde) for sleutel, waarde in exact.items()}
    rest = totaal - sum(delen.values())
    volgorde = sorted(exact, key=lambda sleutel: delen[sleutel] - exact[sleutel])
    for sleutel in volgorde[:rest]:
        delen[sleutel] += 1
    return delen


def kruis(rijen: Mapping[T, int], kolommen: Mapping[U, int], rng: Random) -> Counter[tuple[T, U]]:
    """A random table with exactly these row and column totals (their sums must be equal)."""
    if sum(rijen.values()) != sum(kolommen.values()):
        raise ValueError("de rijen en de kolommen tellen niet tot hetzelfde op")
    trekking = [kolom for kolom, aantal in kolommen.items() for _ in range(aantal)]
    rng.shuffle(trekking)
    uitgeschreven = (rij for rij, aantal in rijen.items() for _ in range(aantal))
    return Counter(zip(uitgeschreven, trekking, strict=True))
