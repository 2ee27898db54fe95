"""What goes into the audit log of a view or a download: who, in which role, about what.

Once per view, not per click on it; only codes that exist here, never what someone typed.
"""

import logging
import re
from collections.abc import Callable

import streamlit as st

from app import data, sessie, toegang
from app.inhoud import Inzage
from warehouse import logboek
from warehouse.paths import Thuis

PAGINA = "_pagina"  # of this view, for what happens on it
_INZAGE = "_inzage"  # the publication that it shows
_LAATST = "_opgeschreven"
_LANG = 120
_LOGGER = logging.getLogger("peilstok.app")


class NietMeerAangemeld(Exception):
    """Someone asks for a file whose login has ended since the page was drawn."""


def begin(pagina: str, van: Inzage | None) -> None:
    """A view begins: what is downloaded from it comes from this page of this publication."""
    st.session_state[PAGINA] = pagina
    st.session_state[_INZAGE] = van


def inzage() -> Inzage | None:
    """The publication that this view shows."""
    geopend: Inzage | None = st.session_state.get(_INZAGE)
    return geopend


def schrijf_op(bezoeker: toegang.Bezoeker, pagina: str, inzage: Inzage | None) -> None:
    """Log that a page was seen, unless it is what this session saw last.

    Raises:
        LogboekFout: it cannot be written; without login the view goes on.
    """
    over = {"pagina": pagina, **_keuzes(inzage)}
    stempel = (bezoeker.wie, bezoeker.rol.code, *over.items())
    if st.session_state.get(_LAATST) == stempel:
        return
    st.session_state[_LAATST] = stempel
    _schrijf("bekeken", bezoeker, zeker=False, **over)


def bij_download(bestand: str, maak: Callable[[], bytes]) -> Callable[[], bytes]:
    """`maak`, for a button: logged when it is pressed, by whom drew the page with it.

    A file is made outside of any session, so who and what are remembered here; a login that
    ended since gets nothing.
    """
    bezoeker = toegang.kijker()
    pagina = st.session_state[PAGINA]
    naam = re.sub(r"[^\w.-]", "_", bestand)[:_LANG]
    over = {"pagina": pagina, "bestand": naam, **_keuzes(inzage())}

    def maak_en_schrijf() -> bytes:
        if bezoeker.sleutel and not sessie.AANMELDINGEN.leeft(bezoeker.sleutel):
            raise NietMeerAangemeld
        _schrijf("gedownload", bezoeker, zeker=True, **over)
        return maak()

    return maak_en_schrijf


def rolnaam(inzage: Inzage | None, rol: toegang.Rol) -> str:
    """How a role is called; a bestuur by its name, when the publication knows it."""
    code = rol.code.removeprefix("bestuur_")
    if inzage is None or code == rol.code:
        return rol.naam
    eenheid = data.eenheden(inzage).get(("bestuur", code))
    return f"bestuur {eenheid.naam}" if eenheid else rol.naam


def _keuzes(inzage: Inzage | None) -> dict[str, str]:
    """What of the address is worth keeping, as far as it exists in the publication."""
    if inzage is None:
        return {}
    over = {"publicatie": inzage.publicatie}
    kengetal = data.kengetallen(inzage).get(st.query_params.get("kengetal", ""))
    if kengetal:
        over["kengetal"] = kengetal.kengetal
        per = st.query_params.get("per", "")
        if per in kengetal.grain:
            over["per"] = per
    return over


def _schrijf(wat: str, bezoeker: toegang.Bezoeker, *, zeker: bool, **over: str) -> None:
    thuis = Thuis.uit_omgeving()
    try:
        logboek.schrijf(thuis, wat, bezoeker.wie, bezoeker.rol.code, zeker=zeker, **over)
    except logboek.LogboekFout:
        if bezoeker.sleutel:
            raise
        _LOGGER.warning("het logboek is niet te schrijven; dit is niet opgeschreven: %s", wat)
