"""Reading in a process of its own, with limits on time, memory and size.

A delivery is made by others: a file that hangs, fills the memory or crashes a parser may cost its
own finding and nothing more. One worker serves all files of a call; when it dies, the next file
gets a new one. Requests and answers go over its pipes: nothing of a file touches the disk.
"""

import math
import os
import pickle
import signal
import stat
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, Literal

from pipelines.bevindingen import KRITIEK, Bevinding
from pipelines.deur.bestandslezer import (
    Bestand,
    Leesregels,
    Lezing,
    Rapportvraag,
    Restvraag,
    lees_bestand,
    lees_koppen,
    maak_bestandsrapport,
    maak_rest,
)
from pipelines.deur.foutspoor import plek
from pipelines.rapport_xlsx import maak_rapport
from pipelines.readers import Tabel, onleesbaar
from warehouse.opmaak import getal

if sys.platform != "win32":
    import resource

# What one file may take (ours, 2026). Measured: a count of the whole region, 0,2 MB, takes 0,1 s
# and 40 MB above the 100 MB of the worker itself; a million rows, 51 MB of CSV, 2 s and 1,3 GB;
# 300.000 rows of XLSX, 9 MB, 7 s and 0,8 GB.
MAX_BESTAND = 250 * 2**20  # bytes: five times a million rows; the page has the same limit
SECONDEN, MEGABYTES = 10.0, 512
PER_MB = (0.5, 32)  # seconds and megabytes more, per megabyte of file
PER_MB_INGEPAKT = (4.0, 64)  # of an XLSX, which unpacks to about ten times its size
_START = 120.0  # seconds in which a worker must be there, on a machine that is busy

_OPDRACHT = "from pipelines.deur.begrensd import werk; werk()"


@dataclass(frozen=True)
class Grenzen:
    """What one file may take."""

    seconden: float = SECONDEN
    megabytes: int = MEGABYTES


@dataclass(frozen=True)
class Uitval:
    """Why there is no answer; ``plek`` is where in our code, without a word of the file."""

    reden: Literal["tijd", "geheugen", "fout"]
    plek: str = ""


def grenzen_van(inhoud: bytes) -> Grenzen:
    """The limits for a file: the ordinary ones, and more for a large one."""
    seconden, megabytes = PER_MB_INGEPAKT if inhoud.startswith(b"PK") else PER_MB
    omvang = len(inhoud) / 1e6
    return Grenzen(SECONDEN + seconden * omvang, MEGABYTES + int(megabytes * omvang))


def lees_inhoud(pad: Path) -> bytes:
    """The bytes of a file; what it is and how large is asked before it is read.

    Raises:
        OnleesbaarBestand: it is larger than a delivery can be, or no ordinary file.
        OSError: it cannot be opened.
    """
    toestand = pad.stat()
    if not stat.S_ISREG(toestand.st_mode):
        raise onleesbaar(
            pad.name,
            "geen_bestand",
            "Dit is geen gewoon bestand.",
            "Lever een CSV- of XLSX-bestand.",
        )
    inhoud = b""
    if toestand.st_size <= MAX_BESTAND:
        with open(pad, "rb") as bestand:
            inhoud = bestand.read(MAX_BESTAND + 1)
    if max(toestand.st_size, len(inhoud)) > MAX_BESTAND:
        raise onleesbaar(
            pad.name,
            "te_groot",
            f"Het bestand is groter dan {getal(MAX_BESTAND // 2**20)} MB.",
            "Lever minder jaren of minder kolommen per bestand.",
        )
    return inhoud


@cache
def werker() -> "Werker":
    """The worker of this process."""
    return Werker()


