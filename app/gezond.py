"""The address that a monitor asks: is this installation well?

200 when it is, 503 when it is not, with the reasons in Dutch for who asks from this machine; anyone
else only learns whether. The judgement is that of `warehouse/gezondheid`, made at most every five
seconds; one that does not come is an illness as well.
"""

import datetime as dt
import logging
import threading
import time
from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse

from warehouse.aanmelden import is_eigen_machine
from warehouse.geheugen import Geheugen
from warehouse.klacht import Klacht
from warehouse.paths import Thuis
from warehouse.versie import VERSIE

PAD = "gezond"
VERS = 5.0  # seconds that a judgement stands: far less than a minute, within which it must show
GEDULD = 20.0  # seconds to wait for one; the first reads every file
_GEEN_ANTWOORD = Klacht("controle", "de controle zelf geeft geen antwoord; kijk naar de schijf")
_DOORGEGEVEN = ("x-forwarded-for", "forwarded", "x-real-ip")
_LOGBOEK = logging.getLogger("peilstok.app")


@dataclass(frozen=True)
class Oordeel:
    """What was found, and when."""

    klachten: tuple[Klacht, ...]
    gekeken_op: dt.datetime


class Waker:
    """Looks when asked, in a thread of its own, and remembers what did not change."""

    def __init__(self, thuis: Thuis) -> None:
        self._thuis = thuis
        self._geheugen = Geheugen()
        self._slot = threading.Lock()
        self._klaar = threading.Event()
        self._bezig = False
        self._gekeken = float("-inf")
        self._oordeel: Oordeel | None = None

    def oordeel(self) -> Oordeel:
        """The newest judgement, at most ``VERS`` old when its check began."""
        with self._slot:
            if not self._bezig and time.monotonic() - self._gekeken > VERS:
                self._bezig = True
                self._klaar.clear()
                threading.Thread(target=self._kijk, daemon=True).start()
        if self._klaar.wait(GEDULD) and self._oordeel:
            return self._oordeel
        return Oordeel((_GEEN_ANTWOORD,), dt.datetime.now(dt.UTC))

    def _kijk(self) -> None:
        # Imported by the first look: the app answers half a second earlier without it.
        from warehouse import gezondheid  # noqa: PLC0415

        begin = time.monotonic()
        blik = gezondheid.Blik(self._thuis, self._geheugen)
        try:
            nieuw = Oordeel(gezondheid.kijk(blik), blik.nu)
        except Exception as fout:
            _LOGBOEK.error("de controle zelf gaf een fout", exc_info=fout)
            nieuw = Oordeel((_GEEN_ANTWOORD,), blik.nu)
        _meld_verandering(self._oordeel, nieuw)
        with self._slot:
            self._oordeel, self._gekeken, self._bezig = nieuw, begin, False
            self._klaar.set()


def _meld_verandering(oud: Oordeel | None, nieuw: Oordeel) -> None:
    """A line in the log of the app when it falls ill, or gets well again."""
    eerst = {k.wat for k in oud.klachten} if oud else set()
    nu = {k.wat for k in nieuw.klachten}
    if erbij := nu - eerst:
        _LOGBOEK.warning("niet gezond: %s", ", ".join(sorted(erbij)))
    elif eerst and not nu:
        _LOGBOEK.info("weer gezond")


class Gezond:
    """The endpoint; a plain function so that Starlette runs it beside the pages."""

    def __init__(self, waker: Waker) -> None:
        self._waker = waker

    def antwoord(self, verzoek: Request) -> JSONResponse:
        """Whether all is well, and for who is on this machine: why not."""
        oordeel = self._waker.oordeel()
        gezond = not oordeel.klachten
        inhoud: dict[str, object] = {"gezond": gezond}
        if _van_hier(verzoek):
            inhoud |= {
                "gekeken_op": oordeel.gekeken_op.isoformat(timespec="seconds"),
                "versie": VERSIE,
                "klachten": [asdict(klacht) for klacht in oordeel.klachten],
            }
        return JSONResponse(inhoud, 200 if gezond else 503, headers={"cache-control": "no-store"})


def _van_hier(verzoek: Request) -> bool:
    """Whether it comes from this machine, and not from outside through a proxy on it."""
    van = verzoek.client.host if verzoek.client else ""
    return is_eigen_machine(van) and not any(kop in verzoek.headers for kop in _DOORGEGEVEN)
