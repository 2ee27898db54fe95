"""The choices that ship with the product: what a jaarverslag and a MARAP are made of."""

from pathlib import Path

from app.verslag.mandje import Mandje
from app.verslag.mandje import lees as lees_mandje

_MAP = Path(__file__).parent / "keuzes"
JAARVERSLAG, MARAP = "jaarverslag", "marap"
NAMEN = (JAARVERSLAG, MARAP)


def lees(naam: str) -> Mandje:
    """A ready-made choice; one of ``NAMEN``."""
    return lees_mandje(_MAP / f"{naam}.toml")