class Werker:
    """A process that reads one file after the other, started when it is needed."""

    def __init__(self) -> None:
        self._beurt = threading.Lock()
        self._proces: subprocess.Popen[bytes] | None = None
        self._regels = b""  # what the process was told to read by
        self._einde: weakref.finalize[Any, Any] | None = None

    @property
    def pid(self) -> int | None:
        """Process id, when there is a process."""
        return self._proces.pid if self._proces else None

    def begin(self) -> None:
        """Start the process without waiting for it; whoever reads a file need not call this."""
        if self._proces is not None and self._proces.poll() is None:
            return
        self.sluit()
        self._proces = _start()
        self._einde = weakref.finalize(self, _beeindig, self._proces)

    def lees(self, bestand: Bestand, regels: Leesregels, grenzen: Grenzen | None = None) -> Lezing:
        """Read one file; what goes beyond the limits, or breaks, is one finding."""
        grenzen = grenzen or grenzen_van(bestand.inhoud)
        antwoord = self._vraag("lees", bestand, regels, grenzen)
        if isinstance(antwoord, Lezing):
            return antwoord
        assert isinstance(antwoord, Uitval)
        return Lezing(bevindingen=(_als_bevinding(antwoord, bestand.naam, grenzen),))

    def lees_koppen(self, bestand: Bestand, regels: Leesregels) -> Tabel | Bevinding:
        """The column names of a file, without its rows; or why they cannot be shown."""
        grenzen = grenzen_van(bestand.inhoud)
        antwoord = self._vraag("koppen", bestand, regels, grenzen)
        if isinstance(antwoord, Tabel | Bevinding):
            return antwoord
        assert isinstance(antwoord, Uitval)
        return _als_bevinding(antwoord, bestand.naam, grenzen)

    def maak_rapport(self, vraag: Rapportvraag, regels: Leesregels) -> bytes:
        """The report of a file; without its table when reading that goes beyond the limits."""
        grenzen = grenzen_van(vraag.bestand.inhoud)
        antwoord = self._vraag("rapport", vraag, regels, grenzen)
        if isinstance(antwoord, bytes):
            return antwoord
        return maak_rapport(vraag.bestand.naam, None, vraag.bevindingen, vraag.aannames)

    def maak_rest(self, vraag: Restvraag, regels: Leesregels) -> bytes:
        """What is kept of a file of which only some rows may stay.

        Raises:
            RuntimeError: it can no longer be read within the limits.
        """
        antwoord = self._vraag("rest", vraag, regels, grenzen_van(vraag.bestand.inhoud))
        if not isinstance(antwoord, bytes):
            raise RuntimeError(str(antwoord))
        return antwoord

    def sluit(self) -> None:
        """End the process, whatever it is doing."""
        if self._einde is not None:
            self._einde()
        self._proces, self._regels, self._einde = None, b"", None

    def _vraag(self, wat: str, vraag: object, regels: Leesregels, grenzen: Grenzen) -> object:
        with self._beurt:
            self.begin()
            tekst = pickle.dumps(regels)
            antwoord: object = None
            if tekst != self._regels:
                antwoord = self._wissel(pickle.dumps(("regels", regels, Grenzen(_START))), _START)
                self._regels = tekst
            if not isinstance(antwoord, Uitval):
                antwoord = self._wissel(pickle.dumps((wat, vraag, grenzen)), grenzen.seconden)
            if isinstance(antwoord, Uitval):
                self.sluit()  # whatever state it is in
            return antwoord

    def _wissel(self, bericht: bytes, seconden: float) -> object:
        """Send a message and wait for the answer, but not longer than this."""
        proces = self._proces
        assert proces is not None
        assert proces.stdin is not None
        assert proces.stdout is not None
        te_laat = threading.Event()

        def breek_af() -> None:
            te_laat.set()
            proces.kill()

        wekker = threading.Timer(seconden, breek_af)
        wekker.start()
        try:
            proces.stdin.write(bericht)
            proces.stdin.flush()
            return pickle.load(proces.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            return Uitval("tijd") if te_laat.is_set() else _oorzaak(proces.wait())
        finally:
            wekker.cancel()


def _start() -> subprocess.Popen[bytes]:
    """A new process. Its messages go nowhere: a crash may quote the file."""
    wortel = str(Path(__file__).parents[2])
    paden = [wortel, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _OPDRACHT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paden)},
    )


