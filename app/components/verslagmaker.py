"""The last step of a report: which files, in whose style, and the package to take away."""

import streamlit as st

from app import inzien
from app.components import blok
from app.inhoud import Inzage
from app.verslag import maakronde, pakket
from app.verslag.maakronde import Uitkomst, Wens
from app.verslag.mandje import Mandje
from warehouse.paths import Thuis

_NAMEN = {
    "docx": "Word",
    "pptx": "PowerPoint",
    "xlsx": "Excel",
    "png": "Plaatjes (PNG)",
    "svg": "Plaatjes (SVG)",
    "csv": "Tabellen (CSV)",
}
_UITKOMST = "verslag_uitkomst"


def toon(cijfers: Inzage, keuze: Mandje, jaar: int | None) -> None:
    """What is wanted, the button, and what came of it."""
    blok.toon(blok.tussenkop("Maken", "Alles komt in één zip, met een lijst van wat erin zit."))
    formaten = st.pills(
        "Bestanden",
        list(pakket.FORMATEN),
        selection_mode="multi",
        default=["docx", "pptx", "xlsx"],
        format_func=_NAMEN.__getitem__,
        key="verslag_formaten",
    )
    bewerkbaar = st.checkbox(
        "Grafieken in Word bewerkbaar (anders zijn het plaatjes)", key="verslag_bewerkbaar"
    )
    sjabloon = st.file_uploader(
        "Eigen sjabloon voor de huisstijl (docx of pptx)",
        type=["docx", "pptx"],
        key="verslag_sjabloon",
    )
    wens = Wens(
        keuze,
        cijfers.rol,
        cijfers.publicatie,
        formaten,
        jaar,
        bewerkbaar,
        (sjabloon.name, sjabloon.getvalue()) if sjabloon else None,
    )
    if st.button("Maak het pakket", type="primary", disabled=not formaten, key="verslag_maak"):
        st.session_state[_UITKOMST] = (wens, _maak(wens))
    gemaakt = st.session_state.get(_UITKOMST)
    if gemaakt is not None and gemaakt[0] == wens:
        _toon_uitkomst(gemaakt[1])


def _maak(wens: Wens) -> Uitkomst:
    with st.status("Het pakket wordt gemaakt", expanded=True) as stand:
        uitkomst = maakronde.maak(
            Thuis.uit_omgeving(), wens, lambda regel: stand.write(f"{regel.capitalize()}.")
        )
        gelukt = bool(uitkomst.zip)
        stand.update(
            label="Het pakket is klaar" if gelukt else "Het pakket is niet gemaakt",
            state="complete" if gelukt else "error",
            expanded=False,
        )
    return uitkomst


def _toon_uitkomst(uitkomst: Uitkomst) -> None:
    for melding in uitkomst.meldingen:
        blok.toon(blok.melding(melding, "oranje"))
    if uitkomst.zip:
        st.download_button(
            "Download het pakket",
            inzien.bij_download(uitkomst.naam, lambda: uitkomst.zip),
            file_name=uitkomst.naam,
            mime="application/zip",
            key="verslag_download",
            on_click="ignore",
            icon=":material/download:",
        )
