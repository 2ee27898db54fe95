"""A distribution by hand: sort the cases, and walk to the place between two of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Gevallen:
    """The known measures of one unit, and how many cases have none."""

    waarden: list[float] = field(default_factory=list)
    ontbreekt: int = 0

    def kwantiel(self, aandeel: float) -> float:
        """The value below which this share of the cases lies, interpolated."""
        rij = sorted(self.waarden)
        plaats = aandeel * (len(rij) - 1)
        links = int(plaats)
        if links + 1 == len(rij):
            return rij[links]
        return rij[links] + (plaats - links) * (rij[links + 1] - rij[links])


# (periode, grain, unit) → its cases.
Verdeling = dict[tuple[str, str, str], Gevallen]


def verzamel(gevallen: Iterable[tuple[str, dict[str, str], float | None]]) -> Verdeling:
    """Cases of a period with their dims → the cases of the region and of every unit."""
    uit: Verdeling = defaultdict(Gevallen)
    for periode, dims, waarde in gevallen:
        for grain, eenheid in [("regio", ""), *dims.items()]:
            groep = uit[periode, grain, eenheid]
            if waarde is None:
                groep.ontbreekt += 1
            else:
                groep.waarden.append(waarde)
    return uit
