"""One change at a time per home: a second one waits, and says so.

Whoever holds the lock writes down who and since when, so that the health of the home can tell a
load that hangs, and one that was killed half-way, from one that is just busy. Before anything
changes, a home of an earlier version is brought forward.
"""

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock, Timeout

from warehouse.paths import Thuis
from warehouse.vormen import breng_vooruit

WACHTTIJD = 600.0  # seconds; a load of the whole region takes well under a minute


class BezetFout(Exception):
    """Another load holds the lock for longer than we wait."""


@contextmanager
def slot(thuis: Thuis, melden: Callable[[str], None], *, vooruit: bool = True) -> Iterator[None]:
    """Hold the lock of this home.

    With ``vooruit`` it is first brought to the form of this version; not for whoever replaces it.

    Raises:
        BezetFout: another load does not end within the waiting time; nothing has changed.
        StandFout: the home is of a newer version of Peilstok.
    """
    thuis.wortel.mkdir(parents=True, exist_ok=True, mode=0o700)
    grendel = FileLock(thuis.slot)
    try:
        grendel.acquire(timeout=0)
    except Timeout:
        melden("een andere laadronde is bezig; wachten tot die klaar is")
        try:
            grendel.acquire(timeout=WACHTTIJD)
        except Timeout:
            raise BezetFout(
                "een andere laadronde is na tien minuten nog bezig; er is niets veranderd. "
                "Probeer het later opnieuw."
            ) from None
    try:
        nu = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        thuis.bezig.write_text(json.dumps({"proces": os.getpid(), "sinds": nu}), "utf-8")
        if vooruit:
            breng_vooruit(thuis)
        yield
    finally:
        with suppress(OSError):  # what matters is done; the next one overwrites it
            thuis.bezig.unlink()
        grendel.release()