def _beeindig(proces: subprocess.Popen[bytes]) -> None:
    proces.kill()
    proces.wait()
    for pijp in (proces.stdin, proces.stdout):
        if pijp is not None:
            try:
                pijp.close()
            except OSError:  # what was still to be written has nowhere to go
                continue


def _oorzaak(code: int) -> Uitval:
    """Why a process ended by itself: parsers in Rust stop at once when memory is refused."""
    if sys.platform != "win32" and -code in {signal.SIGABRT, signal.SIGKILL}:
        return Uitval("geheugen")
    return Uitval("fout", f"het leesproces stopte met code {code}")


def _als_bevinding(uitval: Uitval, naam: str, grenzen: Grenzen) -> Bevinding:
    regel, melding, oplossing = {
        "tijd": (
            "te_lang",
            f"Het lezen duurde langer dan {grenzen.seconden:.0f} seconden en is gestopt.",
            "Controleer of dit de bedoelde export is; lever hem als CSV, of in delen.",
        ),
        "geheugen": (
            "te_veel_geheugen",
            f"Het lezen vroeg meer dan {getal(grenzen.megabytes)} MB geheugen en is gestopt.",
            "Controleer of dit de bedoelde export is; lever hem als CSV, of in delen.",
        ),
        "fout": (
            "leesfout",
            f"Het bestand kon niet worden gelezen ({uitval.plek}).",
            "Sla het opnieuw op als CSV (UTF-8). Helpt dat niet, meld dit dan bij de beheerder.",
        ),
    }[uitval.reden]
    return Bevinding(KRITIEK, regel, melding, oplossing, bestand=naam)


def werk() -> None:
    """What the process does: answer one request after the other until its input ends."""
    invoer, uitvoer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    niets = os.open(os.devnull, os.O_RDWR)
    for eigen in (0, 1):
        os.dup2(niets, eigen)
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the delivery
    regels: Leesregels | None = None
    while True:
        try:
            wat, vraag, grenzen = pickle.load(invoer)
        except EOFError:
            return
        _begrens(grenzen)
        if wat == "regels":
            regels, antwoord = vraag, pickle.dumps(True)
        else:
            antwoord = _antwoord(_DIENSTEN[wat], vraag, regels)
        _stuur(uitvoer, antwoord)


_DIENSTEN: dict[str, Callable[..., object]] = {
    "lees": lees_bestand,
    "koppen": lees_koppen,
    "rapport": maak_bestandsrapport,
    "rest": maak_rest,
}


def _antwoord(dienst: Callable[..., object], vraag: object, regels: Leesregels | None) -> bytes:
    try:
        return pickle.dumps(dienst(vraag, regels))
    except MemoryError:
        return pickle.dumps(Uitval("geheugen"))
    except BaseException as fout:  # a panic in a parser is no Exception
        return pickle.dumps(Uitval("fout", plek(fout)))


def _stuur(uitvoer: IO[bytes], antwoord: bytes) -> None:
    uitvoer.write(antwoord)
    uitvoer.flush()


def _begrens(grenzen: Grenzen) -> None:
    """Let the system refuse memory beyond the limit, and stop a process that nobody waits for."""
    if sys.platform == "win32":
        return
    _zet_grens(resource.RLIMIT_DATA, grenzen.megabytes * 1_000_000)
    gebruikt = resource.getrusage(resource.RUSAGE_SELF)
    processortijd = gebruikt.ru_utime + gebruikt.ru_stime
    _zet_grens(resource.RLIMIT_CPU, math.ceil(processortijd + 10 * grenzen.seconden) + 5)


def _zet_grens(soort: int, waarde: int) -> None:
    if sys.platform != "win32":
        hoogste = resource.getrlimit(soort)[1]
        if hoogste != resource.RLIM_INFINITY:
            waarde = min(waarde, hoogste)
        resource.setrlimit(soort, (waarde, hoogste))
