"""Load what pages need while a browser still fetches Streamlit's own files.

The server answers first, and the first page does not wait for what would be loaded with it. All
that stays is put out of the collector's sight, now and later: going over it costs more than a page.
"""

import gc
import importlib
import inspect
import itertools
import logging
import pkgutil
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app import toegang
from warehouse.paths import Thuis

# What the first page is made of; numpy and PIL are what Streamlit asks of an icon.
_EERST = (
    "numpy",
    "PIL.Image",
    "app.inzien",
    "app.components.aanmelding",
    "app.components.browser",
    "app.components.grafiekbestand",
    "app.components.kaart",
    "app.components.kwaliteit",
    "app.components.signalen",
    "app.components.versheid",
)
_RUST = 3.0  # seconds in which the first page is drawn, before the rest is loaded
_ADEM = 0.05  # seconds between two parts of it, for who is looking meanwhile
_KLEIN, _GROOT = 30.0, 20  # seconds between looks at what is new; every so many at everything
_LOGBOEK = logging.getLogger("peilstok.app")


@asynccontextmanager
async def terwijl(_: object) -> AsyncIterator[None]:
    """While the server runs: loading begins with it, in a thread of its own.

    A page that comes sooner loads what it needs itself.
    """
    threading.Thread(target=_bereid_voor, name="voorbereiding", daemon=True).start()
    yield


def _bereid_voor() -> None:
    """Whatever goes wrong here, the page that needs it says; here it only goes slower."""
    try:
        for naam in _EERST:
            importlib.import_module(naam)
        _lees_vooraf()
        inspect.stack()  # which Streamlit asks for once: it looks at every module there is
        gc.freeze()
        time.sleep(_RUST)
        _laad_de_rest()
    except Exception as fout:
        _LOGBOEK.warning("niet alles is vooraf geladen", exc_info=fout)
    _houd_bij()


def _lees_vooraf() -> None:
    """The figures of the first page, when it is known who comes: without logging in."""
    from app import data  # noqa: PLC0415
    from app.components import signalen  # noqa: PLC0415

    thuis = Thuis.uit_omgeving()
    if toegang.instelling(thuis) is None:
        inzage = data.open_inzage(thuis, toegang.bezoeker().rol)
        if inzage:
            signalen.hoofdreeksen(inzage)
            data.levermomenten(inzage)


def _haal_sjablonen() -> None:
    """What page Leveringen knows of bronnen: another process has to tell it."""
    from app import sjablonen  # noqa: PLC0415

    thuis = Thuis.uit_omgeving()
    if toegang.instelling(thuis) or toegang.bezoeker().rol.mag("leveringen"):
        sjablonen.haal(thuis)


def _laad_de_rest() -> None:
    onderdelen = importlib.import_module("app.components")
    for onderdeel in pkgutil.walk_packages(onderdelen.__path__, "app.components."):
        importlib.import_module(onderdeel.name)
        time.sleep(_ADEM)
    importlib.import_module("app.components.grafiek").warm_op()
    _haal_sjablonen()


def _houd_bij() -> None:
    """Answers that pages keep are added to what stays; now and then all of it is gone over."""
    for keer in itertools.count():
        if keer % _GROOT == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        time.sleep(_KLEIN)
