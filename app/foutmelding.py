"""A page failed: a reader gets a sentence, and the log the kind and place of the error."""

import logging

import streamlit as st

from app import inzien
from app.components import blok
from warehouse.foutspoor import PAGINA, leg_vast
from warehouse.paths import StandFout, Thuis

_LOGBOEK = logging.getLogger("peilstok.app")
_FOUT = (
    "Deze pagina kan nu niet worden getoond. De cijfers zelf zijn niet veranderd. Laad de pagina "
    "opnieuw; blijft het mis, geef dan het kenmerk {} aan de beheerder."
)


def toon(fout: Exception) -> bool:
    """Tell the reader in Dutch that a page failed, and the log why; True: nothing else is shown.

    What both get is a kenmerk, so that one can be found by the other.
    """
    if isinstance(fout, StandFout):
        zin = str(fout)
        blok.toon(blok.melding(zin[:1].upper() + zin[1:], "oranje"))
        return True
    pagina = str(st.session_state.get(inzien.PAGINA, "")) or "begin"
    kenmerk = leg_vast(Thuis.uit_omgeving(), fout, PAGINA, pagina)
    erbij = {"kenmerk": kenmerk, "pagina": pagina}
    _LOGBOEK.error("een pagina gaf een fout", exc_info=fout, extra=erbij)
    blok.toon(blok.melding(_FOUT.format(kenmerk), "oranje"))
    return True
