"""The buttons of Gemeenteprofiel: this sheet as PDF, and for medewerkers all sheets in one file.

The set is for handing out, so it is always made of the protected figures of Platform Jeugd.
"""

import streamlit as st

from app import data, inzien, profielboek, toegang
from app.components import blok
from app.components.plekken import Plek
from app.inhoud import Inzage
from warehouse.paths import Thuis

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def toon(inzage: Inzage, plek: Plek) -> None:
    """The buttons that fit this visitor and this machine."""
    kan_pdf = profielboek.kan_pdf()
    naam = profielboek.bestandsnaam(plek)
    with st.container(horizontal=True, gap="small", key="profieldownloads"):
        if kan_pdf:
            _knop(
                "PDF van dit blad",
                f"{naam}.pdf",
                lambda: profielboek.als_pdf(inzage, [plek]),
                _PDF,
            )
        if toegang.huidige_rol() is toegang.MEDEWERKER:
            _set(inzage, kan_pdf)
    if not kan_pdf:
        blok.toon(blok.melding(profielboek.GEEN_PDF))


def _set(inzage: Inzage, kan_pdf: bool) -> None:
    """All sheets in one file, from the file of Platform Jeugd in the same publication."""
    platform = data.open_inzage(
        Thuis.uit_omgeving(), toegang.rol_van(profielboek.ROL), inzage.publicatie
    )
    if platform is None:
        return
    if kan_pdf:
        _knop("Alle bladen, PDF", "profielen.pdf", lambda: profielboek.als_pdf(platform), _PDF)
    _knop("Alle bladen, Word", "profielen.docx", lambda: profielboek.als_docx(platform), _DOCX)


def _knop(woord: str, bestand: str, maak: profielboek.Maker, mime: str) -> None:
    st.download_button(
        woord,
        inzien.bij_download(bestand, maak),
        file_name=bestand,
        mime=mime,
        key=f"profiel_{bestand}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        help="Een vel A4 per gemeente of gebied, met de afgeschermde cijfers van Platform Jeugd"
        if bestand.startswith("profielen.")
        else "Een vel A4",
    )
