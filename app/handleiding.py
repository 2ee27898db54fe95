"""The manual: which chapters there are, for whom, and where they stand.

They are the documents of `docs`, as anyone reads them beside the code; what is built to install
carries a copy inside this package. A reader gets the chapters about pages that they have.
"""

from dataclasses import dataclass
from pathlib import Path

from app.toegang import Rol

_HIER = Path(__file__).parent
# In a build the documents are inside the package, in a working copy beside it: see `setup.py`.
DOCS = next((map_ for map_ in (_HIER / "docs", _HIER.parent / "docs") if map_.is_dir()), _HIER)


@dataclass(frozen=True)
class Hoofdstuk:
    """A chapter: its code in the address, its title in the list, its file, and for which page."""

    code: str
    titel: str
    bestand: str
    pagina: str = ""

    @property
    def pad(self) -> Path:
        return DOCS / self.bestand


HOOFDSTUKKEN = (
    Hoofdstuk("lezen", "Een cijfer lezen", "handleiding/README.md"),
    Hoofdstuk(
        "av", "De Algemene Vergadering", "handleiding/algemene-vergadering.md", "doelstellingen"
    ),
    Hoofdstuk(
        "kwaliteit", "De kwaliteitscommissie", "handleiding/kwaliteitscommissie.md", "datakwaliteit"
    ),
    Hoofdstuk("platform", "Platform Jeugd", "handleiding/platform-jeugd.md", "bewegingen"),
    Hoofdstuk(
        "verslag", "Het bestuursverslag", "handleiding/bestuursverslag.md", "bestuursverslag"
    ),
    Hoofdstuk("leveren", "Gegevens leveren", "handleiding/gegevens-leveren.md", "leveringen"),
    Hoofdstuk("vergaderingen", "Vergaderingen vastleggen", "vergaderingen.md", "beheer"),
    Hoofdstuk("aantallen", "Kleine aantallen", "kleine-aantallen.md", "beheer"),
    Hoofdstuk("toegang", "Inloggen en rollen", "toegang.md", "beheer"),
    Hoofdstuk("beheer", "Back-up, herstel en gezondheid", "beheer.md", "beheer"),
    Hoofdstuk("installatie", "Installeren en bijwerken", "installatie.md", "beheer"),
    Hoofdstuk("privacy", "Privacy", "privacy.md", "beheer"),
)


def voor(rol: Rol) -> list[Hoofdstuk]:
    """The chapters that a role may read."""
    return [h for h in HOOFDSTUKKEN if not h.pagina or rol.mag(h.pagina)]
