"""Charts as pictures, beside their table: a PNG and an SVG to paste into a document.

What is drawn is the chart of the page itself, on white and as wide as a column, made when a button
is pressed. Without a browser on the machine the buttons say what is missing.
"""

import streamlit as st

from app import chromium, inzien
from app.components import permalink
from app.inhoud import Inzage
from app.verslag import keuzetekst

_GETEKEND = "_grafieken_op_deze_pagina"
_SOORTEN = {"png": ("PNG", "image/png"), "svg": ("SVG", "image/svg+xml")}


def begin() -> None:
    """A page begins: no chart was drawn yet."""
    st.session_state[_GETEKEND] = 0


def tel() -> None:
    """A chart was drawn; the next table is its own."""
    st.session_state[_GETEKEND] = st.session_state.get(_GETEKEND, 0) + 1


def knoppen(sleutel: str, bestand: str) -> None:
    """The buttons of the charts above a table: two for each of them, none without."""
    aantal = st.session_state.get(_GETEKEND, 0)
    st.session_state[_GETEKEND] = 0
    pagina = str(st.session_state.get(inzien.PAGINA, ""))
    inzage = inzien.inzage()
    if not aantal or not pagina or inzage is None:
        return
    keuzes = keuzetekst.als_tekst(st.query_params.to_dict(), zonder=permalink.PUBLICATIE)
    for nummer in range(aantal):
        achter = f"_{nummer + 1}" if nummer else ""
        for soort, (woord, mime) in _SOORTEN.items():
            naam = f"{bestand}{achter}.{soort}"
            st.download_button(
                f"{woord} {nummer + 1}" if nummer else woord,
                inzien.bij_download(
                    naam,
                    lambda n=nummer, s=soort: _maak(inzage, (pagina, keuzes, sleutel), n, s),
                ),
                file_name=naam,
                mime=mime,
                key=f"{soort}{achter}_{sleutel}",
                on_click="ignore",
                type="tertiary",
                icon=":material/image:",
                disabled=chromium.zoek() is None,
                help=chromium.GEEN if chromium.zoek() is None else _UITLEG,
            )


_UITLEG = "De grafiek als plaatje, zo breed als een kolom tekst, met de titel erboven"


def _maak(inzage: Inzage, plek: tuple[str, str, str], nummer: int, soort: str) -> bytes:
    # With these comes what draws without a screen, for whoever asks for a picture.
    from app.verslag import afbeelding, naloop  # noqa: PLC0415

    pagina, keuzes, sleutel = plek
    blok = naloop.blokken(inzage, pagina, keuzes)[sleutel]
    grafiek = blok.grafieken[nummer]
    return afbeelding.een(grafiek.figuur, grafiek.kop or blok.tabel.titel, soort)
