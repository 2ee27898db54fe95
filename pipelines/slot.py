"""One load at a time per home: a second one waits, and says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from warehouse.paths import Thuis

WACHTTIJD = 600.0  # seconds; a load of the whole region takes well under a minute


class BezetFout(Exception):
    """Another load holds the lock for longer than we wait."""


@contextmanager
def slot(thuis: Thuis, melden: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of this home.

    Raises:
        BezetFout: another load does not end within the waiting time; nothing has changed.
    """
    thuis.wortel.mkdir(parents=True, exist_ok=True)
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
        yield
    finally:
        grendel.release()
