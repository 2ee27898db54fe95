"""What was worked out of a file, kept as long as the file does not change.

Whoever looks often (the health of a running app) need not read every byte each time. A disk can rot
without touching a date, so everything is read again after some hours all the same.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from warehouse import duurzaam

OPNIEUW = 6 * 3600.0  # seconds (ours, 2026) after which an unchanged file is read again

T = TypeVar("T")
_Kenmerk = tuple[int, int, int, int]


class Geheugen:
    """Answers by file and question. Without one, ask the question itself."""

    def __init__(self, opnieuw: float = OPNIEUW) -> None:
        self._opnieuw = opnieuw
        self._slot = threading.Lock()
        self._antwoorden: dict[tuple[Path, str], tuple[_Kenmerk, float, object]] = {}

    def bij(self, pad: Path, vraag: Callable[[Path], T]) -> T:
        """The answer to a question about a file; asked anew when the file is another.

        Raises:
            OSError: the file is not there, or cannot be read.
        """
        sleutel = (pad, vraag.__qualname__)
        kenmerk, nu = _kenmerk(pad), time.monotonic()
        with self._slot:
            bekend = self._antwoorden.get(sleutel)
        if bekend and bekend[0] == kenmerk and nu - bekend[1] < self._opnieuw:
            return cast(T, bekend[2])
        antwoord = vraag(pad)
        with self._slot:
            self._antwoorden[sleutel] = (kenmerk, nu, antwoord)
        return antwoord

    def som(self, pad: Path) -> str:
        """The hash of a file."""
        return self.bij(pad, duurzaam.sha256)


def _kenmerk(pad: Path) -> _Kenmerk:
    """What changes with every write: also the moment of change, which no program can set back."""
    stat = pad.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
