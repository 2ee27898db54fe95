"""Bringing a home forward: from the form of any released version to that of this one.

A step may be done again: the number in ``stand.json`` is written last, so that what was killed
half-way starts over. The register of meetings has steps of its own, in ``vergaderingen/migraties``.
"""

from collections.abc import Callable

from warehouse.paths import VORM, Thuis
from warehouse.publish import zet_stand


def _sluit_af(thuis: Thuis) -> None:
    """To 2: the home is for the account of Peilstok alone, and its lock stands beside it."""
    thuis.wortel.chmod(0o700)
    (thuis.wortel / "laden.slot").unlink(missing_ok=True)


# In order: the first brings form 1 to form 2.
STAPPEN: tuple[Callable[[Thuis], None], ...] = (_sluit_af,)


def breng_vooruit(thuis: Thuis) -> None:
    """Do the steps that this home lacks. Hold its lock.

    Raises:
        StandFout: the home is of a newer version of Peilstok.
    """
    stand = thuis.lees_stand()
    vorm = thuis.lees_vorm()
    if vorm == VORM:
        return
    for stap in STAPPEN[vorm - 1 :]:
        stap(thuis)
    if stand:
        zet_stand(thuis, stand)
