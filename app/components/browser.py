"""What the app asks of the browser itself: in-app links and Dutch names for Streamlit's own knobs.

Streamlit draws a link in `st.html` as an ordinary one, which would load the app anew; and its own
skip link and sidebar knobs speak English. `browser.js` mends both, and nothing else.
"""

from pathlib import Path

import streamlit as st

_SCRIPT = Path(__file__).with_name("browser.js").read_text("utf-8")
_onderdeel = st.components.v2.component("peilstok_browser", js=_SCRIPT)


def koppel() -> None:
    """Attach the script to the page; it draws nothing."""
    _onderdeel(key="browser", height=0)
