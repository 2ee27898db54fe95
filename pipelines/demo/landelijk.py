"""Bron `landelijk`: national series to set beside our own. Invented, of a plausible size.

Periods are written as those of the kengetal itself. The last point of each series is provisional.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipelines.demo.schrijver import Levering
from pipelines.demo.wereld import Wereld

KOLOMMEN = ("indicator", "periode", "waarde", "bron", "definitie", "voorlopig")
BRON = "Verzonnen voorbeeldreeks (Peilstok)"

GEEN_GRENSVERKEER = (
    "Landelijk is er geen grensverkeer: het aandeel sbo en so (cluster 3 en 4, zonder vso) van "
    "alle leerlingen in bao, sbo en so, naar vestiging."
)
SBO_EN_SO = tuple("0.0402 0.0406 0.0411 0.0417 0.0421 0.0424 0.0430 0.0437 0.0442 0.0446".split())
SERIES: dict[str, tuple[str, int, tuple[str, ...], str]] = {
    # indicator → (month and day, first year, shares, how the definition differs)
    "deelname_go_herkomst": (
        "02-01",
        2017,
        SBO_EN_SO,
        GEEN_GRENSVERKEER,
    ),
    "deelname_go_vestiging": (
        "02-01",
        2017,
        SBO_EN_SO,
        GEEN_GRENSVERKEER,
    ),
    "deelname_sbo_vensters": (
        "10-01",
        2016,
        tuple("0.0231 0.0234 0.0237 0.0241 0.0243 0.0244 0.0248 0.0252 0.0255 0.0257".split()),
        "Gelijk: sbo als aandeel van bao en sbo, naar vestiging op 1 oktober.",
    ),
    "deelname_so_vensters": (
        "10-01",
        2016,
        tuple("0.0172 0.0173 0.0176 0.0179 0.0181 0.0183 0.0186 0.0190 0.0193 0.0194".split()),
        "Landelijk tellen cluster 3 en 4 mee; in onze regio is cluster 4 onderdeel van het IKC.",
    ),
}


def leveringen(_wereld: Wereld) -> Iterator[Levering]:
    """One delivery with all series."""
    rijen = [
        (indicator, f"{eerste + i}-{dag}", Decimal(waarde), BRON, definitie, i == len(waarden) - 1)
        for indicator, (dag, eerste, waarden, definitie) in SERIES.items()
        for i, waarde in enumerate(waarden)
    ]
    yield Levering("landelijk", "landelijk", KOLOMMEN, rijen)
