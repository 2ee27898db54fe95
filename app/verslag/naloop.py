"""A page as its readers would see it, run without anyone looking, to take its blocks along.

A page knows what it shows by its address. So a block of a page is kept as that address, and made
again by running the page for the audience of the report, on its file alone: figures that the
reader of the report may not see cannot come along. Leans on the script context of Streamlit, of
which the version is pinned.
"""

import logging
import runpy
import threading
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    add_script_run_ctx,
)
from streamlit.runtime.state import SafeSessionState, SessionState

from app import data, toegang
from app.components import permalink, vangst
from app.components.vangst import Blok
from app.inhoud import Inzage

_PAGINAS = Path(__file__).parents[1] / "app_pages"
_BEWAARD = 400  # pages in one view of one publication
_LOGGER = logging.getLogger("peilstok.verslag")


@data.bewaar(_BEWAARD)
def blokken(inzage: Inzage, pagina: str, keuzes: str) -> dict[str, Blok]:
    """The tables of a page with their charts, by key; none when the page has none for them.

    Args:
        keuzes: as ``keuzetekst`` makes them.
    """
    bestand = _PAGINAS / f"{pagina}.py"
    if bestand not in _PAGINAS.glob("*.py"):
        return {}
    vraag = urlencode([*parse_qsl(keuzes), (permalink.PUBLICATIE, inzage.publicatie)])
    gevonden: dict[str, Blok] = {}
    draad = threading.Thread(target=_loop, args=(inzage, bestand, vraag, gevonden))
    draad.start()
    draad.join()
    return gevonden


def _loop(inzage: Inzage, bestand: Path, vraag: str, gevonden: dict[str, Blok]) -> None:
    context = _context(bestand, vraag)
    add_script_run_ctx(threading.current_thread(), context)
    context.reset(query_string=vraag)
    with toegang.als(toegang.rol_van(inzage.rol)), vangst.vang() as gevangen:
        try:
            runpy.run_path(str(bestand))
        except (StopException, RerunException):
            _LOGGER.debug("%s hield eerder op", bestand.stem)
        except Exception:
            # One page that fails leaves its own block out; the report says so.
            _LOGGER.exception("%s kan niet mee in het verslag", bestand.stem)
        gevonden.update(gevangen.blokken)


def _context(bestand: Path, vraag: str) -> ScriptRunContext:
    def zwijg(_: Any) -> None:
        """What the page sends goes nowhere."""

    return ScriptRunContext(
        session_id="verslag",
        _enqueue=zwijg,
        query_string=vraag,
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager("/verslag"),
        main_script_path=str(bestand),
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(str(bestand)),
        script_requests=ScriptRequests(),
    )
