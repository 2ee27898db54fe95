"""Bron `gebeurtenissen`: what happened that belongs beside the figures, and breaks in series."""

from collections.abc import Iterator
from datetime import date

from pipelines.demo.kalender import STAND
from pipelines.demo.schrijver import Levering, Waarde
from pipelines.demo.wereld import FUSIE, OPENING, OVERDRACHT, Wereld

KOLOMMEN = ("datum", "titel", "soort", "kengetallen", "gemeente")

TELDATUM = "leerlingen_regulier|leerlingen_go|deelname_go_herkomst|deelname_go_vestiging"
THUIS = "thuiszitters_meldingen|thuiszitters_landelijk|thuiszitters_eigen|verzuim_langdurig"
HULP = "kernteams_actief|kernteam_consultaties|opschalingen|jeugdhulpgebruik"

RIJEN: tuple[tuple[Waarde, ...], ...] = (
    (date(2018, 8, 1), "Verloop van thuiszitters vastgelegd", "gebeurtenis", THUIS, None),
    (date(2020, 3, 16), "Scholen dicht door corona", "gebeurtenis", None, None),
    (date(2020, 12, 15), "Scholen opnieuw dicht door corona", "gebeurtenis", None, None),
    (OPENING[1], f"{OPENING[0]} opent", "gebeurtenis", "leerlingen_regulier", "Haarlem"),
    (
        date(2022, 8, 1),
        "Nieuwe werkwijze bij toelaatbaarheidsverklaringen",
        "gebeurtenis",
        "tlv_doorlooptijd|tlv_binnen_norm",
        None,
    ),
    (
        date(2023, 2, 1),
        "Bekostiging telt op 1 februari in plaats van 1 oktober",
        "gebeurtenis",
        TELDATUM,
        None,
    ),
    (
        date(2023, 8, 1),
        "Vergoeding voor terugplaatsing",
        "gebeurtenis",
        "terugplaatsingen|terugplaatsingspercentage",
        None,
    ),
    (date(2024, 8, 1), "Start van de JOP-pilot", "gebeurtenis", HULP, None),
    (
        FUSIE[2],
        f"{FUSIE[0]} gaat op in {FUSIE[3]}",
        "gebeurtenis",
        "leerlingen_regulier",
        "Haarlem",
    ),
    (OVERDRACHT[1], f"{OVERDRACHT[0]} naar een ander bestuur", "gebeurtenis", None, "Haarlem"),
)


def leveringen(_wereld: Wereld) -> Iterator[Levering]:
    """One list, as on today."""
    yield Levering("gebeurtenissen", f"gebeurtenissen_{STAND}", KOLOMMEN, RIJEN)
