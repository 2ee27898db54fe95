"""The app with a clock that a test can set: the file in its first argument says how far ahead."""

import sys
import time
from pathlib import Path

from streamlit.web import cli

from app import sessie

_VOORUIT = Path(sys.argv.pop(1))


def _klok() -> float:
    return time.time() + float(_VOORUIT.read_text("utf-8") or 0)


sessie.AANMELDINGEN = sessie.Aanmeldingen(_klok)
cli.main()
