"""The colours that are drawn, not styled: charts and sparklines, for light and dark.

Everything else takes its colours from `stijl.css`, where the same values stand.
"""

from dataclasses import dataclass

import streamlit as st

from app.components import vangst


@dataclass(frozen=True)
class Palet:
    """Colours of a chart by their part in it."""

    tekst: str
    zacht: str
    accent: str
    aandacht: str
    context: str
    band: str
    lijn: str
    grond: str


LICHT = Palet(
    tekst="#1d2a33",
    zacht="#5a6870",
    accent="#1f5f8b",
    aandacht="#a85813",
    context="#8b979e",
    band="#e6ecef",
    lijn="#dfe3e0",
    grond="#ffffff",
)
DONKER = Palet(
    tekst="#e4eaee",
    zacht="#a2b0b9",
    accent="#7db8de",
    aandacht="#e8a265",
    context="#7c8890",
    band="#1f2a32",
    lijn="#2b353d",
    grond="#12181d",
)


def huidig() -> Palet:
    """The palette that fits what the visitor's browser shows; paper is light."""
    if vangst.nu():
        return LICHT
    return DONKER if st.context.theme.type == "dark" else LICHT
