"""Deliveries that are wrong on purpose; see the README."""

from collections.abc import Iterator

from tests.bad_deliveries import per_bron, personen, tabellen, werkmappen
from tests.bad_deliveries.geval import Geval


def alle() -> Iterator[Geval]:
    """Every case there is."""
    for module in (per_bron, tabellen, werkmappen, personen):
        yield from module.gevallen()
