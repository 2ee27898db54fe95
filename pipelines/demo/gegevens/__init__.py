"""The hand-made part of the demo world, as small CSV files beside this module."""

import csv
from functools import cache
from pathlib import Path

MAP = Path(__file__).parent


@cache
def lees(naam: str) -> list[dict[str, str]]:
    """Rows of `<naam>.csv` in this folder (`;`, UTF-8, decimal comma), as text."""
    with (MAP / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand, delimiter=";"))
