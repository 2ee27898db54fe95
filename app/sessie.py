"""Who is logged in, kept by the server: a cookie alone is never enough.

A login cookie of Streamlit is good for thirty days. So a login is known here from the moment it
was made, ends here after half an hour of quiet, after twelve hours or when someone logs out, and
does not come back: a cookie that is not fresh and not known is refused. What a server that starts
anew does not know, it refuses as well.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

STIL = 30 * 60.0  # seconds without a view
HOOGSTENS = 12 * 3600.0  # seconds, however busy
VERS = 5 * 60.0  # seconds between the provider's stamp and the first view, clocks apart included
_ONTHOUDEN = HOOGSTENS + VERS


@dataclass
class Aanmelding:
    """One login of one person.

    Attributes:
        wie: the subject, as the provider names this person.
        gezien: when they last looked at something.
        rol: the role that they chose, when they have several.
        einde: how it ended: ``afgemeld`` or ``verlopen``; empty while it lives.
        opgeschreven: what of it is in the audit log.
    """

    sleutel: str
    wie: str
    begonnen: float
    gezien: float
    rol: str = ""
    einde: str = ""
    opgeschreven: set[str] = field(default_factory=set)


class Aanmeldingen:
    """All logins of this server. ``klok`` gives seconds since 1970."""

    def __init__(self, klok: Callable[[], float] = time.time) -> None:
        self._klok = klok
        self._alle: dict[str, Aanmelding] = {}
        self._slot = threading.Lock()

    def open(self, gegevens: Mapping[str, Any], raak_aan: bool = True) -> Aanmelding | None:
        """The login of a cookie with these claims; None when there is none that may be used.

        Args:
            gegevens: the claims of the provider.
            raak_aan: whether this counts as a sign of life.
        """
        sleutel = merk(gegevens)
        nu = self._klok()
        with self._slot:
            self._vergeet(nu)
            bekend = self._alle.get(sleutel)
            if bekend is None:
                if not _is_vers(gegevens, nu):
                    return None
                bekend = Aanmelding(sleutel, str(gegevens["sub"]), nu, nu)
                self._alle[sleutel] = bekend
            self._beoordeel(bekend, nu)
            if raak_aan and not bekend.einde:
                bekend.gezien = nu
            return bekend

    def leeft(self, sleutel: str) -> bool:
        """Whether a login can still be used; asking is no sign of life."""
        nu = self._klok()
        with self._slot:
            bekend = self._alle.get(sleutel)
            if bekend is None:
                return False
            self._beoordeel(bekend, nu)
            return not bekend.einde

    def beeindig(self, sleutel: str) -> None:
        """Someone logged out: the cookie is worth nothing from here on."""
        with self._slot:
            if sleutel in self._alle:
                self._alle[sleutel].einde = "afgemeld"

    def _beoordeel(self, bekend: Aanmelding, nu: float) -> None:
        te_stil = nu - bekend.gezien > STIL
        if not bekend.einde and (te_stil or nu - bekend.begonnen > HOOGSTENS):
            bekend.einde = "verlopen"

    def _vergeet(self, nu: float) -> None:
        """Drop what is too old to be fresh again."""
        for sleutel, oud in list(self._alle.items()):
            if nu - oud.begonnen > _ONTHOUDEN:
                del self._alle[sleutel]


def merk(gegevens: Mapping[str, Any]) -> str:
    """What tells this login from every other one, also of the same person."""
    delen = [str(gegevens.get(naam, "")) for naam in ("iss", "sub", "iat", "nonce", "at_hash")]
    return hashlib.sha256("\0".join(delen).encode()).hexdigest()


def _is_vers(gegevens: Mapping[str, Any], nu: float) -> bool:
    gestempeld = gegevens.get("iat")
    if not gegevens.get("sub") or not isinstance(gestempeld, int | float):
        return False
    return abs(nu - gestempeld) <= VERS


# The logins of this process; a server has one.
AANMELDINGEN = Aanmeldingen()
