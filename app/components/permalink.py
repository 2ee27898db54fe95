"""The address of a view: every choice is in the query of the URL, with stable codes.

The URL leads. A choice box shows what the URL says and writes back what is chosen, so a link
reopens the same view, in the same publication. An older publication says so and offers the newest.
"""

from collections.abc import Callable, Sequence
from typing import Literal
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from app import data, toegang
from app.components import blok
from app.inhoud import Inzage
from warehouse import opmaak
from warehouse.paths import Thuis

PUBLICATIE = "publicatie"
_VAST = "publicatie_in_beeld"
_LANG = 12


def open_inzage() -> Inzage | None:
    """What this visitor looks at: the publication of the URL, else of this visit, else the newest.

    None before the first publication. During a visit the figures do not change underfoot: a
    newer publication is offered, not forced.
    """
    thuis, rol = Thuis.uit_omgeving(), toegang.huidige_rol()
    for gevraagd in (st.query_params.get(PUBLICATIE), st.session_state.get(_VAST), None):
        inzage = data.open_inzage(thuis, rol, gevraagd)
        if inzage:
            st.session_state[_VAST] = inzage.publicatie
            return inzage
    return None


def geldende_inzage() -> Inzage | None:
    """The publication that stands, whatever this visit looks at; None before the first."""
    return data.open_inzage(Thuis.uit_omgeving(), toegang.huidige_rol())


def volg(publicatie: str) -> None:
    """From here on this visit looks at another publication."""
    st.session_state[_VAST] = publicatie


def inzage() -> Inzage:
    """The same, for a page: `scherm` opens a page only when there is something to look at."""
    geopend = open_inzage()
    if geopend is None:
        raise LookupError("Er is nog geen publicatie.")
    return geopend


def vorige_inzage(inzage: Inzage) -> Inzage | None:
    """The publication before this one; None when there is none for this visitor."""
    naam = data.vorige(inzage)
    return data.open_inzage(Thuis.uit_omgeving(), toegang.huidige_rol(), naam) if naam else None


def toon_ouderdom(inzage: Inzage, pagina: str) -> None:
    """Say that newer figures exist (and offer them), or that those asked for are gone."""
    gevraagd = st.query_params.get(PUBLICATIE)
    if gevraagd and gevraagd != inzage.publicatie:
        tekst = "De cijfers waar deze link naar verwijst zijn er niet meer. U ziet de nieuwste."
        blok.toon(blok.melding(tekst, "oranje"))
    nieuwste = geldende_inzage()
    if not nieuwste or nieuwste.publicatie == inzage.publicatie:
        return
    keuzes = st.query_params.to_dict() | {PUBLICATIE: nieuwste.publicatie}
    deze, geldend = data.publicatie(inzage), data.publicatie(nieuwste)
    # After a roll back the publication that stands is the older one.
    soort = "nieuwere" if geldend.gemaakt_op > deze.gemaakt_op else "andere"
    zin = Markup("U bekijkt cijfers zoals bekend op {}. Er zijn {}, van {}. {}").format(
        opmaak.datum(deze.bekend_op),
        soort,
        opmaak.datum(geldend.bekend_op),
        blok.verwijzing(f"Toon de {soort} cijfers", f"{pagina or './'}?{urlencode(keuzes)}"),
    )
    blok.toon(blok.melding(zin, "paars"))


def adres(pagina: str, inzage: Inzage | None, **keuzes: str | None) -> str:
    """The address of a view of `pagina` (its url_path; empty for the first page).

    Without `inzage` it is about no publication in particular. Empty when this visitor has no such
    page: what would be a link is then a plain word.
    """
    if not toegang.huidige_rol().mag(pagina):
        return ""
    vol = {naam: waarde for naam, waarde in keuzes.items() if waarde}
    if inzage:
        vol[PUBLICATIE] = inzage.publicatie
    return f"{pagina or './'}?{urlencode(vol)}".rstrip("?")


def leg_vast(inzage: Inzage | None, **keuzes: str | None) -> None:
    """Make the URL say what is on the screen, once all choices of a page are known."""
    vol = {naam: waarde for naam, waarde in keuzes.items() if waarde}
    if inzage:
        vol[PUBLICATIE] = inzage.publicatie
    if st.query_params.to_dict() != vol:
        st.query_params.from_dict(vol)


def lees(naam: str, mogelijk: Sequence[str], standaard: str) -> str:
    """The choice in the URL; `standaard` when there is none or it does not exist here."""
    gevraagd = st.query_params.get(naam, standaard)
    return gevraagd if gevraagd in mogelijk else standaard


def kies(
    naam: str,
    label: str,
    mogelijk: Sequence[str],
    standaard: str,
    toon: Callable[[str], str],
    wist: Sequence[str] = (),
) -> str:
    """A choice box whose value lives in the URL as `naam`; choosing drops the choices in `wist`."""
    sleutel = f"kies_{naam}"
    st.session_state[sleutel] = lees(naam, mogelijk, standaard)

    def onthoud() -> None:
        st.query_params[naam] = st.session_state[sleutel]
        for ander in wist:
            st.query_params.pop(ander, None)

    # Searching is for long lists only: on a phone it brings up the keyboard.
    zoeken: Literal["contains"] | None = "contains" if len(mogelijk) > _LANG else None
    gekozen: str | None = st.selectbox(
        label,
        mogelijk,
        key=sleutel,
        format_func=toon,
        on_change=onthoud,
        filter_mode=zoeken,
        placeholder="Kies",
    )
    return gekozen or standaard


def schuif(
    naam: str, label: str, mogelijk: Sequence[str], standaard: str, toon: Callable[[str], str]
) -> str:
    """A slider over codes, in their order; its value lives in the URL as `naam`."""
    sleutel = f"schuif_{naam}"
    st.session_state[sleutel] = lees(naam, mogelijk, standaard)

    def onthoud() -> None:
        st.query_params[naam] = st.session_state[sleutel]

    gekozen: str = st.select_slider(
        label, mogelijk, key=sleutel, format_func=toon, on_change=onthoud
    )
    return gekozen


def zoek(naam: str, label: str, voorbeeld: str) -> str:
    """A search box whose text lives in the URL as `naam`."""
    sleutel = f"zoek_{naam}"
    st.session_state[sleutel] = st.query_params.get(naam, "")

    def onthoud() -> None:
        st.query_params[naam] = st.session_state[sleutel].strip()

    gezocht = st.text_input(label, key=sleutel, placeholder=voorbeeld, on_change=onthoud)
    return (gezocht or "").strip()
