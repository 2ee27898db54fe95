"""Which pages there are, in which group, and for whom. A new page is a file and a line here."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app.toegang import MEDEWERKER, Rol

_MAP = Path(__file__).parent / "app_pages"


@dataclass(frozen=True)
class Pagina:
    """A page: its file in `app_pages`, what it is called, its group and who may see it.

    Attributes:
        beheert: works on the home itself: opens before anything is published, and always shows
            the publication that stands.
    """

    bestand: str
    titel: str
    groep: str
    icoon: str
    rollen: tuple[str, ...] = (MEDEWERKER.code,)
    beheert: bool = False


PAGINAS = (
    Pagina("overzicht", "Overzicht", "", ":material/dashboard:"),
    Pagina("kengetallen", "Kengetallen", "Kwaliteitszorg", ":material/format_list_bulleted:"),
    Pagina("verdieping", "Verdieping", "Kwaliteitszorg", ":material/show_chart:"),
    Pagina("leveringen", "Leveringen", "Gegevens", ":material/upload_file:", beheert=True),
    Pagina("datakwaliteit", "Datakwaliteit", "Gegevens", ":material/fact_check:"),
    Pagina("definities", "Definities", "Gegevens", ":material/menu_book:"),
)


def bouw(rol: Rol) -> dict[str, list[st.Page]]:
    """The pages of this role by group; the first one opens at the bare address."""
    groepen: dict[str, list[st.Page]] = {}
    for pagina in PAGINAS:
        if rol.code in pagina.rollen:
            groepen.setdefault(pagina.groep, []).append(
                st.Page(
                    _MAP / f"{pagina.bestand}.py",
                    title=pagina.titel,
                    icon=pagina.icoon,
                    url_path=pagina.bestand,
                    default=pagina is PAGINAS[0],
                )
            )
    return groepen


def zoek(adres: str) -> Pagina:
    """The page at an address (a url_path); the first page has an empty one."""
    return next((pagina for pagina in PAGINAS if pagina.bestand == adres), PAGINAS[0])
