"""Which pages there are, and in which group. A new page is a file and a line here.

For whom is in `toegang`.
"""

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

from app.toegang import Rol

_MAP = Path(__file__).parent / "app_pages"


@dataclass(frozen=True)
class Pagina:
    """A page: its file in `app_pages`, what it is called and its group.

    Attributes:
        beheert: works on the home itself: opens before anything is published, and always shows
            the publication that stands.
        bronnen: of these the region delivers at least one, or it has no such page.
    """

    bestand: str
    titel: str
    groep: str
    icoon: str
    beheert: bool = False
    bronnen: tuple[str, ...] = ()

    def hoort_bij(self, bekend: Collection[str]) -> bool:
        """Whether a region with these bronnen has the page; without any nothing is known of it."""
        return not bekend or not self.bronnen or any(bron in bekend for bron in self.bronnen)


_STROMEN = ("overstappen", "tlv", "leerlingen")
_BEGAAFD = ("dws", "hb_scholing", "hb_trajecten", "ontwikkelpad")
_GELD = ("financien", "tarieven")

PAGINAS = (
    Pagina("overzicht", "Overzicht", "", ":material/dashboard:"),
    Pagina("zoeken", "Zoeken", "", ":material/search:"),
    Pagina("handleiding", "Handleiding", "", ":material/help:", beheert=True),
    Pagina("doelstellingen", "Doelstellingen", "Kwaliteitszorg", ":material/flag:"),
    Pagina("kengetallen", "Kengetallen", "Kwaliteitszorg", ":material/format_list_bulleted:"),
    Pagina("verdieping", "Verdieping", "Kwaliteitszorg", ":material/show_chart:"),
    Pagina("bewegingen", "Bewegingen", "JOP-monitor", ":material/trending_up:"),
    Pagina("gemeenteprofiel", "Gemeenteprofiel", "JOP-monitor", ":material/map:"),
    Pagina(
        *("thuiszitters", "Thuiszitters", "Thema's", ":material/home:"), bronnen=("thuiszitters",)
    ),
    Pagina(
        *("leerlingstromen", "TLV's en leerlingstromen", "Thema's", ":material/alt_route:"),
        bronnen=_STROMEN,
    ),
    Pagina("begaafdheid", "Begaafdheid", "Thema's", ":material/lightbulb:", bronnen=_BEGAAFD),
    Pagina("middelen", "Middelen", "Thema's", ":material/account_balance_wallet:", bronnen=_GELD),
    Pagina("bestuursverslag", "Bestuursverslag", "Verantwoording", ":material/description:"),
    Pagina("leveringen", "Leveringen", "Gegevens", ":material/upload_file:", beheert=True),
    Pagina("datakwaliteit", "Datakwaliteit", "Gegevens", ":material/fact_check:"),
    Pagina("definities", "Definities", "Gegevens", ":material/menu_book:"),
    Pagina("beheer", "Beheer", "Gegevens", ":material/manage_accounts:", beheert=True),
)


def bouw(rol: Rol, bekend: Collection[str] = ()) -> dict[str, list[st.Page]]:
    """The pages of this role by group; the first one opens at the bare address.

    Args:
        bekend: the bronnen that the region delivers; empty before anything is published.
    """
    groepen: dict[str, list[st.Page]] = {}
    for pagina in PAGINAS:
        if rol.mag(pagina.bestand) and pagina.hoort_bij(bekend):
            groepen.setdefault(pagina.groep, []).append(copy(_maak(pagina)))
    return groepen


@lru_cache
def _maak(pagina: Pagina) -> st.Page:
    """Looked up on the disk once; every view gets a copy, in which Streamlit notes what is open."""
    return st.Page(
        _MAP / f"{pagina.bestand}.py",
        title=pagina.titel,
        icon=pagina.icoon,
        url_path=pagina.bestand,
        default=pagina is PAGINAS[0],
    )


def zoek(adres: str) -> Pagina:
    """The page at an address (a url_path); the first page has an empty one."""
    return next((pagina for pagina in PAGINAS if pagina.bestand == adres), PAGINAS[0])


def bestaat(adres: str) -> bool:
    """Whether there is a page at an address, for whomever."""
    return any(pagina.bestand == adres for pagina in PAGINAS)
