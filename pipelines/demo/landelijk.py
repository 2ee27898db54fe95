"""Bron `landelijk`: national series to set beside our own. Invented, of a plausible size.

Periods are written as those of the kengetal itself. The last point of each series is provisional.
Most are counted differently, as they would be in reality, and say how.
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
SBO_EN_SO = "0.0402 0.0406 0.0411 0.0417 0.0421 0.0424 0.0430 0.0437 0.0442 0.0446"
TELDATUM, OKTOBER, INSPECTIE = "{jaar}-02-01", "{jaar}-10-01", "{jaar}-09-01"
SCHOOLJAAR, JAAR = "{jaar}-{volgend}", "{jaar}"
SERIES: dict[str, tuple[str, int, str, str]] = {
    # indicator → (form of the period, first year, figures, how the definition differs)
    "deelname_go_herkomst": (TELDATUM, 2017, SBO_EN_SO, GEEN_GRENSVERKEER),
    "deelname_go_vestiging": (TELDATUM, 2017, SBO_EN_SO, GEEN_GRENSVERKEER),
    "deelname_sbo_vensters": (
        OKTOBER,
        2016,
        "0.0231 0.0234 0.0237 0.0241 0.0243 0.0244 0.0248 0.0252 0.0255 0.0257",
        "dezelfde",
    ),
    "deelname_so_vensters": (
        OKTOBER,
        2016,
        "0.0172 0.0173 0.0176 0.0179 0.0181 0.0183 0.0186 0.0190 0.0193 0.0194",
        "Landelijk tellen cluster 3 en 4 mee; in onze regio is cluster 4 onderdeel van het IKC.",
    ),
    "verwijzingspercentage": (
        SCHOOLJAAR,
        2017,
        "0.0064 0.0062 0.0053 0.0060 0.0066 0.0069 0.0070 0.0071 0.0070",
        "dezelfde",
    ),
    "thuiszitters_per_1000": (
        OKTOBER,
        2017,
        "1.7 1.9 2.0 1.8 2.1 2.5 2.6 2.7 2.7",
        "De leerplichtbrief telt over een heel schooljaar wie langer dan drie maanden thuiszat, po"
        " en vo samen; hier is het een stand op een peildatum, alleen po.",
    ),
    "jeugdhulpgebruik": (
        JAAR,
        2016,
        "0.1000 0.1020 0.1050 0.1080 0.1050 0.1110 0.1140 0.1150 0.1140 0.1130",
        "Het CBS telt alle jongeren tot 23 jaar, ook wie na zijn achttiende jeugdhulp houdt.",
    ),
    "inspectie_voldoende": (
        INSPECTIE,
        2018,
        "0.972 0.974 0.975 0.976 0.974 0.973 0.975 0.977 0.978",
        "dezelfde",
    ),
    "advies_bijgesteld": (
        SCHOOLJAAR,
        2016,
        "0.071 0.074 0.080 0.085 0.083 0.086 0.084 0.138 0.149 0.152",
        "Landelijk van alle leerlingen van groep 8; hier van wie een MDO had.",
    ),
}


def leveringen(_wereld: Wereld) -> Iterator[Levering]:
    """One delivery with all series."""
    rijen = []
    for indicator, (vorm, eerste, waarden, definitie) in SERIES.items():
        cijfers = waarden.split()
        for i, waarde in enumerate(cijfers):
            periode = vorm.format(jaar=eerste + i, volgend=eerste + i + 1)
            is_laatste = i == len(cijfers) - 1
            rijen.append((indicator, periode, Decimal(waarde), BRON, definitie, is_laatste))
    yield Levering("landelijk", "landelijk", KOLOMMEN, rijen)
